"""Which vintages a claim is tried on, what is told of them, and when a number may come from one that is not on hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import checked, claim, document, holdings, table, verdict
from msgspec.structs import replace

from encounters.claims import bench
from encounters.claims.bench import Bench
from encounters.claims.check import Manner, bundled_report, bundled_reports, check, check_files
from encounters.claims.check import verdict as decide
from encounters.claims.file import parse
from encounters.claims.revised import moves
from encounters.claims.vintages import Then, number
from encounters.errors import CannotAnswer
from encounters.figures.measure import measure_many
from encounters.figures.question import Question
from encounters.names import choose
from encounters.periods import Period
from encounters.render.checks_machine import document as document_of
from encounters.results import Selection
from encounters.store.holdings import Holdings
from encounters.verdicts import Word

FEBRUARY, MARCH, APRIL = ({"figure": "total", "period": f"2022-0{month}"} for month in (2, 3, 4))
NOT_CHECKABLE, CONTRADICTED = Word.NOT_CHECKABLE, Word.CONTRADICTED

# Mixed vintages: March 2022 was 221,303 in April, 222,144 in May; April was 234,088 in May and 235,706 in July.


@pytest.mark.parametrize(
    ("march", "april", "mixed"),
    [
        ("221,303", "234,088", True),  # the one only in April, the other only in May
        ("222,144", "234,088", False),  # both in May
        ("222,000", "234,088", False),  # March to a thousand in May and in July: one date fits both
        ("221,303", "about 230,000", False),  # only one is confirmed at a vintage
    ],
)
def test_claims_are_mixed_only_if_no_one_date_fits_all(march: str, april: str, mixed: bool) -> None:
    text = document(table("a", **MARCH, says=march), table("b", **APRIL, says=april), accessed="2022-07-31")
    found = checked(text)
    assert any(note.startswith("Mixed vintages: ") for note in found.notes) is mixed


def test_a_claim_that_counts_people_is_held_to_it_at_a_vintage_too() -> None:
    found = verdict(**APRIL, says="234,088", counts="people")
    assert (found.word, found.reasons) == (Word.MISDESCRIBED, ("events-not-people",))
    assert found.recomputed is not None
    assert found.recomputed.as_of == "2022-05-17"


# What is told of a claim that does not hold


def test_the_figure_of_the_claims_date_is_told() -> None:
    notes = verdict(**MARCH, says="200,000").notes
    assert "On southwest-2022-05-17.csv, published 2022-05-17: 222,144. Today: 222,574 (+430)." in notes
    [only] = verdict(figure="total", period="FY2020", says="412,345").notes
    assert only.endswith(" near readings were tried; none gives the number.")


def test_a_claim_without_a_date_is_told_so() -> None:
    found = verdict(accessed=None, **APRIL, says="234,088")
    assert found.word is CONTRADICTED
    assert any(note.startswith("No date is given") for note in found.notes)
    assert not any("No date" in note for note in verdict(accessed=None, **APRIL, says="235,785").notes)


@pytest.mark.parametrize(
    ("value", "shown"), [(234088, "234,088"), (2.0, "2"), (0.8175106, "0.8175"), (171840.2667, "171,840.27"), (0, "0")]
)
def test_how_numbers_are_told(value: float, shown: str) -> None:
    assert number(value) == shown


# A release that is not on hand


@pytest.mark.parametrize(
    ("keys", "as_of", "word"),
    [
        # No release with the month by then
        ({**FEBRUARY, "says": "165,432"}, "2022-03-14", NOT_CHECKABLE),
        ({**FEBRUARY, "says": "162,000"}, "2022-03-14", CONTRADICTED),
        # The month's release of that date is on hand, and has another figure
        ({**FEBRUARY, "says": "165,432"}, "2022-03-20", CONTRADICTED),
        # A later one could be missing: the June release is not bundled
        ({**APRIL, "says": "234,700"}, "2022-06-20", CONTRADICTED),
        ({**APRIL, "says": "234,700"}, "2022-06-30", NOT_CHECKABLE),
        # A year that was over when the release was published is not revised any more
        ({"figure": "total", "period": "FY2019", "says": "977,511"}, "2022-03-14", CONTRADICTED),
        # A number of a published series has no release
        (
            {"figure": "total", "period": "FY2021", "series": "usbp-southwest-by-year", "says": "1,659,207"},
            "2022-03-14",
            CONTRADICTED,
        ),
    ],
)
def test_a_number_that_a_missing_release_may_have_had(keys: dict[str, Any], as_of: str, word: Word) -> None:
    found = verdict(accessed=as_of, **keys)
    assert found.word is word
    assert (found.reasons == ("no-vintage",)) is (word is NOT_CHECKABLE)


SCHEMES = [{}, {"component": "usbp"}, {"component": "ofo"}, {"authority": "title_42"}, {"authority": "title_8"}]
SCHEMES += [{"demographic": name} for name in ("single_adults", "fmua", "uac")]
SCHEMES += [{"citizenship": name} for name in ("mexico", "honduras", "guatemala", "el_salvador", "other")]
SCHEMES += [{"component": "usbp", "authority": "title_42"}, {"component": "usbp", "citizenship": "honduras"}]


@pytest.mark.parametrize("filters", SCHEMES, ids=lambda filters: "-".join(filters.values()) or "total")
@pytest.mark.parametrize("length", [1, 3, 12])
def test_no_revision_was_larger_than_the_rule_says(filters: dict[str, str], length: int) -> None:
    days = sorted({release.published.day for release in holdings().releases if release.dataset == "southwest"})
    first = Period.parse("FY2021..FY2024").first
    chosen = {name: choose(name, [text]) for name, text in filters.items()}
    asked = Selection(Period(first, first + (length - 1))).choosing(**chosen)
    spans = [asked.during(asked.period.shift(length * step)) for step in range(48 // length)]
    seen: dict[Period, list[float]] = {}
    for day in days:
        questions = [Question(replace(span, as_of=day)) for span in spans]
        for span, found in zip(spans, measure_many(holdings(), "total", questions), strict=True):
            if not isinstance(found, CannotAnswer):
                seen.setdefault(span.period, []).append(float(found.value))  # type: ignore[union-attr]
    moved = [max(values) / min(values) - 1 for values in seen.values() if min(values) >= 1000]
    assert max(moved) <= moves(asked)


def test_the_rule_is_no_wider_than_the_revisions_that_were_printed() -> None:
    """Title 42 expulsions of January 2023: 64,499 at first, 68,173 later."""
    selection = Selection(Period.parse("2023-01")).choosing(authority=choose("authority", ["title_42"]))
    assert moves(selection) / 2 < 68_173 / 64_499 - 1 < moves(selection)


# Which dates are tried


def test_a_series_is_tried_on_the_dates_of_its_own_publications() -> None:
    """FY2022's gang arrests were 393 by 27 May 2022, which no release of encounters says."""
    made = claim(figure="total", series="gang-affiliated-by-year", period="FY2021", says="348")
    days = Bench(holdings()).vintages(made, None)
    assert len(days) > len({release.published.day for release in holdings().releases})
    assert days == sorted(days, reverse=True)
    share = claim(figure="recidivism-share", period="2022-04", says="28%")
    assert len(Bench(holdings()).vintages(share, None)) > 20


