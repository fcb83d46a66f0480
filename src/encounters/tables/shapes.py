"""The shape of every table: the columns that it may have, from which the JSON Schemas and the docs are made."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from encounters.figures.splits import BREAKDOWNS, FISCAL_YEAR
from encounters.results import Column
from encounters.tables import (
    breakdown,
    compare,
    explain,
    faults,
    fetch,
    forget,
    history,
    import_,
    pace,
    provenance,
    recidivism,
    reconcile,
    releases,
    reports,
    revisions,
    rows,
    series,
    status,
    summary,
    trend,
    years,
)

Columns = tuple[Column, ...]


class Shape(Struct, frozen=True):
    """A table's columns, in each form that it has, and the JSON type of what its document has beside the rows."""

    forms: tuple[Columns, ...]
    extra: Mapping[str, str] = field(default_factory=dict)

    def columns(self) -> dict[str, Column]:
        """Every column by name."""
        return {column.name: column for form in self.forms for column in form}

    def always(self) -> list[str]:
        """The columns that are in every form."""
        return [name for name in self.columns() if all(name in {each.name for each in form} for form in self.forms)]


SHAPES = {
    "summary": Shape((summary.COLUMNS,)),
    "trend": Shape(
        (
            trend.columns(),
            trend.columns(BREAKDOWNS, share=True),
            trend.columns((FISCAL_YEAR,)),
            years.YEARS,
            years.year_columns(BREAKDOWNS),
        )
    ),
    "compare": Shape((compare.columns(), compare.columns(BREAKDOWNS))),
    "breakdown": Shape((breakdown.columns(()), breakdown.columns(BREAKDOWNS))),
    "recidivism": Shape((recidivism.MONTHS, recidivism.YEARS)),
    "pace": Shape((pace.COLUMNS,)),
    "explain": Shape((explain.FIGURE_LIST, explain.ONE_FIGURE), {"datasets": "array", "figure": "object"}),
    "releases": Shape((releases.COLUMNS,)),
    "series": Shape((series.COLUMNS,)),
    "reports": Shape((reports.COLUMNS,)),
    "revisions": Shape((revisions.HISTORY, revisions.MONTHS, revisions.CELLS)),
    "rows": Shape((rows.COLUMNS, history.COLUMNS)),
    "status": Shape((status.COLUMNS,), {"settings": "array"}),
    "status-sources": Shape((provenance.SOURCES,)),
    "status-vintages": Shape((provenance.VINTAGES,)),
    "status-verify": Shape((faults.COLUMNS,)),
    "status-repair": Shape((faults.COLUMNS,)),
    "status-reconcile": Shape((reconcile.COLUMNS,)),
    "import": Shape((import_.COLUMNS,), {"errors": "array"}),
    "forget": Shape((forget.COLUMNS,)),
    "fetch": Shape((fetch.COLUMNS,), {"errors": "array", "skipped": "array"}),
}
"""Each table's name and shape. A wide trend has further columns, one for each category."""
