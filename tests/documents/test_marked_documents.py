"""Documents of many kinds, their numbers marked by hand: what is found, read right, and never held against anybody."""

from __future__ import annotations

from functools import cache

import pytest
from marked_numbers import Marked, MarkedDocument, documents

from encounters.documents.draft import draft
from encounters.documents.drafted import Drafted, DraftedNumber, Status
from encounters.documents.read import read_bytes
from encounters.store.holdings import open_store

DOCUMENTS = documents()


@cache
def drafted() -> dict[str, Drafted]:
    held = open_store()
    return {one.name: draft(held, read_bytes(one.content, one.name, one.published)) for one in DOCUMENTS}


def paired(document: MarkedDocument) -> list[tuple[Marked, DraftedNumber]]:
    """Each marked number with the one that was drafted for it, or with one of something else where there is none."""
    left = list(drafted()[document.name].numbers)
    pairs: list[tuple[Marked, DraftedNumber]] = []
    for claim in document.claims:
        core = claim.text.split()[-1].lower()
        fits = [one for one in left if abs(one.line - claim.line) <= 1 and core in one.text.lower().split()]
        fits = fits or [one for one in left if abs(one.line - claim.line) <= 1 and core in one.text.lower()]
        found = min(fits, key=lambda one: abs(one.line - claim.line), default=None)
        if found is not None:
            left.remove(found)
        pairs.append((claim, found or DraftedNumber(0, 0, None, "not listed", "", Status.OTHER)))
    return pairs


def share(wrong: list[object], of: int) -> float:
    return 1 - len(wrong) / of


PAIRS = [pair for document in DOCUMENTS for pair in paired(document)]


def test_numbers_about_encounters_are_found() -> None:
    missed = [claim.text for claim, found in PAIRS if found.status is Status.OTHER]
    assert share(missed, len(PAIRS)) >= 0.95, missed


def test_they_are_read_right_at_first() -> None:
    wrong = [(claim.text, found.claim) for claim, found in PAIRS if not claim.is_read_by(found.claim)]
    assert share(wrong, len(PAIRS)) >= 0.9, wrong


def test_their_verdicts_are_right() -> None:
    wrong = [
        (claim.text, found.verdict) for claim, found in PAIRS if (found.verdict or "unclear") not in claim.verdicts
    ]
    assert share(wrong, len(PAIRS)) >= 0.85, wrong


def test_nothing_right_is_contradicted() -> None:
    accused = [
        claim.text for claim, found in PAIRS if found.verdict == "contradicted" and "contradicted" not in claim.verdicts
    ]
    assert accused == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_other_numbers_are_no_claims(document: MarkedDocument) -> None:
    claims = {id(found) for _, found in paired(document)}
    others = [number for number in drafted()[document.name].numbers if id(number) not in claims]
    wrong = [(number.text, number.sentence) for number in others if number.status is Status.CLAIM]
    assert len(wrong) <= len(others) * 0.03 + 1, wrong


def test_only_what_the_words_state_is_held_against_them() -> None:
    accusing = ("contradicted", "imprecise", "misdescribed")
    for document in drafted().values():
        for number in document.numbers:
            assert number.verdict not in accusing or number.basis == "stated", number


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_number_of_the_text_stands_there_once_in_order(document: MarkedDocument) -> None:
    found = drafted()[document.name]
    text = "\n".join(text for _, text in found.blocks)
    ends = [0]
    for number in found.numbers:
        assert number.offset >= ends[-1]
        ends.append(number.offset + number.length)
        words = text[number.offset : ends[-1]].split()
        assert words[-1] in " ".join(number.text.split()) or number.text, number
