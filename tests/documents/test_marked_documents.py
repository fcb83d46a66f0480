"""Documents of many kinds, their numbers marked by hand: what is found, read right, and never held against anybody."""

from __future__ import annotations

import pytest
from marked_numbers import SETS, MarkedDocument, documents, drafted, paired, scores

from encounters.documents.drafted import Status

EVERY = [(name, document) for name in SETS for document in documents(name)]
each_set = pytest.mark.parametrize("name", SETS)
each_document = pytest.mark.parametrize(("name", "document"), EVERY, ids=[document.name for _, document in EVERY])


@each_set
def test_numbers_about_encounters_are_found(name: str) -> None:
    found = scores(name)
    assert len(found.missed()) <= 0.05 * len(found.pairs), found.missed()


@each_set
def test_they_are_read_right_at_first(name: str) -> None:
    found = scores(name)
    assert len(found.misread()) <= 0.1 * len(found.pairs), found.misread()


@each_set
def test_their_verdicts_are_right(name: str) -> None:
    found = scores(name)
    assert len(found.misjudged()) <= 0.1 * len(found.pairs), found.misjudged()


@each_set
def test_nothing_right_is_held_against_anybody_and_nothing_wrong_is_confirmed(name: str) -> None:
    assert scores(name).accused() == []
    assert scores(name).wrongly_confirmed() == []


@each_document
def test_other_numbers_are_no_claims(name: str, document: MarkedDocument) -> None:
    found = drafted(name)[document.name]
    claims = {id(one) for _, one in paired(document, found)}
    others = [one for one in (*found.numbers, *found.statements) if id(one) not in claims]
    wrong = [(number.text, number.sentence) for number in others if number.status is Status.CLAIM]
    assert len(wrong) <= len(others) * 0.03 + 1, wrong


@each_set
def test_only_what_the_words_state_is_held_against_them(name: str) -> None:
    accusing = ("contradicted", "imprecise", "misdescribed")
    for document in drafted(name).values():
        for number in (*document.numbers, *document.statements):
            assert number.verdict not in accusing or number.basis == "stated", number


@each_document
def test_every_number_of_the_text_stands_there_once_in_order(name: str, document: MarkedDocument) -> None:
    found = drafted(name)[document.name]
    text = "\n".join(text for _, text in found.blocks)
    ends = [0]
    for number in found.numbers:
        assert number.offset >= ends[-1]
        ends.append(number.offset + number.length)
        words = text[number.offset : ends[-1]].split()
        assert words[-1] in " ".join(number.text.split()) or number.text, number
