"""Claims that something is the highest: always in a series, which has a first period; never "ever".

Rule. The period must be higher than every earlier like period as far back as the words reach: "in decades" is twenty
years, "ever" the whole of the series, "since FY2019" the periods after FY2019, which may itself be as high, or FY2019
where none lies between. Where the words reach further than CBP's releases, the published series that counts the same
and reaches as far takes their place. Higher in every series tried and the words reach no further back than they do:
confirmed; so is "ever" of a series that the claim names, which is since that begins. Not the highest in CBP's own
releases, in that series, or in the one that the claim names: contradicted. Otherwise the words reach further than one
comparable series: misdescribed, `series-not-comparable`, with each series' answer. With `lowest`, the same from the
other end.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from encounters.claims.bench import Bench
from encounters.claims.model import Record
from encounters.claims.verdict import Evidence, Recomputed, Tried, Verdict
from encounters.errors import CannotAnswer
from encounters.figures import FIGURES
from encounters.figures.gather import counting_the_same
from encounters.periods import Month, parse_month
from encounters.results import Value
from encounters.store.series import series
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
    lacking: tuple[str, ...] = ()
    own: list[Standing] = []
    try:
        own = [_standing(bench, claim, claim.series, by)]
    except CannotAnswer as error:
        lacking = (error.message,)
    longer = [_try_standing(bench, claim, name, by) for name in _longer(bench, claim, own)]
    also = [_try_standing(bench, claim, name, by) for name in claim.also_series]
    tried = [found for found in (*longer, *own, *also) if found is not None]
    if not own and not any(longer):
        return Verdict(claim, Word.NOT_CHECKABLE, ("no-data",), evidence=Evidence(remarks=lacking))
    word, reasons = _judge(claim, tried[0], tried[1:])
    changes = [note for one in tried for note in one.value.notes if "efinition change" in note or "Title 42" in note]
    return Verdict(
        claim,
        word,
        reasons,
        Recomputed.of(tried[0].value),
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


def _longer(bench: Bench, claim: Record, own: list[Standing]) -> tuple[str, ...]:
    """The published series that counts the same and reaches as far as the words do, where CBP's releases do not."""
    first = claim.first
    if claim.series is not None or first is None or any(standing.first <= first for standing in own):
        return ()
    every = counting_the_same(bench.holdings, FIGURES["record"], claim.question(None))
    return tuple(name for name in every if series(name).comparable_from <= first)[:1]


def _try_standing(bench: Bench, claim: Record, name: str, by: date | None) -> Standing | None:
    try:
        return _standing(bench, claim, name, by)
    except CannotAnswer:
        return None


def _standing(bench: Bench, claim: Record, name: str | None, by: date | None) -> Standing:
    """How the claim's period stands in a series, as of a date where it was known by then, else as it is known now."""
    question = replace(claim.question(by), series=name)
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
        name,
        claim.lowest,
    )


def _tried(standing: Standing, claim: Record) -> Tried:
    total = standing.value.details.get("total")
    holds = standing.reaches(claim.first)
    return Tried(standing.words(), total, "encounters", holds, command=standing.value.scope.command)
