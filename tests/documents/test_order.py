"""Places, runs, records and numbers that months pass: which words are read as which kind of claim."""

from __future__ import annotations

from typing import Any

import pytest

from encounters.claims.check import check
from encounters.claims.file import parse
from encounters.documents.draft import draft
from encounters.documents.drafted import Drafted, DraftedNumber, Status
from encounters.documents.read import read_bytes
from encounters.documents.written import claims_file
from encounters.store.holdings import open_store

MONTHLY, MONTHLY_USBP = "cbp-southwest-by-month-fy2017-fy2021", "usbp-southwest-by-month"
YEARLY_USBP = "usbp-southwest-by-year"
HEAD = "Border news\n\nSeptember 2, 2026\n\n"


def drafted(text: str) -> Drafted:
    return draft(open_store(), read_bytes((HEAD + text + "\n").encode(), "a.txt"))


def read_of(text: str, words: str) -> DraftedNumber:
    """The number or statement with some words, of a text about encounters."""
    return next(one for one in drafted(text).told_of(*Status) if words in one.text)


@pytest.mark.parametrize(
    ("text", "words", "claim"),
    [
        (
            "Fiscal year 2021 had the fourth-highest total of encounters at the southwest border.",
            "fourth",
            {"says": "fourth-highest", "figure": "rank", "period": "FY2021"},
        ),
        (
            "Fiscal 2025 ranked eighth in encounters at the southwest border.",
            "eighth",
            {"says": "eighth", "figure": "rank", "period": "FY2025"},
        ),
        (
            "In fiscal year 2023 Venezuelans were the second-largest nationality encountered at the southwest border.",
            "second",
            {"says": "second-largest", "figure": "category-rank", "period": "FY2023", "citizenship": "venezuela"},
        ),
        (
            "Encounters at the southwest border fell for five straight months from February 2024 to July 2024.",
            "five",
            {"says": "five months", "figure": "streak", "period": "2024-02..2024-07", "lowest": True},
        ),
        (
            "Encounters at the southwest border rose in May 2026 for the third month in a row.",
            "third",
            {"says": "third", "figure": "streak", "period": "2026-02..2026-05"},
        ),
        (
            "There were 27 months with more than 150,000 encounters at the border from March 2021 to May 2023.",
            "27",
            {"says": "27 months", "figure": "months-above", "period": "2021-03..2023-05", "threshold": 150000},
        ),
        (
            "There were 27 straight months of just over 150,000 encounters at the border from March 2021 to May 2023.",
            "27",
            {
                "says": "27 months",
                "figure": "months-above",
                "period": "2021-03..2023-05",
                "threshold": 150000,
                "in_a_row": True,
            },
        ),
        (
            "From March 2021 to May 2023 the border saw more than 150,000 encounters in every month.",
            "150,000",
            {"says": "more than 150,000", "figure": "lowest", "period": "2021-03..2023-05"},
        ),
        (
            "From February 2025 to July 2026 border encounters never topped 14,000 in a month.",
            "14,000",
            {"says": "at most 14,000", "figure": "peak", "period": "2025-02..2026-07"},
        ),
        (
            "In fiscal 2024 the share of encounters at ports of entry was 21 percentage points above fiscal 2022.",
            "21",
            {
                "says": "21 percentage points",
                "figure": "share-change",
                "period": "FY2024",
                "component": "ofo",
                "against": "FY2022",
            },
        ),
        (
            "In fiscal year 2021 there were between 1.7 and 1.8 million encounters at the southwest border.",
            "1.7",
            {"says": "between 1.7 and 1.8 million", "figure": "total", "period": "FY2021"},
        ),
    ],
)
def test_a_number_of_order_is_read_and_confirmed(text: str, words: str, claim: dict[str, Any]) -> None:
    number = read_of(text, words)
    assert number.claim == claim
    assert number.verdict == "confirmed"


@pytest.mark.parametrize(
    ("text", "words", "claim", "verdict"),
    [
        (
            "In December 2023 there were 301,981 encounters at the southwest border, the highest month on record.",
            "on record",
            {"record": "ever", "period": "2023-12", "series": MONTHLY, "also_series": MONTHLY_USBP},
            "confirmed",
        ),
        (
            "The southwest border had 130,415 encounters in June 2024, the fewest since February 2021.",
            "fewest",
            {"record": "since 2021-02", "period": "2024-06", "lowest": True},
            "confirmed",
        ),
        (
            "The southwest border had 130,415 encounters in June 2024, the fewest since 2020.",
            "fewest",
            {"record": "since CY2020", "period": "2024-06", "lowest": True},
            "contradicted",
        ),
        (
            "The 2,135,005 encounters at the southwest border in fiscal year 2024 were the fewest in three years.",
            "three years",
            {"record": "since FY2021", "period": "FY2024", "lowest": True},
            "confirmed",
        ),
        (
            "In fiscal year 2024 the Tucson sector had the most encounters of any sector.",
            "most",
            {"says": "highest", "figure": "category-rank", "period": "FY2024", "area": "tucson_sector"},
            "confirmed",
        ),
    ],
)
def test_a_statement_without_a_number_is_a_claim(text: str, words: str, claim: dict[str, Any], verdict: str) -> None:
    found = read_of(text, words)
    assert (found.claim, found.verdict) == (claim, verdict)


