"""How long to wait: Retry-After in its forms, and the growing pause."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from encounters.fetch.settings import LONGEST_WAIT, Pace
from encounters.fetch.transfer import Answer, http_date

NOW = datetime(2026, 11, 25, 12, 0, 0, tzinfo=UTC)
DATE = "Wed, 25 Nov 2026 12:00:00 GMT"
BEYOND = (
    "Fri, 31 Dec 9999 23:59:59 -2359",
    "Wed, 25 Nov 99999 12:00:30 GMT",
    "Wed, 25 Nov 2026 12:00:30 +999999999999",
)


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("7", None, 7.0),
        (" 0 ", None, 0.0),
        ("Wed, 25 Nov 2026 12:00:30 GMT", None, 30.0),
        ("Wed, 25 Nov 2026 12:00:30 GMT", "Wed, 25 Nov 2026 12:00:10 GMT", 20.0),
        ("Wed, 25 Nov 2026 11:00:00 GMT", None, 0.0),
        ("Wednesday, 25-Nov-26 12:00:30 GMT", None, 30.0),
        ("Wed Nov 25 12:00:30 2026", None, 30.0),
        ("9" * 400, None, 999_999_999.0),
        ("-7", None, None),
        ("1.5", None, None),
        ("soon", None, None),
        ("٧", None, None),
        ("", None, None),
        (None, DATE, None),
        *((beyond, None, None) for beyond in BEYOND),
        *(("Wed, 25 Nov 2026 12:00:30 GMT", beyond, 30.0) for beyond in BEYOND),
    ],
)
def test_retry_after(value: str | None, date: str | None, seconds: float | None) -> None:
    headers = {"retry-after": value, "date": date}
    answer = Answer(503, "", {name: text for name, text in headers.items() if text is not None})
    assert answer.retry_after(NOW) == seconds


@pytest.mark.parametrize("text", [None, "", "noon", *BEYOND])
def test_no_date(text: str | None) -> None:
    assert http_date(text) is None


def test_a_date_is_in_utc() -> None:
    assert http_date("Wed, 25 Nov 2026 07:00:00 -0500") == http_date(DATE) == NOW


def test_waits_double_with_some_chance_in_them_and_are_bounded() -> None:
    for dice, factor in ((0.0, 0.5), (0.5, 1.0), (0.999, 1.499)):
        pace = Pace(pause=2, dice=lambda dice=dice: dice)
        assert [pace.wait(repeat) for repeat in (1, 2, 3)] == pytest.approx([2 * factor, 4 * factor, 8 * factor])
    assert Pace(pause=2).wait(50) == LONGEST_WAIT
    assert Pace(pause=2, dice=lambda: 0.5).wait(1, asked=90) == 90
