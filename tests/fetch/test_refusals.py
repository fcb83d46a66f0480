"""Servers that refuse this program, and servers that are busy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from download_world import CSV, PATH, World
from encounters.errors import PublisherError
from encounters.fetch.client import Client
from server import (
    Server,
    csv,
    only_for,
    page,
    reset_after,
    status,
)

# Servers that refuse


def named(agent: str) -> bool:
    return agent.startswith("encounters/")


def like_a_crawler(agent: str) -> bool:
    return agent.startswith("Mozilla/5.0 (compatible; encounters/")


def test_the_program_says_its_own_name_first(world: World) -> None:
    world.server.on(PATH, only_for(named, csv(CSV)))
    assert world.get().receipt.client.startswith("encounters/")
    assert len(world.server.requests) == 1


def test_a_403_to_the_name_is_asked_again_under_the_alternative_and_so_are_later_files(world: World) -> None:
    world.server.on(PATH, only_for(like_a_crawler, csv(CSV)))
    with world.client() as client:
        first, second = client.file(world.server.url(PATH)), client.file(world.server.url(PATH))
    assert first is not None
    assert second is not None
    assert first.receipt.client.startswith("Mozilla/5.0 (compatible; encounters/")
    assert [like_a_crawler(agent or "") for agent in world.asked("user-agent")] == [False, True, True]


def test_the_users_own_agent_is_the_only_one(world: World) -> None:
    world.server.on(PATH, status(403), csv(CSV))
    assert world.get(user_agent="me/1 (me@example.org)").receipt.client == "me/1 (me@example.org)"
    assert world.asked("user-agent") == ["me/1 (me@example.org)"] * 2


@pytest.mark.parametrize(
    "wall", [status(403), status(200, b"\xef\xbb\xbf \n<!DOCTYPE html><title>Access Denied</title>")]
)
def test_a_wall_says_what_to_save_and_what_to_run_and_is_not_run_at_for_ever(
    world: World, wall: Callable[..., None]
) -> None:
    world.server.on(PATH, wall)
    with world.client() as client:
        for _ in range(4):
            with pytest.raises(PublisherError) as caught:
                client.file(world.server.url(PATH))
            assert world.server.url(PATH) in caught.value.message
            assert world.server.url(PATH) in str(caught.value.hint)
            assert "encounters import sbo-encounters-fy22-fy25-nov.csv --published 2024-12" in str(caught.value.hint)
            assert caught.value.exit_code == 4
    # Three for the first file, one for the second, none for those after.
    assert len(world.server.requests) == 4


def test_one_file_that_is_refused_does_not_keep_the_others_out(world: World) -> None:
    world.server.on("/forbidden.csv", status(403))
    world.server.on(PATH, csv(CSV))
    with world.client() as client:
        for _ in range(3):
            with pytest.raises(PublisherError):
                client.file(world.server.url("/forbidden.csv"))
            assert client.file(world.server.url(PATH)) is not None


def test_a_403_that_says_when_to_come_again_is_a_limit_and_no_wall(world: World) -> None:
    world.server.on(PATH, status(403, retry_after="5"), csv(CSV))
    assert named(world.get().receipt.client)
    assert 5 in world.waits


def test_a_busy_moment_does_not_lose_what_had_come(world: World) -> None:
    world.server.on(PATH, reset_after(CSV, 1000, etag='"1"'), status(503), csv(CSV, etag='"1"'))
    assert world.get().content == CSV
    assert world.asked("range") == [None, "bytes=1000-", "bytes=1000-"]


def test_a_wall_in_place_of_a_page_is_told(world: World) -> None:
    world.server.on("/list", page("<title>Pardon Our Interruption</title>"))
    with world.client() as client, pytest.raises(PublisherError, match="keeps programs out"):
        client.page(world.server.url("/list"))


def test_a_page_that_links_files_is_no_wall_whatever_it_says(world: World) -> None:
    world.server.on("/list", page('<a href="x.csv">Access denied figures</a>'))
    with world.client() as client:
        assert "x.csv" in client.page(world.server.url("/list")).text


def test_a_403_that_passes_is_got_over(world: World) -> None:
    world.server.on(PATH, status(403), csv(CSV))
    assert world.get().content == CSV


# Servers that are busy


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504, 408])
def test_a_busy_server_is_asked_again(world: World, code: int) -> None:
    world.server.on(PATH, status(code), status(code), csv(CSV))
    assert world.get().content == CSV
    assert world.waits == pytest.approx([1, 2], abs=0.1) or world.waits[::2] == pytest.approx([1, 2], abs=0.1)
    assert str(code) in world.told[0]
    assert "(2 of 4)" in world.told[0]


def test_patience_ends(world: World) -> None:
    world.server.on(PATH, status(500))
    error = world.fails()
    assert "Asked 4 times" in error.message
    assert PATH in error.message
    assert len(world.server.requests) == 4
    assert error.exit_code == 4


def test_retry_after_in_seconds_is_kept(world: World) -> None:
    world.server.on(PATH, status(429, retry_after="7"), csv(CSV))
    assert world.get().content == CSV
    assert 7 in world.waits


def test_retry_after_as_a_date_is_measured_by_the_servers_clock(world: World) -> None:
    world.server.clock_off = -3 * 86400.0
    until = datetime.now(UTC) + timedelta(seconds=world.server.clock_off + 8)
    world.server.on(PATH, status(503, retry_after=format_datetime(until, usegmt=True)), csv(CSV))
    assert world.get().content == CSV
    assert any(6 <= wait <= 9 for wait in world.waits)


def test_too_long_a_wait_ends_it(world: World) -> None:
    world.server.on(PATH, status(429, retry_after="86400"), csv(CSV))
    assert "asks to wait 86,400 seconds" in world.fails().message
    assert len(world.server.requests) == 1


def test_a_wait_beyond_the_time_limit_ends_it(world: World) -> None:
    world.server.on(PATH, status(429, retry_after="60"), csv(CSV))
    assert "10 seconds are over" in world.fails().message


@pytest.mark.parametrize(
    ("code", "told"), [(404, "There is nothing at"), (410, "There is nothing at"), (401, "answered 401")]
)
def test_what_asking_again_will_not_heal_is_asked_once(world: World, code: int, told: str) -> None:
    world.server.on(PATH, status(code))
    assert told in world.fails().message
    assert len(world.server.requests) == 1


def test_a_server_that_is_not_there(world: World) -> None:
    with Server() as gone:
        url = gone.url(PATH)
        settings = replace(world.settings, cbp_url=gone.base)
    with (
        Client(settings) as client,
        pytest.raises(PublisherError, match=r"could not be reached .*refused.*Asked 4 times"),
    ):
        client.file(url)