@pytest.mark.parametrize(
    "text",
    [
        "The House passed the third-largest tax bill in decades, and set a record for debates.",
        "The mayor has served 16 straight months; the team won for the fourth month in a row.",
        "A record 853 people died, the highest toll since 2015, and rents were the highest on record.",
    ],
)
def test_places_and_records_of_something_else_are_none(text: str) -> None:
    found = drafted(f"The southwest border is busy.\n\nIn other news. {text}")
    assert found.told_of(Status.CLAIM) == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("In fiscal year 2022 the southwest border had a record number of encounters.", "confirmed"),
        (
            "In fiscal year 2022, Border Patrol encounters at the southwest border were the highest since 1960.",
            "confirmed",
        ),
        ("In fiscal year 2021, encounters at the southwest border were the highest since 2000.", "confirmed"),
        (
            "In fiscal year 2019, Border Patrol encounters at the southwest border were the highest ever.",
            "contradicted",
        ),
        ("In fiscal year 2020, encounters at the southwest border were a record.", "contradicted"),
        ("In fiscal year 2019, encounters at the southwest border hit a record.", None),
        ("In May 2021, encounters at the southwest border were the highest in more than 20 years.", None),
        ("In fiscal year 2023, encounters of families at the southwest border hit an all-time high.", None),
    ],
)
def test_a_record_is_tried_on_all_that_counts_the_same_and_what_reaches_further_is_unclear(
    text: str, verdict: str | None
) -> None:
    [found] = drafted(text).statements
    status = Status.CLAIM if verdict else Status.UNCLEAR
    assert (found.status, found.verdict) == (status, verdict)


def test_a_drafted_record_is_checked_as_it_was_judged() -> None:
    text = "In fiscal year 2022 the southwest border had a record number of encounters."
    claims = parse(claims_file(drafted(text)).encode(), "a.toml")
    [found] = check(open_store(), claims).verdicts
    assert (found.word, found.claim.also_series) == ("confirmed", (YEARLY_USBP,))


def test_a_record_of_unknown_months_accuses_nobody() -> None:
    found = drafted(
        "Encounters were lower last month than at any time, and the border saw its highest count since 2019."
    )
    assert all(one.verdict not in ("contradicted", "imprecise") for one in found.told_of(*Status))


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("under Biden", "2021-02..2025-01"),
        ("in Trump's first term", "2017-02..2021-01"),
        ("during the Obama administration's second term", "2013-02..2017-01"),
        ("since President Trump took office", "2025-02..2026-08"),
        ("while Title 42 was in force", "2020-03..2023-05"),
    ],
)
def test_named_windows_are_those_of_periods(words: str, period: str) -> None:
    from datetime import date

    from encounters.documents.clock import Clock
    from encounters.documents.periods import periods

    (when,) = periods(f"Encounters {words} were high.", Clock(date(2026, 9, 2)))
    assert str(when.options[0][0]) == period


def test_the_months_that_a_clause_names_are_not_left_for_others_that_fit() -> None:
    text = (
        "In fiscal year 2023 there were 2,475,669 encounters at the border. In fiscal year 2022 there were 2,475,669."
    )
    first, second = drafted(text).of(Status.CLAIM)
    assert (first.claim["period"], first.verdict) == ("FY2023", "confirmed")  # type: ignore[index]
    assert second.claim["period"] == "FY2022"  # type: ignore[index]
    assert not str(second.verdict).startswith("confirmed")


@pytest.mark.parametrize("before", ["down from", "compared with", "fewer than the", "against"])
def test_the_number_that_one_is_compared_with_is_not_held_against_its_months(before: str) -> None:
    text = f"In fiscal 2023 the Border Patrol made 2,045,838 arrests at the border, {before} 2,206,436."
    first, second = drafted(text).of(Status.CLAIM)
    assert (first.claim["period"], first.verdict) == ("FY2023", "confirmed")  # type: ignore[index]
    assert (second.claim["period"], second.verdict) == ("FY2022", "confirmed")  # type: ignore[index]
    (wrong,) = (one for one in drafted(text.replace("2,206,436", "2,306,436")).numbers if "306" in one.text)
    assert wrong.verdict is None
