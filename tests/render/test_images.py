"""Pictures: the numbers behind each mark are the table's, and the picture says what it shows."""

from __future__ import annotations

import builtins
import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as Tree

import pytest
from made_checks import HOSTILE_TABLE, MIX, TREND, WINDOW, months

from encounters.errors import UsageError
from encounters.render import image
from encounters.render.drawing import needed
from encounters.render.formats import Look, render
from encounters.render.image_theme import DARK, LIGHT
from encounters.results import Column, Scope, Selection, Table

SVG = "{http://www.w3.org/2000/svg}"


def spec(table: Table) -> dict[str, Any]:
    return image.chart(table, needed(table), LIGHT)


def values(found: Any) -> list[dict[str, Any]]:
    """The rows of every data set in a specification."""
    if isinstance(found, dict):
        own = found.get("data", {}).get("values", []) if isinstance(found.get("data"), dict) else []
        return [*own, *(row for key, part in found.items() if key != "data" for row in values(part))]
    return [row for part in found for row in values(part)] if isinstance(found, list) else []


def drawn(table: Table, theme: Any = "auto") -> str:
    return str(render(table, "svg", Look(theme=theme)).content)


def test_the_numbers_in_the_specification_are_the_tables() -> None:
    found = {(row["line"], row["label"]): row["value"] for row in values(spec(TREND))}
    assert sorted(found.values()) == sorted(row["encounters"] for row in TREND.rows)
    assert found["Families", "January 2021"] == 1007
    shares = {row["name"]: row["value"] for row in values(spec(MIX))}
    assert shares == {"USBP": 2 / 3, "OFO": 1 / 3}


def test_bars_of_the_same_name_stand_side_by_side() -> None:
    columns = (Column("day", "Published", key=True), Column("n", "Encounters", "count"))
    rows = [{"day": "2023-11", "n": 31}, {"day": "2023-11", "n": 52}]
    table = Table("revisions", "April 2022", columns, rows, None, x="day", y="n")
    text = [element.text for element in Tree.fromstring(drawn(table)).iter(f"{SVG}text")]
    assert [entry for entry in text if entry in ("2023-11", "31", "52")] == ["2023-11", "2023-11", "31", "52"]
    assert len({row["row"] for row in values(spec(table))}) == 2


def test_without_a_release_the_command_is_the_source() -> None:
    table = replace(MIX, scope=Scope(Selection(WINDOW), (), "encounters recidivism"))
    assert "Computed from CBP's figures with: encounters recidivism" in "".join(
        Tree.fromstring(drawn(table)).itertext()
    )


def test_a_gap_stays_a_gap() -> None:
    parts = {row["part"] for row in values(spec(TREND)) if row["line"] == "Families"}
    assert parts == {"Families 0", "Families 1"}


def test_title_scope_and_source_are_inside() -> None:
    text = " ".join(Tree.fromstring(drawn(TREND)).itertext())
    for part in (
        "CBP encounters by month",
        "Encounters are events, not people.",
        "Source: U.S. Customs",
        "sbo-fy21.csv",
    ):
        assert part in text


def test_it_says_what_it_shows() -> None:
    root = Tree.fromstring(drawn(TREND))
    assert root.attrib["role"] == "img"
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root[1].text == (
        "Encounters by month, 2 lines: Single Adults, Families. "
        "Lowest 1,000 (January 2021, Single Adults), highest 8,007 (August 2021, Families)."
    )


def test_an_svg_follows_the_scheme_of_its_viewer() -> None:
    style = re.findall(r"<style>(.*?)</style>", drawn(TREND))
    assert len(style) == 1
    for light, dark in zip(LIGHT.colors, DARK.colors, strict=True):
        assert f'[stroke="{light}"]{{stroke:{dark}}}' in style[0]
    assert "<style>" not in drawn(TREND, "light")
    assert f'fill="{DARK.ground}"' in drawn(TREND, "dark")


def test_no_colour_is_mistaken_for_another_when_swapped() -> None:
    swapped = [getattr(LIGHT, name) for name in ("ground", "ink", "soft", "rule")] + list(LIGHT.colors)
    assert len(set(swapped)) == len(swapped)


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_the_first_lines_stand_out(palette: Any) -> None:
    def contrast(color: str) -> float:
        pair = sorted((luminance(color), luminance(palette.ground)))
        return (pair[1] + 0.05) / (pair[0] + 0.05)

    assert contrast(palette.ink) >= 7
    assert contrast(palette.soft) >= 4.5
    assert all(contrast(color) >= 3 for color in palette.colors[:4])


def test_png_is_one_and_has_two_pixels_for_each() -> None:
    content = render(months(("All",)), "png", Look()).content
    assert isinstance(content, bytes)
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") > 2 * image.WIDTH


def test_hostile_names_stay_text() -> None:
    root = Tree.fromstring(drawn(HOSTILE_TABLE).replace("\ufffd", ""))
    assert not [element for element in root.iter() if element.tag in (f"{SVG}script", f"{SVG}image")]


def test_more_lines_than_colours() -> None:
    table = months(tuple(f"Area {number}" for number in range(20)))
    assert len(values(spec(table))) == 160
    assert drawn(table)


def test_a_table_without_axes_has_no_picture() -> None:
    table = Table("status", "Status", (Column("a", "A"),), [{"a": 1}])
    with pytest.raises(UsageError, match="has no chart"):
        render(table, "svg", Look())


@pytest.mark.parametrize("library", ["altair", "vl_convert"])
def test_without_the_extra_the_install_command_is_told(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == library:
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UsageError) as error:
        render(TREND, "svg", Look())
    assert "pip install 'encounters[charts]'" in str(error.value.hint)


def test_the_specification_is_plain_json() -> None:
    assert json.loads(json.dumps(spec(MIX))) == spec(MIX)
