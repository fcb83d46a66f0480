"""One of CBP's CSV files to the tidy table. Strict: what does not fit is named by file, line, column and value.

The tidy table has one row per cell of a release: month (Date, first of the month), component, region, area, state,
demographic, citizenship, authority (codes of `encounters.names`; null where the dataset has no such column) and
count (Int64). `Month Grouping` marks which months of *every* year lie before the release month; it is no subtotal and
both of its values are counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from encounters.cbp.datasets import (
    COUNT,
    DATASETS,
    ENCOUNTER_TYPE,
    FISCAL_YEAR,
    MONTH,
    MONTH_GROUPING,
    SOUTHWEST,
    Dataset,
)
from encounters.cbp.files import CsvBytes
from encounters.cbp.text import LINE, read_text
from encounters.errors import InputFileError, nearest
from encounters.names import CATEGORIES, COLUMNS, COUNTRIES, DIMENSIONS, ENCOUNTER_TYPES, KEY, label
from encounters.periods import FISCAL_YEAR_START, MONTH_ABBREVIATIONS

if TYPE_CHECKING:
    import polars as pl

ACCEPT_HINT = "If CBP has added a category, import with --accept-new-labels to keep it under CBP's own name."
GROUPINGS = ("FYTD", "Remaining")
# Nine digits is far beyond any month's cell and far below what a sum of them could overflow.
COUNT_PATTERN = r"^[0-9]{1,9}(\.0+)?$"
YEAR_PATTERN = r"^2[01][0-9]{2}( \(FYTD\))?$"


@dataclass(frozen=True)
class Parsed:
    """A file's dataset, its tidy rows, labels never seen before (`demographic: At Large`), and what else to tell."""

    dataset: Dataset
    rows: pl.DataFrame
    new_labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def parse(source: CsvBytes, accept_new_labels: bool = False) -> Parsed:
    """The tidy table of one file. Raises InputFileError."""
    text = read_text(source)
    dataset = _dataset(source.name, [name for name in text.columns if name != LINE])
    _check_filled(source.name, text, dataset)
    text, new = _coded(source.name, text, dataset, accept_new_labels)
    rows = _tidy(source.name, text, dataset)
    return Parsed(dataset, rows, new, _encounter_type_note(text, dataset))


def _dataset(name: str, header: list[str]) -> Dataset:
    for dataset in DATASETS.values():
        if set(header) == set(dataset.header):
            return dataset
    closest = max(DATASETS.values(), key=lambda dataset: len(set(header) & set(dataset.header)))
    known = set(closest.header)
    if len(known & set(header)) < 3:
        raise InputFileError(
            name, "is not one of CBP's encounter files: its columns are of none of them", line=1, value=",".join(header)
        )
    for column in header:
        if column not in known:
            guess = nearest(column, known - set(header), 1)
            hint = f"Expected '{guess[0]}'." if guess else f"A {closest.name} file has: {', '.join(closest.header)}."
            raise InputFileError(name, "has a column that its dataset does not have", line=1, column=column, hint=hint)
    missing = next(column for column in closest.header if column not in header)
    raise InputFileError(name, f"lacks a column that {closest.name} files have", line=1, column=missing)


def _fail(name: str, bad: pl.DataFrame, column: str, problem: str, hint: str | None = None) -> InputFileError:
    """The error for the first of the rows that failed a check, saying how many there are."""
    line, value = bad.select(LINE, column).row(0)
    more = f"; so do {bad.height - 1:,} more lines" if bad.height > 1 else ""
    return InputFileError(name, f"{problem}{more}", line=line, column=column, value=value, hint=hint)


def _check_filled(name: str, text: pl.DataFrame, dataset: Dataset) -> None:
    import polars as pl

    for column in dataset.header:
        blank = text.filter(pl.col(column).str.strip_chars() == "")
        if blank.height:
            raise _fail(name, blank, column, "has no value")
    checks = (
        (FISCAL_YEAR, pl.col(FISCAL_YEAR).str.contains(YEAR_PATTERN), "has no year like '2022' or '2025 (FYTD)'"),
        (MONTH, pl.col(MONTH).str.to_uppercase().is_in(MONTH_ABBREVIATIONS), "has no month like 'OCT'"),
        (MONTH_GROUPING, pl.col(MONTH_GROUPING).is_in(GROUPINGS), "has neither 'FYTD' nor 'Remaining'"),
        (COUNT, pl.col(COUNT).str.contains(COUNT_PATTERN), "has no whole, plain count"),
    )
    for column, good, problem in checks:
        bad = text.filter(~good)
        if bad.height:
            raise _fail(name, bad, column, problem, _count_hint(bad[COUNT][0]) if column == COUNT else None)


