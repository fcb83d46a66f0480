"""Words are looked for in small letters, rules of time only where a word of theirs stands: nothing is lost by it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_numbers import FOLDER

from encounters.documents import counted, cues
from encounters.documents.period_rules import RULES
from encounters.documents.period_words import Rule
from encounters.documents.small import in_small, small

TEXTS = [path.read_text("utf-8") for path in sorted(FOLDER.glob("*/*"))]
PATTERNS = [*cues.FIGURES.values(), *cues.CHANGES.values(), *(words for words, _ in counted.ELSEWHERE.values())]
PATTERNS += [words for table in cues.SCOPES.values() for words in table.values()]


@given(st.text())
def test_every_letter_stays_in_its_place(text: str) -> None:
    assert [small(letter) for letter in text] == [*small(text)] or "Σ" in text  # a sigma that ends a word has a form


def test_a_letter_that_would_become_two_moves_none_behind_it() -> None:
    assert small("İstanbul, FY2021").index("fy2021") == len("İstanbul, ")


@pytest.mark.parametrize("pattern", PATTERNS)
def test_small_letters_find_what_any_case_does(pattern: str) -> None:
    ignoring, plain = re.compile(pattern, re.IGNORECASE), in_small(pattern)
    for text in (*TEXTS, *(text.upper() for text in TEXTS)):
        assert [one.span() for one in plain.finditer(small(text))] == [one.span() for one in ignoring.finditer(text)]


def test_what_says_something_else_in_capitals_is_kept() -> None:
    assert in_small(r"\S(?P<Name>A)\W(?P=Name)\B").pattern == r"\S(?P<Name>a)\W(?P=Name)\B"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.reader.__name__)
def test_words_of_time_have_one_of_the_names_of_their_rule(rule: Rule) -> None:
    @settings(max_examples=25)
    @given(st.from_regex(rule.pattern))
    def has(text: str) -> None:
        found = rule.pattern.search(text)
        assert found is None or any(name in small(found[0]) for name in rule.names)

    has()
