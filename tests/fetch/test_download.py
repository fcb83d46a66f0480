"""Downloads over real sockets: receipts, changes, charsets, certificates, clocks."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from publisher import CSV, OTHER, PATH, Publisher

from server import (
    TLS,
    Server,
    csv,
    page,
    status,
)


def test_a_file_comes_with_its_receipt(publisher: Publisher) -> None:
    publisher.server.on(PATH, csv(CSV, etag='"1"', modified="Mon, 16 Dec 2024 10:00:00 GMT"))
    now = datetime(2024, 12, 20, tzinfo=UTC)
    got = publisher.get(now=lambda: now)
    receipt = got.receipt
    assert got.content == CSV
    assert (receipt.url, receipt.final_url) == (publisher.server.url(PATH), publisher.server.url(PATH))
    assert (str(receipt.published), receipt.fetched) == ("2024-12", now)
    assert (receipt.etag, receipt.last_modified) == ('"1"', "Mon, 16 Dec 2024 10:00:00 GMT")
    assert (receipt.sha256, receipt.bytes) == (hashlib.sha256(CSV).hexdigest(), len(CSV))
    assert (receipt.via, receipt.archived) == ("127.0.0.1", None)
    assert receipt.client.startswith("encounters/")
    assert publisher.waits == []


def test_an_unchanged_file_is_not_sent_again(publisher: Publisher) -> None:
    publisher.server.on(PATH, csv(CSV, etag='"1"'), csv(CSV, etag='"1"'), csv(OTHER, etag='"2"'))
    with publisher.client() as client:
        first = client.file(publisher.server.url(PATH))
        assert first is not None
        assert client.file(publisher.server.url(PATH), first.receipt) is None
        changed = client.file(publisher.server.url(PATH), first.receipt)
    assert changed is not None
    assert (changed.content, changed.receipt.etag) == (OTHER, '"2"')
    assert publisher.asked("if-none-match") == [None, '"1"', '"1"']


def test_the_date_marks_a_version_where_there_is_no_etag(publisher: Publisher) -> None:
    modified = "Mon, 16 Dec 2024 10:00:00 GMT"
    publisher.server.on(PATH, csv(CSV, modified=modified))
    with publisher.client() as client:
        first = client.file(publisher.server.url(PATH))
        assert first is not None
        assert client.file(publisher.server.url(PATH), first.receipt) is None
    assert publisher.asked("if-modified-since") == [None, modified]


def test_requests_keep_a_pause_between_them(publisher: Publisher) -> None:
    publisher.server.on(PATH, csv(CSV))
    with publisher.client() as client:
        client.file(publisher.server.url(PATH))
        client.file(publisher.server.url(PATH))
    assert len(publisher.waits) == 1
    assert 0.5 < publisher.waits[0] <= 1


def test_a_connection_is_kept_for_the_next_file(publisher: Publisher) -> None:
    ports = set[int]()
    good = csv(CSV)
    publisher.server.on(PATH, lambda request: (ports.add(request.client_address[1]), good(request))[1])
    with publisher.client() as client:
        client.file(publisher.server.url(PATH))
        client.file(publisher.server.url(PATH))
    assert len(ports) == 1


# Names, charsets, certificates, clocks


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16", "no-such-charset", ""])
def test_a_wrong_charset_costs_no_link(publisher: Publisher, charset: str) -> None:
    publisher.server.on("/list", page('<a href="/x.csv">é</a>', charset))
    with publisher.client() as client:
        assert "/x.csv" in client.page(publisher.server.url("/list")).text


def test_bytes_are_kept_whatever_the_header_calls_them(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(200, CSV, content_language="xx"))
    assert publisher.get().content == CSV


@pytest.mark.parametrize("certificate", ["right-host", "wrong-host", "expired"])
def test_an_unknown_certificate_is_not_trusted(certificate: str) -> None:
    with Server(certificate=certificate) as server:
        publisher = Publisher(server)
        server.on(PATH, csv(CSV))
        error = publisher.fails()
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
        publisher = Publisher(server)
        server.on(PATH, csv(CSV))
        if told is None:
            assert publisher.get().content == CSV
        else:
            assert told in publisher.fails().message
            assert server.requests == []


def test_a_clock_that_is_days_off_is_told_once(publisher: Publisher) -> None:
    publisher.server.clock_off = 5 * 86400.0
    publisher.server.on(PATH, csv(CSV))
    with publisher.client() as client:
        client.file(publisher.server.url(PATH))
        client.file(publisher.server.url(PATH))
    assert [line for line in publisher.told if "clock" in line] == [
        f"This computer's clock is 5 days behind {publisher.server.base[7:]}'s: fetch dates will be wrong."
    ]
