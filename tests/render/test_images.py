"""Pictures: the numbers behind each mark are the table's, and the picture says what it shows."""

from __future__ import annotations

import re
import sys
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_checks import HOSTILE_TABLE, MIX, TREND, WINDOW, months
from msgspec.structs import replace

from encounters.errors import UsageError
from encounters.periods import Month
from encounters.render import drawing, ends, image, marks, pen, plot, plot_bars
from encounters.render.drawing import needed
from encounters.render.formats import Look, render
from encounters.render.marks import TONES, tones
from encounters.render.palette import DARK, LIGHT
from encounters.results import Column, Scope, Selection, Table

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (340, 480, 820, 1600)


def drawn(table: Table, theme: Any = "auto") -> str:
    return str(render(table, "svg", Look(theme=theme)).content)


def texts(table: Table) -> list[str]:
    return [str(element.text) for element in Tree.fromstring(drawn(table)).iter(f"{SVG}text")]


def numbers(source: str) -> list[float]:
    return sorted(float(value) for value in re.findall(r'data-value="([^"]+)"', source))


def long(first: Month, counts: list[int]) -> Table:
    """A table of one line of months."""
    columns = (Column("month", "Month", "month", key=True), Column("n", "Encounters", "count"))
    rows = [{"month": str(first + step), "n": count} for step, count in enumerate(counts)]
    return Table("trend", "CBP encounters by month", columns, rows, x="month", y="n")


def test_the_numbers_in_the_picture_are_the_tables() -> None:
    assert numbers(drawn(TREND)) == sorted(row["encounters"] for row in TREND.rows)
    assert numbers(drawn(MIX)) == [1 / 3, 2 / 3]


def test_each_value_is_in_its_place() -> None:
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="5".*?data-value="(\d+)"', drawn(months(("All",))))
    marks = [(float(x), float(y), int(value)) for x, y, value in found]
    (left, low, first), *_, (right, high, last) = marks
    for x, y, value in marks:
        part = (value - first) / (last - first)
        assert (x - left) / (right - left) == pytest.approx(part, abs=0.001)
        assert (y - low) / (high - low) == pytest.approx(part, abs=0.01)


def test_a_line_ends_where_its_value_is() -> None:
    # A sharp peak is drawn at its value and not beyond it: joins are round.
    assert 'stroke-linejoin="round"' in drawn(TREND)
    table = long(Month(2023, 10), [240_000, 242_000, 301_981, 176_000])
    assert "301,981 in December 2023" in texts(table)
    # The axis fits: nothing is labelled a third above the highest value.
    assert {"0", "100k", "200k", "300k"} <= set(texts(table))
    assert "400k" not in texts(table)


def test_every_line_is_named_at_its_end() -> None:
    shown = texts(TREND)
    assert {"Single Adults", "Families"} <= set(shown)
    ys = [float(y) for y in re.findall(r'y="([\d.]+)"[^>]*font-weight="600">(?:Single Adults|Families)<', drawn(TREND))]
    assert abs(ys[0] - ys[1]) >= pen.SIZE


def test_title_42_is_shaded_where_other_months_are_shown_too() -> None:
    assert "Title 42 in force" in texts(long(Month(2019, 10), [50_000] * 60))
    assert "Title 42 in force" not in texts(long(Month(2020, 10), [50_000] * 12))
    assert "Title 42 in force" not in texts(long(Month(2024, 1), [50_000] * 12))


def test_bars_of_the_same_name_stand_one_below_the_other() -> None:
    columns = (Column("day", "Published", key=True), Column("n", "Encounters", "count"))
    rows = [{"day": "2023-11", "n": 31}, {"day": "2023-11", "n": 52}]
    table = Table("revisions", "April 2022", columns, rows, None, x="day", y="n")
    assert [entry for entry in texts(table) if entry in ("2023-11", "31", "52")] == ["2023-11", "31", "2023-11", "52"]


