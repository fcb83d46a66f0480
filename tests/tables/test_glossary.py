"""The words of the field: each with a meaning and a source, each asked by a command that works."""

from __future__ import annotations

import shlex
from typing import Any

import pytest

from encounters.errors import fold
from encounters.tables.terms import TERMS

EVERYDAY = [
    "got-aways",
    "sector",
    "field office",
    "port of entry",
    "area of responsibility",
    "southwest land border",
    "encounter",
    "apprehension",
    "inadmissible",
    "expulsion",
    "Title 8",
    "Title 42",
    "family unit",
    "families",
    "unaccompanied",
    "single adult",
    "accompanied minor",
    "repeat encounter",
    "recidivism",
    "CBP One",
    "notice to appear",
    "parole",
    "asylum",
    "OFO",
    "USBP",
    "border patrol",
    "fiscal year",
    "year to date",
    "FYTD",
    "vintage",
    "release",
    "at large",
    "at entry",
    "nationality",
    "FMUA",
    "UAC",
]


@pytest.mark.parametrize("word", EVERYDAY)
def test_a_word_of_the_field_is_explained_with_its_source(word: str, run: Any) -> None:
    ran = run("explain", *word.split())
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert "\nsource " in ran.stdout


def test_no_word_means_two_things() -> None:
    words = [fold(word) for each in TERMS for word in {fold(word) for word in (each.name, *each.words)}]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("each", [each for each in TERMS if each.asked], ids=lambda each: each.name)
def test_what_a_term_is_asked_with_works(each: Any, run: Any) -> None:
    program, *words = shlex.split(each.asked)
    assert program == "encounters"
    assert run(*words, "-q").exit_code == 0


def test_nonsense_is_offered_nothing_and_a_slip_the_word_meant(run: Any) -> None:
    assert "Did you mean" not in run("explain", "nonsense").stderr
    assert "encounters explain" in run("explain", "nonsense").stderr
    assert "'parole'" in run("explain", "parol").stderr
