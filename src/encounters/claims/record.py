"""Claims that something is the highest: always in a series, which has a first period; never "ever".

Rule. The period must be higher than every earlier like period as far back as the words reach: "in decades" is twenty
years, "ever" the whole of the series, "since FY2019" the periods after FY2019, which may itself be as high, or FY2019
where none lies between. Higher in every series tried and the words reach no further back than they do:
confirmed. Not the highest in CBP's own releases, or in the series the claim names: contradicted. Otherwise the words
reach further than one comparable series: misdescribed, `series-not-comparable`, with each series' answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from encounters.claims.model import Claim
from encounters.claims.trial import Bench
from encounters.errors import CannotAnswer, UsageError
from encounters.periods import Month, Period, parse_month
from encounters.results import Value
from encounters.verdicts import Claimed, Reading, Recomputed, Verdict, Word

DECADES = 20


@dataclass(frozen=True)
class Reach:
    """How far back a record is said to go: a number of years, or since a period; neither is "ever"."""

    years: int | None = None
    since: Period | None = None

    def first(self, period: Period) -> Month | None:
        """The first month the words reach back to; None for "ever"."""
        if self.since is not None:
            after = self.since.last + 1
            return after if after < period.first else self.since.first
        return period.first + -12 * self.years if self.years is not None else None


def parse_reach(text: str) -> Reach:
    """`ever`, `in decades`, `in 20 years`, `since FY2007`. Raises UsageError."""
    words = " ".join(text.casefold().split())
    if words in ("ever", "on record", "in history"):
        return Reach()
    if words == "in decades":
        return Reach(years=DECADES)
    if match := re.fullmatch(r"in (?:more than |over )?(\d+) years", words):
        return Reach(years=int(match[1]))
    if words.startswith("since "):
        return Reach(since=Period.parse(text.split(maxsplit=1)[1]))
    raise UsageError(
        f"'{text}' does not say how far back.", "Write 'ever', 'in decades', 'in 20 years' or 'since FY2007'."
    )


@dataclass(frozen=True)
class Standing:
    """How a period stands in one series: how many like periods back it is the highest, and where the series begins."""

    value: Value
    first: Month
    higher: Month | None
    series: str | None

    @property
    def name(self) -> str:
        """The series in words."""
        return self.series or "CBP's releases on hand"

    @property
    def as_of(self) -> str | None:
        """The date as of which it was measured."""
        day = self.value.scope.selection.as_of
        return day.isoformat() if day else None

    def reaches(self, first: Month | None) -> bool:
        """Whether the period is the highest back to a month (to the series' first period for None)."""
        return self.higher is None if first is None else self.higher is None or self.higher < first

    def words(self) -> str:
        """The standing in words: always with the series and its first period."""
        begins = f"{self.name} (begins {self.first.name})"
        if self.higher is None:
            return f"the highest in {begins}"
        details = self.value.details
        return (
            f"in {begins}: as high or higher in the period from {self.higher.name}; "
            f"the highest before, from {details['highest_earlier_month']}: {details['highest_earlier']:,}"
        )


def verdict(bench: Bench, claim: Claim, by: date | None) -> Verdict:
    """The verdict on a record."""
    reach = parse_reach(claim.record or "ever")
    named = Claimed(
        f"the highest {claim.record}", "higher than every earlier like period as far back as the words reach"
    )
    base = Verdict(claim.id, claim.quote, claim.where, claim.line, Word.NOT_CHECKABLE, ("no-data",), named)
    notes = (claim.note,) if claim.note else ()
    try:
        primary = _standing(bench, claim, claim.series, by)
    except CannotAnswer as error:
        return replace(base, notes=(*notes, error.message))
    others = [found for name in claim.also_series if (found := _try_standing(bench, claim, name, by))]
    word, reasons = _judge(claim, reach, primary, others)
    readings = tuple(_reading(standing, reach, claim) for standing in [primary, *others])
    changes = tuple(
        note
        for standing in [primary, *others]
        for note in standing.value.notes
        if "efinition change" in note or "Title 42" in note
    )
    return replace(
        base,
        word=word,
        reasons=reasons,
        recomputed=Recomputed(
            "record",
            primary.value.value,
            primary.value.unit,
            primary.value.scope,
            primary.as_of,
            primary.value.scope.command,
            dict(primary.value.details),
        ),
        readings=readings,
        notes=(*notes, *dict.fromkeys(changes)),
    )


def _judge(claim: Claim, reach: Reach, primary: Standing, others: list[Standing]) -> tuple[Word, tuple[str, ...]]:
    assert claim.period is not None
    first = reach.first(claim.period)
    if not primary.reaches(first if first and first >= primary.first else None):
        return Word.CONTRADICTED, ("no-reading",)
    tried = [primary, *others]
    covered = first is not None and any(standing.first <= first for standing in tried)
    if covered and all(standing.reaches(first) for standing in tried):
        return Word.CONFIRMED, ()
    return Word.MISDESCRIBED, ("series-not-comparable",)


def _try_standing(bench: Bench, claim: Claim, series: str, by: date | None) -> Standing | None:
    try:
        return _standing(bench, claim, series, by)
    except CannotAnswer:
        return None


def _standing(bench: Bench, claim: Claim, series: str | None, by: date | None) -> Standing:
    """How the claim's period stands in a series, as of a date where it was known by then, else as it is known now."""
    question = replace(claim.question(by), series=series)
    try:
        value = bench.measure("record", question)
    except CannotAnswer:
        if by is None:
            raise
        value = bench.measure("record", replace(question, selection=replace(question.selection, as_of=None)))
    assert claim.period is not None
    first, last_as_high = value.details.get("first"), value.details.get("last_as_high")
    return Standing(
        value,
        parse_month(str(first)) if first else claim.period.first,
        parse_month(str(last_as_high)) if last_as_high else None,
        series,
    )


def _reading(standing: Standing, reach: Reach, claim: Claim) -> Reading:
    assert claim.period is not None
    total = standing.value.details.get("total")
    holds = standing.reaches(reach.first(claim.period))
    return Reading(standing.words(), total, "encounters", holds, command=standing.value.scope.command)
