"""The labels of a file to the codes of their categories; a label that nobody knows is never guessed at.

Blanks around a label and repeated ones within it do not count, nor does case. A new label that is people's word for a
known category is taken for that, with the user's leave, so that a series goes on under a name that CBP has changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from encounters.cbp.datasets import ENCOUNTER_TYPE, Dataset
from encounters.cbp.text import TOTALS_HINT, Text
from encounters.errors import InputFileError, fold, nearest
from encounters.names import ALL_WORD, CATEGORIES, COUNTRIES, ENCOUNTER_TYPES, code_of, label, meant_by

ACCEPT_HINT = "If CBP has added a category, import with --accept-new-labels to keep it under CBP's own name."
MOST = 1000
"""So many spellings of categories may stand in a column; no file of CBP's has a tenth of them."""
KIND = "encounter type"
"""What the labels of CBP's column ENCOUNTER_TYPE are of, which is no dimension."""
SUM = re.compile(r"\b(sub-?)?totals?\b", re.IGNORECASE)
"""A row of a sum counts encounters again that other rows have."""


class Coded(Struct, frozen=True):
    """The code of each label of a column, and the labels that no release of CBP's had before."""

    dimension: str
    codes: Mapping[str, str]
    new: tuple[str, ...]


class Known(Struct, frozen=True):
    """The labels that a column may have, by their lower case: CBP's with their codes, and new ones accepted before."""

    dimension: str
    codes: Mapping[str, str]
    accepted: Mapping[str, str]


def coded(text: Text, dataset: Dataset, kept: Iterable[str], accept_new_labels: bool) -> dict[str, Coded]:
    """The labels of each column of categories. `kept` are those accepted before (`demographic: At Large`).

    A new label keeps CBP's own name, unless it is a word for a known category. Raises InputFileError for one that is
    neither known nor accepted.
    """
    columns = dict(dataset.columns)
    if ENCOUNTER_TYPE in dataset.unused:
        columns[ENCOUNTER_TYPE] = KIND
    before = [each.split(": ", 1) for each in kept]
    found = {}
    for column, dimension in columns.items():
        accepted = {own.lower(): own for name, own in before if name == dimension}
        codes = _types() if dimension == KIND else scheme(dataset, dimension)
        found[column] = _coded(text, column, Known(dimension, codes, accepted), accept_new_labels)
    return found


def _types() -> dict[str, str]:
    return {kind.lower(): kind for kind in ENCOUNTER_TYPES.values()}


def scheme(dataset: Dataset, dimension: str) -> dict[str, str]:
    """CBP's labels for a dimension in the files of a dataset, folded to lower case, and the code of each."""
    rows = CATEGORIES[dimension].values()
    if dimension != "citizenship":
        return {text.lower(): row.code for row in rows for text in row.labels}
    table = {row.label.lower(): row.code for row in rows if row.code in dataset.citizenships}
    if dataset.citizenships is COUNTRIES:
        table["other"] = "other_countries"
    return table


def _coded(text: Text, column: str, known: Known, accept_new_labels: bool) -> Coded:
    found = len(text.values[column])
    if found > MOST:
        hint = "CBP's have fewer than a hundred: is this the content of another column?"
        raise InputFileError(text.name, f"has {found:,} different categories", column=column, hint=hint)
    labels = {value: " ".join(value.split()) for value in text.values[column]}
    beyond = {value: own for value, own in labels.items() if own.lower() not in known.codes}
    unknown = [value for value, own in beyond.items() if own.lower() not in known.accepted]
    if unknown:
        _refuse(text, column, known, unknown, accept_new_labels)
    spelled = {own.lower(): own for own in sorted(beyond.values(), reverse=True)}
    spelled.update(known.accepted)
    codes = {
        value: known.codes.get(own.lower()) or code_of(known.dimension, spelled[own.lower()])
        for value, own in labels.items()
    }
    return Coded(known.dimension, codes, tuple(sorted({spelled[own.lower()] for own in beyond.values()})))


def _refuse(text: Text, column: str, known: Known, unknown: Collection[str], accept_new_labels: bool) -> None:
    """Raises InputFileError for labels that are not known: what can be no category always, a new one if so asked."""
    spelled = {fold(own): own for own in (*known.codes, *known.accepted)}
    rows = text.having(column, unknown)

    def first(wrong: Collection[str], said: str, hint: str) -> InputFileError:
        return text.error(text.having(column, wrong), column, said, hint)

    respelled = [value for value in rows[column].unique(maintain_order=True) if fold(value) in spelled]
    if respelled:
        hint = f"CBP writes '{spelled[fold(respelled[0])]}', in any case; take CBP's own file."
        raise first(respelled, "spells a category otherwise than CBP does", hint)
    meant = {value: _meant(known.dimension, value) for value in rows[column].unique(maintain_order=True)}
    if sums := [value for value, codes in meant.items() if ALL_WORD in codes or SUM.search(value)]:
        raise first(sums, "has a sum in place of a category", TOTALS_HINT)
    if several := [value for value, codes in meant.items() if len(codes) > 1]:
        names = " or ".join(label(known.dimension, code) for code in meant[several[0]])
        raise first(several, "has a word for several categories", f"It may be {names}: take CBP's own file.")
    if not accept_new_labels:
        raise first(unknown, "has a category that no release before it has", _about_new(known, rows[column][0]))


def _meant(dimension: str, value: str) -> tuple[str, ...]:
    return meant_by(dimension, value) if dimension in CATEGORIES else ()


def _about_new(known: Known, value: str) -> str:
    """What the user can do about a new label."""
    if meant := _meant(known.dimension, value):
        return f"It is a word for {label(known.dimension, meant[0])}: --accept-new-labels takes it for that."
    guess = nearest(value, known.codes, 1)
    return f"Nearest known: '{guess[0]}'. {ACCEPT_HINT}" if guess else ACCEPT_HINT
