"""Downloads over real sockets, from a server that behaves well and one that does not."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from encounters.cbp.client import Client, Download
from encounters.cbp.download_settings import ClientSettings, client_settings
from encounters.cbp.download_waits import Pace
from encounters.errors import PublisherError, SettingsError
from server import (
    TLS,
    Server,
    bomb,
    careless_range,
    compressed,
    csv,
    drip,
    only_for,
    page,
    redirect,
    reset_after,
    stall,
    status,
    truncated,
    without_length,
    wrong_length,
)

PATH = "/sites/default/files/2024-12/sbo-encounters-fy22-fy25-nov.csv"
HEADER = b"Fiscal Year,Month Grouping,Month (abbv),Component\n"
CSV = HEADER + b"2022,FYTD,OCT,Office of Field Operations\n" * 5000
OTHER = HEADER + b"2022,FYTD,NOV,Office of Field Operations\n" * 5000


class World:
    """A server, a client for it that does not really wait, and what that client told and how long it would have waited."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.waits: list[float] = []
        self.told: list[str] = []
        self.settings = ClientSettings(
            cbp_url=server.base,
            archive_url=server.base,
            connect=2,
            read=2,
            total=10,
            pace=Pace(pause=1, sleep=self.waits.append, dice=lambda: 0.5),
        )

    def client(self, **changes: object) -> Client:
        return Client(replace(self.settings, **changes), self.told.append)  # type: ignore[arg-type]

    def get(self, path: str = PATH, **changes: object) -> Download:
        with self.client(**changes) as client:
            got = client.file(self.server.url(path))
        assert got is not None
        return got

    def fails(self, path: str = PATH, **changes: object) -> PublisherError:
        with pytest.raises(PublisherError) as caught:
            self.get(path, **changes)
        return caught.value

    def asked(self, header: str) -> list[str | None]:
        return [request.headers.get(header) for request in self.server.requests]


@pytest.fixture
def world() -> Iterator[World]:
    with Server() as server:
        yield World(server)


def test_a_file_comes_with_its_receipt(world: World) -> None:
    world.server.on(PATH, csv(CSV, etag='"1"', modified="Mon, 16 Dec 2024 10:00:00 GMT"))
    now = datetime(2024, 12, 20, tzinfo=UTC)
    got = world.get(now=lambda: now)
    receipt = got.receipt
    assert got.content == CSV
    assert (receipt.url, receipt.final_url) == (world.server.url(PATH), world.server.url(PATH))
    assert (str(receipt.published), receipt.fetched) == ("2024-12", now)
    assert (receipt.etag, receipt.last_modified) == ('"1"', "Mon, 16 Dec 2024 10:00:00 GMT")
    assert (receipt.sha256, receipt.bytes) == (hashlib.sha256(CSV).hexdigest(), len(CSV))
    assert (receipt.via, receipt.archived) == ("cbp.gov", None)
    assert receipt.client.startswith("encounters/")
    assert world.waits == []


def test_an_unchanged_file_is_not_sent_again(world: World) -> None:
    world.server.on(PATH, csv(CSV, etag='"1"'), csv(CSV, etag='"1"'), csv(OTHER, etag='"2"'))
    with world.client() as client:
        first = client.file(world.server.url(PATH))
        assert first is not None
        assert client.file(world.server.url(PATH), first.receipt) is None
        changed = client.file(world.server.url(PATH), first.receipt)
    assert changed is not None
    assert (changed.content, changed.receipt.etag) == (OTHER, '"2"')
    assert world.asked("if-none-match") == [None, '"1"', '"1"']


def test_the_date_marks_a_version_where_there_is_no_etag(world: World) -> None:
    modified = "Mon, 16 Dec 2024 10:00:00 GMT"
    world.server.on(PATH, csv(CSV, modified=modified))
    with world.client() as client:
        first = client.file(world.server.url(PATH))
        assert first is not None
        assert client.file(world.server.url(PATH), first.receipt) is None
    assert world.asked("if-modified-since") == [None, modified]


def test_requests_keep_a_pause_between_them(world: World) -> None:
    world.server.on(PATH, csv(CSV))
    with world.client() as client:
        client.file(world.server.url(PATH))
        client.file(world.server.url(PATH))
    assert len(world.waits) == 1
    assert 0.5 < world.waits[0] <= 1


