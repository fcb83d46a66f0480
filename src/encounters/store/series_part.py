"""What part of a published series a question asks for: a component, and categories by the dimension they stand for.

A series answers only what it holds. A filter, a component or a region that it does not have is refused, and so is a
question that would take several figures of it for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from encounters.errors import UnknownName, UsageError, fold
from encounters.names import ALL, CATEGORIES, Choice, describe
from encounters.results import SOUTHWEST, Selection
from encounters.store.series import SEPARATOR
from encounters.store.series_table import Series, read_rows


class Part(Struct, frozen=True):
    """The rows of a series that answer: those of a component, and of categories that are added up.

    Each of `categories` is one category, or several names that it had at different times. `choices` are the component,
    region and filters that they stand for; None for one that no filter of CBP's releases stands for.
    """

    series: Series
    component: str
    categories: tuple[tuple[str, ...], ...]
    choices: Mapping[str, Choice] | None

    @property
    def named(self) -> str:
        """The category in words, where no filter stands for it: `gang ms-13`."""
        names = [name for group in self.categories for name in group if name]
        return f"{self.series.categories} {names[0]}" if self.choices is None and len(names) == 1 else ""

    def narrowed(self, selection: Selection) -> Selection:
        """The selection as the part answers it, for its scope line."""
        region = self.choices["region"] if self.choices else region_of(self.series)
        component = self.choices["component"] if self.choices else component_of(self.component)
        return selection.choosing(**{**(self.choices or {}), "component": component, "region": region})


def part_asked(entry: Series, category: str | None, selection: Selection, region_named: bool) -> Part:
    """The part of a series that a selection asks for. Raises UsageError, or UnknownName for a category.

    `region_named` is whether the region was asked for in so many words; else the series' own region is meant.
    """
    choices = dict(selection.choices())
    region = _region(entry, choices.pop("region", ALL), region_named)
    component = _component_asked(entry, choices.pop("component", ALL))
    if category is not None:
        if choices:
            raise _refused(entry, choices)
        return Part(entry, component, ((_category(entry, category),),), None)
    names = _by_dimension(entry, choices, region)
    region = region or _where(entry, names)
    own = {"component": component_of(component), "region": region, **choices}
    return Part(entry, component, names, own if _stands_for_filters(entry) else None)


def _where(entry: Series, names: tuple[tuple[str, ...], ...]) -> Choice:
    """The one region that categories lie in; all borders when they lie in several."""
    chosen = {name for group in names for name in group}
    regions = [code for code, members in entry.regions.items() if chosen & set(members)]
    return Choice((regions[0],)) if len(regions) == 1 else ALL


def categories(entry: Series) -> list[str]:
    """The names of a series' categories, in the order of its rows."""
    return list(dict.fromkeys(point.category for point in read_rows(entry.id) if point.category))


def components(entry: Series) -> list[str]:
    """The components that a series has numbers of."""
    return list(dict.fromkeys(point.component for point in read_rows(entry.id)))


def _stands_for_filters(entry: Series) -> bool:
    """Whether its numbers are counts that CBP's releases have, too."""
    return entry.unit == "encounters" and entry.region != "none"


def _component_asked(entry: Series, choice: Choice) -> str:
    if not choice:
        return entry.component
    if len(choice.codes) == 1 and not choice.excluded and choice.codes[0] in components(entry):
        return choice.codes[0]
    there = ", ".join(describe("component", component_of(one)) or "both together" for one in components(entry))
    raise UsageError(
        f"The series {entry.id} has no numbers of {describe('component', choice)}.", f"It has: {there or 'none'}."
    )


def component_of(code: str) -> Choice:
    """The component that a series names, as a choice; one of neither is of both."""
    return Choice((code,)) if code in CATEGORIES["component"] else ALL


def region_of(entry: Series) -> Choice:
    """A series' own region; one of several is of all borders."""
    return Choice((entry.region,)) if entry.region in CATEGORIES["region"] else ALL


def _region(entry: Series, asked: Choice, named: bool) -> Choice:
    own = region_of(entry)
    if asked == own or (asked == SOUTHWEST and not named):
        return own
    if entry.regions and not asked.excluded and set(asked.codes) <= set(entry.regions):
        return asked
    where = describe("region", asked) if asked else "all borders"
    raise UsageError(
        f"The series {entry.id} cannot be asked for {where}.", f"It is of {entry.scope}. Leave out `region`."
    )


def _category(entry: Series, asked: str) -> str:
    known = {fold(name): name for name in categories(entry)}
    if fold(asked) not in known:
        raise UnknownName(entry.categories or "category", asked, [*known.values()], "docs/bundled-series.md")
    return known[fold(asked)]


def _by_dimension(entry: Series, choices: Mapping[str, Choice], region: Choice) -> tuple[tuple[str, ...], ...]:
    """The categories that filters stand for."""
    own = choices.get(entry.dimension, ALL) if entry.dimension else ALL
    if entry.dimension and set(choices) <= {entry.dimension}:
        return _members(entry, own, region)
    same = tuple(name for name, stands_for in entry.choices.items() if stands_for == choices)
    if same:
        return (same,)
    if choices:
        raise _refused(entry, choices)
    if entry.category or not entry.categories:
        return ((entry.category,),)
    raise UsageError(
        f"The series {entry.id} holds {len(categories(entry))} different figures.",
        f'Ask for one {entry.categories}, as series = "{entry.id}{SEPARATOR}{categories(entry)[0]}".',
    )


def _members(entry: Series, choice: Choice, region: Choice) -> tuple[tuple[str, ...], ...]:
    """The categories of a dimension that are chosen, all of its region when none is."""
    here = [name for code in region.codes for name in entry.regions[code]] if region else categories(entry)
    lacking = [code for code in choice.codes if code not in here]
    if lacking:
        where = f" at the {', '.join(region.codes)} border" if region else ""
        raise UsageError(
            f"The series {entry.id} has no {describe(entry.dimension, Choice(tuple(lacking)))}{where}.",
            f"It has one number for each {entry.categories}.",
        )
    chosen = [name for name in here if not choice or (name in choice.codes) is not choice.excluded]
    return tuple((name,) for name in chosen)


def _refused(entry: Series, choices: Mapping[str, Choice]) -> UsageError:
    named = _in_keys(choices)
    return UsageError(f"The series {entry.id} has no numbers for {named}.", f"It has: {'; '.join(_offers(entry))}.")


def _in_keys(choices: Mapping[str, Choice]) -> str:
    return ", ".join(f'{name} = "{choice}"' for name, choice in choices.items())


def _offers(entry: Series) -> Iterable[str]:
    """What a series can be asked for, in words."""
    yield entry.scope
    if len(components(entry)) > 1:
        yield " or ".join(f'component = "{one}"' for one in components(entry) if one != "all")
    if entry.dimension:
        yield f"`{entry.dimension}` with one {entry.categories} or several"
    for stands_for in entry.choices.values():
        if stands_for:
            yield _in_keys(stands_for)
    if entry.categories and not entry.dimension and not entry.choices:
        yield f"one {entry.categories}, as {entry.id}{SEPARATOR}{categories(entry)[-1]}"
