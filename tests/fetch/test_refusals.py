"""Servers that refuse this program, and servers that are busy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from msgspec.structs import replace
from publisher import CSV, PATH, Publisher

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


def test_the_program_says_its_own_name_first(publisher: Publisher) -> None:
    publisher.server.on(PATH, only_for(named, csv(CSV)))
    assert publisher.get().receipt.client.startswith("encounters/")
    assert len(publisher.server.requests) == 1


def test_a_403_to_the_name_is_asked_again_under_the_alternative_and_so_are_later_files(publisher: Publisher) -> None:
    publisher.server.on(PATH, only_for(like_a_crawler, csv(CSV)))
    with publisher.client() as client:
        first, second = client.file(publisher.server.url(PATH)), client.file(publisher.server.url(PATH))
    assert first is not None
    assert second is not None
    assert first.receipt.client.startswith("Mozilla/5.0 (compatible; encounters/")
    assert [like_a_crawler(agent or "") for agent in publisher.asked("user-agent")] == [False, True, True]


def test_the_users_own_agent_is_the_only_one(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(403), csv(CSV))
    assert publisher.get(user_agent="me/1 (me@example.org)").receipt.client == "me/1 (me@example.org)"
    assert publisher.asked("user-agent") == ["me/1 (me@example.org)"] * 2


@pytest.mark.parametrize(
    "wall", [status(403), status(200, b"\xef\xbb\xbf \n<!DOCTYPE html><title>Access Denied</title>")]
)
def test_a_wall_says_what_to_save_and_what_to_run_and_is_not_run_at_for_ever(
    publisher: Publisher, wall: Callable[..., None]
) -> None:
    publisher.server.on(PATH, wall)
    with publisher.client() as client:
        for _ in range(4):
            with pytest.raises(PublisherError) as caught:
                client.file(publisher.server.url(PATH))
            assert publisher.server.url(PATH) in caught.value.message
            assert publisher.server.url(PATH) in str(caught.value.hint)
            assert "encounters import sbo-encounters-fy22-fy25-nov.csv --published 2024-12" in str(caught.value.hint)
            assert caught.value.exit_code == 4
    # Three for the first file, one for the second, none for those after.
    assert len(publisher.server.requests) == 4


def test_one_file_that_is_refused_does_not_keep_the_others_out(publisher: Publisher) -> None:
    publisher.server.on("/forbidden.csv", status(403))
    publisher.server.on(PATH, csv(CSV))
    with publisher.client() as client:
        for _ in range(3):
            with pytest.raises(PublisherError):
                client.file(publisher.server.url("/forbidden.csv"))
            assert client.file(publisher.server.url(PATH)) is not None


def test_a_403_that_says_when_to_come_again_is_a_limit_and_no_wall(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(403, retry_after="5"), csv(CSV))
    assert named(publisher.get().receipt.client)
    assert 5 in publisher.waits


def test_a_busy_moment_does_not_lose_what_had_come(publisher: Publisher) -> None:
    publisher.server.on(PATH, reset_after(CSV, 1000, etag='"1"'), status(503), csv(CSV, etag='"1"'))
    assert publisher.get().content == CSV
    assert publisher.asked("range") == [None, "bytes=1000-", "bytes=1000-"]


def test_a_wall_in_place_of_a_page_is_told(publisher: Publisher) -> None:
    publisher.server.on("/list", page("<title>Pardon Our Interruption</title>"))
    with publisher.client() as client, pytest.raises(PublisherError, match="keeps programs out"):
        client.page(publisher.server.url("/list"))


def test_a_page_that_links_files_is_no_wall_whatever_it_says(publisher: Publisher) -> None:
    publisher.server.on("/list", page('<a href="x.csv">Access denied figures</a>'))
    with publisher.client() as client:
        assert "x.csv" in client.page(publisher.server.url("/list")).text


def test_a_403_that_passes_is_got_over(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(403), csv(CSV))
    assert publisher.get().content == CSV


# Servers that are busy


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504, 408])
def test_a_busy_server_is_asked_again(publisher: Publisher, code: int) -> None:
    publisher.server.on(PATH, status(code), status(code), csv(CSV))
    assert publisher.get().content == CSV
    assert publisher.waits == pytest.approx([1, 2], abs=0.1) or publisher.waits[::2] == pytest.approx([1, 2], abs=0.1)
    assert str(code) in publisher.told[0]
    assert "(2 of 4)" in publisher.told[0]


def test_patience_ends(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(500))
    error = publisher.fails()
    assert "Asked 4 times" in error.message
    assert PATH in error.message
    assert len(publisher.server.requests) == 4
    assert error.exit_code == 4


def test_retry_after_in_seconds_is_kept(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(429, retry_after="7"), csv(CSV))
    assert publisher.get().content == CSV
    assert 7 in publisher.waits


def test_retry_after_as_a_date_is_measured_by_the_servers_clock(publisher: Publisher) -> None:
    publisher.server.clock_off = -3 * 86400.0
    until = datetime.now(UTC) + timedelta(seconds=publisher.server.clock_off + 8)
    publisher.server.on(PATH, status(503, retry_after=format_datetime(until, usegmt=True)), csv(CSV))
    assert publisher.get().content == CSV
    assert any(6 <= wait <= 9 for wait in publisher.waits)


def test_too_long_a_wait_ends_it(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(429, retry_after="86400"), csv(CSV))
    assert "asks to wait 86,400 seconds" in publisher.fails().message
    assert len(publisher.server.requests) == 1


def test_a_wait_beyond_the_time_limit_ends_it(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(429, retry_after="60"), csv(CSV))
    assert "10 seconds are over" in publisher.fails().message


@pytest.mark.parametrize(
    ("code", "told"), [(404, "There is nothing at"), (410, "There is nothing at"), (401, "answered 401")]
)
def test_what_asking_again_will_not_heal_is_asked_once(publisher: Publisher, code: int, told: str) -> None:
    publisher.server.on(PATH, status(code))
    assert told in publisher.fails().message
    assert len(publisher.server.requests) == 1


def test_a_server_that_is_not_there(publisher: Publisher) -> None:
    with Server() as gone:
        url = gone.url(PATH)
        settings = replace(publisher.settings, cbp_url=gone.base)
    with (
        Client(settings) as client,
        pytest.raises(PublisherError, match=r"could not be reached .*refused.*Asked 4 times"),
    ):
        client.file(url)
