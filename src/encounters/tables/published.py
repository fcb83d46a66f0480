"""A release's publication date in a table: as machines read it, whether it is inferred, and as people read it."""

from __future__ import annotations

from encounters.release import Published
from encounters.results import Column, Row

COLUMNS = (
    Column("published", "Published", shown=False),
    Column("published_inferred", "Inferred", "flag", shown=False),
    Column("published_label", "Published"),
)


def published_cells(published: Published) -> Row:
    """The date as cells of a row: `2025-09`, True, `2025-09 (inferred)`."""
    label = str(published)
    return {"published": label.split()[0], "published_inferred": published.inferred, "published_label": label}