def test_a_connection_is_kept_for_the_next_file(world: World) -> None:
    ports = set[int]()
    good = csv(CSV)
    world.server.on(PATH, lambda request: (ports.add(request.client_address[1]), good(request))[1])
    with world.client() as client:
        client.file(world.server.url(PATH))
        client.file(world.server.url(PATH))
    assert len(ports) == 1


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
def test_a_wall_says_what_to_save_and_what_to_run_and_is_not_run_at_again(
    world: World, wall: Callable[..., None]
) -> None:
    world.server.on(PATH, wall)
    with world.client() as client:
        for _ in range(2):
            with pytest.raises(PublisherError) as caught:
                client.file(world.server.url(PATH))
            assert world.server.url(PATH) in caught.value.message
            assert world.server.url(PATH) in str(caught.value.hint)
            assert "encounters import sbo-encounters-fy22-fy25-nov.csv --published 2024-12" in str(caught.value.hint)
            assert caught.value.exit_code == 4
    assert len(world.server.requests) == 3


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


# Redirects and hosts


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_host_is_followed(world: World, code: int) -> None:
    world.server.on("/old.csv", redirect(PATH, code))
    world.server.on(PATH, csv(CSV))
    receipt = world.get("/old.csv").receipt
    assert (receipt.url, receipt.final_url) == (world.server.url("/old.csv"), world.server.url(PATH))


def test_a_redirect_loop_ends(world: World) -> None:
    world.server.on("/a", redirect("/b"))
    world.server.on("/b", redirect("/a"))
    assert "redirects without end" in world.fails("/a").message
    assert len(world.server.requests) == 9


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("http://example.com/x.csv", "plain http"),
        ("https://example.com/x.csv", "not on a host this program contacts"),
        ("https://cbp.gov.example.com/x.csv", "not on a host this program contacts"),
        ("https://notcbp.gov/x.csv", "not on a host this program contacts"),
        ("https://www.cbp.gov:8443/x.csv", "not on a host this program contacts"),
        ("https://www.cbp.gov@example.com/x.csv", "has a user name in it"),
        ("http://www.cbp.gov/x.csv", "plain http"),
        ("http://127.0.0.1:1/x.csv", "plain http"),
        ("http://localhost/x.csv", "plain http"),
        ("file:///etc/passwd", "no https address"),
        ("ftp://www.cbp.gov/x.csv", "no https address"),
        ("//example.com/x.csv", "plain http"),
        ("https://[::1", "leads to an address that is none"),
        ("http://x:port/", "leads to an address that is none"),
    ],
)
def test_a_redirect_elsewhere_is_not_followed(world: World, to: str, told: str) -> None:
    world.server.on(PATH, redirect(to))
    error = world.fails()
    assert told in error.message
    assert len(world.server.requests) == 1


def test_another_port_of_this_computer_is_elsewhere(world: World) -> None:
    with Server() as other:
        other.on(PATH, csv(CSV))
        world.server.on(PATH, redirect(other.url(PATH)))
        assert "plain http" in world.fails().message
        assert other.requests == []


@pytest.mark.parametrize(
    ("base", "told"),
    [
        ("http://mirror.example.org", "plain http"),
        ("ftp://cbp.gov", "not the address of a site"),
        ("www.cbp.gov", "not the address of a site"),
        ("https://me:secret@mirror.example.org", "not the address of a site"),
        ("https://", "not the address of a site"),
    ],
)
def test_a_base_url_has_to_be_safe(base: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        client_settings({"cbp_url": base}, {})


def test_a_mirrors_host_is_contacted_because_the_settings_name_it() -> None:
    rules = client_settings({"cbp_url": "https://mirror.example.org/cbp/"}, {}).rules
    assert rules.allows("https://mirror.example.org/2024-12/x.csv")
    assert rules.allows("https://www.cbp.gov/x.csv")
    assert rules.allows("https://web.archive.org/web/x")
    assert not rules.allows("https://sub.mirror.example.org/x.csv")
    assert not rules.allows("http://mirror.example.org/x.csv")


# Content that does not come whole


@pytest.mark.parametrize(
    "broken",
    [
        truncated(CSV, 1000),
        wrong_length(CSV, len(CSV) + 100),
        wrong_length(CSV, len(CSV) - 10),
        reset_after(CSV, 1000),
        reset_after(CSV, 0),
        without_length(CSV[:-7]),
        without_length(b""),
        compressed(CSV, keep=200),
        status(200, b"\x1f\x8bnot gzip at all", content_encoding="gzip"),
        compressed(CSV + b"cut"),
    ],
    ids=str,
)
def test_broken_content_is_asked_for_again_and_never_passed_on(world: World, broken: Callable[..., None]) -> None:
    world.server.on(PATH, broken, csv(CSV))
    assert world.get().content == CSV
    world.server.on(PATH, broken)
    assert "Asked 4 times" in world.fails().message


def test_a_broken_download_is_taken_up_where_it_broke(world: World) -> None:
    world.server.on(PATH, reset_after(CSV, 100_000, etag='"1"'), csv(CSV, etag='"1"'))
    got = world.get()
    assert (got.content, got.receipt.sha256) == (CSV, hashlib.sha256(CSV).hexdigest())
    assert world.asked("range")[1] == "bytes=100000-"
    assert world.asked("if-range")[1] == '"1"'


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (
            reset_after(CSV, 1000, etag='"1"'),
            csv(OTHER, etag='"2"'),
        ),  # changed in between: If-Range gets the whole
        (reset_after(CSV, 1000, etag='W/"1"'), csv(OTHER, etag='W/"2"')),  # a weak mark proves nothing
        (reset_after(CSV, 1000), csv(OTHER)),  # no mark at all
        (reset_after(CSV, 1000, etag='"1"', accept_ranges="none"), csv(OTHER, etag='"1"')),
        (reset_after(CSV, 1000, etag='"1"'), status(416)),
    ],
)
def test_where_going_on_is_not_safe_the_whole_is_taken(
    world: World, first: Callable[..., None], then: Callable[..., None]
) -> None:
    world.server.on(PATH, first, then, csv(OTHER))
    assert world.get().content == OTHER