def test_bars_of_losses_lie_to_the_left_of_zero() -> None:
    columns = (Column("name", "Name", key=True), Column("n", "Change", "change"))
    table = Table("x", "Change", columns, [{"name": "a", "n": -50}, {"name": "b", "n": 100}], None, x="name", y="n")
    bars = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="17"', drawn(table))
    (left, short), (zero, wide) = [(float(x), float(w)) for x, w in bars]
    assert left + short == pytest.approx(zero, abs=0.2)
    assert wide == pytest.approx(2 * short, abs=0.2)


def test_without_a_release_the_command_is_the_source() -> None:
    table = replace(MIX, scope=Scope(Selection(WINDOW), (), "encounters recidivism"))
    assert "Computed from CBP's figures with: encounters recidivism" in " ".join(texts(table))


def test_a_gap_stays_a_gap() -> None:
    paths = [path for path in re.findall(r'<path d="(M[^"]+L[^"]+)"', drawn(TREND)) if "h22" not in path]
    assert [path.count("M") for path in paths] == [2, 2]


def test_title_scope_and_source_are_inside() -> None:
    text = " ".join(Tree.fromstring(drawn(TREND)).itertext())
    for part in (
        "CBP encounters by month",
        "Both components; Southwest Land Border",
        "Encounters are events, not people.",
        "Source: U.S. Customs",
        "sbo-fy21.csv",
    ):
        assert part in text
    assert text.count("Southwest Land Border") == 1


def test_it_says_what_it_shows() -> None:
    root = Tree.fromstring(drawn(TREND))
    assert root.attrib["role"] == "img"
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root[1].text == (
        "Encounters by month, 2 lines: Single Adults, Families. "
        "Lowest 1,000 (January 2021, Single Adults), highest 8,007 (August 2021, Families)."
    )


def test_of_a_single_value_no_lowest_and_highest_are_told() -> None:
    table = long(Month(2022, 4), [235_785])
    assert drawing.describe(table, needed(table)) == "Encounters by month: 235,785 (April 2022)."


def test_an_svg_follows_the_scheme_of_its_viewer() -> None:
    style = re.findall(r"<style>(.*?)</style>", drawn(TREND))
    assert len(style) == 1
    for light, dark in zip(LIGHT.colors, DARK.colors, strict=True):
        assert f'[stroke="{light}"]{{stroke:{dark}}}' in style[0]
    assert "<style>" not in drawn(TREND, "light")
    assert f'fill="{DARK.ground}"' in drawn(TREND, "dark")


def test_no_colour_is_mistaken_for_another_when_swapped() -> None:
    names = ("ground", "ink", "soft", "rule", "band", "grey")
    for palette in (LIGHT, DARK):
        swapped = [getattr(palette, name) for name in names] + list(palette.colors)
        assert len(set(swapped)) == len(swapped)


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_lines_stand_out(palette: Any) -> None:
    def contrast(color: str) -> float:
        pair = sorted((luminance(color), luminance(palette.ground)))
        return (pair[1] + 0.05) / (pair[0] + 0.05)

    assert contrast(palette.ink) >= 7
    assert contrast(palette.soft) >= 4.5
    assert all(contrast(color) >= 3 for color in palette.colors)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_no_two_lines_are_alike_in_grey(palette: Any) -> None:
    assert len(set(palette.colors)) == len(pen.DASHES) == TONES
    pairs = combinations(zip(palette.colors, pen.DASHES, strict=True), 2)
    alike = [sorted((luminance(one), luminance(other))) for (one, dash), (other, same) in pairs if dash == same]
    assert all((light + 0.05) / (dark + 0.05) > 2 for dark, light in alike)


def test_dashes_are_not_closed_by_round_ends() -> None:
    paths = re.findall(r"<path[^>]*stroke-dasharray[^>]*>", drawn(TREND))
    assert paths
    assert not [path for path in paths if "linecap" in path]