def _count_hint(value: str) -> str:
    if value.strip().startswith("-"):
        return "A count cannot be negative."
    if "," in value:
        return "Counts have no thousands marks in CBP's files; a spreadsheet may have changed this one."
    if value.isascii() and value.replace(".", "", 1).isdigit():
        return "A count is whole and has at most nine digits before the point."
    return "A count is digits only, such as 9584 or 9584.0."


def scheme(dataset: Dataset, dimension: str) -> dict[str, str]:
    """CBP's labels for a dimension in the files of a dataset, folded to lower case, and the code of each."""
    rows = CATEGORIES[dimension].values()
    if dimension != "citizenship":
        return {text.lower(): row.code for row in rows for text in row.labels}
    table = {row.label.lower(): row.code for row in rows if row.code in dataset.citizenships}
    if dataset.citizenships is COUNTRIES:
        table["other"] = "other_countries"
    return table


def _coded(
    name: str, text: pl.DataFrame, dataset: Dataset, accept_new_labels: bool
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Each category column with a column of its codes beside it; new labels keep CBP's own name."""
    import polars as pl

    new: list[str] = []
    for column, dimension in (*dataset.columns.items(), (ENCOUNTER_TYPE, None)):
        if column not in text.columns:
            continue
        types = {kind.lower(): kind for kind in ENCOUNTER_TYPES.values()}
        table = scheme(dataset, dimension) if dimension else types
        code = pl.col(column).str.to_lowercase().replace_strict(table, default=None, return_dtype=pl.String)
        unknown = text.filter(code.is_null())
        if unknown.height and not accept_new_labels:
            guess = nearest(unknown[column][0], table, 1)
            hint = f"Nearest known: '{guess[0]}'. {ACCEPT_HINT}" if guess else ACCEPT_HINT
            raise _fail(name, unknown, column, "has a category that no release before it has", hint)
        new += [f"{dimension or 'encounter type'}: {value}" for value in unknown[column].unique().sort()]
        text = text.with_columns(code.fill_null(pl.col(column)).alias(dimension or "type"))
    return text, tuple(new)


def _tidy(name: str, text: pl.DataFrame, dataset: Dataset) -> pl.DataFrame:
    import polars as pl

    month = (
        pl.col(MONTH)
        .str.to_uppercase()
        .replace_strict(dict(zip(MONTH_ABBREVIATIONS, range(1, 13), strict=True)), return_dtype=pl.Int32)
    )
    year = pl.col(FISCAL_YEAR).str.slice(0, 4).cast(pl.Int32)
    rows = text.with_columns(
        pl.date(year - (month >= FISCAL_YEAR_START).cast(pl.Int32), month, 1).alias("month"),
        pl.col(COUNT).str.replace(r"\.0+$", "").cast(pl.Int64).alias("count"),
        *(pl.lit(None, pl.String).alias(d) for d in DIMENSIONS if d not in dataset.dimensions),
    )
    if dataset is SOUTHWEST:
        rows = rows.with_columns(region=pl.lit("southwest"))
    repeated = rows.filter(pl.struct(KEY).is_duplicated()).sort(*KEY, LINE, maintain_order=True)
    if repeated.height:
        first = repeated.row(0, named=True)
        again = repeated.row(1, named=True)
        raise InputFileError(
            name,
            f"has the same cell twice: line {first[LINE]} has {first['count']:,}",
            line=again[LINE],
            column=COUNT,
            value=again[COUNT],
            hint="No file of CBP's has a cell twice; it is damaged, or several were joined.",
        )
    return rows.select(COLUMNS).sort(KEY)


def _encounter_type_note(text: pl.DataFrame, dataset: Dataset) -> tuple[str, ...]:
    """One line for each way in which the file's own encounter type contradicts authority and component."""
    import polars as pl

    if ENCOUNTER_TYPE not in dataset.unused:
        return ()
    rules = pl.DataFrame(
        [(*key, kind) for key, kind in ENCOUNTER_TYPES.items()],
        schema=["component", "authority", "derived"],
        orient="row",
    )
    wrong = (
        text.join(rules, on=["component", "authority"], how="inner")
        .filter(pl.col("type") != pl.col("derived"))
        .group_by("component", "authority", "type", "derived")
        .agg(pl.len().alias("rows"), pl.col(COUNT).str.replace(r"\.0+$", "").cast(pl.Int64).sum().alias("count"))
        .sort("count", descending=True)
    )
    return tuple(
        f"{row['count']:,} {label('component', row['component'])} {label('authority', row['authority'])} encounters "
        f"({row['rows']} {'row' if row['rows'] == 1 else 'rows'}) are called {row['type']} in the file; by authority "
        f"and component they are {row['derived']}. CBP's counts are kept."
        for row in wrong.iter_rows(named=True)
    )
