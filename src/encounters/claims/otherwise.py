"""What a claim may have meant instead where `near` does not search: each other claim differs from it in one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from encounters.claims.model import Number
from encounters.figures import FIGURES
from encounters.figures.gather import answering
from encounters.names import ALL, AREA_ENDINGS, CATEGORIES, Choice, describe
from encounters.periods import Period
from encounters.results import SOUTHWEST
from encounters.store.holdings import Holdings
from encounters.store.series import SEPARATOR, asked, catalogue, series
from encounters.store.series_part import categories, component_of

COMPONENTS = (Choice(("usbp",)), Choice(("ofo",)), ALL)
WIDER = {
    "component": "both components",
    "region": "all borders",
    "area": "the whole region",
    "state": "all states",
    "demographic": "all demographics",
    "citizenship": "all citizenships",
    "authority": "both authorities",
}
"""What a reading without a filter is called."""

REASONS = {
    "figure": "figure",
    "window": "window",
    "against": "window",
    "whole": "cohort",
    "component": "component",
    "region": "area",
    "area": "area",
    "state": "area",
    "demographic": "cohort",
    "citizenship": "cohort",
    "authority": "cohort",
}
"""The reason that each way to differ stands for."""

YEARS = 10
"""How many years off a year in a series may be."""


class Other(Struct, frozen=True):
    """Another claim, with its reason and in words, and whether it is one that is not easily taken for the first."""

    reason: str
    words: str
    claim: Number
    unlikely: bool = False


def otherwise(holdings: Holdings, claim: Number) -> Iterator[Other]:
    """The other claims that are tried beside the readings that `near` searches for."""
    if claim.series is not None:
        yield from _of_the_series(claim)
        yield from _in_another_series(holdings, claim)
        return
    if claim.than is not None or FIGURES[claim.figure].bits is None:
        yield from _counted_otherwise(claim)
        yield from _moved(claim)
    yield from _of_more_or_fewer(claim)
    yield from _of_people(claim)


def _of_the_series(claim: Number) -> Iterator[Other]:
    """Another year of the same series, the months beside, another of its categories."""
    entry, own = asked(claim.series or "")
    step = 12 if entry.frequency == "fiscal-year" else 1
    near = [*range(-12 * YEARS, 0, 12), *range(12, 12 * YEARS + 1, 12)]
    for months in sorted({*near, -step, step}, key=abs):
        moved = claim.period.shift(months)
        yield _at_another_time(claim, moved, unlikely=abs(months) > 12)
    for cut in _cut(claim.period, step):
        yield _at_another_time(claim, cut)
    named = [] if entry.dimension or entry.choices or claim.choices else categories(entry)
    for name in named:
        if name != (own or entry.category):
            words = f"every {entry.categories}" if name == "all" else f"{entry.categories} {name}"
            yield Other("cohort", words, replace(claim, series=f"{entry.id}{SEPARATOR}{name}"))


def _in_another_series(holdings: Holdings, claim: Number) -> Iterator[Other]:
    """Another component or region, where a series counts that."""
    entry = series(claim.series or "")
    own = component_of(entry.component)
    here, there = (SOUTHWEST, ALL) if entry.region == "southwest" else (ALL, SOUTHWEST)
    for choice, words in _components(own):
        yield from _counted(holdings, claim, Other("component", words, claim), {"component": choice, "region": here})
    where = describe("region", there) if there else WIDER["region"]
    yield from _counted(holdings, claim, Other("area", where, claim), {"component": own, "region": there})


def _counted(holdings: Holdings, claim: Number, other: Other, choices: Mapping[str, Choice]) -> Iterator[Other]:
    asked_of = replace(claim, series=None, choices={**claim.choices, **choices})
    names = answering(holdings, FIGURES[claim.figure], asked_of.today)
    name = next((name for name, component in names if component == choices["component"]), None)
    if name is not None:
        yield replace(other, claim=replace(asked_of, series=name))


def _components(own: Choice) -> Iterator[tuple[Choice, str]]:
    """The other components, in words."""
    for choice in COMPONENTS:
        if choice != own:
            yield choice, f"{describe('component', choice)} only" if choice else WIDER["component"]


def _counted_otherwise(claim: Number) -> Iterator[Other]:
    """Another component, another region, one filter less; of two sums both."""
    for choice, words in _components(claim.choices.get("component", ALL)):
        yield Other("component", words, _choosing(claim, "component", choice))
    own = claim.choices.get("region", SOUTHWEST)
    region = SOUTHWEST if own == ALL else ALL
    yield Other("area", describe("region", region) if region else WIDER["region"], _choosing(claim, "region", region))
    for name in claim.choices if claim.than is None else ():
        if name not in ("component", "region"):
            yield Other(REASONS[name], WIDER[name], _choosing(claim, name, ALL))


def _choosing(claim: Number, name: str, choice: Choice) -> Number:
    return replace(claim, choices={**claim.choices, name: choice})


def _moved(claim: Number) -> Iterator[Other]:
    """The months or years beside, the calendar year for the fiscal one, a month or a year more or less."""
    period, years = claim.period, _whole_years(claim.period)
    off = (3,) if years and period.first.month == 10 else (-3,) if years else (-1, 1)
    for months in (*off, -12, 12):
        yield _at_another_time(claim, period.shift(months))
    if claim.against is None or "mean" in FIGURES[claim.figure].needs:
        for cut in _cut(period, 12 if years else 1):
            yield _at_another_time(claim, cut, unlikely=len(period) == 12)


def _whole_years(period: Period) -> bool:
    return len(period) % 12 == 0 and period.first.month in (1, 10)


def _cut(period: Period, step: int) -> Iterator[Period]:
    """A period with one step more or less at either end."""
    first, last = period.first, period.last
    for ends in ((first + -step, last), (first, last + step), (first + step, last), (first, last + -step)):
        if ends[0] <= ends[1]:
            yield Period(*ends)


def _at_another_time(claim: Number, period: Period, unlikely: bool = False) -> Other:
    """The claim of other months; what it is compared with moves along, but for a mean of years."""
    apart = period.first.ordinal - claim.period.first.ordinal
    alike = len(period) == len(claim.period)
    reason = "typo-date" if alike and apart % 12 == 0 else "window"
    against = claim.against
    if against is not None and claim.series is None and "mean" not in FIGURES[claim.figure].needs:
        against = against.shift(apart)
    return Other(reason, period.label(), replace(claim, period=period, against=against), unlikely)


def _of_more_or_fewer(claim: Number) -> Iterator[Other]:
    """Of several categories one less or one more; with a sector its field office, which CBP calls by the same name."""
    for name, choice in claim.choices.items():
        several = len(choice.codes) > 1 and not choice.excluded
        for code in choice.codes if several else ():
            fewer = Choice(tuple(one for one in choice.codes if one != code))
            yield Other(REASONS[name], f"without {describe(name, Choice((code,)))}", _choosing(claim, name, fewer))
        for code in _beside(name, choice) if not choice.excluded else ():
            more = Choice((*choice.codes, code))
            words, unlikely = f"with {describe(name, Choice((code,)))}", name != "area"  # many may be added
            yield Other(REASONS[name], words, _choosing(claim, name, more), unlikely)


def _beside(name: str, choice: Choice) -> Iterator[str]:
    """The categories that may have been counted with those that are chosen."""
    for code in CATEGORIES[name]:
        if code in choice.codes:
            continue
        namesake = len(choice.codes) == 1 and any(_place(code) == _place(one) for one in choice.codes)
        if namesake if name == "area" else len(choice.codes) > 1:
            yield code


def _place(area: str) -> str:
    return next((area.removesuffix(kind) for kind in AREA_ENDINGS if area.endswith(kind)), area)


def _of_people(claim: Number) -> Iterator[Other]:
    """People, each counted once, where a series has them for the month."""
    if claim.figure != "total" or claim.choices or len(claim.period) > 1:
        return
    for entry in catalogue().values():
        if entry.unit == "people" and entry.frequency == "month":
            yield Other("figure", "people, each counted once", replace(claim, series=entry.id))