def test_releases_that_do_not_cover_the_months_are_passed_over() -> None:
    made = claim(**APRIL, says="1")
    for day, values in [(date(2022, 4, 30), []), (date(2022, 7, 31), [235_706, 234_088])]:
        assert [trial.value.value for trial in Then(Bench(holdings()), made, day).every] == values  # type: ignore[arg-type]


DAYS = sorted({release.published.day for release in holdings().releases if release.dataset == "southwest"})
MONTHS = [Period(month, month) for month in Period.parse("2021-01..2022-09")]
SPANS = [Period(first.first, last.last) for first in MONTHS for last in MONTHS if first.first <= last.first]


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(DAYS), st.sampled_from(SPANS), st.sampled_from(["total", "monthly-average"]), st.booleans())
def test_a_number_printed_from_a_vintage_is_confirmed_by_a_release_of_its_time(
    day: date, period: Period, figure: str, thousands: bool
) -> None:
    bench = Bench(holdings())
    try:
        then = bench.measure(figure, Question(Selection(period, as_of=day)))
    except CannotAnswer:
        return
    says = f"{then.value / 1000:.3f} thousand" if thousands else f"{then.value:,.1f}".removesuffix(".0")
    made = claim(accessed=day.isoformat(), figure=figure, period=str(period), says=says)
    found = decide(bench, made, day)
    assert found.word in (Word.CONFIRMED, Word.AT_VINTAGE)
    if found.word is Word.AT_VINTAGE:
        assert found.recomputed is not None
        named = date.fromisoformat(str(found.recomputed.as_of))
        assert named <= day
        assert bench.trial(made, made.question(named)).holds
        assert not bench.trial(made, made.question(None)).holds
        assert any(note.startswith("On southwest-") for note in found.notes) or "sbo-" in str(found.notes)


