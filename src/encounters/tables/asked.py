"""What is asked, as every surface reads it: which encounters, split by what, and the months on hand of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from encounters.figures.splits import TIMES, split
from encounters.names import Choice, on_the_border
from encounters.periods import Period, with_years
from encounters.results import Selection
from encounters.store.coverage import on_hand
from encounters.store.holdings import Holdings


class Asked(Struct, frozen=True):
    """The encounters chosen, in the newest month on hand, and what they are split by."""

    holdings: Holdings
    newest: Selection
    by: tuple[str, ...] = ()

    @property
    def months(self) -> Period:
        """The months on hand of what is asked, up to the newest."""
        return on_hand(self.holdings, self.newest, [name for name in self.by if name not in TIMES])

    @property
    def narrowed(self) -> bool:
        """Whether there are newer months without the split."""
        return self.months.last < on_hand(self.holdings, self.newest).last

    def period(self, text: str, kind: str = "") -> Period:
        """A period as people write it, counted from the months on hand; its bare years are of a kind, where one is
        said. Raises PeriodError."""
        return Period.parse(with_years(text, kind) if kind else text, lambda: self.months)

    def during(self, period: Period) -> Selection:
        """The encounters chosen, in a period."""
        return self.newest.during(period)


def asked(
    holdings: Holdings,
    choices: Mapping[str, Choice],
    as_of: date | None = None,
    by: Sequence[str] = (),
    also: Sequence[str] = (),
) -> Asked:
    """What choices ask, split by the dimensions and, of `also`, the times that names are of. Raises UsageError."""
    on_the_border(choices)
    newest = max(release.data_through for release in holdings.releases)
    selection, dimensions = split(Selection(Period(newest, newest), **choices, as_of=as_of), by, also)
    return Asked(holdings, selection, dimensions)
