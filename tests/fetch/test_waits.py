"""How long to wait: Retry-After in its forms, and the growing pause."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from encounters.fetch.waits import LONGEST_WAIT, Pace, clock_off_by, retry_after

NOW = datetime(2026, 11, 25, 12, 0, 0, tzinfo=UTC)
DATE = "Wed, 25 Nov 2026 12:00:00 GMT"


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
    ],
)
def test_retry_after(value: str | None, date: str | None, seconds: float | None) -> None:
    assert retry_after(value, date, NOW) == seconds


@pytest.mark.parametrize(
    ("date", "off"), [(DATE, 0.0), ("Tue, 24 Nov 2026 12:00:00 GMT", 86400.0), (None, 0.0), ("noon", 0.0)]
)
def test_how_far_a_clock_is_off(date: str | None, off: float) -> None:
    assert clock_off_by(date, NOW) == off


def test_waits_double_with_some_chance_in_them_and_are_bounded() -> None:
    for dice, factor in ((0.0, 0.5), (0.5, 1.0), (0.999, 1.499)):
        pace = Pace(pause=2, dice=lambda dice=dice: dice)
        assert [pace.wait(repeat) for repeat in (1, 2, 3)] == pytest.approx([2 * factor, 4 * factor, 8 * factor])
    assert Pace(pause=2).wait(50) == LONGEST_WAIT
    assert Pace(pause=2, dice=lambda: 0.5).wait(1, asked=90) == 90
