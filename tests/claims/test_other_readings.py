"""What else a number may be: near readings that tell something, named ones, mistakes, and what its wording changes."""

from __future__ import annotations

import random
from typing import Any

import pytest
from made import checked, document, table, verdict

from encounters.errors import CannotAnswer, ClaimsFileError
from encounters.verdicts import Word

FY2021 = {"figure": "total", "period": "FY2021"}
TIMES = {"figure": "multiple", "period": "FY2021", "against": "FY2020"}
MISDESCRIBED, CONTRADICTED = Word.MISDESCRIBED, Word.CONTRADICTED


@pytest.mark.parametrize(
    ("keys", "reasons", "words"),
    [
        # 171,840 is the monthly average of January 2021-March 2022, as it was in April 2022
        ({"period": "2021-01..2022-03", "says": "171,840"}, ("figure",), "monthly average"),
        ({"period": "FY2021", "says": "1,659,206"}, ("component",), "U.S. Border Patrol only"),
        ({"period": "FY2021", "component": "usbp", "says": "1,734,686"}, ("component",), "both components"),
        ({"period": "FY2021", "component": "usbp", "says": "75,480"}, ("component",), "Office of Field Operations"),
        ({"period": "FY2021", "says": "1,956,519"}, ("area",), "all borders"),
        ({"period": "FY2021", "says": "458,088"}, ("typo-date",), "FY2020"),
        ({"period": "2021-03", "says": "101,099"}, ("window",), "February 2021"),
        ({"period": "2022-09", "says": "227,547", "citizenship": "mexico"}, ("cohort",), "all citizenships"),
        # two filters left out
        (
            {
                "period": "FY2024",
                "component": "usbp",
                "citizenship": "mexico",
                "says": "2,135,005",
                "as_of": "2025-01-31",
            },
            ("component", "cohort"),
            "both components, all citizenships",
        ),
        (
            {"period": "FY2024", "component": "usbp", "says": "2,901,142", "as_of": "2025-01-31"},
            ("component", "area"),
            "both components, all borders",
        ),
        # the release of 17 January 2023 has it as that of both components
        ({"period": "2022-12", "component": "usbp", "says": "251,487", "as_of": "2023-02-01"}, ("component",), "both"),
    ],
)
def test_a_number_that_is_really_something_else_is_told_so(
    keys: dict[str, Any], reasons: tuple[str, ...], words: str
) -> None:
    found = verdict(figure="total", **keys)
    assert (found.word, found.reasons) == (MISDESCRIBED, reasons)
    assert found.readings[0].words.startswith(words)
    assert found.readings[0].holds


def test_no_reading_of_a_whole_year_a_month_short_is_told_of_a_coarse_number() -> None:
    for says, word in [("1.5 million", CONTRADICTED), ("1,542,685", MISDESCRIBED)]:
        assert verdict(**FY2021, says=says).word is word


def test_wrong_numbers_are_seldom_called_misdescribed() -> None:
    """Made up at two printed digits, 12 to 50 percent off: near readings meet more than a quarter of them."""
    draw = random.Random(1)
    tables: list[str] = []
    values = {"FY2019": 977_509, "FY2020": 458_088, "FY2021": 1_734_686, "2021-03": 173_277, "2022-03": 222_574}
    for place in range(120):
        period = draw.choice(list(values))
        off = draw.choice([draw.uniform(0.6, 0.88), draw.uniform(1.12, 1.5)])
        number = values[period] * off
        unit = 10 ** (len(str(int(number))) - 2)
        says = f"{round(number / unit) * unit:,}"
        tables.append(table(f"c{place}", figure="total", period=period, says=says))
    counts = checked(document(*tables)).counts
    assert counts["misdescribed"] <= 12
    assert counts["confirmed"] == 0


READING = {"what": "all borders", "region": "all", "reason": "area"}