def test_a_server_that_ignores_range_sends_the_whole(world: World) -> None:
    whole = without_length(CSV)
    world.server.on(PATH, reset_after(CSV, 1000, etag='"1"'), whole)
    assert world.get().content == CSV
    assert world.asked("range")[1] == "bytes=1000-"


@pytest.mark.parametrize("etag", ['"2"', None])
def test_the_rest_of_another_version_is_not_joined_on(world: World, etag: str | None) -> None:
    careless = careless_range(CSV, OTHER, '"1"', etag)
    world.server.on(PATH, careless, careless, csv(OTHER, etag='"2"'))
    assert world.get().content == OTHER


def test_a_range_that_nobody_asked_for_is_not_taken(world: World) -> None:
    world.server.on(PATH, status(206, CSV[10:], content_range=f"bytes 10-{len(CSV) - 1}/{len(CSV)}"), csv(CSV))
    assert world.get().content == CSV


# Slow servers


def test_silence_ends_at_the_read_limit(world: World) -> None:
    world.server.on(PATH, stall(CSV[:100]))
    began = time.monotonic()
    error = world.fails(read=0.3, pace=replace(world.settings.pace, attempts=2))
    assert "sent nothing for 0.3 seconds. Asked 2 times" in error.message
    assert time.monotonic() - began < 3


def test_silence_before_the_answer_ends_too(world: World) -> None:
    world.server.on(PATH, lambda request: (request.server.owner.closing.wait(5), None)[1])
    assert (
        "sent nothing for 0.2 seconds" in world.fails(read=0.2, pace=replace(world.settings.pace, attempts=1)).message
    )


@pytest.mark.parametrize("in_headers", [False, True])
def test_a_drip_ends_at_the_total_limit(world: World, in_headers: bool) -> None:
    world.server.on(PATH, drip(CSV, in_headers=in_headers))
    began = time.monotonic()
    error = world.fails(total=1)
    assert "was not here within 1 seconds" in error.message
    assert "--timeout" in str(error.hint)
    assert time.monotonic() - began < 3


def test_a_cut_off_ending_is_not_taken_for_the_end(world: World) -> None:
    """Content without a length ends with the connection, so our own cut must not look like its end."""

    def slow(request: object) -> None:
        without_length(CSV)(request)  # type: ignore[arg-type]
        request.server.owner.closing.wait(5)  # type: ignore[attr-defined]

    world.server.on(PATH, slow)
    assert "was not here within 1 seconds" in world.fails(total=1).message


# Too much


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_compression_that_nobody_asked_for_is_undone(world: World, encoding: str) -> None:
    world.server.on(PATH, compressed(CSV, encoding))
    got = world.get()
    assert (got.content, got.receipt.bytes) == (CSV, len(CSV))


def test_an_encoding_that_cannot_be_undone_is_an_error(world: World) -> None:
    world.server.on(PATH, csv(CSV, content_encoding="br"))
    assert "compressed as 'br'" in world.fails().message


def test_a_compressed_bomb_ends_in_an_error_and_not_in_memory(world: World) -> None:
    import tracemalloc

    world.server.on(PATH, bomb(300))
    tracemalloc.start()
    error = world.fails(file_limit=64 * 1024**2, total=60)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger than 64 MB" in error.message
    assert peak < 40 * 1024**2
    assert len(world.server.requests) == 1


def test_the_limits_are_those_promised() -> None:
    assert (ClientSettings().file_limit, ClientSettings().page_limit) == (256 * 1024**2, 16 * 1024**2)


