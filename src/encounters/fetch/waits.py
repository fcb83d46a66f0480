"""How long to wait before asking again, and when to stop: patient with a server that is busy, bounded with all."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 120.0


@dataclass(frozen=True)
class Pace:
    """How often and how fast to ask. `pause` lies between two requests and is the first wait before a repeat.

    The clock, the sleep and the dice are parts of it so that a test need not wait.
    """

    attempts: int = 4
    pause: float = 1.0
    longest: float = LONGEST_WAIT
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    dice: Callable[[], float] = random.random

    def wait(self, repeat: int, asked: float | None = None) -> float:
        """Seconds before a repeat, numbered from 1: doubled each time, give or take half; at least what was asked."""
        spread: float = self.pause * 2.0 ** (repeat - 1) * (0.5 + self.dice())
        return max(min(spread, self.longest), asked or 0.0)


def retry_after(value: str | None, date: str | None = None, now: datetime | None = None) -> float | None:
    """The seconds that a Retry-After header asks for, or None when it says nothing that can be read.

    It is a number or a date; a date is measured from the server's own `Date`, since this computer's clock may be wrong.
    """
    if not value:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    then = _date(text)
    if then is None:
        return None
    return max(0.0, (then - (_date(date) or now or datetime.now(UTC))).total_seconds())


def clock_off_by(date: str | None, now: datetime) -> float:
    """By how many seconds this computer's clock is ahead of a server's `Date` header; 0 when there is none."""
    then = _date(date)
    return (now - then).total_seconds() if then else 0.0


def _date(text: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
