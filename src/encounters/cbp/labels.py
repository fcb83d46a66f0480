"""The labels of a file to the codes of their categories; a label that nobody knows is never guessed at.

Blanks around a label and repeated ones within it do not count, nor does case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from encounters.cbp.datasets import ENCOUNTER_TYPE, Dataset
from encounters.cbp.text import Text
from encounters.errors import InputFileError, fold, nearest
from encounters.names import CATEGORIES, COUNTRIES, ENCOUNTER_TYPES

ACCEPT_HINT = "If CBP has added a category, import with --accept-new-labels to keep it under CBP's own name."
MOST = 1000
"""So many spellings of categories may stand in a column; no file of CBP's has a tenth of them."""
KIND = "encounter type"
"""What the labels of CBP's column ENCOUNTER_TYPE are of, which is no dimension."""


class Coded(Struct, frozen=True):
    """The code of each label of a column, and those that are CBP's own names of categories that we do not know."""

    dimension: str
    codes: Mapping[str, str]
    new: tuple[str, ...]


def coded(text: Text, dataset: Dataset, kept: Iterable[str], accept_new_labels: bool) -> dict[str, Coded]:
    """The labels of each column of categories. `kept` are those accepted before (`demographic: At Large`).

    A new label keeps CBP's own name. Raises InputFileError for one that is neither known nor accepted.
    """
    columns = dict(dataset.columns)
    if ENCOUNTER_TYPE in dataset.unused:
        columns[ENCOUNTER_TYPE] = KIND
    before = [each.split(": ", 1) for each in kept]
    found = {}
    for column, dimension in columns.items():
        known = _types() if dimension == KIND else scheme(dataset, dimension)
        table = {label.lower(): label for name, label in before if name == dimension} | known
        codes = _codes(text, column, table, accept_new_labels)
        found[column] = Coded(dimension, codes, tuple(sorted(set(codes.values()) - set(known.values()))))
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


def _codes(text: Text, column: str, table: Mapping[str, str], accept_new_labels: bool) -> dict[str, str]:
    found = len(text.values[column])
    if found > MOST:
        hint = "CBP's have fewer than a hundred: is this the content of another column?"
        raise InputFileError(text.name, f"has {found:,} different categories", column=column, hint=hint)
    labels = {value: " ".join(value.split()) for value in text.values[column]}
    unknown = [value for value, label in labels.items() if label.lower() not in table]
    if unknown:
        _refuse(text, column, unknown, table, accept_new_labels)
    new: dict[str, str] = {}
    for label in sorted(labels[value] for value in unknown):
        new.setdefault(label.lower(), label)
    return {value: table.get(label.lower()) or new[label.lower()] for value, label in labels.items()}


def _refuse(
    text: Text, column: str, unknown: Collection[str], table: Mapping[str, str], accept_new_labels: bool
) -> None:
    """Raises InputFileError for labels that are not known: one spelled otherwise always, a new one if so asked."""
    known = {fold(label): label for label in table}
    rows = text.having(column, unknown)
    respelled = [value for value in rows[column].unique(maintain_order=True) if fold(value) in known]
    if respelled:
        said = "spells a category otherwise than CBP does"
        hint = f"CBP writes '{known[fold(respelled[0])]}', in any case; take CBP's own file."
        raise text.error(text.having(column, respelled), column, said, hint)
    if not accept_new_labels:
        guess = nearest(rows[column][0], table, 1)
        hint = f"Nearest known: '{guess[0]}'. {ACCEPT_HINT}" if guess else ACCEPT_HINT
        raise text.error(rows, column, "has a category that no release before it has", hint)
