"""The line "Repeat:" under an answer asks for the same answer again."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from typing import Any

import pytest

ASKED = [
    "summary --year 2023 --component usbp",
    "trend -p 2023-01..2023-06 --by component",
    "trend -p 2022-10..2024-09 --by fiscal-year",
    "trend --from FY2019 --to FY2023 --by year",
    "trend -p 2023-01..2023-06 --by authority --share",
    "trend -p 2023-01..2023-06 --by component --wide",
    "trend -p 2023-01..2023-06 --per-day",
    "compare FY2023 FY2022 FY2021",
    "compare FY2023 FY2022 --by component",
    "compare FY2023 FY2022 --by citizenship --top 3",
    "breakdown --by citizenship --year 2023 --top 3",
    "breakdown --by demographic --year 2023 --sort name",
    "breakdown --by sector --year 2023",
    "breakdown --by citizenship --year 2023 --wide --top 3",
    "breakdown --by component,year -p FY2021..FY2022 --sort name",
    "trend -p FY2021..FY2022 --by year,demographic --share --wide --top 2",
    "pace -p 2023-04 --component usbp",
    "recidivism --by fiscal-year",
    "revisions 2022-04",
    "revisions 2022-03 --cells --top 4",
    "measure share --year 2023 --citizenship mexico --by month",
    "measure rank --year 2023 --lowest",
    "measure months-above -p FY2021..FY2022 --threshold 150000 --in-a-row",
    "measure change -p 2023-12 --against 2022-12 --area tucson-sector",
    "measure total --year 2000 --series usbp-southwest-by-year",
]


@pytest.mark.parametrize("words", ASKED)
def test_it_gives_the_same_rows(run: Callable[..., Any], words: str) -> None:
    first = json.loads(run(*shlex.split(words), "-f", "json").stdout)
    if first.get("command") is None:
        pytest.fail("the answer has no command that repeats it")
    program, *again = shlex.split(first["command"])
    assert program == "encounters"
    second = json.loads(run(*again, "-f", "json").stdout)
    kept = ("rows", "columns", "value", "unit", "details", "title", "command")
    assert {key: first.get(key) for key in kept} == {key: second.get(key) for key in kept}