def named(**keys: object) -> str:
    inside = ", ".join(f'{name} = "{value}"' for name, value in {**READING, **keys}.items())
    return f"readings = [{{ {inside} }}]"


def test_a_reading_that_the_file_names_counts_however_coarse_the_number() -> None:
    plain = table("a", **FY2021, says="over 1.9 million")
    [coarse] = checked(document(plain)).verdicts
    assert (coarse.word, coarse.reasons) == (CONTRADICTED, ("by-chance",))
    [asked] = checked(document(f"{plain}\n{named()}")).verdicts
    assert (asked.word, asked.reasons) == (MISDESCRIBED, ("area",))
    [earlier] = checked(document(f"{plain}\n{named(period='FY2020', region='southwest', reason='window')}")).verdicts
    assert earlier.word is CONTRADICTED
    assert next((reading.words, reading.holds) for reading in earlier.readings) == ("all borders", False)


def test_named_readings_are_shown_where_the_claim_is_imprecise() -> None:
    [found] = checked(document(f"{table('a', **FY2021, says='over 1.735 million')}\n{named()}")).verdicts
    assert found.word is Word.IMPRECISE
    assert found.readings[0].words == "all borders"


def test_a_figure_that_the_publisher_prints_in_whole_months_has_few_near_readings() -> None:
    """CBP has no repeat share for two months: those readings are skipped and not an error."""
    found = verdict(figure="recidivism-share", period="2022-04", says="35%")
    assert found.word is CONTRADICTED
    with pytest.raises(ClaimsFileError, match="no repeat-encounter share for January 2022-March 2022"):
        verdict(figure="recidivism-share", period="2022-01..2022-03", says="35%")


@pytest.mark.parametrize(
    ("keys", "word", "reasons"),
    [
        ({"says": "over 1.735 million"}, Word.IMPRECISE, ("not-over", "events-not-people")),
        ({"says": "over 1.7 million"}, MISDESCRIBED, ("events-not-people",)),
        ({"says": "1,234,567"}, CONTRADICTED, ("no-reading",)),
    ],
)
def test_wording_that_counts_people(keys: dict[str, Any], word: Word, reasons: tuple[str, ...]) -> None:
    found = verdict(**FY2021, **keys, counts="people")
    assert (found.word, found.reasons) == (word, reasons)


def test_a_series_of_people_counts_people() -> None:
    keys = {"figure": "total", "series": "unique-individuals-by-month", "period": "2022-04", "says": "157,555"}
    assert verdict(**keys, counts="people").word in (Word.CONFIRMED, Word.AT_VINTAGE)


@pytest.mark.parametrize(
    ("keys", "flips"),
    [
        ({"figure": "percent-change", "period": "FY2021", "against": "FY2020", "says": "fell by 12%"}, True),
        ({"figure": "percent-change", "period": "FY2021", "against": "FY2020", "says": "up 12%"}, False),
        ({"figure": "multiple", "period": "FY2020", "against": "FY2019", "says": "doubled"}, True),
        ({"figure": "multiple", "period": "FY2020", "against": "FY2019", "says": "2.5 times greater"}, True),
        ({**TIMES, "says": "doubled"}, False),
        ({**TIMES, "says": "more than halved"}, True),
        ({"arithmetic": "26 / 10", "says": "over 2.6"}, True),
    ],
)
def test_a_rise_that_was_a_fall_changes_the_sentence(keys: dict[str, Any], flips: bool) -> None:
    found = verdict(**keys)
    assert found.word in (CONTRADICTED, Word.IMPRECISE, MISDESCRIBED)
    assert found.decision_flips is flips


@pytest.mark.parametrize("says", ["3.7 times greater", "2.7 times greater"])
def test_arithmetic_is_read_as_a_ratio_and_as_an_increase(says: str) -> None:
    assert verdict(arithmetic="37 / 10", says=says).word is Word.CONFIRMED


