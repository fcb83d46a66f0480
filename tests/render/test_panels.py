"""Many lines, and years: panels on one scale, lines where years are a course, and axes that can be read."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from encounters.periods import Month
from encounters.render import drawing, scale
from encounters.render.chart import chart
from encounters.render.formats import Look, render
from encounters.results import Column, Table

MONTH = Column("month", "Month", "month", key=True)
COUNT = Column("encounters", "Encounters", "count")
JANUARY = Month(2021, 1)


def areas(number: int) -> Table:
    """A table of as many lines."""
    rows = [
        {"month": str(JANUARY + step), "name": f"Area {place}", "encounters": 100 * place * (step + 1)}
        for step in range(6)
        for place in range(1, number + 1)
    ]
    return Table(
        "trend", "By area", (MONTH, Column("name", "Area"), COUNT), rows, x="month", y="encounters", lines="name"
    )


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_many_lines_are_panels_on_one_scale_each_with_its_name_and_its_peak(width: int) -> None:
    drawn = chart(areas(9), Look(width=width))
    assert max(map(len, drawn.splitlines())) <= width
    assert " ".join(drawn.split()).count("and from 0 to 5,400, one scale for all") == 1
    names = re.findall(r"Area \d", drawn)
    assert names == [f"Area {place}" for place in range(1, 10)]
    assert re.findall(r"([\d,]+) in Jun 2021", drawn) == [f"{600 * place:,}" for place in range(1, 10)]


def test_title_42_is_heavy_below_panels_where_other_months_are_shown_too() -> None:
    columns = (MONTH, Column("name", "Area"), COUNT)
    rows = [
        {"month": str(Month(2022, 6) + step), "name": f"Area {place}", "encounters": step}
        for step in range(24)
        for place in range(7)
    ]
    drawn = chart(Table("trend", "By area", columns, rows, x="month", y="encounters", lines="name"), Look(width=60))
    edges = re.findall("└(━+)(─+)", drawn)
    assert len(edges) == 7
    # Eleven steps of twenty-three, June 2022 to May 2023.
    assert all(abs(len(heavy) / (len(heavy) + len(light)) - 11.5 / 23) < 0.05 for heavy, light in edges)
    assert "Heavy below" not in chart(areas(9), Look(width=60))


def years(names: tuple[str, ...], first: int, last: int) -> Table:
    columns = (Column("label", "Fiscal year", key=True), Column("name", "Who", key=True), COUNT)
    rows = [
        {"label": f"FY{year}", "name": name, "encounters": year} for year in range(first, last + 1) for name in names
    ]
    return Table("trend", "By year", columns, rows, x="label", y="encounters", lines="name")


def test_years_of_several_series_or_many_of_one_are_lines_and_a_few_are_bars() -> None:
    course = drawing.needed(years(("a", "b"), 2018, 2024))
    assert [line.name for line in course.lines] == ["a", "b"]
    assert course.ends == (2018, 2024)
    assert drawing.needed(years(("a",), 1990, 2020)).lines
    assert [bar.name for bar in drawing.needed(years(("a",), 2018, 2024)).bars] == [
        f"FY{year}" for year in range(2018, 2025)
    ]
    # Not all whole, or the newest first as where years are compared: bars.
    part = years(("a", "b"), 2018, 2024)
    rows = [{**row, "label": str(row["label"]).replace("FY2024", "FY2024 to July")} for row in part.rows]
    assert drawing.needed(replace(part, rows=rows)).bars
    assert drawing.needed(replace(part, rows=part.rows[::-1])).bars
    assert drawing.needed(replace(part, rows=[*part.rows[:2], *part.rows])).bars
    drawn = chart(years(("a", "b"), 2018, 2024), Look(width=80))
    assert re.search("FY2018 .*FY2020 .*FY2024", drawn)
    assert "2,024, first in FY2024" in drawn


def test_a_month_axis_has_two_labels_wherever_they_fit() -> None:
    for months in range(2, 200):
        for width in (22, 40, 60, 120):
            told = scale.ticks("month", Month(2019, 7).ordinal, Month(2019, 7).ordinal + months - 1, width)
            assert len(told) >= 2


def test_title_42_is_named_however_few_of_its_months_are_shown() -> None:
    for first, late in ((Month(2000, 1), True), (Month(2023, 4), False)):
        rows = [{"month": str(first + step), "encounters": 9} for step in range(246)]
        table = Table("trend", "By month", (MONTH, COUNT), rows, x="month", y="encounters")
        for width in (60, 80, 200):
            told = next(line for line in chart(table, Look(width=width)).splitlines() if "Title 42" in line)
            assert re.search("Title 42 in force ┄+$" if late else "┄+ Title 42 in force", told)
            assert len(told) <= width
        drawn = str(render(table, "svg", Look()).content)
        (side,) = re.findall(r'<text [^>]*?(text-anchor="end")?>Title 42 in force', drawn)
        assert bool(side) == late
