"""How long a table of 27,000 rows takes as text, against the same rows as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from measuring import Found, Place, beside, encounters

ROWS = ("rows", "--from", "2019-10", "--to", "2023-09", "--dataset", "nationwide-aor")


def found(place: Place, rounds: int) -> Iterator[Found]:
    """One line."""
    csv, table = (encounters(*ROWS, "--store", place.store(0), "-f", format_) for format_ in ("csv", "table"))
    yield from beside(("`rows -f csv`", csv), {"`rows -f table`": (table, "7. tables", 2.0)}, rounds)
