"""Content that breaks off, drips, stalls, or is too much."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from publisher import CSV, OTHER, PATH, Publisher

from encounters.errors import PublisherError
from encounters.fetch.settings import ClientSettings
from server import (
    bomb,
    careless_range,
    compressed,
    csv,
    drip,
    reset_after,
    stall,
    status,
    truncated,
    without_length,
    wrong_length,
)

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
def test_broken_content_is_asked_for_again_not_passed_on(publisher: Publisher, broken: Callable[..., None]) -> None:
    publisher.server.on(PATH, broken, csv(CSV))
    assert publisher.get().content == CSV
    publisher.server.on(PATH, broken)
    assert "Asked 4 times" in publisher.fails().message


def test_a_broken_download_is_taken_up_where_it_broke(publisher: Publisher) -> None:
    publisher.server.on(PATH, reset_after(CSV, 100_000, etag='"1"'), csv(CSV, etag='"1"'))
    got = publisher.get()
    assert (got.content, got.receipt.sha256) == (CSV, hashlib.sha256(CSV).hexdigest())
    assert publisher.asked("range")[1] == "bytes=100000-"
    assert publisher.asked("if-range")[1] == '"1"'


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
    publisher: Publisher, first: Callable[..., None], then: Callable[..., None]
) -> None:
    publisher.server.on(PATH, first, then, csv(OTHER))
    assert publisher.get().content == OTHER


def test_a_server_that_ignores_range_sends_the_whole(publisher: Publisher) -> None:
    whole = without_length(CSV)
    publisher.server.on(PATH, reset_after(CSV, 1000, etag='"1"'), whole)
    assert publisher.get().content == CSV
    assert publisher.asked("range")[1] == "bytes=1000-"


@pytest.mark.parametrize("etag", ['"2"', None])
def test_the_rest_of_another_version_is_not_joined_on(publisher: Publisher, etag: str | None) -> None:
    careless = careless_range(CSV, OTHER, '"1"', etag)
    publisher.server.on(PATH, careless, careless, csv(OTHER, etag='"2"'))
    assert publisher.get().content == OTHER


def test_a_range_that_nobody_asked_for_is_not_taken(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(206, CSV[10:], content_range=f"bytes 10-{len(CSV) - 1}/{len(CSV)}"), csv(CSV))
    assert publisher.get().content == CSV


# Slow servers


def test_silence_ends_at_the_read_limit(publisher: Publisher) -> None:
    publisher.server.on(PATH, stall(CSV[:100]))
    began = time.monotonic()
    error = publisher.fails(read=0.3, pace=replace(publisher.settings.pace, attempts=2))
    assert "sent nothing for 0.3 seconds. Asked 2 times" in error.message
    assert time.monotonic() - began < 3


def test_silence_before_the_answer_ends_too(publisher: Publisher) -> None:
    publisher.server.on(PATH, lambda request: (request.server.owner.closing.wait(5), None)[1])
    once = replace(publisher.settings.pace, attempts=1)
    assert "sent nothing for 0.2 seconds" in publisher.fails(read=0.2, pace=once).message


@pytest.mark.parametrize("in_headers", [False, True])
def test_a_drip_ends_at_the_total_limit(publisher: Publisher, in_headers: bool) -> None:
    publisher.server.on(PATH, drip(CSV, in_headers=in_headers))
    began = time.monotonic()
    error = publisher.fails(total=1)
    assert "was not here within 1 seconds" in error.message
    assert "--timeout" in str(error.hint)
    assert time.monotonic() - began < 3


def test_a_cut_off_ending_is_not_taken_for_the_end(publisher: Publisher) -> None:
    """Content without a length ends with the connection, so our own cut must not look like its end."""

    def slow(request: object) -> None:
        without_length(CSV)(request)  # type: ignore[arg-type]
        request.server.owner.closing.wait(5)  # type: ignore[attr-defined]

    publisher.server.on(PATH, slow)
    assert "was not here within 1 seconds" in publisher.fails(total=1).message


# Too much


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_compression_that_nobody_asked_for_is_undone(publisher: Publisher, encoding: str) -> None:
    publisher.server.on(PATH, compressed(CSV, encoding))
    got = publisher.get()
    assert (got.content, got.receipt.bytes) == (CSV, len(CSV))


def test_an_encoding_that_cannot_be_undone_is_an_error(publisher: Publisher) -> None:
    publisher.server.on(PATH, csv(CSV, content_encoding="br"))
    assert "compressed as 'br'" in publisher.fails().message


def test_a_compressed_bomb_ends_in_an_error_and_not_in_memory(publisher: Publisher) -> None:
    import tracemalloc

    publisher.server.on(PATH, bomb(300))
    tracemalloc.start()
    error = publisher.fails(file_limit=48 * 1024**2, total=60)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger than 48 MB" in error.message
    assert peak < 40 * 1024**2
    assert len(publisher.server.requests) == 1


def test_the_limits_are_those_promised() -> None:
    assert (ClientSettings().file_limit, ClientSettings().page_limit) == (32 * 1024**2, 4 * 1024**2)


def test_a_page_has_its_own_limit(publisher: Publisher) -> None:
    publisher.server.on("/list", bomb(5))
    with publisher.client() as client, pytest.raises(PublisherError, match="larger than 4 MB"):
        client.page(publisher.server.url("/list"))


def test_a_content_length_beyond_the_limit_ends_before_the_content(publisher: Publisher) -> None:
    publisher.server.on(PATH, status(200, b"x", content_length=str(10**12)))
    assert "larger than 32 MB" in publisher.fails().message