@pytest.mark.parametrize("text", ["3,5 / 2", "1,2345", "1 if 2 else 3", "0x10", "2 ** 3", "1,000,00", "(1", ""])
def test_what_is_no_arithmetic(text: str) -> None:
    with pytest.raises(ClaimsFileError):
        verdict(arithmetic=text, says="2")


OF_ANOTHER_BORDER: list[dict[str, Any]] = [
    {"figure": "total", "area": "blaine_sector", "says": "1,234"},
    {"figure": "total", "state": "MT", "says": "0"},
    {"record": "since FY2020", "state": "FL"},
    {"direction": "rising", "area": "miami_sector"},
    {"figure": "change", "area": "tucson_sector", "than": "area=blaine_sector", "says": "outnumbered Blaine"},
]


@pytest.mark.parametrize("keys", OF_ANOTHER_BORDER)
def test_a_place_at_another_border_is_not_zero(keys: dict[str, Any]) -> None:
    """Without a region the southwest border is meant, as for every command."""
    with pytest.raises(ClaimsFileError, match="Not on the southwest border, which is meant where no region is named"):
        verdict(period="FY2022", **keys)
    of_all_borders = verdict(None, period="FY2022", region="all", **keys)
    assert of_all_borders.recomputed is not None or "for all borders" in of_all_borders.remarks[0]


@pytest.mark.parametrize(
    ("reading", "problem"),
    [
        ({"area": "blaine_sector"}, "Blaine Sector"),
        ({"state": "ME"}, "ME"),
        ({"component": "usbp", "area": "el_paso_field_office"}, "no encounter is of both"),
        ({"than": "area=blaine_sector"}, ""),
    ],
)
def test_a_named_reading_of_a_place_that_has_none_is_told_of(reading: dict[str, str], problem: str) -> None:
    """Nothing would be counted, and shown as what the claim may have meant."""
    entry = ", ".join(f'{name} = "{value}"' for name, value in {"what": "there", "reason": "area", **reading}.items())
    claim = table("a", **FY2021, says="1,234,567") + f"\nreadings = [{{ {entry} }}]"
    with pytest.raises(ClaimsFileError, match=f"readings: .*{problem}"):
        checked(document(claim))


@pytest.mark.parametrize("says", ["(53%)", " (53%) "])
def test_a_change_in_brackets_is_not_taken_for_a_rise(says: str) -> None:
    """In accounts brackets are a fall, in prose they are none: FY2020 fell by 53%."""
    fell = {"figure": "percent-change", "period": "FY2020"}
    with pytest.raises(ClaimsFileError, match="is a fall in accounts"):
        verdict(**fell, says=says)
    assert verdict(accessed=None, **fell, says="down (53%)").word is Word.CONFIRMED


def test_none_at_the_southwest_border_is_a_number() -> None:
    zero = {"figure": "total", "period": "2022-02", "area": "big_bend_sector", "citizenship": "romania"}
    assert verdict(None, **zero, says="none").word is Word.CONFIRMED


def test_what_a_series_does_not_hold_is_refused() -> None:
    with pytest.raises(ClaimsFileError, match="has no numbers of Office of Field Operations"):
        verdict(**FY2021, series="usbp-southwest-by-year", component="ofo", says="1")


@pytest.mark.parametrize("says", ["nearly all", "98%", "over 97%"])
def test_a_share_near_all_of_it_is_as_coarse_as_the_rest(says: str) -> None:
    """Nearly all are no accompanied minors; that makes no other group nearly all."""
    found = verdict(None, figure="share", period="FY2023", demographic="single_adults", says=says)
    assert (found.word, found.reasons) == (CONTRADICTED, ("by-chance",))


def test_a_name_that_no_claim_has() -> None:
    from encounters.claims.check import Manner

    with pytest.raises(CannotAnswer, match="named z"):
        checked(document(table(**FY2021, says="1")), Manner(only=("z",)))


