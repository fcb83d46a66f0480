"""What a figure is split by: dimensions, as people call them, and time."""

from __future__ import annotations

from collections.abc import Sequence

from encounters.errors import UnknownName, UsageError
from encounters.names import CALLED, COMPONENT_OF, Choice, agreeing, called, label
from encounters.results import Selection

BREAKDOWNS = ("component", "region", "area", "state", "demographic", "citizenship", "citizenship_group", "authority")
"""What `--by` takes. `citizenship` is the 22-name scheme, `citizenship_group` the five groups."""
MONTH, YEAR, FISCAL_YEAR = "month", "year", "fiscal_year"
"""Times: a figure split by month is asked again for each month of the period."""
TIMES = (MONTH, YEAR, FISCAL_YEAR)
SPELLINGS = {**CALLED, "fy": FISCAL_YEAR}


def breakdown(name: str, also: Sequence[str] = ()) -> str:
    """A dimension to break down by, forgiving of case and of `-` for `_`. Raises UnknownName."""
    key = SPELLINGS.get(called(name), called(name))
    valid = (*BREAKDOWNS, *also)
    if key in ("day", "week", "date"):
        raise UsageError(f'CBP publishes nothing finer than a month: there is no by = "{key}".', 'by = "month"')
    if key == "quarter":
        raise UsageError('There is no by = "quarter".', "A quarter is a period: encounters compare 2023Q2 2023Q1")
    if key in TIMES and key not in valid:
        raise UsageError(
            f"'{name}' is no dimension but time.",
            'encounters trend has by = "year" (a row a year) and by = "fiscal-year" (a line a year).',
        )
    if key not in valid:
        raise UnknownName("dimension", name, [known.replace("_", "-") for known in valid], spellings=SPELLINGS)
    return key


def breakdowns(names: Sequence[str], also: Sequence[str] = ()) -> tuple[str, ...]:
    """The dimensions to break down by, in order, commas between them or not, each once. Raises UnknownName."""
    return tuple(dict.fromkeys(breakdown(name, also) for name in _single(names)))


def split(selection: Selection, names: Sequence[str], also: Sequence[str] = ()) -> tuple[Selection, tuple[str, ...]]:
    """A selection and what it is split by: where sectors are asked for, its part that has them, and by area.

    Raises UnknownName, and UsageError for the sectors of another component.
    """
    by = breakdowns(names, also)
    parts = {called(name) for name in _single(names)} & set(COMPONENT_OF)
    if len(parts) != 1 or "area" in map(called, _single(names)):
        return selection, by
    name = parts.pop()
    own = COMPONENT_OF[name]
    if (own in selection.component.codes) is selection.component.excluded and selection.component:
        raise UsageError(
            f"The {name.replace('_', ' ')}s are of the {label('component', own)}, which `component` leaves out.",
            'Leave one out: by = "area" is of both components.',
        )
    component = Choice((own,))
    agreeing({"component": component, "area": selection.area})
    return selection.choosing(component=component), by


def _single(names: Sequence[str]) -> list[str]:
    return [part for name in names for part in name.split(",") if part.strip() or name.strip() in ("", ",")]
