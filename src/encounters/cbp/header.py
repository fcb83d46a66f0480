"""The first lines of a file to the dataset it is of, or to one line that says what it looks like instead.

Headers are compared as sets of names, letters and digits only, at each likely separator and each of the first lines:
that tells what a spreadsheet, R or Stata has changed without knowing any of them.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from encounters.cbp.datasets import DATASETS, Dataset
from encounters.errors import InputFileError, fold, nearest, several

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
LINES_ABOVE = 10
"""So many lines above a header are looked through, to name them."""
LIKE = 0.6
"""A header with this share of a dataset's names is that dataset's, changed by somebody."""


class Reading(Struct, frozen=True):
    """A line read as a header with a separator, and the dataset whose names it has most of."""

    names: tuple[str, ...]
    line: int
    separator: str
    dataset: Dataset

    @property
    def like(self) -> float:
        """The share of the dataset's names that it has, however they are spelled."""
        expected = {fold(name) for name in self.dataset.header}
        return len(expected & {fold(name) for name in self.names}) / len(expected)


def dataset_of(name: str, head: str) -> Dataset:
    """The dataset whose header the first line is. Raises InputFileError, which says how it differs."""
    first = _fields(_lines(head)[0], ",")
    for dataset in DATASETS.values():
        if sorted(first) == sorted(dataset.header):
            return dataset
    best = max(_readings(head), key=lambda reading: (reading.like, reading.separator == ",", -reading.line))
    if best.like < LIKE:
        said = "is not one of CBP's encounter files: its columns are of none of them"
        raise InputFileError(name, said, line=1, value=_lines(head)[0], hint=_closest(best))
    raise _changed(name, best)


def _lines(head: str) -> list[str]:
    return [line.removesuffix("\r") for line in head.split("\n")]


def _fields(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return line.split(separator)


def _readings(head: str) -> Iterator[Reading]:
    for number, line in enumerate(_lines(head)[: LINES_ABOVE + 1], 1):
        for separator in SEPARATORS:
            names = tuple(_fields(line, separator))
            for dataset in DATASETS.values():
                yield Reading(names, number, separator, dataset)


def _changed(name: str, found: Reading) -> InputFileError:
    """The error for a header that is a dataset's but for some changes."""
    known = {fold(column): column for column in found.dataset.header}
    names = found.names
    missing = [column for column in found.dataset.header if fold(column) not in {fold(one) for one in names}]
    others = [one for one in names if fold(one) not in known]
    twice = [one for one, count in Counter(names).items() if count > 1 and one]
    rewritten = [(one, known[fold(one)]) for one in names if fold(one) in known and one != known[fold(one)]]
    shape = _shape(found, others)
    if not shape and not rewritten:
        return _one_column(name, found.dataset, missing, others, twice)
    if rewritten:
        shape.append(f"names of columns are rewritten ({rewritten[0][0]!r} for {rewritten[0][1]!r})")
    if missing:
        shape.append(f"lacks {', '.join(missing)}")
    said = f"looks like a {found.dataset.name} file that a program has changed: {'; '.join(shape)}"
    return InputFileError(name, said, line=found.line, hint=_expected(found.dataset))


def _shape(found: Reading, others: list[str]) -> list[str]:
    """What differs that is no column's own name."""
    shape = []
    if found.line > 1:
        shape.append(f"{several(found.line - 1, 'line')} above the header")
    if found.separator != ",":
        shape.append(f"{SEPARATORS[found.separator]} between the fields")
    if found.names[0] in others and not found.names[0].strip():
        shape.append("a column without a name before the others, as for row numbers")
        others = others[1:]
    if blank := sum(not one.strip() for one in others):
        shape.append(f"{several(blank, 'column')} without a name")
    return shape


def _one_column(name: str, dataset: Dataset, missing: list[str], others: list[str], twice: list[str]) -> InputFileError:
    if twice:
        return InputFileError(name, "has the same column twice", line=1, column=twice[0])
    if others:
        guess = nearest(others[0], missing, 1)
        hint = f"Expected '{guess[0]}'." if guess else f"A {dataset.name} file has: {', '.join(dataset.header)}."
        said = "has a column that its dataset does not have"
        return InputFileError(name, said, line=1, column=others[0], hint=hint)
    said = f"lacks a column that {dataset.name} files have"
    return InputFileError(name, said, line=1, column=missing[0])


def _closest(found: Reading) -> str:
    """What was expected of a table that is another one."""
    known = {fold(one) for one in found.names}
    shared = [column for column in found.dataset.header if fold(column) in known]
    has = f"It shares only {', '.join(shared)} with a {found.dataset.name} file. " if shared else ""
    return f"{has}{_expected(found.dataset)}"


def _expected(dataset: Dataset) -> str:
    return f"Import CBP's own file, unchanged; its first line is: {','.join(dataset.header)}"
