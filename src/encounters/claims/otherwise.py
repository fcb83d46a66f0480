"""What a claim may have meant instead where `near` does not search: of two sums, and of a published series."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from encounters.claims.model import Number
from encounters.figures import FIGURES
from encounters.figures.gather import answering
from encounters.figures.question import filters
from encounters.names import ALL, Choice, describe
from encounters.periods import Period
from encounters.store.holdings import Holdings
from encounters.store.series import series

COMPONENTS = (Choice(("usbp",)), Choice(("ofo",)), ALL)


YEARS = 10
"""How many years off a year in a series may be."""

Otherwise = Iterator[tuple[str, str, Number]]
"""Each other claim, with its reason and in words."""


def in_series(holdings: Holdings, claim: Number) -> Otherwise:
    """Of a claim that a published series is held against: another year, the months beside, the other component."""
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
    for choice, words in _components(claim, entry.component):
        other = replace(claim, series=None, choices={**claim.choices, "component": choice})
        names = answering(holdings, FIGURES[claim.figure], other.today)
        name = next((name for name, component in names if component == choice), None)
        if name is not None:
            yield "component", words, replace(other, series=name)


def _components(claim: Number, counted: str = "") -> Iterator[tuple[Choice, str]]:
    """The other components than the claim's, or than what its series counts, in words."""
    own = Choice((counted,)) if counted in ("usbp", "ofo") else claim.choices.get("component", ALL)
    for choice in COMPONENTS:
        if choice != own:
            yield choice, f"{describe('component', choice)} only" if choice else "both components"


def of_two_sums(claim: Number) -> Otherwise:
    """Of a claim that compares two sums: one thing changed in both, or the two swapped."""
    for choice, words in _components(claim):
        yield "component", words, replace(claim, choices={**claim.choices, "component": choice})
    for months in (-1, 1, -12, 12) if claim.against is None else ():
        moved = claim.period.shift(months)
        yield "typo-date" if months % 12 == 0 else "window", moved.label(), replace(claim, period=moved)
    yield "cohort", "the two the other way round", _swapped(claim)


def _swapped(claim: Number) -> Number:
    named = filters(claim.than or "", "--than")
    own = ";".join(f"{name}={claim.choices.get(name) or 'all'}" for name in named)
    return replace(claim, choices={**claim.choices, **named}, than=own)