def test_a_page_has_its_own_limit(world: World) -> None:
    world.server.on("/list", bomb(17))
    with world.client() as client, pytest.raises(PublisherError, match="larger than 16 MB"):
        client.page(world.server.url("/list"))


def test_a_content_length_beyond_the_limit_ends_before_the_content(world: World) -> None:
    world.server.on(PATH, status(200, b"x", content_length=str(10**12)))
    assert "larger than 256 MB" in world.fails().message


# Names, charsets, certificates, clocks


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16", "no-such-charset", ""])
def test_a_wrong_charset_costs_no_link(world: World, charset: str) -> None:
    world.server.on("/list", page('<a href="/x.csv">é</a>', charset))
    with world.client() as client:
        assert "/x.csv" in client.page(world.server.url("/list")).text


def test_bytes_are_kept_whatever_the_header_calls_them(world: World) -> None:
    world.server.on(PATH, status(200, CSV, content_language="xx"))
    assert world.get().content == CSV


@pytest.mark.parametrize("certificate", ["right-host", "wrong-host", "expired"])
def test_an_unknown_certificate_is_not_trusted(certificate: str) -> None:
    with Server(certificate=certificate) as server:
        world = World(server)
        server.on(PATH, csv(CSV))
        error = world.fails()
        assert "certificate that cannot be trusted: self-signed certificate" in error.message
        assert error.exit_code == 4
        assert "clock right" in str(error.hint)
        assert server.requests == []


@pytest.mark.parametrize(
    ("certificate", "told"),
    [("wrong-host", "IP address mismatch"), ("expired", "has expired"), ("right-host", None)],
)
def test_the_systems_certificates_count(monkeypatch: pytest.MonkeyPatch, certificate: str, told: str | None) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / f"{certificate}-certificate.pem"))
    with Server(certificate=certificate) as server:
        world = World(server)
        server.on(PATH, csv(CSV))
        if told is None:
            assert world.get().content == CSV
        else:
            assert told in world.fails().message
            assert server.requests == []


def test_a_clock_that_is_days_off_is_told_once(world: World) -> None:
    world.server.clock_off = 5 * 86400.0
    world.server.on(PATH, csv(CSV))
    with world.client() as client:
        client.file(world.server.url(PATH))
        client.file(world.server.url(PATH))
    assert [line for line in world.told if "clock" in line] == [
        f"This computer's clock is 5 days behind {world.server.base[7:]}'s: fetch dates will be wrong."
    ]


# Proxies


@pytest.fixture
def proxied(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server() as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.base)
            monkeypatch.setenv(name.lower(), proxy.base)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        yield proxy


def test_a_proxy_of_the_environment_is_used_for_the_world(world: World, proxied: Server) -> None:
    settings = replace(world.settings, cbp_url="https://www.cbp.gov", pace=replace(world.settings.pace, attempts=1))
    with (
        Client(settings) as client,
        pytest.raises(PublisherError, match=r"proxy on the way to www\.cbp\.gov failed"),
    ):
        client.file("https://www.cbp.gov/x.csv")


def test_a_proxy_is_never_used_for_this_computer(world: World, proxied: Server) -> None:
    world.server.on(PATH, csv(CSV))
    assert world.get().content == CSV
    assert proxied.requests == []


def test_a_proxy_that_cannot_be_used_is_a_setting_to_put_right(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:1")
    with world.client() as client, pytest.raises(SettingsError, match="proxy that the environment names"):
        client.file("https://www.cbp.gov/x.csv")


# Settings


def test_settings_come_from_flags_then_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {
        "ENCOUNTERS_CBP_URL": "https://a.example/",
        "ENCOUNTERS_USER_AGENT": "me",
        "ENCOUNTERS_ATTEMPTS": "2",
    }
    settings = client_settings({"cbp_url": "https://b.example/", "user_agent": None}, environ)
    assert (settings.cbp_url, settings.user_agent, settings.pace.attempts) == ("https://b.example", "me", 2)
    assert settings.archive_url == "https://web.archive.org"


@pytest.mark.parametrize("value", ["soon", "-1", "nan", "inf", "0"])
def test_a_limit_has_to_be_a_number(value: str) -> None:
    with pytest.raises(SettingsError, match="ENCOUNTERS_READ_TIMEOUT"):
        client_settings({}, {"ENCOUNTERS_READ_TIMEOUT": value})


@pytest.mark.parametrize("agent", ["a\r\nX-Evil: 1", "naïve"])
def test_an_agent_that_no_header_can_carry(agent: str) -> None:
    with pytest.raises(SettingsError, match="user agent"):
        client_settings({"user_agent": agent}, {})
