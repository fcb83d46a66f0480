"""Charts in text: what they show, at every width, with gaps, extremes and without colour or Unicode."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from encounters.errors import UsageError
from encounters.periods import Month
from encounters.render import drawing
from encounters.render.canvas import Canvas
from encounters.render.chart import chart
from encounters.render.formats import Look
from encounters.results import Column, Table

WIDTHS = (60, 80, 120, 200)
MONTH = Column("month", "Month", "month", key=True)
COUNT = Column("encounters", "Encounters", "count")
FISCAL = ("OCT", "NOV", "DEC", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP")


JANUARY = Month(2021, 1)


def monthly(counts: list[int | None], first: Month = JANUARY) -> Table:
    """A table of months, with a row for each count; None is a gap."""
    rows = [{"month": str(first + place), "encounters": count} for place, count in enumerate(counts)]
    return Table("trend", "Encounters by month", (MONTH, COUNT), rows, x="month", y="encounters")


def yearly() -> Table:
    """Two fiscal years, a line each, of which the second is not over."""
    rows = [
        {"fiscal_year": f"FY{year}", "fiscal_month": name, "encounters": 10_000 * (year - 2020) + 1_000 * place}
        for year in (2021, 2022)
        for place, name in enumerate(FISCAL)
        if year == 2021 or place < 7
    ]
    columns = (Column("fiscal_year", "Fiscal year"), Column("fiscal_month", "Month"), COUNT)
    return Table("trend", "By fiscal year", columns, rows, x="fiscal_month", y="encounters", lines="fiscal_year")


def bars() -> Table:
    """Four categories, one of them nothing and one very small."""
    counts = {"Single Adults": 1_105_925, "FMUA": 479_728, "Accompanied Minors": 8, "None at all": 0}
    rows = [{"demographic": name, "encounters": count} for name, count in counts.items()]
    columns = (Column("demographic", "Demographic", key=True), COUNT)
    return Table("breakdown", "By demographic", columns, rows, x="demographic", y="encounters")


CASES: dict[str, Table] = {
    "one month": monthly([171_840]),
    "two months": monthly([9_672, 88_110]),
    "fifteen months": monthly([78_442, 101_095, 173_277, 178_795, 180_597] * 3),
    "300 months": monthly([50_000 + 400 * (place % 97) for place in range(300)], Month(2000, 10)),
    "all zeros": monthly([0] * 12),
    "one huge peak": monthly([10] * 11 + [2_000_000]),
    "a gap": monthly([10_000, 20_000, None, None, 50_000, 60_000]),
    "two years": yearly(),
    "bars": bars(),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", CASES)
def test_it_fits_the_terminal(case: str, width: int) -> None:
    drawn = chart(CASES[case], Look(width=width))
    assert max(map(len, drawn.splitlines())) <= width
    assert "\x1b" not in drawn


@pytest.mark.parametrize("case", CASES)
def test_it_looks_as_it_did(case: str, snapshot: Any) -> None:
    assert chart(CASES[case], Look(width=80)) == snapshot


@pytest.mark.parametrize("case", CASES)
def test_ascii_is_ascii(case: str, snapshot: Any) -> None:
    drawn = chart(CASES[case], Look(width=60, ascii=True))
    assert drawn.isascii()
    assert drawn == snapshot


def axis(drawn: str) -> list[str]:
    """The labels of the upright axis, the highest first."""
    return [found[1] for line in drawn.splitlines() if (found := re.match(r"\s*([\d.]+[kM%]?)\s*[┤|+]", line))]


def test_thousands_are_short_on_the_axis_and_it_begins_at_zero() -> None:
    labels = axis(chart(CASES["fifteen months"], Look(width=80)))
    assert labels[-1] == "0"
    assert {"100k", "150k"} <= set(labels)
    assert any(label.endswith("M") for label in axis(chart(CASES["one huge peak"], Look(width=80))))


def test_fiscal_months_run_from_october_to_september() -> None:
    drawn = chart(yearly(), Look(width=120))
    assert re.findall(r"[A-Z][a-z]{2}", drawn.splitlines()[-1]) == [name.title() for name in FISCAL]


def test_seven_fiscal_years_are_named_at_their_ends() -> None:
    rows = [
        {"fiscal_year": f"FY{year}", "fiscal_month": name, "encounters": 10_000 * (year - 2010) + 900 * place}
        for year in range(2018, 2025)
        for place, name in enumerate(FISCAL)
    ]
    columns = (Column("fiscal_year", "Fiscal year"), Column("fiscal_month", "Month"), COUNT)
    table = Table("trend", "By year", columns, rows, x="fiscal_month", y="encounters", lines="fiscal_year")
    drawn = chart(table, Look(width=80))
    assert re.findall(r"(?<!, )FY\d{4}$", drawn, re.MULTILINE) == [f"FY{year}" for year in range(2024, 2017, -1)]


def test_the_peak_is_labelled() -> None:
    assert "2,000,000 in December 2021" in chart(CASES["one huge peak"], Look(width=80))


@pytest.mark.parametrize("width", WIDTHS)
def test_each_value_is_drawn_where_the_axis_says(width: int) -> None:
    # Whatever the terminal's height: a line of tenths of the highest value ends a tenth up the axis.
    drawn = chart(monthly([100_000] * 3 + [10_000] * 60), Look(width=width)).splitlines()
    ticks = {label[1]: row for row, line in enumerate(drawn) if (label := re.match(r"\s*(\S+)┤", line))}
    low = max(row for row, line in enumerate(drawn) if re.search(r"[\u2801-\u28ff]", line))
    assert low == pytest.approx(ticks["0"] - (ticks["0"] - ticks["100k"]) / 10, abs=0.6)


@given(st.integers(8, 190), st.integers(8, 40), st.floats(0, 1), st.floats(0, 1))
def test_a_mark_stands_where_its_line_is(width: int, height: int, x: float, y: float) -> None:
    canvas = Canvas(width, height)
    canvas.line((x, y), (x, y), "")
    column, row = canvas.cell((x, y))
    [(across, down)] = canvas.dots()
    near = 1e-3
    assert across == column or abs(x * (width - 1) % 1 - 0.5) < near
    assert down == row or abs((1 - y) * (height - 1) % 1 - 0.5) < near


def test_one_month_is_bars() -> None:
    assert re.search(r"January 2021  █+ 171,840", chart(monthly([171_840]), Look(width=80)))


@pytest.mark.parametrize("width", WIDTHS)
def test_long_names_are_broken_at_the_ends_of_their_lines(width: int) -> None:
    names = ("U.S. Border Patrol", "Office of Field Operations")
    rows = [{"month": str(JANUARY + step), "name": n, "encounters": 9 * step} for step in range(9) for n in names]
    columns = (MONTH, Column("name", "Component"), COUNT)
    drawn = chart(
        Table("trend", "By component", columns, rows, x="month", y="encounters", lines="name"), Look(width=width)
    )
    ends = " ".join(re.findall(r"([●▲]? [A-Z][A-Za-z. ]+)$", drawn, re.MULTILINE))
    assert ends.count("●") == ends.count("▲") == 1
    assert all(word in ends for name in names for word in name.split())


def moved(changes: dict[str, int]) -> Table:
    """What changed from release to release."""
    rows = [{"published": day, "change": change} for day, change in changes.items()]
    columns = (Column("published", "Published", key=True), Column("change", "Change", "change"))
    return Table("revisions", "April 2022", columns, rows, x="published", y="change")


def test_of_changes_only_those_that_are_any_are_drawn_and_the_rest_is_told() -> None:
    drawn = chart(moved({"2022-07": 1_618, "2022-08": 0, "2022-09": 0, "2022-10": -79}), Look(width=80))
    assert "2022-08" not in drawn
    assert re.search(r"2022-10 +█+ -79", drawn)
    assert "Note: 2 without change are not drawn." in drawn
    assert re.search("^each of 2   0$", chart(moved({"2022-07": 0, "2022-08": 0}), Look(width=80)), re.MULTILINE)


def test_a_bar_is_named_by_what_tells_it_from_the_others_in_words() -> None:
    names = ("month", "component", "demographic", "change")
    kinds = ("month", "text", "text", "change")
    columns = tuple(Column(name, name.title(), kind) for name, kind in zip(names, kinds, strict=True))
    rows = [dict(zip(names, ("2022-03", "usbp", who, count), strict=True)) for who, count in (("fmua", 4), ("uac", -2))]
    drawn = chart(Table("revisions", "Cells", columns, rows, x="month", y="change", lines=names[1:3]), Look(width=80))
    assert re.search(
        r"^March 2022, U.S. Border Patrol\nFamily units \(FMUA\) +█+ \+4\nUC / Single Minors +█+ -2$",
        drawn,
        re.MULTILINE,
    )


def test_changes_of_months_are_bars() -> None:
    columns = (MONTH, Column("change", "Change", "change"))
    rows = [{"month": "2024-10", "change": -5}, {"month": "2024-11", "change": 3}, {"month": "2024-12", "change": None}]
    drawn = chart(Table("revisions", "New", columns, rows, x="month", y="change"), Look(width=80))
    assert re.search(r"October 2024 +█+ -5\nNovember 2024 +█+ \+3\n", drawn)


def test_bars_of_a_split_stand_under_what_they_are_of() -> None:
    columns = (Column("label", "Period", key=True), Column("group", "Citizenship", key=True), COUNT)
    rows = [
        {"label": label, "group": group, "encounters": 9}
        for group in ("Mexico", "Cuba")
        for label in ("FY2021", "FY2020")
    ]
    drawn = chart(
        Table("compare", "Two years", columns, rows, x="label", y="encounters", lines="group"), Look(width=60)
    )
    assert re.search(r"Mexico\nFY2021  █+ 9\nFY2020  █+ 9\n\nCuba\nFY2021", drawn)


def test_a_heading_that_the_title_says_is_not_said_again() -> None:
    said = Table("recidivism", "Repeat-encounter share, FY2021", (MONTH, Column("n", "Repeat share", "share")), [])
    assert drawing.needed(replace(said, rows=[{"month": "2021-01", "n": 0.2}], x="month", y="n")).title == (said.title,)


def test_lines_are_told_apart_without_colour() -> None:
    for look in (Look(width=80), Look(width=80, ascii=True)):
        drawn = chart(yearly(), look).split("Encounters are")[0]
        marks = re.findall(r"([^,\s]) FY20\d\d$", drawn, re.MULTILINE)
        assert len(marks) == len(set(marks)) == 2
        assert all(drawn.count(mark) > 2 for mark in marks)


def test_a_gap_is_left_as_a_gap() -> None:
    whole = chart(monthly([10_000, 20_000, 30_000, 40_000, 50_000, 60_000]), Look(width=80))
    gap = chart(CASES["a gap"], Look(width=80))

    def inked(drawn: str) -> set[int]:
        """The columns of the picture in which something is drawn."""
        plot = [re.split("[│┤]", line)[1] for line in drawn.splitlines() if "│" in line or "┤" in line]
        return {place for line in plot for place, letter in enumerate(line) if letter >= "\u2800"}

    middle = (min(inked(whole)) + max(inked(whole))) // 2
    assert middle in inked(whole)
    assert middle not in inked(gap)


def test_bars_name_every_category_and_its_count() -> None:
    drawn = chart(bars(), Look(width=80))
    for text in ("Single Adults", "1,105,925", "479,728", "Accompanied Minors", "None at all"):
        assert text in drawn
    lengths = {name: drawn.split(name)[1].split("\n")[0].count("█") for name in ("Single Adults", "FMUA")}
    assert lengths["Single Adults"] > lengths["FMUA"] > 0


def test_a_table_with_nothing_to_draw_says_so() -> None:
    plain = Table("status", "Releases", (COUNT,), [{"encounters": 1}])
    with pytest.raises(UsageError, match="chart"):
        chart(plain, Look())


@settings(max_examples=40, deadline=None)
@given(
    counts=st.lists(st.none() | st.integers(0, 3_000_000), min_size=1, max_size=60).filter(
        lambda c: any(x is not None for x in c)
    ),
    width=st.integers(40, 200),
    plain=st.booleans(),
)
def test_any_counts_fit_any_width(counts: list[int | None], width: int, plain: bool) -> None:
    drawn = chart(monthly(counts), Look(width=width, ascii=plain))
    assert max(map(len, drawn.splitlines())) <= width
    assert not plain or drawn.isascii()
