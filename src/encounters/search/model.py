"""What may be asked of the search, and what it finds. All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from encounters.names import Choice
from encounters.periods import Period
from encounters.results import Selection, Source, Used


class Limits(Struct, frozen=True):
    """What a search is limited to.

    figures: names of figures, none for all that a number of its kind can be. within: months outside of it are not
    looked at. fixed: choices that every reading has; they count as no filter. max_filters: how many further filters
    a reading may have. as_of: only releases published by then.
    """

    figures: tuple[str, ...] = ()
    within: Period | None = None
    fixed: Mapping[str, Choice] = field(default_factory=dict)
    max_filters: int = 2
    top: int = 10
    as_of: date | None = None


class FoundReading(Struct, frozen=True):
    """A figure, with the selection, that gives the number.

    simplicity: bits, the fewer the simpler. peers: how many readings just as simple give the number too. since: when
    the release was published that first gave the value. until: when it was replaced by one that gives another, None
    if the newest on hand still gives it. sources: of a published series, which has no releases; series: how it is asked
    for, with its category. cut_off: the number is the value cut off, not rounded. differs: near a question, what is not
    as there: `figure`, `window`, `against`, `whole` and dimensions. unlikely: it takes a month more or less for whole
    years.
    """

    figure: str
    value: int | float
    unit: str
    selection: Selection
    against: Period | None
    whole: Selection | None
    releases: tuple[Used, ...]
    since: date
    until: date | None
    simplicity: int
    peers: int
    command: str
    sources: tuple[Source, ...] = ()
    series: str | None = None
    cut_off: bool = False
    differs: tuple[str, ...] = ()
    unlikely: bool = False

    @property
    def steps(self) -> int:
        """In how many things it differs from the question that it is near."""
        return len(self.differs)


class Level(Struct, frozen=True):
    """How many readings of one simplicity give the number."""

    simplicity: int
    matching: int


class Found(Struct, frozen=True):
    """The readings, best first, and how far the search went."""

    readings: tuple[FoundReading, ...]
    tried: int
    seconds: float
    levels: tuple[Level, ...] = ()

    @property
    def matching(self) -> int:
        """How many readings give the number, the ones shown and all others."""
        return sum(level.matching for level in self.levels)