IN_SERIES: list[tuple[dict[str, Any], str, str]] = [
    ({"period": "FY2001", "component": "usbp", "says": "1,643,679"}, "typo-date", "FY2000"),
    ({"period": "FY2006", "component": "usbp", "says": "1,171,396"}, "typo-date", "FY2005"),
    ({"period": "FY2006", "series": "usbp-southwest-by-year", "says": "1,171,396"}, "typo-date", "FY2005"),
    ({"period": "FY1996", "component": "usbp", "says": "1,071,972"}, "typo-date", "FY2006"),
    ({"period": "FY2001", "component": "usbp", "says": "1.64 million"}, "typo-date", "FY2000"),
    ({"period": "2000-04", "component": "usbp", "says": "220,063"}, "window", "March 2000"),
    ({"period": "2001-03", "component": "usbp", "says": "220,063"}, "typo-date", "March 2000"),
    ({"period": "FY2017", "says": "303,916"}, "component", "U.S. Border Patrol only"),
    ({"period": "FY2017", "component": "usbp", "says": "415,517"}, "component", "both components"),
    ({"period": "FY2000", "component": "usbp", "says": "1,676,438"}, "area", "all borders"),
    ({"period": "FY2000", "component": "usbp", "region": "all", "says": "1,643,679"}, "area", "Southwest Land Border"),
    ({"period": "FY2000", "series": "usbp-nationwide-by-year", "says": "1,643,679"}, "area", "Southwest Land Border"),
]


@pytest.mark.parametrize(("keys", "reason", "words"), IN_SERIES)
def test_a_number_beside_the_claim_in_a_series_is_told(keys: dict[str, Any], reason: str, words: str) -> None:
    found = verdict(accessed=None, figure="total", **keys)
    assert (found.word, found.reasons) == (MISDESCRIBED, (reason,))
    assert found.readings[0].words == words


@pytest.mark.parametrize("says", ["1.6 million", "1,543,210"])
def test_nor_does_a_series_excuse_a_coarse_or_a_false_one(says: str) -> None:
    found = verdict(accessed=None, figure="total", period="FY2001", component="usbp", says=says)
    assert found.word is CONTRADICTED


THAN = 'readings = [{what = "against Guatemalans", reason = "cohort", than = "citizenship=guatemala"}]'


def test_a_named_reading_may_be_against_other_encounters() -> None:
    cubans = {"figure": "change", "period": "2022-04", "citizenship": "cuba"}
    guatemalans = verdict(accessed=None, **cubans, than="citizenship=guatemala", says="more than 0").recomputed
    assert guatemalans is not None
    said = table(**cubans, than="citizenship=honduras", says=f"{guatemalans.value:,}")
    found = checked(document(f"{said}\n{THAN}", accessed=None)).verdicts[0]
    assert (found.word, found.reasons, found.readings[0].words) == (MISDESCRIBED, ("cohort",), "against Guatemalans")


def test_a_named_reading_asks_nothing_that_its_figure_does_not_read() -> None:
    with pytest.raises(ClaimsFileError) as caught:
        checked(document(f"{table(**FY2021, says='1.7 million')}\n{THAN}"))
    assert "readings: than is read for change, percent-change and multiple only" in str(caught.value)


FALLS: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    ({"period": "2020-01", "component": "ofo", "says": "down 21,732", "against": "2019-01"}, ("component",)),
    ({"period": "2023-06", "says": "down 34,446", "against": "2022-06"}, ("window",)),
    ({"period": "2024-12", "citizenship": "honduras", "says": "down 205,948", "against": "2023-12"}, ("cohort",)),
]


@pytest.mark.parametrize(("keys", "reasons"), FALLS)
def test_a_fall_that_is_another_one_is_told(keys: dict[str, Any], reasons: tuple[str, ...]) -> None:
    found = verdict(accessed=None, figure="change", **keys)
    assert found.word is MISDESCRIBED
    assert found.reasons[0] in reasons