# Tolerance


@pytest.mark.parametrize(("tolerance", "word"), [(0.2, CONTRADICTED), (0.21, Word.CONFIRMED), (1, Word.CONFIRMED)])
def test_the_tolerance_of_a_percent_is_in_points(tolerance: float, word: Word) -> None:
    """Mexico's share of FY2021 is 37.79%."""
    found = verdict(figure="share", period="FY2021", citizenship="mexico", says="38%", tolerance=tolerance)
    assert found.word is word
    assert found.claimed.accepts == f"38%: within {tolerance:g} points either way"


# Several files


def test_only_takes_the_files_that_have_the_claim() -> None:
    claims = [parse(document(table(name, **MARCH, says="222,574")).encode(), f"{name}.toml") for name in "ab"]
    found = check_files(holdings(), claims, Manner(only=("b",)))
    assert [one.file for one in found] == ["b.toml"]
    with pytest.raises(CannotAnswer):
        check_files(holdings(), claims, Manner(only=("c",)))


def test_a_release_of_which_only_the_month_is_known_may_have_been_seen_within_it() -> None:
    asked = {"figure": "total", "period": "2025-08", "component": "usbp", "says": "6,321"}
    found = verdict("2025-09-26", **asked)
    assert found.word is Word.AT_VINTAGE
    assert any("published 2025-09 (inferred), day not known: 6,321" in note for note in found.notes)
    assert verdict("2025-08-31", **asked).word is not Word.AT_VINTAGE


def test_a_claim_is_tried_once_for_each_state_of_its_months() -> None:
    """Days on which the same releases answer are one vintage; the first of them stands for it."""
    bench = Bench(holdings())
    asked = claim(**MARCH, says="221,303")
    days = bench.vintages(asked, date(2022, 7, 31))  # type: ignore[arg-type]
    values = [bench.measure("total", asked.question(day)).value for day in days if day >= date(2022, 4, 18)]  # type: ignore[attr-defined]
    assert values[-1] == 221_303
    assert date(2022, 4, 18) in days
    assert len(days) < len({release.published.day for release in bench.holdings.releases})


@pytest.mark.parametrize("report", bundled_reports())
def test_few_vintages_are_measured_and_many_told_together_to_the_same_end(
    report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = []
    for few in (0, 10_000):
        monkeypatch.setattr(bench, "FEW_DAYS", few)
        monkeypatch.setattr(bench, "FEW", few)
        ends.append(document_of(check(Holdings(Path("no-store")), bundled_report(report))))
    assert ends[0] == ends[1]
