"""One of CBP's CSV files to the tidy table. Strict: what does not fit is named by file, line, column and value.

The tidy table has one row per cell of a release: month (Date, first of the month), component, region, area, state,
demographic, citizenship, authority (codes of `encounters.names`; null where the dataset has no such column) and
count (Int64). `Month Grouping` marks which months of *every* year lie before the release month; it is no subtotal and
both of its values are counted.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from encounters.cbp.cells import CELL, KNOWN, UNIT, Cells, TooManyLabels, numbers, with_labels
from encounters.cbp.datasets import COUNT, ENCOUNTER_TYPE, FISCAL_YEAR, MONTH, MONTH_GROUPING, SOUTHWEST, Dataset
from encounters.cbp.files import CsvBytes
from encounters.cbp.header import dataset_of
from encounters.cbp.labels import KIND, Coded, coded
from encounters.cbp.text import LINE, Text, head_of, read_text
from encounters.errors import InputFileError
from encounters.names import ENCOUNTER_TYPES, label
from encounters.periods import FISCAL_YEAR_START, MONTH_ABBREVIATIONS

if TYPE_CHECKING:
    import polars as pl

GROUPINGS = ("FYTD", "Remaining")
GROUPING = re.compile("|".join(GROUPINGS))
TYPED_BY = ("component", "authority", KIND)
MONTH_NAME = re.compile("|".join(MONTH_ABBREVIATIONS), re.IGNORECASE | re.ASCII)
YEAR = re.compile(r"2[01][0-9]{2}( \(FYTD\))?")
# Nine digits is far beyond any month's cell and far below what a sum of them could overflow.
WHOLE = re.compile(r"[0-9]{1,9}(\.0+)?")


class Parsed(Struct, frozen=True, dict=True):
    """A file's dataset, its cells in order, its labels that CBP had not before (`demographic: At Large`), and notes."""

    dataset: Dataset
    cells: Cells
    new_labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @functools.cached_property
    def rows(self) -> pl.DataFrame:
        """The tidy table."""
        return self.cells.tidy()


def parse(source: CsvBytes, accept_new_labels: bool = False, kept: Iterable[str] = ()) -> Parsed:
    """What one file says. `kept` are labels that were accepted before. Raises InputFileError."""
    dataset = dataset_of(source.name, head_of(source))
    text = read_text(source)
    _check_values(text, dataset)
    columns = coded(text, dataset, kept, accept_new_labels)
    new = tuple(f"{one.dimension}: {label}" for one in columns.values() for label in one.new)
    return Parsed(dataset, _cells(text, dataset, columns), new, _encounter_type_note(text, columns))


def _check_values(text: Text, dataset: Dataset) -> None:
    """Raises InputFileError for the first value that its column cannot have; each different value is looked at once."""
    forms: dict[str, tuple[re.Pattern[str], str]] = {
        FISCAL_YEAR: (YEAR, "has no year like '2022' or '2025 (FYTD)'"),
        MONTH: (MONTH_NAME, "has no month like 'OCT'"),
        MONTH_GROUPING: (GROUPING, "has neither 'FYTD' nor 'Remaining'"),
        COUNT: (WHOLE, "has no whole, plain count"),
    }
    wrong = {
        column: [value for value in text.values[column] if not form.fullmatch(value)]
        for column, (form, _) in forms.items()
    }
    for column in dataset.header:
        if blank := [value for value in wrong.get(column, text.values[column]) if not value.strip()]:
            raise text.error(text.having(column, blank), column, "has no value")
    for column, (_, problem) in forms.items():
        if wrong[column]:
            bad = text.having(column, wrong[column])
            raise text.error(bad, column, problem, _count_hint(bad[COUNT][0]) if column == COUNT else None)


def _count_hint(value: str) -> str:
    if value.strip().startswith("-"):
        return "A count cannot be negative."
    if "," in value:
        return "Counts have no thousands marks in CBP's files; a spreadsheet may have changed this one."
    if value.isascii() and value.replace(".", "", 1).isdigit():
        return "A count is whole and has at most nine digits before the point."
    return "A count is digits only, such as 9584 or 9584.0."


