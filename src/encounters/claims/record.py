"""Claims that something is the highest: always in a series, which has a first period; never "ever".

Rule. The period must be higher than every earlier like period as far back as the words reach: "in decades" is twenty
years, "ever" the whole of the series, "since FY2019" the periods after FY2019, which may itself be as high, or FY2019
where none lies between. Higher in every series tried and the words reach no further back than they do:
confirmed; so is "ever" of a series that the claim names, which is since that begins. Not the highest in CBP's own
releases, or in the series the claim names: contradicted. Otherwise the words reach further than one comparable series:
misdescribed, `series-not-comparable`, with each series' answer. With `lowest`, the same from the other end.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from encounters.claims.bench import Bench
from encounters.claims.model import Record
from encounters.claims.verdict import Evidence, Recomputed, Tried, Verdict
from encounters.errors import CannotAnswer
from encounters.periods import Month, parse_month
from encounters.results import Value
from encounters.verdicts import Word


class Standing(Struct, frozen=True):
    """How a period stands in one series: how many like periods back it is the highest, and where the series begins."""

    value: Value
    first: Month
    higher: Month | None
    series: str | None
    lowest: bool = False

    @property
    def name(self) -> str:
        """The series in words."""
        return self.series or "CBP's releases on hand"

    def reaches(self, first: Month | None) -> bool:
        """Whether the period is the highest back to a month (to the series' first period for None)."""
        return self.higher is None if first is None else self.higher is None or self.higher < first

    def words(self) -> str:
        """The standing in words: always with the series and its first period."""
        begins = f"{self.name} (begins {self.first.name})"
        end, as_far = ("lowest", "as low or lower") if self.lowest else ("highest", "as high or higher")
        if self.higher is None:
            return f"the {end} in {begins}"
        details = self.value.details
        return (
            f"in {begins}: {as_far} in the period from {self.higher.name}; "
            f"the {end} before, from {details[f'{end}_earlier_month']}: {details[f'{end}_earlier']:,}"
        )


def judge_record(bench: Bench, claim: Record, by: date | None) -> Verdict:
    """The verdict on a record."""
    try:
        primary = _standing(bench, claim, claim.series, by)
    except CannotAnswer as error:
        return Verdict(claim, Word.NOT_CHECKABLE, ("no-data",), evidence=Evidence(remarks=(error.message,)))
    others = [found for name in claim.also_series if (found := _try_standing(bench, claim, name, by))]
    tried = [primary, *others]
    word, reasons = _judge(claim, primary, others)
    changes = [note for one in tried for note in one.value.notes if "efinition change" in note or "Title 42" in note]
    return Verdict(
        claim,
        word,
        reasons,
        Recomputed.of(primary.value),
        evidence=Evidence(tuple(_tried(standing, claim) for standing in tried), tuple(dict.fromkeys(changes))),
    )


def _judge(claim: Record, primary: Standing, others: list[Standing]) -> tuple[Word, tuple[str, ...]]:
    first = claim.first
    if not primary.reaches(first if first and first >= primary.first else None):
        return Word.CONTRADICTED, ("no-reading",)
    tried = [primary, *others]
    covered = claim.series is not None if first is None else any(standing.first <= first for standing in tried)
    if covered and all(standing.reaches(first) for standing in tried):
        return Word.CONFIRMED, ()
    return Word.MISDESCRIBED, ("series-not-comparable",)


def _try_standing(bench: Bench, claim: Record, series: str, by: date | None) -> Standing | None:
    try:
        return _standing(bench, claim, series, by)
    except CannotAnswer:
        return None


def _standing(bench: Bench, claim: Record, series: str | None, by: date | None) -> Standing:
    """How the claim's period stands in a series, as of a date where it was known by then, else as it is known now."""
    question = replace(claim.question(by), series=series)
    try:
        value = bench.measure("record", question)
    except CannotAnswer:
        if by is None:
            raise
        value = bench.measure("record", replace(question, selection=replace(question.selection, as_of=None)))
    first = value.details.get("first")
    last_as_high = value.details.get("last_as_low" if claim.lowest else "last_as_high")
    return Standing(
        value,
        parse_month(str(first)) if first else claim.period.first,
        parse_month(str(last_as_high)) if last_as_high else None,
        series,
        claim.lowest,
    )


def _tried(standing: Standing, claim: Record) -> Tried:
    total = standing.value.details.get("total")
    holds = standing.reaches(claim.first)
    return Tried(standing.words(), total, "encounters", holds, command=standing.value.scope.command)
