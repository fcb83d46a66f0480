"""An archive of monthly releases in CBP's layouts, made from the bundled history: 32 of each dataset, 2.2 million rows.

    python benchmarks/archive.py FOLDER [RELEASES]

Each covers four fiscal years up to its month, in a folder named for the month after. Counts are the newest known; those
of the three months before a release's last are a little lower, as CBP revises open months upwards.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from encounters.cbp.datasets import (
    COUNT,
    DATASETS,
    ENCOUNTER_TYPE,
    FISCAL_YEAR,
    MONTH,
    MONTH_GROUPING,
    Dataset,
    usual_file,
)
from encounters.cbp.labels import scheme
from encounters.names import ENCOUNTER_TYPES
from encounters.periods import MONTH_ABBREVIATIONS, Month
from encounters.store.holdings import Holdings

RELEASES = 96
NOWHERE = Path(__file__).with_name("there-is-no-store-here")
FISCAL = pl.col("month").dt.offset_by("3mo")
PLACE = (pl.col("month").dt.month() + 2) % 12


def releases(count: int = RELEASES) -> Iterator[tuple[str, pl.DataFrame]]:
    """The path and the table of each release, in order of publication."""
    bundled = Holdings(NOWHERE)
    tables = {name: bundled.rows(name).collect() for name in DATASETS}
    each = count // len(DATASETS)
    for back in range(each - 1, -1, -1):
        for name, rows in tables.items():
            last = Month.of(rows["month"].max()) + -back  # type: ignore[arg-type]
            yield f"{last + 1}/{usual_file(DATASETS[name], last)}", table(DATASETS[name], rows, last)


def table(dataset: Dataset, rows: pl.DataFrame, last: Month) -> pl.DataFrame:
    """A release's rows as CBP publishes them."""
    first = Month.in_fiscal_year(last.fiscal_year - 3, 10)
    kept = rows.filter(pl.col("month").is_between(first.first_day, last.first_day))
    age = (last.year * 12 + last.month) - (pl.col("month").dt.year() * 12 + pl.col("month").dt.month())
    is_open = (FISCAL.dt.year() == last.fiscal_year) & (age < 3) & (last.month != 9)
    count = pl.when(is_open).then((pl.col("count") * (1 - 0.002 * (3 - age))).round()).otherwise(pl.col("count"))
    year = FISCAL.dt.year().cast(pl.String)
    open_year = (FISCAL.dt.year() == last.fiscal_year) & (last.month != 9)
    columns = {
        FISCAL_YEAR: pl.when(open_year).then(year + " (FYTD)").otherwise(year),
        MONTH_GROUPING: pl.when((last.month + 2) % 12 >= PLACE).then(pl.lit("FYTD")).otherwise(pl.lit("Remaining")),
        MONTH: pl.col("month").dt.month().replace_strict(dict(enumerate(MONTH_ABBREVIATIONS, 1))),
        COUNT: count.cast(pl.Int64),
    }
    for column, dimension in dataset.columns.items():
        labels = {code: label for label, code in scheme(dataset, dimension).items()}
        columns[column] = pl.col(dimension).replace_strict(labels)
    if ENCOUNTER_TYPE in dataset.unused:
        kinds = {"|".join(key): kind for key, kind in ENCOUNTER_TYPES.items()}
        columns[ENCOUNTER_TYPE] = (pl.col("component") + "|" + pl.col("authority")).replace_strict(kinds)
        columns["AOR (Abbv)"] = pl.col("area")
    return kept.select(**{name: columns[name] for name in dataset.header})


def write(folder: Path, count: int = RELEASES) -> list[Path]:
    """Write the archive, and return its files in order of publication."""
    paths = []
    for path, rows in releases(count):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        rows.write_csv(folder / path)
        paths.append(folder / path)
    return paths


if __name__ == "__main__":
    files = write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else RELEASES)
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:,.0f} MB")
