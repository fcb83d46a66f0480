"""Numbers that a text denies, shares of all there is, changes from one end of a range to the other, years gone by."""

from __future__ import annotations

import pytest

from encounters.documents.draft import draft
from encounters.documents.drafted import DraftedNumber, Status
from encounters.documents.read import read_bytes
from encounters.store.holdings import open_store

HELD = ("confirmed", "confirmed at vintage")


def drafted(sentence: str, text: str, day: str = "15 November 2024") -> DraftedNumber:
    document = read_bytes(f"Published {day}\n\n{sentence}\n".encode(), "letter.txt")
    return next(one for one in draft(open_store("no-such-store"), document).numbers if one.text == text)


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Encounters at the southwest border in fiscal year 2024 were not 2.1 million but 1.7 million.", "2.1 million"),
        (
            "The southwest border had 1.7 million encounters in fiscal 2024, not the 2.1 million he named.",
            "2.1 million",
        ),
        ("There were 2.1 million encounters at the border in fiscal 2023 instead of 2.5 million.", "2.5 million"),
        ("There were 2.1 million encounters at the border in fiscal 2023 rather than 2.5 million.", "2.5 million"),
    ],
)
def test_what_is_denied_is_not_confirmed(sentence: str, number: str) -> None:
    found = drafted(sentence, number)
    assert (found.status, found.verdict) == (Status.UNCLEAR, None)


def test_not_only_denies_nothing() -> None:
    found = drafted("Encounters at the border in fiscal year 2024 were not only 2.1 million.", "only 2.1 million")
    assert found.verdict in HELD


SAID = "Border Patrol agents made 71,978 apprehensions along the southwest border in July 2019."


def test_all_encounters_are_not_those_of_a_component_talked_about() -> None:
    """Hondurans were 30.4% of all encounters of July 2019, and 34.2% of Border Patrol's."""
    found = drafted(f"{SAID} Hondurans were a third of all encounters that month.", "a third", "15 August 2019")
    assert found.verdict not in HELD
    theirs = drafted(f"{SAID} Hondurans were a third of those.", "a third", "15 August 2019")
    assert (theirs.verdict, (theirs.claim or {}).get("of")) == ("confirmed", "component=usbp")


ENDS: list[tuple[str, str, str]] = [
    ("From fiscal year 2020 to fiscal year 2022, {} more than quadrupled.", "more than quadrupled", "confirmed"),
    ("Between fiscal year 2020 and 2022, {} more than quadrupled.", "more than quadrupled", "confirmed"),
    ("{} quintupled from fiscal 2020 to fiscal 2022.", "quintupled", "confirmed"),
    ("{} more than doubled from FY2020 to FY2022.", "more than doubled", "imprecise"),
]


@pytest.mark.parametrize(("sentence", "number", "verdict"), ENDS)
def test_a_change_over_a_range_is_from_its_first_to_its_last(sentence: str, number: str, verdict: str) -> None:
    found = drafted(sentence.format("encounters at the southwest border"), number)
    assert {"period": "FY2022", "against": "FY2020"}.items() <= (found.claim or {}).items()
    assert (found.basis, found.verdict) == ("stated", verdict)


@pytest.mark.parametrize("counts", ["2,378,944 encounters", "two million-plus encounters"])
def test_a_multiple_of_a_number_is_of_the_year_that_its_sentence_names(counts: str) -> None:
    """FY2024, which was talked about when it was published, is nearer to twice as many, and is not named."""
    sentence = (
        f"In fiscal year 2022 the southwest border had {counts}, more than double the 977,509 of fiscal year 2019."
    )
    found = drafted(sentence, "more than double")
    assert {"period": "FY2022", "against": "FY2019"}.items() <= (found.claim or {}).items()


@pytest.mark.parametrize(
    ("words", "number", "period"),
    [
        ("last four fiscal years", "7.05 million", "FY2020..FY2023"),
        ("past three fiscal years", "6.6 million", "FY2021..FY2023"),
        ("previous two full fiscal years", "4.9 million", "FY2022..FY2023"),
    ],
)
def test_the_last_fiscal_years_are_those_that_had_ended(words: str, number: str, period: str) -> None:
    sentence = f"Encounters at the southwest border in the {words} came to {number}."
    found = drafted(sentence, number, "15 November 2023")
    assert ((found.claim or {}).get("period"), found.verdict) == (period, "confirmed")


