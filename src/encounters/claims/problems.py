"""What is wrong with the keys of a claim: what is missing, cannot stand together, is not read, or cannot be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from encounters.claims.kinds import TERMS, Found, choices_of, is_undecided, keys_of, kinds_with, ways_of
from encounters.claims.model import KINDS, Claim, Direction, Number, Record, Undecided
from encounters.errors import EncountersError, UsageError
from encounters.figures import FIGURES
from encounters.figures.question import Question, filters
from encounters.figures.refusals import COMPARED, refuse
from encounters.figures.registry import Figure
from encounters.figures.sentence import PLACE
from encounters.names import DIMENSIONS, Choice, agreeing, describe, on_the_border
from encounters.periods import Period
from encounters.results import Selection, and_list
from encounters.store.series import asked
from encounters.store.series_part import part_asked
from encounters.wording.kinds import Comparator, Kind
from encounters.wording.movements import DOWN, UP
from encounters.wording.words import A_FALL, A_RISE, ENDS, MONTHS, NAMED, ORDINALS
from encounters.wording.written import Written

Problems = Iterator[tuple[str, str]]

NAMES = re.compile(
    r"(?<!between )(?<!between the )\b(?:"
    + "|".join(name for name, (dimension, _) in NAMED.items() if dimension != "demographic")
    + r")\b(?! border)"
)
"""Components and nationalities, as people call them. Between ports of entry is not at them, and the Mexican border is
no nationality."""

BEYOND = r"\b(above|below|over|under|exceed\w*|more than|fewer than|less than|at least)\b"
CATEGORY = r"\b(nationalit(y|ies)|citizenships?|countr(y|ies)|sectors?|states?|groups?|demographics?)\b"
MOVED = rf"\b(?:(?:{UP}|(?:{A_RISE})s?)|({DOWN}|(?:{A_FALL})s?))\b"
OF_YEARS = rf"(?:est|most)(?: for (?:a|an|any))? ({MONTHS})\b"
"""A place among the same months of other years: "third-highest May"."""

AMONG_OTHERS = re.compile(
    rf"\W*(?:the |a |in )?(?:(?:{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th)|{ENDS})\b|(?:no\.|number|#) ?\d+\W*$)",
    re.IGNORECASE,
)
"""Words that begin as a place among others does: third-highest, the most, No. 2."""

LAST_PLACE = 200
"""The last place that anything has among others."""

BETTER = {Kind.SHARE: "share", Kind.MULTIPLE: "multiple", Kind.PERCENT_CHANGE: "percent-change", Kind.COUNT: "total"}
BETTER |= {Kind.POINTS: "share-change"}
IN_WORDS = {
    Kind.COUNT: "a count",
    Kind.MONEY: "an amount of money",
    Kind.SHARE: "a share",
    Kind.MULTIPLE: "a multiple",
    Kind.PERCENT_CHANGE: "a change in percent",
    Kind.POINTS: "a difference in percentage points",
}


def problems(found: Found) -> Problems:
    """Each key that is missing, cannot stand with the others, or is not read, and why."""
    ways = ways_of(found)
    if not ways:
        yield "figure", f"is missing: a claim has one of {', '.join(KINDS)}."
        return
    yield from _alone(ways)
    kinds = [KINDS[way] for way in ways] + ([Undecided] if is_undecided(found) else [])
    for kind in dict.fromkeys(kinds):
        yield from _missing(kind, found)
    read = frozenset().union(*map(keys_of, kinds))
    for name in (name for name in found if name not in read):
        yield name, f"is read for {and_list(kinds_with(name))} only."
    if "figure" in found:
        yield from _unsaid(found)
        yield from _figure(found, FIGURES[found["figure"]])
        yield from _readings(found, FIGURES[found["figure"]])
    if "record" in found and "period" in found:
        yield from _reach(found)
    if "series" in found:
        yield from _series(found)
    yield from _places(found)


def _unsaid(found: Found) -> Problems:
    """A component or nationality that the words name and no key does: the number is of it, and not of all."""
    said = found["says"].text.casefold() if "says" in found and "series" not in found else ""
    told = {*choices_of(found), *(("component",) if "area" in found else ())}
    told |= {name for key in ("of", "than") for name in DIMENSIONS if name in found.get(key, "")}
    for match in NAMES.finditer(said):
        dimension, code = NAMED[match[0]]
        if dimension not in told:
            name = describe(dimension, Choice((code,)))
            yield "says", f"'{found['says'].text}' names {name}, which is not asked for: {dimension} = \"{code}\"."
            return


def refused(claim: Claim) -> Iterator[tuple[str, UsageError]]:
    """What the figure of a claim or of its readings cannot be asked, whatever the data is, by key."""
    for key, figure, question in _asked(claim):
        try:
            refuse([FIGURES[figure]], question)
        except UsageError as error:
            yield key, error
            return


def _asked(claim: Claim) -> Iterator[tuple[str, str, Question]]:
    if isinstance(claim, Undecided) and claim.compared is not None:
        yield from _asked(claim.compared)
    elif isinstance(claim, Record):
        yield "record", "record", claim.question(None)
    elif isinstance(claim, Number):
        yield "figure", claim.figure, claim.today
        others = (claim.read_as(entry) for entry in claim.readings if entry.arithmetic is None)
        yield from (("readings", claim.figure, other.question(None)) for other in others)


def _places(found: Found) -> Problems:
    """An area of another component has no encounter, and a place at another border none at the southwest one, which is
    meant without a region. A series has its own region."""
    choices = choices_of(found)
    try:
        agreeing(choices)
    except EncountersError as error:
        yield "component", f"does not go with the area: {error.whole}"
    try:
        for asked in (choices, choices | filters(found.get("than", ""), "than")):
            on_the_border({} if "series" in found else asked)
    except EncountersError as error:
        yield "region", f"is missing: {error.whole}"


def _readings(found: Found, figure: Figure) -> Problems:
    """What the other readings of a claim ask that its figure does not read, and places that none of them has."""
    own = list(_places(found))
    for entry in found.get("readings", ()):
        other = {**found, **entry.changes}
        unread = [(name, problem) for name, problem in _figure(other, figure) if name in entry.changes]
        nowhere = [one for one in _places(other) if one not in own]
        yield from (("readings", f"{name} {problem}") for name, problem in (*unread, *nowhere))


def _series(found: Found) -> Problems:
    """What the series does not hold."""
    anywhen = Period.fiscal_year(2021)
    try:
        part_asked(*asked(found["series"]), Selection(anywhen).choosing(**choices_of(found)), "region" in found)
    except EncountersError as error:
        yield "series", f"does not hold this: {error.whole}"


def _reach(found: Found) -> Problems:
    """A year since which something is a record, of months: it may be a fiscal or a calendar one."""
    try:
        found["record"].since_for(found["period"])
    except EncountersError as error:
        yield "record", error.whole


def _is_place(says: Written) -> bool:
    """Whether a number is a place among others."""
    exactly = says.kind is Kind.COUNT and says.comparator is Comparator.EXACT and says.value <= LAST_PLACE
    return exactly and AMONG_OTHERS.match(says.text) is not None


def _natural(found: Found, figure: Figure) -> Problems:
    """The attempt that comes to mind first, where its name is that of another figure."""
    words = f"{found.get('quote', '')} {found['says'].text if 'says' in found else ''}".casefold()
    if figure.name == "streak" and re.search(BEYOND, words):
        yield "figure", "streak counts months that rose: use months-above and months-below, with in_a_row = true."
    moved = re.search(MOVED, found["says"].text.casefold()) if figure.name == "streak" and "says" in found else None
    if moved and bool(moved[1]) != found.get("lowest", False):
        yield (
            "lowest",
            f"'{moved[0]}' is the other way: a run of falls is lowest = true, one of rises is without it.",
        )
    if figure.name == "rank" and "among" not in found and (named := re.search(OF_YEARS, words)):
        yield "among", f'is missing: the place of a {named[1].title()} among others is among = "same-months".'
    if figure.name == "rank" and re.search(CATEGORY, words):
        yield "figure", "rank is the place of a period; that of a category among others is category-rank."


def _alone(ways: list[str]) -> Problems:
    """What would make two claims of one. `needs` may name a figure or arithmetic to compare with."""
    given = [way for way in ways if way != "needs"]
    for way in given[1:]:
        yield way, f"cannot stand beside {given[0]}: a claim is one or the other."
    for way in given:
        if way not in ("figure", "arithmetic") and "needs" in ways:
            yield "needs", f"cannot stand beside {way}: a claim is one or the other."


def _missing(kind: type[Claim], found: Found) -> Problems:
    for name, what in kind.missing.items():
        if name not in found and not (name == "says" and "needs" in found):
            yield name, f"is missing: {what}"
    if kind is Direction and "period" not in found and "series" not in found:
        yield "period", "is missing: a claim with direction is about months."


def _figure(found: Found, figure: Figure) -> Problems:
    """A number that the figure cannot be, and keys that it does not read."""
    says: Written | None = found.get("says")
    if says is not None and _is_place(says) and not figure.unit.startswith((PLACE, "months")):
        yield "says", f"'{says.text}' is a place among others: rank has that of a period, category-rank of a category."
    elif says is not None and says.compares and not figure.moves:
        yield "says", f"'{says.text}' is a comparison without a number, which {figure.name} is not: change has it."
    elif says is not None and says.kind not in figure.printed and not says.compares:
        better = BETTER.get(says.kind)
        advice = f" Did you mean figure = '{better}'?" if better else ""
        yield "says", f"'{says.text}' is {IN_WORDS[says.kind]}, which {figure.name} is not.{advice}"
    if says is not None and figure.moves and says.in_brackets:
        yield "says", f"'{says.text}' is a fall in accounts: write it without brackets, or as 'down 53%' is."
    span = figure.unit.partition(" per ")[2].split(" ")[-1]
    if says is not None and says.per and span and says.per != span:
        yield "says", f"'{says.text}' is a number a {says.per}, and {figure.name} is one a {span}."
    needs = figure.needs
    for term in TERMS:
        if term in found and term not in figure.terms:
            readers = and_list([one.name for one in FIGURES.values() if term in one.terms])
            yield term, f"is read for {readers} only."
    yield from _natural(found, figure)
    if "against" in found and not COMPARED & set(needs):
        yield "against", "is read for changes, multiples and forecasts only."
    if "of" in found and "whole" not in needs:
        yield "of", "is read for a share only."
    if "series" in found and "whole" in needs:
        yield "series", "has no parts that a share could be of."
    if "at" in found and "month" not in figure.details:
        yield "at", "only a peak is in a month."
