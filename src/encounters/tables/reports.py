"""The claims files that ship with the package."""

from __future__ import annotations

from encounters.claims.check import bundled_report, bundled_reports
from encounters.results import Column, Table


def reports() -> Table:
    """Every bundled report by the name that `check` takes."""
    columns = (
        Column("name", "Name", key=True),
        Column("title", "Title", key=True),
        Column("author", "Author"),
        Column("published", "Published"),
        Column("claims", "Claims", "count"),
        Column("url", "Address", shown=False),
    )
    found = {name: bundled_report(name) for name in bundled_reports()}
    rows = [{**claims.report.as_dict(), "name": name, "claims": len(claims.claims)} for name, claims in found.items()]
    kept = [{column.name: row[column.name] for column in columns} for row in rows]
    return Table("reports", "Claims files of the package", columns, kept, notes=("Check one: encounters check NAME",))
