"""A table on the basis of days: what is drawn and set across are encounters per day, and their column stays."""

from __future__ import annotations

from msgspec.structs import replace

from encounters.errors import UsageError
from encounters.results import Table


def per_day(table: Table) -> Table:
    """The table with encounters per day as its values. Raises UsageError for shares."""
    if table.y == "share":
        raise UsageError("A share is the same per day.", "Leave out --per-day or --share.")
    kept = tuple(replace(each, key=True, spare=False) if each.name == "per_day" else each for each in table.columns)
    scope = table.scope.asked_with("--per-day") if table.scope else None
    return replace(table, columns=kept, y="per_day", title=f"{table.title}, per day", scope=scope)
