"""Names as people say them to categories: one that fits is taken, one that fits several lists them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from encounters.errors import UnknownName, UsageError, fold
from encounters.names.categories import AREAS_OF, CATEGORIES, DIMENSIONS, GROUPS, SOUTHWEST_BORDER, label


class Choice(Struct, frozen=True):
    """Which categories of one dimension are wanted: these codes, or all but these; no codes means all."""

    codes: tuple[str, ...] = field(default=())
    excluded: bool = False

    def __bool__(self) -> bool:
        return bool(self.codes)

    def __str__(self) -> str:
        return ("not " if self.excluded else "") + ",".join(self.codes)


ALL = Choice()


def choose(dimension: str, texts: Iterable[str], known: Iterable[str] = (), kind: str = "") -> Choice:
    """What a user asked for: names of any case and spelling, comma lists, groups, `all`, or `not X,Y`.

    `known` are further codes on hand (labels kept under CBP's own name); of several that a name fits, those whose label
    ends in `kind` are meant. Raises UnknownName, naming the nearest
    right value, or UsageError when some values are to be kept and others left out, or all are to be left out.
    """
    wanted: list[str] = []
    excluded: set[bool] = set()
    known = tuple(known)
    for text in texts:
        body = text.strip()
        negated = body.casefold().startswith("not ")
        excluded.add(negated)
        for word in _split(dimension, body[4:] if negated else body, known):
            wanted.extend(_codes(dimension, word, known, kind))
    if len(excluded) > 1:
        raise UsageError(
            f"`{dimension}` cannot keep some values and leave out others.", "Use either names, or 'not' and names."
        )
    if ALL_WORD in wanted:
        if True in excluded:
            raise UsageError(f"`{dimension}` 'not all' leaves nothing.", "Name the values to leave out.")
        return ALL
    return Choice(tuple(dict.fromkeys(wanted)), excluded == {True})


ALL_WORD = "all"
ALL_OF = {
    "region": ("nationwide", "national", "allborders", "allregions", "everywhere", "anyborder"),
    "component": ("both", "bothcomponents"),
}
"""What people say, folded, for all categories of a dimension."""


def _split(dimension: str, text: str, known: Iterable[str]) -> list[str]:
    """The comma-separated names in a text, unless the whole of it is one name (`CHINA, PEOPLES REPUBLIC OF`)."""
    if fold(text) in _lookup(dimension) or fold(text) in map(fold, known):
        return [text]
    return [word for word in (part.strip() for part in text.split(",")) if word] or [text]


@functools.cache
def _lookup(dimension: str) -> dict[str, tuple[str, ...]]:
    """The categories that each folded name fits; a code or a label of CBP's fits its own alone."""
    rows = CATEGORIES[dimension].values()
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for text in row.everyday:
            found[fold(text)] = (*found.get(fold(text), ()), row.code)
    # OTHER's label of the second scheme folds to the same text as the first scheme's, which is the one people mean.
    return found | {fold(text): (row.code,) for row in rows for text in (row.code, *row.labels)}


def _several_at_once(dimension: str, key: str) -> tuple[str, ...]:
    """What a folded word for all categories, or for a group of them, stands for."""
    if key in (ALL_WORD, *ALL_OF.get(dimension, ())):
        return (ALL_WORD,)
    return next((codes for name, codes in GROUPS.get(dimension, {}).items() if fold(name) == key), ())


def meant_by(dimension: str, text: str) -> tuple[str, ...]:
    """The known categories that a text is a word for: none, one or several; `ALL_WORD` for all of them."""
    key = fold(text)
    return _several_at_once(dimension, key) or _lookup(dimension).get(key, ())


def code_of(dimension: str, text: str) -> str:
    """The code of a label that CBP had not before: that of the category it is a word for, else CBP's own name."""
    meant = meant_by(dimension, text) if dimension in CATEGORIES else ()
    return meant[0] if len(meant) == 1 else text


def _codes(dimension: str, word: str, known: Iterable[str], kind: str = "") -> tuple[str, ...]:
    key = fold(word)
    if several := _several_at_once(dimension, key):
        return several
    # A word for a known category keeps its meaning whatever a file has called a new one.
    table = {fold(code): (code,) for code in known} | _lookup(dimension)
    if fits := table.get(key):
        meant = [code for code in fits if label(dimension, code).endswith(kind)] if kind else fits
        if len(meant or fits) > 1:
            raise _several(dimension, word, fits)
        return tuple(meant or fits)
    rows = CATEGORIES[dimension].values()
    every = [*CATEGORIES[dimension], *GROUPS.get(dimension, {}), *known]
    names = [label(dimension, code) for code in every]
    spellings = {text: label(dimension, row.code) for row in rows for text in (row.code, *row.everyday)}
    error = UnknownName(dimension, word, names, f"encounters breakdown --by {dimension}", spellings)
    raise _of_another_kind(error)


def _of_another_kind(error: UnknownName) -> UnknownName:
    """The same error; a name that another dimension has is told where it belongs."""
    error.hint = belongs(error.value) or error.hint
    return error


def belongs(text: str) -> str | None:
    """The key that a name of a category goes with, in words; None for a text that is none."""
    dimension = next((each for each in DIMENSIONS if fold(text) in _lookup(each)), None)
    return f'That is a name of {dimension}: {dimension} = "{text}".' if dimension else None


def _several(dimension: str, word: str, fits: tuple[str, ...]) -> UsageError:
    names = [label(dimension, code) for code in fits]
    both = ",".join(code.replace("_", "-") for code in fits)
    return UsageError(
        f"'{word}' fits several of `{dimension}`: {', '.join(names)}.",
        f'Write one of them, or both: {dimension} = "{both}".',
    )


def choose_areas(kind: str, texts: Iterable[str], known: Iterable[str] = ()) -> Choice:
    """Areas of one kind, SECTOR or FIELD_OFFICE, by their place alone or in full: `tucson`, `rgv`, `not yuma`.

    Raises UnknownName or UsageError as `choose` does.
    """
    return choose("area", [_in_full(kind, text) for text in texts], known)


def _in_full(kind: str, text: str) -> str:
    own = [row for row in CATEGORIES["area"].values() if row.label.endswith(kind)]
    names = {fold(name): row.label for row in own for name in (row.code, row.label, *row.everyday)}
    negated = text.strip().casefold().startswith("not ")
    words = [word.strip() for word in (text.strip()[4:] if negated else text).split(",")]
    for word in words:
        if fold(word) not in names:
            places = {name: row.label for row in own for name in row.everyday}
            where = f"encounters breakdown --by {kind.casefold().replace(' ', '-')}"
            raise _of_another_kind(UnknownName(kind.casefold(), word, [row.label for row in own], where, places))
    return ("not " if negated else "") + ",".join(names[fold(word)] for word in words)


def agreeing(choices: Mapping[str, Choice]) -> dict[str, Choice]:
    """Choices that can hold together. Raises UsageError for areas of one component and the other component."""
    component, area = choices.get("component", ALL), choices.get("area", ALL)
    if component and area and not area.excluded:
        wanted = {code for code in CATEGORIES["component"] if (code in component.codes) is not component.excluded}
        labels = [label("area", code) for code in area.codes]
        theirs = {own for kind, own in AREAS_OF.items() if any(name.endswith(kind) for name in labels)}
        if theirs and not wanted & theirs:
            (own,) = theirs
            raise UsageError(
                f"{describe('area', area)} is of the {label('component', own)}: no encounter is of both.",
                f'Leave `component` out, or write component = "{own}".',
            )
    return dict(choices)


def on_the_border(choices: Mapping[str, Choice]) -> None:
    """Raise UsageError for states and areas of other borders where no region is named: the southwest is meant then."""
    if "region" in choices:
        return
    for dimension, own in SOUTHWEST_BORDER.items():
        choice = choices.get(dimension, ALL)
        elsewhere = [] if choice.excluded else [code for code in choice.codes if code not in own]
        if elsewhere:
            names = ", ".join(label(dimension, code) for code in elsewhere)
            raise UsageError(
                f"Not on the southwest border, which is meant where no region is named: {names}.",
                'Add region = "all" (or northern, other).',
            )


def describe(dimension: str, choice: Choice) -> str:
    """A choice in words: `Mexico, Guatemala`, `all but Mexico`."""
    names = ", ".join(label(dimension, code) for code in choice.codes)
    return f"all but {names}" if choice.excluded else names
