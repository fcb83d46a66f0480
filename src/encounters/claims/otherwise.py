"""What a claim may have meant instead where `near` does not search: of two sums, and of a published series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from encounters.claims.model import Number
from encounters.figures import FIGURES
from encounters.figures.gather import answering
from encounters.names import ALL, Choice, describe
from encounters.periods import Period
from encounters.results import SOUTHWEST
from encounters.store.holdings import Holdings
from encounters.store.series import series

COMPONENTS = (Choice(("usbp",)), Choice(("ofo",)), ALL)


YEARS = 10
"""How many years off a year in a series may be."""

Otherwise = Iterator[tuple[str, str, Number]]
"""Each other claim, with its reason and in words."""


def in_series(holdings: Holdings, claim: Number) -> Otherwise:
    """Of a claim that a published series is held against: another year, component or region, the months beside."""
    assert claim.series is not None
    entry = series(claim.series)
    step = 12 if entry.frequency == "fiscal-year" else 1
    near = [*range(-12 * YEARS, 0, 12), *range(12, 12 * YEARS + 1, 12)]
    for months in sorted({*near, -step, step}, key=abs):
        moved = claim.period.shift(months)
        yield "typo-date" if months % 12 == 0 else "window", moved.label(), replace(claim, period=moved)
    first, last = claim.period.first, claim.period.last
    for ends in ((first + -step, last), (first, last + step), (first + step, last), (first, last + -step)):
        if ends[0] <= ends[1]:
            cut = Period(*ends)
            yield "window", cut.label(), replace(claim, period=cut)
    own = Choice((entry.component,)) if entry.component in ("usbp", "ofo") else ALL
    here, there = (SOUTHWEST, ALL) if entry.region == "southwest" else (ALL, SOUTHWEST)
    for choice, words in _components(own):
        yield from _counted(holdings, claim, "component", words, {"component": choice, "region": here})
    where = describe("region", there) if there else "all borders"
    yield from _counted(holdings, claim, "area", where, {"component": own, "region": there})


def _counted(holdings: Holdings, claim: Number, reason: str, words: str, choices: Mapping[str, Choice]) -> Otherwise:
    """The claim of another component or region, where a series counts that."""
    other = replace(claim, series=None, choices={**claim.choices, **choices})
    names = answering(holdings, FIGURES[claim.figure], other.today)
    name = next((name for name, component in names if component == choices["component"]), None)
    if name is not None:
        yield reason, words, replace(other, series=name)


def _components(own: Choice) -> Iterator[tuple[Choice, str]]:
    """The other components, in words."""
    for choice in COMPONENTS:
        if choice != own:
            yield choice, f"{describe('component', choice)} only" if choice else "both components"


def of_two_sums(claim: Number) -> Otherwise:
    """Of a claim that compares two sums: one thing changed in both."""
    for choice, words in _components(claim.choices.get("component", ALL)):
        yield "component", words, replace(claim, choices={**claim.choices, "component": choice})
    for months in (-1, 1, -12, 12) if claim.against is None else ():
        moved = claim.period.shift(months)
        yield "typo-date" if months % 12 == 0 else "window", moved.label(), replace(claim, period=moved)
