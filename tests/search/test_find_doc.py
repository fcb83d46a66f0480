"""docs/find.md: its table of bits is that of the program. Its examples are run with those of all pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema

from encounters.names import ALL, Choice
from encounters.search import prior

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "find.md"
NORTHERN_CENTRAL_AMERICA = Choice(("guatemala", "honduras", "el_salvador"))


def bits(dimension: str, *codes: str) -> int:
    return prior.choice_bits(dimension, Choice(codes))


TOLD = {
    "total, share, multiple": [0],
    "percent change": [prior.FIGURES["percent-change"]],
    "monthly average": [prior.FIGURES["monthly-average"]],
    "change, peak": [prior.FIGURES["change"]],
    "daily average": [prior.FIGURES["daily-average"]],
    "pace": [prior.FIGURES["pace"]],
    "fiscal year": [prior.FISCAL_YEAR],
    "calendar year; the period given with `--within`": [prior.CALENDAR_YEAR],
    "the last month of the data; another month": [prior.LAST_MONTH, prior.MONTH],
    "fiscal year to date, where the data ends; elsewhere": [prior.YEAR_TO_DATE, prior.EARLIER_YEAR_TO_DATE],
    "January to where the data ends": [prior.JANUARY_TO_DATE],
    "several fiscal years; several calendar years": [prior.FISCAL_YEARS, prior.CALENDAR_YEARS],
    "quarter": [prior.QUARTER],
    "from a January or October to a December, a September or where the data ends": [prior.NATURAL],
    "one end of these; neither": [prior.HALF_NATURAL, prior.ANY_WINDOW],
    "a group of several; all but": [prior.GROUP, prior.COMPLEMENT],
    "all borders": [prior.choice_bits("region", ALL)],
    "the year before; the period just before; another year; another month": [
        prior.YEAR_BEFORE,
        prior.PERIOD_BEFORE,
        prior.OTHER_YEAR,
        prior.OTHER_MONTH,
    ],
    "the earlier period against the later": [prior.BACKWARDS],
    "a share of something that has filters; of a wider group; of all borders": [
        prior.WHOLE_NARROWED,
        prior.WHOLE_WIDER,
        prior.NATIONWIDE,
    ],
    "a percentage as a percent change, a multiple as an increase": [prior.INCREASE],
    "a value that was revised since, of a window that ended where the data did; of another": [
        prior.OLD_TO_DATE,
        prior.OLD,
    ],
    "a published series instead of releases": [prior.SERIES],
    "digits that do not agree with the last one printed of a whole count; beyond the printed precision": [
        prior.ROUNDED,
        prior.ROUNDED,
    ],
}


def test_the_bits_are_those_of_the_program() -> None:
    table = PAGE.read_text(encoding="utf-8").split("| part | bits |\n|---|---|\n", 1)[1].split("\n\n", 1)[0]
    rows = dict(line.strip("| ").split(" | ") for line in table.splitlines())
    each = rows.pop("each filter")
    assert {part: [int(number) for number in told.split(";")] for part, told in rows.items()} == TOLD
    dimensions = [
        bits("component", "usbp"),
        bits("citizenship", "mexico"),
        bits("citizenship", "cuba"),
        bits("area", "yuma_sector"),
        bits("state", "TX"),
    ]
    assert [int(number) for number in re.findall(r"\d+", each)] == [prior.FILTER, *dimensions]


def test_bits_of_choices() -> None:
    assert prior.choice_bits("region", Choice(("southwest",))) == 0
    assert prior.choice_bits("citizenship", NORTHERN_CENTRAL_AMERICA) == bits("citizenship", "mexico") + prior.GROUP
    assert (
        prior.choice_bits("citizenship", Choice(("mexico",), True)) == bits("citizenship", "mexico") + prior.COMPLEMENT
    )


def test_the_document_fits_its_schema(run: Callable[..., Any]) -> None:
    schema = json.loads((ROOT / "src/encounters/schemas/find-1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for words in (["171840", "--max-filters", "0"], ["81.8%", "--component", "usbp", "--max-filters", "1"]):
        document = json.loads(run("find", *words, "-f", "json").stdout)
        assert document["schema"] == schema["$id"]
        jsonschema.validate(document, schema)