def test_names_in_a_row_have_the_numbers_in_a_row() -> None:
    """Two numbers of two years are of the row of names as a whole."""
    row = "Migrants from Mexico, Guatemala and Honduras"
    said = f"{row} made up 47% of all encounters in fiscal 2023, down from 73% in fiscal 2021."
    found = drafted(said, "47%")
    assert (found.verdict, (found.claim or {}).get("citizenship")) == ("imprecise", "mexico,guatemala,honduras")
    apart = "In fiscal 2023, Mexico, Guatemala and Honduras had 717,333 encounters, 220,085 and about 213,700."
    hondurans = drafted(apart, "about 213,700")
    assert (hondurans.verdict, (hondurans.claim or {}).get("citizenship")) == ("confirmed", "honduras")


def test_a_place_at_another_border_is_of_all_borders() -> None:
    found = drafted("In fiscal 2024 there were 12,345 encounters in the state of Montana.", "12,345")
    assert {one.get("region") for one in found.readings if one.get("state") == "MT"} == {"all"}


@pytest.mark.parametrize(
    ("sentence", "number", "claim"),
    [
        ("There were 96,725 more encounters in fiscal 2023 than in fiscal 2022.", "96,725", ("96,725", "FY2023")),
        ("Encounters rose by 96,725 in fiscal year 2023.", "96,725", ("96,725", "FY2023")),
        ("Encounters fell by 519,421 in fiscal year 2020.", "519,421", ("down 519,421", "FY2020")),
        ("Some 519,000 fewer encounters were recorded in FY2020.", "Some 519,000", ("down Some 519,000", "FY2020")),
        ("Fiscal year 2020 saw a drop of 519,421 encounters.", "519,421", ("down 519,421", "FY2020")),
        ("In December 2023 there were 59,582 more encounters than in November.", "59,582", ("59,582", "2023-12")),
    ],
)
def test_how_many_more_or_fewer_is_a_change(sentence: str, number: str, claim: tuple[str, str]) -> None:
    found = drafted(sentence, number)
    assert found.claim is not None
    assert (found.claim["figure"], found.claim["says"], found.claim["period"]) == ("change", *claim)
    assert found.verdict in HELD


def test_a_change_that_was_another_is_contradicted() -> None:
    sentence = "In fiscal 2023 there were 196,725 more encounters than the year before, at the southwest border."
    assert drafted(sentence, "196,725").verdict == "contradicted"


def test_a_small_number_that_encounters_grew_by_is_a_multiple() -> None:
    found = drafted("Encounters grew by a factor of 3.8 in fiscal 2021.", "3.8")
    assert ((found.claim or {}).get("figure"), found.verdict) == ("multiple", "confirmed")


@pytest.mark.parametrize(
    ("sentence", "number", "period"),
    [
        ("There were 502,698 encounters in August and September of 2023.", "502,698", "2023-08..2023-09"),
        ("In May and June 2023 there were 206,690 and 144,556 encounters.", "206,690", "2023-05"),
        ("In May and June 2023 there were 206,690 and 144,556 encounters.", "144,556", "2023-06"),
    ],
)
def test_two_months_with_one_year_are_both_or_each(sentence: str, number: str, period: str) -> None:
    found = drafted(sentence, number)
    assert ((found.claim or {}).get("period"), found.verdict) == (period, "confirmed")


@pytest.mark.parametrize(
    ("number", "period"),
    [
        ("two and a half million", "FY2023"),
        ("2½ million", "FY2023"),
        ("Four hundred fifty-eight thousand", "FY2020"),
        ("one million seven hundred thousand", "FY2021"),
    ],
)
def test_a_number_in_words_is_read_whole(number: str, period: str) -> None:
    found = drafted(f"{number} encounters were recorded at the southwest border in {period}.", number)
    assert ((found.claim or {}).get("period"), found.verdict) == (period, "confirmed")


def test_a_range_of_months_is_from_the_lowest_to_the_highest() -> None:
    sentence = "Monthly encounters at the southwest border ranged from 154,874 to 241,136 in fiscal year 2022."
    found = [drafted(sentence, number) for number in ("154,874", "241,136")]
    assert [(one.claim or {}).get("figure") for one in found] == ["lowest", "peak"]
    assert all(one.verdict in HELD for one in found)
