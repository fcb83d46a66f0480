"""Answers that no good server gives: unchanged unasked, dates beyond the calendar, marks in no ASCII."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from publisher import CSV, PATH, Publisher
from world import NOV, NOV_BYTES, World

from encounters.cbp.listing import Skipped
from encounters.errors import SettingsError
from encounters.fetch.run import skipped_lines
from server import TLS, csv, only_for, status
from site_in_small import FILES, link

# Unchanged, which nobody asked


def test_a_304_to_a_plain_question_is_asked_again(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(304, b""), csv(CSV))
    assert publisher.get().content == CSV


def test_a_304_that_stays_is_an_error(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(304, b""))
    assert "says that it is unchanged, which nobody asked. Asked 4 times" in publisher.fails().message


def test_a_page_that_is_unchanged_is_no_page(world: World) -> None:
    for path in ("southwest-land-border-encounters", "nationwide-encounters"):
        world.server.on(f"/document/stats/{path}", status(304, b""))
    ran = world.fetch()
    assert ran.code == 4
    assert world.releases() == []


def test_a_304_to_the_rest_of_a_broken_download_is_no_whole(publisher: Publisher) -> None:
    from server import reset_after

    publisher.server.on(PATH, reset_after(CSV, 1000, etag='"1"'), status(304, b""), csv(CSV, etag='"1"'))
    assert publisher.get().content == CSV


# Marks and dates


def test_a_mark_that_no_header_carries_back_is_not_kept(publisher: Publisher) -> None:
    publisher.server.on(PATH, csv(CSV, etag='"caf\xe9"'), csv(CSV))
    first = publisher.get()
    assert first.receipt.etag is None
    kept = replace(first.receipt, etag='"caf\xe9"', last_modified="d\xe9cembre")
    with publisher.client() as client:
        again = client.file(publisher.server.url(PATH), known=kept)
    assert again is not None
    assert publisher.asked("if-none-match") == [None, None]


@pytest.mark.parametrize("header", ["date", "last_modified", "retry_after"])
def test_a_date_beyond_the_calendar_is_no_date(publisher: Publisher, header: str) -> None:
    beyond = {header: "Fri, 31 Dec 9999 23:59:59 -2359"}
    publisher.server.on(PATH, status(503, **beyond), csv(CSV, **beyond))
    assert publisher.get().content == CSV


def test_a_folder_that_lies_ahead_dates_nothing(world: World) -> None:
    ahead = NOV.replace("2024-12", "2099-09")
    world.server.on(f"{FILES}/{ahead}", csv(NOV_BYTES))
    link(world.server, [ahead])
    ran = world.fetch("southwest")
    today = datetime.now(UTC).date()
    assert [release.published.day for release in world.releases()] == [today]
    assert f"states 2099-09, which lies ahead: taken as published by today, {today}." in ran.err
    assert ran.err.count("lies ahead") == 1


def test_a_replaced_file_of_the_year_2100_is_dated_by_its_fetching(world: World) -> None:
    world.fetch("southwest")
    changed = NOV_BYTES.replace(b",FYTD,", b",Remaining,")
    world.server.on(f"{FILES}/{NOV}", csv(changed, modified="Fri, 01 Jan 2100 00:00:00 GMT"))
    world.fetch("southwest")
    assert max(release.published.day for release in world.releases()) <= datetime.now(UTC).date()


def test_a_publication_date_that_lies_ahead_is_told_and_not_taken(world: World, tmp_path: Path) -> None:
    (tmp_path / NOV[8:]).write_bytes(NOV_BYTES)
    ran = world.run("import", str(tmp_path / NOV[8:]), "--published", "2099-01", "--accept-incomplete")
    (release,) = world.releases()
    assert release.published.day == datetime.now(UTC).date()
    assert f"Dated 2099-01, which lies ahead: taken as published by {release.published.day}." in ran.err


def test_the_month_that_has_only_begun_is_dated_by_the_fetching(world: World) -> None:
    today = datetime.now(UTC).date()
    now = NOV.replace("2024-12", f"{today:%Y-%m}")
    world.server.on(f"{FILES}/{now}", csv(NOV_BYTES))
    link(world.server, [now])
    ran = world.fetch("southwest")
    assert [release.published.day for release in world.releases()] == [today]
    assert "lies ahead" not in ran.err


# Settings


@pytest.mark.parametrize("flag", ["--timeout", "--connect-timeout", "--read-timeout"])
@pytest.mark.parametrize("value", ["1e10", "inf", "nan", "0", "-1", "soon"])
def test_a_time_limit_is_a_number_of_seconds_up_to_a_day(world: World, flag: str, value: str) -> None:
    ran = world.fetch(f"{flag}={value}")
    assert ran.code == 2
    assert f"{flag} is '{value}', which is no number from 0.001 to 86400." in ran.err


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_certificates_that_are_not_there_are_told(
    publisher: Publisher, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "/no/such/place")
    with pytest.raises(SettingsError, match=f"{name} names /no/such/place, which is not there"):
        publisher.get()


def test_a_file_without_a_certificate_is_told(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "README.md"))
    with pytest.raises(SettingsError, match="has no certificate that can be read"):
        publisher.get()


# What is told


def test_a_refusal_tells_the_browser_curl_and_import(publisher: Publisher) -> None:
    publisher.server.on(PATH, only_for(lambda agent: agent.startswith("curl/"), csv(CSV)))
    url = publisher.server.url(PATH)
    file = PATH.rpartition("/")[2]
    assert publisher.fails().hint == (
        f"Open {url} in a browser and save the file, or try: curl -fLO {url} ; then run: encounters import {file} "
        "--published 2024-12"
    )


def test_a_server_that_stays_broken_tells_the_same_way_out(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(503))
    assert "curl -fLO" in str(publisher.fails().hint)


def test_thousands_of_skipped_links_are_a_line_for_each_reason() -> None:
    skipped = [Skipped(f"https://www.cbp.gov/{number}.csv", "is no encounter file") for number in range(3000)]
    skipped.insert(1, Skipped("https://example.org/a.csv", "is not on a host of CBP's"))
    assert skipped_lines(skipped) == [
        "Skipped: https://www.cbp.gov/0.csv is no encounter file. The same holds for 2,999 more.",
        "Skipped: https://example.org/a.csv is not on a host of CBP's.",
    ]
