"""Monthly counts, the stuff that tables and charts over time are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from encounters.errors import UnknownName, UsageError
from encounters.names import SUMMED_UP, label
from encounters.results import Column, Selection, Used, heading_of
from encounters.store.coverage import Need
from encounters.store.holdings import Holdings
from encounters.store.selection import Group, counts


def monthly(
    holdings: Holdings, selection: Selection, by: Sequence[str] = (), beside: Sequence[str] = ()
) -> tuple[dict[Group, list[int]], tuple[Used, ...]]:
    """For each group, the count of every month in order (an absent row is zero), and the releases used.

    The releases also have the dimensions `beside`, by which other parts of a table are split.
    """
    found, used = counts(holdings, selection, by, Need.of([selection], (*by, *beside)))
    if not by:
        found.setdefault((), {})
    days = [month.first_day for month in selection.period]
    return {group: [own.get(day, 0) for day in days] for group, own in found.items()}, used


def group_columns(by: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a split, for records with a `group`: each dimension's code for programs, its label for people."""
    return tuple(column for place, name in enumerate(by) for column in _pair(place, name))


def _pair(place: int, name: str) -> tuple[Column, Column]:
    heading, scheme = heading_of(name), name.removesuffix("_group")
    return (
        Column(name, heading, fill=lambda record: record.group[place], shown=False),
        Column(f"{name}_label", heading, fill=lambda record: label(scheme, record.group[place]), key=True),
    )


def is_rest(by: Sequence[str], group: Sequence[str | None]) -> bool:
    """Whether a group is OTHER of the citizenships: all that has no name of its own, and so no rank among the named."""
    return any(code in SUMMED_UP and name.startswith("citizenship") for name, code in zip(by, group, strict=True))


SORTS = ("encounters", "name")
ALONE = "Other is every nationality without a row of its own and no nationality: it stands last and is not ranked."


class Order(Struct, frozen=True):
    """In which order categories stand, the largest first or by `name`, and how many of them."""

    top: int | None = None
    sort: str = "encounters"

    def __post_init__(self) -> None:
        """Raise UnknownName for an order that there is not."""
        if self.sort.casefold() not in SORTS:
            raise UnknownName("order", self.sort, SORTS)

    @property
    def by_name(self) -> bool:
        """Whether they stand by name."""
        return self.sort.casefold() == "name"

    def refuse_without(self, by: Sequence[str]) -> None:
        """Raise UsageError where there are no categories to put in order."""
        if not by and self.options():
            raise UsageError(
                "`top` and `sort` are of categories, and there are none.", 'They go with `by`, as by = "citizenship".'
            )

    def options(self) -> list[str]:
        """The command-line options that ask for it."""
        return [*(["--top", str(self.top)] if self.top is not None else []), *(["--sort", "name"] * self.by_name)]


LARGEST_FIRST = Order()


def ordered(
    counts: Mapping[Group, int], by: Sequence[str], order: Order = LARGEST_FIRST
) -> tuple[list[Group], tuple[str, ...]]:
    """The groups that are to be shown, OTHER last, and a note where there are others."""
    named = sorted((group for group in counts if not is_rest(by, group)), key=lambda group: -counts[group])
    rest = sorted((group for group in counts if is_rest(by, group)), key=lambda group: -counts[group])
    shown = named[: order.top]
    if order.by_name:
        shown.sort(key=lambda group: _names(by, group))
        rest.sort(key=lambda group: _names(by, group))
    kept = sum(counts[group] for group in shown)
    cut = f"The {order.top} largest of {len(named)} are shown: {kept:,} of {sum(counts.values()):,}."
    return [*shown, *rest], (cut,) if len(shown) < len(named) else ()


def _names(by: Sequence[str], group: Group) -> list[str]:
    return [label(name.removesuffix("_group"), code) for name, code in zip(by, group, strict=True)]
