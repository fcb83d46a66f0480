"""A release's publication date in a table: as machines read it, whether it is inferred, and as people read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from encounters.release import Published
from encounters.results import Column


def published(when: Callable[[Any], Published | None]) -> tuple[Column, ...]:
    """Its columns, `2025-09`, True, `2025-09 (inferred)`, where `when` takes a record of the table to the date."""

    def told(write: Callable[[Published], object]) -> Callable[[Any], object]:
        return lambda record: write(date) if (date := when(record)) else None

    return (
        Column("published", "Published", fill=told(lambda date: date.iso), shown=False),
        Column("published_inferred", "Inferred", "flag", fill=told(lambda date: date.inferred), shown=False),
        Column("published_label", "Published", fill=told(str)),
    )