def test_of_many_years_the_newest_are_in_colour() -> None:
    columns = (Column("year", "Year"), Column("m", "Month"), Column("n", "Encounters", "count"))
    rows = [{"year": f"FY{year}", "m": month, "n": year} for year in range(2015, 2025) for month in ("OCT", "NOV")]
    found = needed(Table("trend", "", columns, rows, x="m", y="n", lines="year"))
    assert tones(found) == [None] * 4 + [5, 4, 3, 2, 1, 0]


def test_many_lines_are_small_multiples_of_one_scale() -> None:
    table = months(tuple(f"Area {number}" for number in range(20)))
    source = drawn(table)
    assert len(numbers(source)) == 160
    assert len([name for name in texts(table) if name.startswith("Area ")]) == 20
    assert len(set(re.findall(r'<path d="M[^"]*" fill="none" stroke="([^"]+)"', source))) == 1


LONG = ("U.S. Border Patrol, Title 42", "Office of Field Operations, Title 8")
SHOWN = {
    "lines": TREND,
    "bars": MIX,
    "multiples": months(tuple("abcdefgh")),
    "long names": months(LONG),
    "long names of panels": months((*"abcdef", *LONG)),
    "title 42": long(Month(2019, 10), [50_000] * 60),
    "title 42 in panels": replace(
        (many := months((*"abcdef", *LONG))),
        rows=[{**row, "month": row["month"].replace("2021", "2023")} for row in many.rows],
    ),
    "peak first": long(Month(2023, 10), [301_981, 2, 3, 4]),
    "peak last": long(Month(2023, 10), [1, 2, 3, 301_981]),
}


def reach(each: Tree.Element) -> tuple[float, float]:
    """From where to where a text goes, as wide as a wide font makes it."""
    words, x, at = str(each.text), float(each.attrib["x"]), each.attrib.get("text-anchor", "start")
    wide = len(words) * (pen.BOLD if "font-weight" in each.attrib else pen.LETTER)
    left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[at]
    return left, left + wide


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SHOWN)
def test_it_stays_within_its_width(name: str, width: int) -> None:
    found = needed(SHOWN[name])
    body, height = (plot.lines if found.lines else plot_bars.bars)(found, width, LIGHT)
    places = [float(x) for x in re.findall(r'\b(?:x|x1|x2|cx)="(-?[\d.]+)"', body)]
    assert min(places) >= 0
    assert max(places) <= width
    assert max(float(y) for y in re.findall(r'\by="(-?[\d.]+)"', body)) <= height
    ends = [reach(each) for each in Tree.fromstring(f"<svg>{body}</svg>").iter("text")]
    assert min(left for left, _ in ends) >= -pen.LETTER
    assert max(right for _, right in ends) <= width + pen.LETTER


@given(st.lists(st.tuples(st.floats(0, 300), st.integers(8, 32)), min_size=1, max_size=9))
def test_names_never_overlap(blocks: list[tuple[float, int]]) -> None:
    places, sizes = zip(*sorted(blocks), strict=True)
    moved = ends.apart(places, sizes, 0, 300)
    assert all(later - earlier >= size - 1e-6 for (earlier, later), size in zip(pairwise(moved), sizes, strict=False))
    assert moved[-1] + sizes[-1] <= 300 + 1e-6


@given(st.lists(st.text("ab ", min_size=1).filter(str.strip), min_size=1, max_size=8), st.integers(20, 200))
def test_names_at_ends_are_whole_and_leave_room_for_the_lines(names: list[str], width: int) -> None:
    rows = ends.named(names, width, 24)
    assert rows is None or [" ".join(name).split() for name in rows] == [name.split() for name in names]
    assert rows is None or max(len(row) for name in rows for row in name) <= width * ends.ROOMS[-1]


def test_the_label_of_the_peak_stands_clear_of_the_lines_across_and_of_title_42() -> None:
    for most in (96_000, 99_000, 100_000, 101_000, 104_000):
        source = drawn(long(Month(2019, 10), [50_000] * 20 + [most] + [50_000] * 40))
        label, band = (re.search(rf'y="([\d.]+)"[^>]*>{words}', source) for words in (f"{most:,} in", "Title 42 in"))
        assert label
        assert band
        base = float(label[1])
        ticks = [float(y) for y in re.findall(r'<line [^>]*y1="([\d.]+)"', source)]
        assert not [y for y in ticks if base - 10 < y < base + 3]
        assert base - float(band[1]) >= pen.SIZE


