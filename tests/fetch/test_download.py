"""Downloads over real sockets: receipts, changes, charsets, certificates, clocks."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from download_world import CSV, OTHER, PATH, World
from server import (
    TLS,
    Server,
    csv,
    page,
    status,
)


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
