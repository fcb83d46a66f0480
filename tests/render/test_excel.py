"""Excel files: numbers as numbers, dates as dates, text as text, and a sheet that says what they are."""

from __future__ import annotations

import io
import sys
from xml.etree import ElementTree as Tree
from zipfile import ZipFile

import pytest
from made_checks import HOSTILE_TABLE, MIX, TREND

from encounters.errors import UsageError
from encounters.render.formats import Look, format_for, render
from encounters.results import Table

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
JANUARY_2021 = 44197
"""The day as Excel counts days."""


def book(table: Table) -> dict[str, str]:
    content = render(table, "xlsx", Look()).content
    assert isinstance(content, bytes)
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def cells(files: dict[str, str], sheet: int) -> dict[str, tuple[str, str]]:
    """Each cell by its address: its type and what it holds."""
    strings = ["".join(each.itertext()) for each in Tree.fromstring(files["xl/sharedStrings.xml"])]
    found = {}
    for cell in Tree.fromstring(files[f"xl/worksheets/sheet{sheet}.xml"]).iter(f"{MAIN}c"):
        held, kind = cell.findtext(f"{MAIN}v", ""), cell.get("t", "n")
        found[str(cell.get("r"))] = (kind, strings[int(held)] if kind == "s" else held)
    return found


def test_the_suffix_implies_it() -> None:
    assert format_for(None, "x.xlsx", {}) == "xlsx"


def test_numbers_are_numbers_and_months_are_dates() -> None:
    found = cells(book(TREND), 1)
    assert [found[f"{letter}1"] for letter in "ABC"] == [("s", "month"), ("s", "group"), ("s", "encounters")]
    assert found["A2"] == ("n", str(JANUARY_2021))
    assert found["C2"] == ("n", "1000")
    assert "mmm yyyy" in book(TREND)["xl/styles.xml"]


def test_a_second_sheet_has_scope_and_sources() -> None:
    told = " ".join(text for _, text in cells(book(MIX), 2).values())
    assert "CBP encounters, FY2021" in told
    assert "Encounters are events, not people." in told
    assert "sbo-fy21.csv" in told
    assert "sha256" in told


def test_text_that_looks_like_a_formula_stays_text() -> None:
    files = book(HOSTILE_TABLE)
    assert not [name for name in files if "<f>" in files[name]]
    assert "hyperlink" not in "".join(files.values()).casefold().replace("hyperlinkschanged", "").replace(
        "hyperlinkbase", ""
    )


def test_without_the_extra_the_install_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError) as error:
        render(TREND, "xlsx", Look())
    assert "pip install '.[excel]' in a checkout" in str(error.value.hint)
