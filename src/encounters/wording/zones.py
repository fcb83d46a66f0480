"""The values that a rule accepts, as fractions, and as floats that tell of nearly all values where they lie."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from encounters.wording.rules import Range, Rule, Span

HAIR = 1e-9
"""More of itself than a float is off from the fraction or the decimal that it stands for."""


def widened(low: float, high: float, hair: float = HAIR) -> tuple[float, float]:
    """Ends moved outwards by a part of themselves."""
    return low - abs(low) * hair, high + abs(high) * hair


class Zones(Struct, frozen=True, dict=True):
    """The values that hold, those that are imprecise, and those that the wording is meant for: a rule's, and of how
    many parts it makes one."""

    rule: Rule
    one: int

    @cached_property
    def hold(self) -> Range:
        return self.rule.hold.range(self.one)

    @cached_property
    def imprecise(self) -> list[tuple[str, Range]]:
        return [(reason, span.range(self.one)) for reason, span in self.rule.imprecise]

    @cached_property
    def meant(self) -> Range:
        return self.hold if self.rule.meant is self.rule.hold else self.rule.meant.range(self.one)

    @cached_property
    def inner(self) -> tuple[float, float]:
        """Between these ends every value holds; at them, only fractions can tell."""
        return self._ends([self.rule.hold], -HAIR)

    @cached_property
    def hull(self) -> tuple[float, float]:
        """Outside of these ends no value holds or is imprecise."""
        return self._ends([self.rule.hold, *(span for _, span in self.rule.imprecise)], HAIR)

    def _ends(self, spans: list[Span], hair: float) -> tuple[float, float]:
        """The ends of some values together, moved outwards."""
        low, high = min([span.low for span in spans]), max([span.high for span in spans])
        return widened(low / self.one, high / self.one, hair)
