"""Periods that words only bound, what a change is from, and numbers that none exceeded, however they are spelled."""

from __future__ import annotations

import pytest

from encounters.documents.draft import draft
from encounters.documents.drafted import DraftedNumber, Status
from encounters.documents.read import read_bytes
from encounters.store.holdings import open_store

HEAD = "Border news\n\nJanuary 10, 2025\n\n"
BORDER = "at the southwest border"


def read_of(text: str, words: str) -> DraftedNumber:
    """The number with some words, of a text about encounters."""
    drafted = draft(open_store(), read_bytes((HEAD + text + "\n").encode(), "a.txt"))
    return next(one for one in drafted.told_of(*Status) if words in one.text)


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        (f"Since fiscal 2021, CBP has counted more than 8.7 million encounters {BORDER}.", "8.7", "2020-10..2024-12"),
        (f"CBP has counted over 8.7 million encounters {BORDER} since FY2021.", "8.7", "2020-10..2024-12"),
        (f"Since calendar 2023 there were 4.2 million encounters {BORDER}.", "4.2", "2023-01..2024-12"),
        (f"Between fiscal years 2021 and 2024 there were 8.7 million encounters {BORDER}.", "8.7", "FY2021..FY2024"),
        (
            f"Title 42 was used to expel 2.9 million migrants {BORDER} between March 2020 and May 2023.",
            "2.9",
            "2020-03..2023-05",
        ),
        (f"No month of fiscal 2024 had fewer than 100,000 encounters {BORDER}.", "100,000", "FY2024"),
        (f"In fiscal 2024 no month saw more than 302,000 encounters {BORDER}.", "302,000", "FY2024"),
        (f"Encounters {BORDER} fell 68% between December 2023 and December 2024.", "68%", "2024-12"),
        (f"Unaccompanied children {BORDER} fell to 109,998 in fiscal 2024 from 137,275.", "137,275", "FY2023"),
        (f"In fiscal 2024, encounters {BORDER} fell from 2.48 million to 2.14 million.", "2.48", "FY2023"),
        (f"In December 2024 Border Patrol encounters {BORDER} fell to 47,320 from 249,740.", "249,740", "2023-12"),
        (f"Encounters {BORDER} rose from 1,734,686 in fiscal 2021 to 2,378,944 in fiscal 2022.", "1,734,686", "FY2021"),
        (
            f"In the fiscal year that ended on September 30, 2021, 1,734,686 encounters were {BORDER}.",
            "1,734",
            "FY2021",
        ),
        (f"In the fiscal year ended Sept. 30, 2023, encounters {BORDER} came to 2,475,669.", "2,475", "FY2023"),
        (f"In the twelve months to September 2022 there were 2,378,944 encounters {BORDER}.", "2,378", "FY2022"),
        (f"In the year ending June 2023 there were 2,421,288 encounters {BORDER}.", "2,421", "2022-07..2023-06"),
        (f"In the six months through March 2024, encounters {BORDER} were 1,340,774.", "1,340", "FYTD 2024-03"),
        (f"In the last three months of 2023, there were 785,307 encounters {BORDER}.", "785", "FYTD 2023-12"),
        (f"In the final 3 months of fiscal 2023, 686,177 encounters were {BORDER}.", "686", "2023-07..2023-09"),
    ],
)
def test_a_true_number_is_confirmed_of_the_months_meant(text: str, words: str, period: str) -> None:
    number = read_of(text, words)
    assert number.claim is not None
    assert (number.claim["period"], (number.verdict or "")[:9]) == (period, "confirmed")


@pytest.mark.parametrize(
    "text",
    [
        f"After fiscal 2021, encounters {BORDER} rose to 2.4 million.",
        f"Until fiscal 2021, encounters {BORDER} totaled 3 million.",
        f"Before fiscal 2021, encounters {BORDER} came to 3 million.",
        f"CBP has counted 3 million encounters {BORDER} since fiscal year 2021.",
        f"Encounters {BORDER} fell to 2,135,005 in fiscal 2024 from 3 million.",
        f"CBP did not record 3 million encounters {BORDER} in fiscal 2024.",
        f"Officials had expected 3 million encounters {BORDER} in fiscal 2024.",
        f"If trends continue, there will be 3 million encounters {BORDER} in fiscal 2024.",
        f"A false post claimed 5 million encounters {BORDER} in fiscal 2024.",
    ],
)
def test_a_number_that_no_words_assert_of_these_months_is_never_contradicted(text: str) -> None:
    assert read_of(text, "million").verdict is None


def test_a_false_number_that_is_asserted_is_contradicted() -> None:
    for lead in ("were", "were no fewer than", "were not fewer than", "was no forecast, but"):
        assert (
            read_of(f"In fiscal 2024 there {lead} 3 million encounters {BORDER}.", "million").verdict == "contradicted"
        )


SPELLED = [
    "1 million",
    "a million",
    "one million",
    "half a million",
    "half of a million",
    "1.5 million",
    "250 thousand",
]
SPELLED += ["between 1 and 2 million", "a quarter of a million", "two hundred thousand"]


@pytest.mark.parametrize("never", ["never topped", "never more than", "did not reach", "not once below"])
@pytest.mark.parametrize("printed", SPELLED)
def test_a_number_that_months_never_pass_is_read_however_it_is_spelled(never: str, printed: str) -> None:
    number = read_of(f"Encounters {BORDER} {never} {printed} in a month of fiscal 2024.", printed.split()[-1][-4:])
    if printed in ("1 million", "1.5 million", "one million", "two hundred thousand"):
        assert number.claim is not None
        assert number.claim["says"].endswith(printed)


def test_the_peak_of_months_that_never_topped_a_number_in_millions() -> None:
    number = read_of(f"In fiscal 2024 encounters {BORDER} never topped 1 million in a month.", "1 million")
    assert number.claim == {"says": "at most 1 million", "figure": "peak", "period": "FY2024"}


SO_FAR = [
    (f"Through March, encounters {BORDER} in fiscal 2024 came to 1,340,774.", "1,340,774", "FYTD 2024-03"),
    (f"For FY2024 through March, encounters {BORDER} stood at 1,340,774.", "1,340,774", "FYTD 2024-03"),
    (f"In fiscal 2025 there were 296,532 encounters {BORDER}.", "296,532", "FYTD 2024-12"),
    (f"FYTD 2024-12 had 296,532 encounters {BORDER}, against 785,307 at this point in FY2024.", "785", "FYTD 2023-12"),
    (f"FY2025 has seen 296,532 encounters {BORDER}; by this time in FY2024 there were 785,307.", "785", "FYTD 2023-12"),
]


@pytest.mark.parametrize(("text", "words", "period"), SO_FAR)
def test_a_year_reaches_as_far_as_is_said_or_was_known(text: str, words: str, period: str) -> None:
    number = read_of(text, words)
    assert ((number.claim or {}).get("period"), number.verdict) == (period, "confirmed")


@pytest.mark.parametrize("when", ["fiscal 2025", "January 2025", "calendar year 2025"])
def test_months_that_had_not_ended_are_never_held_against_a_writer(when: str) -> None:
    assert read_of(f"In {when} there were 190,000 encounters {BORDER}.", "190,000").verdict is None
