"""Whole releases in CBP's layout, written from the bundled history, for tests of what is believed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from encounters.cbp.datasets import COUNT, DATASETS, FISCAL_YEAR, MONTH, MONTH_GROUPING
from encounters.cbp.labels import scheme
from encounters.names import ENCOUNTER_TYPES
from encounters.periods import MONTH_ABBREVIATIONS, Month
from encounters.release import Release
from encounters.store import bundled
from held import bundle


def release_named(file: str) -> Release:
    """A bundled release by its file's name."""
    return next(release for release in bundled.releases() if release.file == file)


def rows_of(release: Release) -> list[dict[str, Any]]:
    """The tidy rows of a bundled release."""
    return bundle().release_rows(release).collect().to_dicts()


def written(dataset: str, rows: Iterable[dict[str, Any]]) -> bytes:
    """Tidy rows as a file of CBP's, unlike the one they came from in every byte that may differ."""
    layout = DATASETS[dataset]
    names = {dim: {code: text for text, code in scheme(layout, dim).items()} for dim in layout.dimensions}
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, layout.header, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        month = Month.of(row["month"])
        cells = {
            column: names[dimension].get(row[dimension], row[dimension]) for column, dimension in layout.columns.items()
        }
        cells |= dict.fromkeys(layout.unused, "x")
        if "Encounter Type" in layout.unused:
            cells["Encounter Type"] = ENCOUNTER_TYPES[row["component"], row["authority"]]
        cells |= {
            FISCAL_YEAR: str(month.fiscal_year),
            MONTH_GROUPING: "FYTD",
            MONTH: MONTH_ABBREVIATIONS[month.month - 1],
            COUNT: str(row["count"]),
        }
        writer.writerow(cells)
    return stream.getvalue().encode()
