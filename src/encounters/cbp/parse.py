"""One of CBP's CSV files to the tidy table. Strict: what does not fit is named by file, line, column and value.

The tidy table has one row per cell of a release: month (Date, first of the month), component, region, area, state,
demographic, citizenship, authority (codes of `encounters.names`; null where the dataset has no such column) and
count (Int64). `Month Grouping` marks which months of *every* year lie before the release month; it is no subtotal and
both of its values are counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from encounters.cbp.datasets import (
    COUNT,
    ENCOUNTER_TYPE,
    FISCAL_YEAR,
    MONTH,
    MONTH_GROUPING,
    SOUTHWEST,
    Dataset,
)
from encounters.cbp.files import CsvBytes
from encounters.cbp.header import dataset_of
from encounters.cbp.text import LINE, head_of, read_text
from encounters.errors import InputFileError, fold, nearest
from encounters.names import CATEGORIES, COLUMNS, COUNTRIES, DIMENSIONS, ENCOUNTER_TYPES, KEY, label
from encounters.periods import FISCAL_YEAR_START, MONTH_ABBREVIATIONS

if TYPE_CHECKING:
    import polars as pl

ACCEPT_HINT = "If CBP has added a category, import with --accept-new-labels to keep it under CBP's own name."
GROUPINGS = ("FYTD", "Remaining")
GROUPING = re.compile("|".join(GROUPINGS))
MONTH_NAME = re.compile("|".join(MONTH_ABBREVIATIONS), re.IGNORECASE | re.ASCII)
YEAR = re.compile(r"2[01][0-9]{2}( \(FYTD\))?")
# Nine digits is far beyond any month's cell and far below what a sum of them could overflow.
WHOLE = re.compile(r"[0-9]{1,9}(\.0+)?")


@dataclass(frozen=True)
class Parsed:
    """A file's dataset, its tidy rows, labels never seen before (`demographic: At Large`), and what else to tell."""

    dataset: Dataset
    rows: pl.DataFrame
    new_labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def parse(source: CsvBytes, accept_new_labels: bool = False) -> Parsed:
    """The tidy table of one file. Raises InputFileError."""
    dataset = dataset_of(source.name, head_of(source))
    text = read_text(source)
    _check_values(source.name, text, dataset)
    text, new = _coded(source.name, text, dataset, accept_new_labels)
    rows = _tidy(source.name, text, dataset)
    return Parsed(dataset, rows, new, _encounter_type_note(text, dataset))


def _fail(name: str, bad: pl.DataFrame, column: str, problem: str, hint: str | None = None) -> InputFileError:
    """The error for the first of the rows that failed a check, saying how many there are."""
    line, value = bad.select(LINE, column).row(0)
    more = f"; so do {bad.height - 1:,} more lines" if bad.height > 1 else ""
    if any("total" in str(cell).casefold() for cell in bad.row(0)):
        hint = "This looks like a row of totals, which a program has added: CBP's files have none."
    return InputFileError(name, f"{problem}{more}", line=line, column=column, value=value, hint=hint)


def _check_values(name: str, text: pl.DataFrame, dataset: Dataset) -> None:
    """Raises InputFileError for the first value that its column cannot have; each different value is looked at once."""
    import polars as pl

    forms: dict[str, tuple[re.Pattern[str], str]] = {
        FISCAL_YEAR: (YEAR, "has no year like '2022' or '2025 (FYTD)'"),
        MONTH: (MONTH_NAME, "has no month like 'OCT'"),
        MONTH_GROUPING: (GROUPING, "has neither 'FYTD' nor 'Remaining'"),
        COUNT: (WHOLE, "has no whole, plain count"),
    }
    distinct = {column: text[column].unique().to_list() for column in dataset.header}
    for column, values in distinct.items():
        if blank := [value for value in values if not value.strip()]:
            raise _fail(name, text.filter(pl.col(column).is_in(blank)), column, "has no value")
    for column, (form, problem) in forms.items():
        if wrong := [value for value in distinct[column] if not form.fullmatch(value)]:
            bad = text.filter(pl.col(column).is_in(wrong))
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
    """Each category column with a column of its codes beside it; new labels keep CBP's own name.

    Blanks around a label and repeated ones within it do not count, nor does case.
    """
    import polars as pl

    new: list[str] = []
    for column, dimension in (*dataset.columns.items(), (ENCOUNTER_TYPE, None)):
        if column not in text.columns:
            continue
        table = scheme(dataset, dimension) if dimension else {kind.lower(): kind for kind in ENCOUNTER_TYPES.values()}
        labels = {value: " ".join(value.split()) for value in text[column].unique()}
        unknown = [value for value, label in labels.items() if label.lower() not in table]
        if unknown:
            _refuse_labels(name, text.filter(pl.col(column).is_in(unknown)), column, table, accept_new_labels)
        codes = {value: table.get(label.lower(), label) for value, label in labels.items()}
        new += sorted({f"{dimension or 'encounter type'}: {codes[value]}" for value in unknown})
        text = text.with_columns(pl.col(column).replace_strict(codes).alias(dimension or "type"))
    return text, tuple(new)


def _refuse_labels(
    name: str, unknown: pl.DataFrame, column: str, table: Mapping[str, str], accept_new_labels: bool
) -> None:
    """Raises InputFileError for labels that are not known: one spelled otherwise always, a new one if so asked."""
    import polars as pl

    known = {fold(label): label for label in table}
    respelled = [value for value in unknown[column].unique(maintain_order=True) if fold(value) in known]
    if respelled:
        said = "spells a category otherwise than CBP does"
        hint = f"CBP writes '{known[fold(respelled[0])]}', in any case; take CBP's own file."
        raise _fail(name, unknown.filter(pl.col(column).is_in(respelled)), column, said, hint)
    if not accept_new_labels:
        guess = nearest(unknown[column][0], table, 1)
        hint = f"Nearest known: '{guess[0]}'. {ACCEPT_HINT}" if guess else ACCEPT_HINT
        raise _fail(name, unknown, column, "has a category that no release before it has", hint)


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
    rows = rows.select(*COLUMNS, LINE, COUNT).sort(KEY, maintain_order=True)
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift()) for name in KEY)
    repeated = rows.select(same.fill_null(False).arg_true()).to_series().head(1)
    if repeated.len():
        first, again = (rows.row(repeated[0] - back, named=True) for back in (1, 0))
        raise InputFileError(
            name,
            f"has the same cell twice: line {first[LINE]} has {first['count']:,}",
            line=again[LINE],
            column=COUNT,
            value=again[COUNT],
            hint="No file of CBP's has a cell twice; it is damaged, or several were joined.",
        )
    return rows.select(COLUMNS)


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
