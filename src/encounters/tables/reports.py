"""The claims files that ship with the package."""

from __future__ import annotations

from encounters.claims.check import bundled_report, bundled_reports
from encounters.results import Column, Table, filled

COLUMNS = (
    Column("name", "Name", fill=lambda claims: claims.name.removesuffix(".toml"), key=True),
    Column("title", "Title", fill=lambda claims: claims.report.title, key=True),
    Column("author", "Author", fill=lambda claims: claims.report.author),
    Column("published", "Published", fill=lambda claims: claims.report.as_dict()["published"]),
    Column("claims", "Claims", "count", lambda claims: len(claims.claims)),
    Column("url", "Address", fill=lambda claims: claims.report.url, shown=False),
)


def reports() -> Table:
    """Every bundled report by the name that `check` takes: `COLUMNS`."""
    rows = filled(COLUMNS, map(bundled_report, bundled_reports()))
    return Table("reports", "Claims files of the package", COLUMNS, rows, notes=("Check one: encounters check NAME",))
