"""Single values, for people and for programs, and text where only ASCII goes."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encounters.periods import Month
from encounters.render.cells import human, sparkline
from encounters.render.letters import fit, printable, to_ascii
from encounters.render.numbers import rounded_with_unit
from encounters.results import Kind, NumberKind
from encounters.tables.frame import plain


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (1_734_686, "count", "1,734,686"),
        (144_557.1666, "average", "144,557.2"),
        (0.2791, "share", "27.9%"),
        (3.78712, "ratio", "3.787×"),
        (1_276_598, "change", "+1,276,598"),
        (-12, "change", "-12"),
        (0, "change", "0"),
        (2.787, "percent", "+278.7%"),
        (-0.5, "percent", "-50.0%"),
        (-0.00001, "percent", "0.0%"),
        (365, "days", "365"),
        (Month(2021, 7), "month", "July 2021"),
        ("2021-07", "month", "July 2021"),
        (date(2021, 7, 1), "month", "July 2021"),
        (date(2022, 5, 17), "date", "2022-05-17"),
        (None, "count", ""),
        (math.nan, "average", ""),
        (math.inf, "ratio", ""),
        (True, "text", "yes"),
        ("Guatemala", "text", "Guatemala"),
        ("a\x1b[2Jb\nc", "text", "a [2Jb c"),
    ],
)
def test_for_people(value: Any, kind: Kind, shown: str) -> None:
    assert human(value, kind) == shown


@pytest.mark.parametrize(
    ("value", "kind", "unit", "shown"),
    [
        (1_734_686, "count", "encounters", "1,734,686 encounters"),
        (144_557.1666, "average", "encounters per month", "144,557.2 encounters per month"),
        (0.2791, "share", "share of encounters", "27.9% of encounters"),
        (3.78712, "ratio", "times as many", "3.787× as many"),
        (2.787, "percent", "percent change, as a fraction", "+278.7%"),
        (1_276_598, "change", "change in encounters", "+1,276,598 encounters"),
        (3, "count", "place, the highest first", "3 place, the highest first"),
    ],
)
def test_a_unit_is_not_said_twice(value: float, kind: NumberKind, unit: str, shown: str) -> None:
    assert rounded_with_unit(value, kind, unit) == shown


@pytest.mark.parametrize(
    ("value", "kind", "raw"),
    [
        (Month(2021, 7), None, "2021-07"),
        (date(2021, 7, 1), "month", "2021-07"),
        (date(2021, 7, 1), "date", "2021-07-01"),
        (math.nan, None, None),
        (-math.inf, None, None),
        (0.1 + 0.2, None, 0.30000000000000004),
        ({"a": (1, math.nan)}, None, {"a": [1, None]}),
    ],
)
def test_for_programs(value: Any, kind: Kind | None, raw: Any) -> None:
    assert plain(value, kind) == raw


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner)))
def test_whatever_it_was_it_is_json(value: Any) -> None:
    json.dumps(plain(value), allow_nan=False)


def test_sparklines() -> None:
    assert sparkline([0, None, 5, 10, 3]) == "▁ ▅█▃"
    assert to_ascii(sparkline([0, None, 5, 10, 3])) == ". +@-"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([]) == ""


@given(st.lists(st.none() | st.floats() | st.integers(), max_size=20))
def test_a_sparkline_has_a_character_for_each_number(numbers: list[float | None]) -> None:
    line = sparkline(numbers)
    for drawn in (line, to_ascii(line)):
        assert len(drawn) == len(numbers)
        assert [level == " " for level in drawn] == [number is None or not math.isfinite(number) for number in numbers]


def test_the_likeness_in_ascii() -> None:
    assert (
        to_ascii("FY2021–FY2022 — 3.787× … türkiye │┼─ ▁█ 'ÿ' €") == "FY2021-FY2022 - 3.787x ... turkiye |+- .@ 'y' ?"
    )


@given(st.text(), st.sampled_from(["ascii", "cp1252", "cp437", "latin-1", "utf-8"]))
def test_any_text_goes_into_any_encoding(text: str, encoding: str) -> None:
    fit(text.encode("utf-8", "replace").decode(), encoding)
    assert to_ascii(text).isascii()
    assert printable(text).isprintable()


def test_a_chart_goes_into_an_encoding_without_dots() -> None:
    assert fit("⡠⣀ ● ▲ ┄", "cp850") == b".. * o -"


def test_an_encoding_keeps_what_it_has() -> None:
    assert fit("3×–█…", "cp1252") == "3×–@…".encode("cp1252")
    assert fit("3×–█…", "ascii") == b"3x-@..."
