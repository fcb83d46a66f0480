"""What a claim that compares two sums may have meant instead: one thing changed in both, or the two swapped."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from encounters.claims.model import Number
from encounters.figures.question import filters
from encounters.names import ALL, Choice, describe

COMPONENTS = (Choice(("usbp",)), Choice(("ofo",)), ALL)


def otherwise(claim: Number) -> Iterator[tuple[str, str, Number]]:
    """Each other claim, with its reason and in words."""
    for choice in COMPONENTS:
        if choice != claim.choices.get("component", ALL):
            words = f"{describe('component', choice)} only" if choice else "both components"
            yield "component", words, replace(claim, choices={**claim.choices, "component": choice})
    for months in (-1, 1, -12, 12) if claim.against is None else ():
        moved = claim.period.shift(months)
        yield "typo-date" if months % 12 == 0 else "window", moved.label(), replace(claim, period=moved)
    yield "cohort", "the two the other way round", _swapped(claim)


def _swapped(claim: Number) -> Number:
    named = filters(claim.than or "", "--than")
    own = ";".join(f"{name}={claim.choices.get(name) or 'all'}" for name in named)
    return replace(claim, choices={**claim.choices, **named}, than=own)
