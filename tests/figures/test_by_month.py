"""A figure of each month of a period."""

from __future__ import annotations

import pytest

from encounters.errors import UsageError
from encounters.figures.by_month import measure_split
from encounters.figures.measure import measure
from encounters.figures.question import Question, ask
from encounters.names import choose
from encounters.periods import Period
from encounters.results import Selection
from held import bundle

FY2021 = Period.fiscal_year(2021)
TITLE_42 = Selection(FY2021, authority=choose("authority", ["title-42"]))


@pytest.mark.parametrize("figure", ["total", "share", "daily-average", "percent-change"])
def test_each_month_is_what_it_is_alone(figure: str) -> None:
    table = measure_split(bundle(), figure, ask(TITLE_42, by=["month"]))
    assert [row["month"] for row in table.rows] == [str(month) for month in FY2021]
    for row in (table.rows[0], table.rows[-1]):
        month = Period.parse(row["month"])
        alone = [measure(bundle(), figure, Question(TITLE_42.during(month))).value] if row[figure] is not None else []
        assert [row[figure]] == alone or row[figure] is None


def test_the_command_repeats_it() -> None:
    table = measure_split(bundle(), "share", ask(TITLE_42, by=["month"]))
    assert table.scope is not None
    assert table.scope.command == "encounters measure share --year 2021 --authority title_42 --by month"


def test_month_stands_alone() -> None:
    with pytest.raises(UsageError, match='by = "month" stands alone'):
        measure_split(bundle(), "total", ask(TITLE_42, by=["month", "component"]))
