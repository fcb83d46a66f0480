"""Words right beside a number tie it to months, to a name, to what it is measured from: no other reading is its own."""

from __future__ import annotations

import pytest

from encounters.documents.draft import draft
from encounters.documents.drafted import DraftedNumber, Status
from encounters.documents.read import read_bytes
from encounters.store.holdings import open_store

CONFIRMED = ("confirmed", "confirmed at vintage")
ACCUSED = ("contradicted", "imprecise", "misdescribed")


def numbers(text: str, day: str = "November 20, 2024") -> dict[str, DraftedNumber]:
    drafted = draft(open_store(), read_bytes(f"Border news\n\n{day}\n\n{text}\n".encode(), "a.txt"))
    return {one.text: one for one in drafted.told_of(*Status)}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("There were 163,876 encounters of Nicaraguans in 2021, and 220,908 of Cubans in fiscal 2022.", "163,876"),
        ("There were 220,908 encounters of Cubans in fiscal 2021, and 163,876 of others in fiscal 2022.", "220,908"),
        ("Del Rio (fiscal 2022: 480,931) and El Paso (fiscal 2023: 393,226) were the busiest sectors.", "393,226"),
        ("Encounters in May 2024 were 27% lower than a month before, and 27% lower than a year earlier.", "27%"),
        ("There were fewer than half as many encounters in September 2024 as in January 2024.", "fewer than half"),
        ("On the southwest border, encounters are up 8 percent since August 2023.", "8 percent"),
        ("The mean for fiscal 2018 to fiscal 2020 was about 460,000 encounters.", "about 460,000"),
    ],
)
def test_a_false_number_is_not_confirmed_by_what_it_is_not_tied_to(text: str, printed: str) -> None:
    assert numbers(text)[printed].verdict not in CONFIRMED


@pytest.mark.parametrize(
    ("text", "printed", "keys"),
    [
        (
            "There were 38,674 encounters of Cubans in fiscal 2021, and 163,876 of Nicaraguans in fiscal 2022.",
            "38,674",
            {"period": "FY2021", "citizenship": "cuba"},
        ),
        (
            "Del Rio (fiscal 2022: 480,931) and El Paso (fiscal 2023: 427,471) were the busiest sectors.",
            "427,471",
            {"period": "FY2023", "area": "el_paso_sector"},
        ),
        (
            "The busiest corridor in fiscal 2022 was near Del Rio, Texas, with 480,931 encounters.",
            "480,931",
            {"period": "FY2022", "area": "del_rio_sector"},
        ),
        (
            "EL CENTRO (Gazette) — Encounters at the southwest border came to 2,475,669 in fiscal 2023.",
            "2,475,669",
            {"period": "FY2023"},
        ),
        (
            "There were 249,740 apprehensions at the southwest border in December 2023.",
            "249,740",
            {"period": "2023-12", "component": "usbp"},
        ),
        (
            "By the end of July 2023, encounters for the fiscal year had reached 1,972,971.",
            "reached 1,972,971",
            {"period": "FYTD 2023-07"},
        ),
        (
            "Encounters are down 43 percent since July 2023, to 104,100 in July 2024.",
            "43 percent",
            {"figure": "percent-change", "period": "2024-07"},
        ),
        (
            "There were a third as many encounters in September 2024 as in December 2023.",
            "a third",
            {"figure": "multiple", "period": "2024-09", "against": "2023-12"},
        ),
        (
            "December 2023 encounters were up 25 percent from November and 20 percent from a year earlier.",
            "20 percent",
            {"figure": "percent-change", "period": "2023-12"},
        ),
    ],
)
def test_a_true_number_is_what_it_is_tied_to(text: str, printed: str, keys: dict[str, str]) -> None:
    found = numbers(text)[printed]
    assert found.verdict in CONFIRMED
    claim = {name: value for name, value in (found.claim or {}).items() if name != "says"}
    assert {"figure": "total", **keys} == claim


@pytest.mark.parametrize(
    "text",
    [
        "CBP reported 2,475,669 encounters in October 2023 for fiscal year 2023.",
        "The mean for fiscal 2018 to fiscal 2020 was about 652,000 encounters.",
        "Fiscal years 2021 to 2023 averaged 2.2 million encounters.",
        "Border crossings are down 50 percent since December.",
        "By the end of July 2023, encounters for the fiscal year had reached 1,972,971.",
        "As of June 2022, the government had recorded 1,747,148 encounters in fiscal year 2022.",
        "As of June 30, 2022, the government had recorded 1,747,148 encounters in fiscal year 2022.",
        "The 249,740 apprehensions in December 2023 were more than the 71,141 in December 2020.",
        "Unaccompanied children from Guatemala were the largest group of the 152,057 minors of fiscal 2022.",
        "Families from Ecuador were among the 821,537 people in families encountered in fiscal 2023.",
    ],
)
def test_nobody_is_accused_by_the_day_of_a_report_a_mean_or_a_month_that_nobody_knew(text: str) -> None:
    found = numbers(text, "February 8, 2024" if "December" in text else "November 20, 2024")
    assert not [one for one in found.values() if one.verdict in ACCUSED]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("There were 999,999 apprehensions at the southwest border in December 2023.", "999,999"),
        ("As of June 2023, there had been 1,474,156 encounters in fiscal year 2022.", "1,474,156"),
        ("In fiscal 2022, encounters of unaccompanied children were 152,075.", "152,075"),
    ],
)
def test_what_is_plainly_false_is_still_contradicted(text: str, printed: str) -> None:
    assert numbers(text)[printed].verdict in ACCUSED


def test_the_months_right_behind_a_count_are_held_against_it() -> None:
    found = numbers("There were 220,980 encounters of Cubans in fiscal 2022, and 163,876 of Nicaraguans.")
    assert found["220,980"].verdict == "contradicted"