def test_a_peak_reached_twice_is_called_the_first_and_all_of_a_whole_is_none() -> None:
    assert "30, first in January 2024" in texts(long(Month(2023, 10), [1, 2, 3, 30, 4, 30]))
    shares = (Column("month", "Month", "month", key=True), Column("n", "Share", "share"))
    rows = [{"month": f"2023-{month:02}", "n": 1.0 if month < 6 else 0.5} for month in range(1, 10)]
    table = Table("trend", "Share", shares, rows, x="month", y="n")
    assert not [words for words in texts(table) if "%, first in" in words or "% in" in words]


def test_a_long_label_of_a_peak_is_shortened_where_there_is_little_room() -> None:
    found = needed(long(Month(2023, 10), [1, 2, 301_981, 4]))
    assert [(marks.peak(found, room) or (0, ""))[1] for room in (30, 20, 12)] == [
        "301,981 in December 2023",
        "301,981 in Dec 2023",
        "",
    ]


def test_any_value_but_zero_has_a_bar() -> None:
    columns = (Column("name", "Name", key=True), Column("n", "Encounters", "count"))
    rows = [{"name": name, "n": count} for name, count in (("a", 1_000_000), ("b", 1), ("c", 0))]
    source = drawn(Table("breakdown", "By name", columns, rows, x="name", y="n"))
    assert [float(wide) > 0 for wide in re.findall(r'width="([\d.]+)" height="17"', source)] == [True, True, False]


def test_long_names_of_bars_and_panels_are_whole() -> None:
    name = "OTHER (outside the twenty-one countries that are named in the releases of every year)"
    columns = (Column("name", "Name", key=True), Column("n", "Encounters", "count"))
    table = Table("breakdown", "By name", columns, [{"name": name, "n": 1}, {"name": "b", "n": 2}], x="name", y="n")
    for picture in (table, months((*"abcdefgh", name))):
        assert name in " ".join(texts(picture))


def test_small_multiples_label_each_peak_and_shade_title_42() -> None:
    table = months(tuple(f"Area {number}" for number in range(9)))
    highest = [f"{max(point.value for point in line.points):,}" for line in needed(table).lines]
    assert [words for words in texts(table) if words in highest] == highest
    rows = [
        {"month": str(Month(2023, 3) + step), "name": f"Area {place}", "n": step}
        for step in range(6)
        for place in range(9)
    ]
    columns = (Column("month", "Month", "month", key=True), Column("name", "Area"), Column("n", "Encounters", "count"))
    source = drawn(Table("trend", "By area", columns, rows, x="month", y="n", lines="name"))
    assert len(re.findall(f'<rect [^>]*fill="{LIGHT.band}"', source)) == 9
    assert "Shaded: Title 42 in force." in source


def test_png_is_one_and_has_two_pixels_for_each() -> None:
    content = render(months(("All",)), "png", Look()).content
    assert isinstance(content, bytes)
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") == 2 * image.WIDTH


def test_hostile_names_stay_text() -> None:
    root = Tree.fromstring(drawn(HOSTILE_TABLE).replace("�", ""))
    assert not [element for element in root.iter() if element.tag in (f"{SVG}script", f"{SVG}image")]


def test_a_table_without_axes_has_no_picture() -> None:
    table = Table("status", "Status", (Column("a", "A"),), [{"a": 1}])
    with pytest.raises(UsageError, match="has no chart"):
        render(table, "svg", Look())


def test_without_the_extra_the_install_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(UsageError) as error:
        render(TREND, "png", Look())
    assert "pip install '.[charts]' in a checkout" in str(error.value.hint)
    assert render(TREND, "svg", Look()).content
