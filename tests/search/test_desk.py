"""Tables that are left out because nothing in them comes near a number, held against a search of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from encounters.figures.measure import measure
from encounters.figures.question import Question
from encounters.names import Choice
from encounters.periods import Period
from encounters.results import Selection
from encounters.search.axes import all_axes
from encounters.search.bounds import Bounds, figures_for
from encounters.search.desk import Desk, Nearby
from encounters.search.find import space_of
from encounters.search.job import Job, Ready
from encounters.search.near import MOST_STEPS
from encounters.search.nearness import DIFFERENCE, Asked, Nearness
from encounters.store.holdings import open_store
from encounters.wording.written import parse

HOLDINGS = open_store("no-store")
SPACE = space_of(HOLDINGS, None)
DESK = Desk(SPACE, all_axes())
PRINTED = {
    "total": "{:,.0f}",
    "daily-average": "{:,.1f}",
    "change": "{:,.0f}",
    "peak": "{:,.0f}",
    "share": "{:.1%}",
    "percent-change": "{:+.1%}",
    "multiple": "{:.3f} times as many",
}
CHOICES: list[dict[str, Choice]] = [
    {"citizenship": Choice(("venezuela",))},
    {"component": Choice(("usbp",)), "demographic": Choice(("uac",))},
]


def _all(nearby: Nearby) -> Iterator[Ready]:
    tables = [
        (each.share, place, *table, each)
        for one, tried in nearby.lots
        for place, table in one.group.tables.items()
        for each in tried
    ]
    for share, place in sorted({entry[:2] for entry in tables}):
        here = [entry for entry in tables if entry[:2] == (share, place)]
        yield Ready(here[0][2], here[0][3], [entry[4] for entry in here])


@pytest.mark.parametrize("figure", PRINTED)
@pytest.mark.parametrize("choices", CHOICES)
@pytest.mark.parametrize(("period", "other"), [("2022-05", "2021-05"), ("FY2022", "2021-09..2022-09")])
def test_what_is_left_out_has_nothing(figure: str, choices: dict[str, Choice], period: str, other: str) -> None:
    selection = Selection(Period.parse(period)).choosing(**choices)
    value = measure(HOLDINGS, figure, Question(selection.during(Period.parse(other)))).value
    printed = PRINTED[figure].format(value)
    written = parse(printed if not printed.startswith("-") or "%" in printed else f"down {printed[1:]}")
    asked = Asked.of(figure, Question(selection))
    nearness = Nearness(asked=SPACE.timeline.places(asked.period), most=DIFFERENCE * (MOST_STEPS + 1), near=asked)
    figures = {name: bits + DIFFERENCE for name, bits in figures_for(written).items()} | {figure: 0}
    job = Job(SPACE, Bounds.of(written), figures, nearness, 20)
    nearby = DESK.nearby(nearness, job.tried, date(2023, 6, 20))
    every = job.run(_all(nearby), lambda table: DESK.trials(nearness, table.vintages))
    some = job.run(nearby.ready(job.bounds.hold), lambda table: DESK.trials(nearness, table.vintages))
    assert every.tried == nearby.many > 0
    assert some.levels == every.levels
    assert some.readings == every.readings