def _cells(text: Text, dataset: Dataset, columns: Mapping[str, Coded]) -> Cells:
    """The cells in order. Raises InputFileError for one that the file has twice."""
    import polars as pl

    codes = {one.dimension: one.codes for one in columns.values() if one.dimension in dataset.dimensions}
    try:
        labels = with_labels(KNOWN, {dimension: own.values() for dimension, own in codes.items()})
    except TooManyLabels as error:
        raise InputFileError(text.name, str(error)) from None
    own = {
        column: {value: numbers(labels, one.dimension)[code] for value, code in one.codes.items()}
        for column, one in columns.items()
        if one.dimension in codes
    }
    place = pl.sum_horizontal(
        pl.col(column).replace_strict(found, return_dtype=pl.Int64) for column, found in own.items()
    )
    everywhere = numbers(labels, "region")["southwest"] if dataset is SOUTHWEST else 0
    cells = text.frame.select(
        (_first_day(text).to_physical().cast(pl.Int64) * UNIT["month"] + place + everywhere).alias(CELL),
        _count(text).alias("count"),
    )
    found = Cells(cells.sort(CELL), labels)
    if (found.frame[CELL].diff() == 0).any():
        raise _repeated(text, Cells(cells, labels))
    return found


def _first_day(text: Text) -> pl.Expr:
    """The first day of each row's month; the fiscal year begins in the calendar year before."""
    import polars as pl

    months = {value: MONTH_ABBREVIATIONS.index(value.upper()) + 1 for value in text.values[MONTH]}
    years = {value: int(value[:4]) for value in text.values[FISCAL_YEAR]}
    month = pl.col(MONTH).replace_strict(months, return_dtype=pl.Int32)
    year = pl.col(FISCAL_YEAR).replace_strict(years, return_dtype=pl.Int32)
    return pl.date(year - (month >= FISCAL_YEAR_START).cast(pl.Int32), month, 1)


def _count(text: Text) -> pl.Expr:
    import polars as pl

    count = pl.col(COUNT)
    if "." in "".join(text.values[COUNT]):
        count = count.str.replace(r"\.0+$", "")
    return count.cast(pl.Int64)


def _repeated(text: Text, cells: Cells) -> InputFileError:
    """The error for the first cell, in their order, that stands on two lines."""
    import polars as pl

    rows = cells.frame.with_columns(text.frame[LINE, COUNT]).sort(CELL, maintain_order=True)
    again = rows.select((pl.col(CELL).diff() == 0).fill_null(False).arg_true()).to_series()[0]
    first, second = (rows.row(again - back, named=True) for back in (1, 0))
    return InputFileError(
        text.name,
        f"has the same cell twice: line {first[LINE]} has {first['count']:,}",
        line=second[LINE],
        column=COUNT,
        value=second[COUNT],
        hint="No file of CBP's has a cell twice; it is damaged, or several were joined.",
    )


def _encounter_type_note(text: Text, columns: Mapping[str, Coded]) -> tuple[str, ...]:
    """One line for each way in which the file's own encounter type contradicts authority and component."""
    import polars as pl

    if ENCOUNTER_TYPE not in columns:
        return ()
    names = [next(name for name, one in columns.items() if one.dimension == each) for each in TYPED_BY]
    kinds = text.frame.group_by(names).agg(pl.len(), _count(text).sum().alias("count"))
    own = [columns[name].codes for name in names]
    rows: Counter[tuple[str, str, str]] = Counter()
    counts: Counter[tuple[str, str, str]] = Counter()
    for component, authority, kind, number, count in kinds.iter_rows():
        key = (own[0][component], own[1][authority], own[2][kind])
        rows[key] += number
        counts[key] += count
    return tuple(
        f"{count:,} {label('component', key[0])} {label('authority', key[1])} encounters ({rows[key]} "
        f"{'row' if rows[key] == 1 else 'rows'}) are called {key[2]} in the file; by authority and component they are "
        f"{ENCOUNTER_TYPES[key[:2]]}. CBP's counts are kept."
        for key, count in counts.most_common()
        if ENCOUNTER_TYPES.get(key[:2], key[2]) != key[2]
    )
