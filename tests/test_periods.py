"""Months, fiscal years and periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from encounters.errors import ExitCode, PeriodError
from encounters.periods import (
    MONTH_ABBREVIATIONS,
    Month,
    Period,
    month_number,
    parse_date,
    parse_month,
    several,
    with_years,
)

months = st.builds(Month, st.integers(1901, 2197), st.integers(1, 12))
any_months = st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))


@st.composite
def periods(draw: st.DrawFn, month: st.SearchStrategy[Month] = months) -> Period:
    first, last = sorted((draw(month), draw(month)))
    return Period(first, last)


def period(text: str) -> Period:
    return Period.parse(text)


@given(periods(any_months))
@example(Period(Month(2020, 10), Month(2021, 9)))
@example(Period(Month(2018, 10), Month(2021, 9)))
@example(Period(Month(2021, 1), Month(2021, 12)))
@example(Period(Month(2021, 10), Month(2022, 4)))
@example(Period(Month(2021, 10), Month(2021, 10)))
def test_text_of_a_period_is_read_back(of: Period) -> None:
    assert period(str(of)) == of


@given(
    st.one_of(
        st.integers(1901, 2199).map(Period.fiscal_year),
        months.map(Period.year_to_date),
        months.map(lambda m: Period(m, m)),
    )
)
def test_text_of_the_usual_periods_is_read_back(of: Period) -> None:
    assert period(str(of)) == of


ends = st.from_regex(r"(([FC]Y|FYTD )?(19|20|21|22)\d\d(-\d{1,3})?|(FYTD )?20\d\d-(0[1-9]|1[0-2]))", fullmatch=True)


@given(st.lists(ends, min_size=1, max_size=3).map("..".join))
@example("2022-13..2022-14")
@example("FYTD 2022-04..FY2023")
@example("FY2022..2021-03")
@example("FYTD 2022-13")
@example("FY1900")
def test_what_files_have_is_read_as_it_is_when_a_person_writes_it(text: str) -> None:
    def told(of: str) -> Period | str:
        try:
            return Period.parse(of)
        except PeriodError as error:
            return " ".join([error.message.replace(of, text), error.hint or ""])

    # A space after it is not how files write it, so this one is read with all the patterns there are.
    assert told(text) == told(f"{text} ")


@given(any_months)
def test_fiscal_and_calendar_months_agree(month: Month) -> None:
    assert month.fiscal_year == month.year + (month.month in (10, 11, 12))
    assert Month.in_fiscal_year(month.fiscal_year, month.month) == month
    assert Month.of(month.first_day) == Month.of(month.last_day) == month
    assert month.last_day + timedelta(days=1) == (month.first_day + timedelta(days=31)).replace(day=1)
    assert month.days == (month.last_day - month.first_day).days + 1


@given(months)
def test_a_month_is_in_its_own_fiscal_year_only(month: Month) -> None:
    assert month in Period.fiscal_year(month.fiscal_year)
    assert month not in Period.fiscal_year(month.fiscal_year).shift(12)


@given(months, st.integers(-24, 24))
def test_adding_months_is_undone_by_taking_them_away(month: Month, steps: int) -> None:
    if 1900 <= (month.ordinal + steps) // 12 <= 2199:
        assert month + steps + -steps == month
        assert (month + steps > month) == (steps > 0)


@given(periods())
def test_a_period_holds_each_of_its_months_once(of: Period) -> None:
    held = list(of)
    assert (held[0], held[-1], len(held)) == (of.first, of.last, len(of))
    assert held == sorted(set(held))
    assert of.days == sum(month.days for month in held)
    assert of.first + -1 not in of
    assert of.last + 1 not in of


@given(periods(any_months))
def test_cutting_at_each_october_loses_nothing(of: Period) -> None:
    cut = of.fiscal_years()
    assert [month for part in cut for month in part] == list(of)
    assert [{month.fiscal_year for month in part} for part in cut] == [{part.last.fiscal_year} for part in cut]


@given(periods(any_months))
def test_every_period_can_be_described(of: Period) -> None:
    assert of.describe().startswith(of.label())
    assert of.is_fiscal_year == (str(of) == f"FY{of.last.fiscal_year}")
    assert not (of.is_fiscal_year and of.is_part_of_fiscal_year)


HAND = Period(Month(2017, 10), Month(2026, 7))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("latest", "2026-07"),
        ("now", "2026-07"),
        ("2025-11..latest", "2025-11..2026-07"),
        ("FY2024 to now", "2023-10..2026-07"),
        ("All", "2017-10..2026-07"),
        ("since 2025-10", "FYTD 2026-07"),
        ("since FY2024", "2023-10..2026-07"),
        ("Since June 2026", "2026-06..2026-07"),
        ("trump-second-term", "2025-02..2026-07"),
        ("Biden term", "2021-02..2025-01"),
        ("title 42", "2020-03..2023-05"),
        ("Biden", "2021-02..2025-01"),
        ("during Title 42", "2020-03..2023-05"),
        ("Trump's first term", "2017-02..2021-01"),
        ("this year", "FYTD 2026-07"),
        ("This Fiscal Year", "FYTD 2026-07"),
        ("year to date", "FYTD 2026-07"),
        ("last year", "FY2025"),
        ("last month", "2026-07"),
        ("the last 12 months", "2025-08..2026-07"),
        ("FY2025 so far", "FY2025"),
        ("2026 so far", "FYTD 2026-07"),
        ("CY2026 to date", "2026-01..2026-07"),
        ("from January 2025 to now", "2025-01..2026-07"),
        ("since last year", "2024-10..2026-07"),
        ("FY2021", "FY2021"),
        ("this calendar year", "2026-01..2026-07"),
        ("the current fiscal year", "FYTD 2026-07"),
        ("CYTD", "2026-01..2026-07"),
        ("this calendar year so far", "2026-01..2026-07"),
        ("so far this year", "FYTD 2026-07"),
        ("so far in 2026", "FYTD 2026-07"),
        ("last calendar year", "CY2025"),
        ("the previous fiscal year", "FY2025"),
        ("last four fiscal years", "FY2022..FY2025"),
        ("the last 3 years", "FY2023..FY2025"),
        ("last two calendar years", "2024-01..2025-12"),
        ("past 3 years", "2023-08..2026-07"),
        ("over the past three years", "2023-08..2026-07"),
        ("the past year", "2025-08..2026-07"),
        ("past six months", "2026-02..2026-07"),
        ("this quarter", "2026-07"),
        ("last quarter", "2026-04..2026-06"),
        ("the last two quarters", "2026-01..2026-06"),
        ("last December", "2025-12"),
        ("last July", "2026-07"),
        ("since Title 42 ended", "2023-06..2026-07"),
        ("since Biden took office", "2021-02..2026-07"),
        ("during the first Trump administration", "2017-02..2021-01"),
        ("after FY2024", "2024-10..2026-07"),
        ("since the end of Biden's term", "2025-02..2026-07"),
        ("before Title 42", "2017-10..2020-02"),
        ("before FY2020", "FY2018..FY2019"),
    ],
)
def test_what_depends_on_the_data_on_hand(text: str, made: str) -> None:
    assert str(Period.parse(text, lambda: HAND)) == made


@pytest.mark.parametrize(
    "text", ["latest", "all", "since 2025-10", "2025-10..now", "trump-second-term", "last year", "FY2025 so far"]
)
def test_without_data_an_end_that_depends_on_it_is_an_error(text: str) -> None:
    with pytest.raises(PeriodError, match="depends on the data on hand"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["this month", "today", "FY2027 so far", "2030 to date"])
def test_what_has_no_counts_yet_names_the_newest_month(text: str) -> None:
    with pytest.raises(PeriodError) as caught:
        Period.parse(text, lambda: HAND)
    assert (caught.value.message, caught.value.hint) == (
        f"'{text.casefold()}' has no counts yet.",
        "The newest on hand are of July 2026: latest",
    )


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("June 2022 June 2021", "2022-06 2021-06"),
        ("2025 2024 2023", "FY2025 FY2024 FY2023"),
        ("2022 Q2 2021 Q2", "2022-04..2022-06 2021-04..2021-06"),
        ("FY2021 against FY2020", "FY2021 FY2020"),
        ("Jan 2025 vs. Jan 2024", "2025-01 2024-01"),
        ("this year last year", "FYTD2026-07 FY2025"),
        ("2021-01..2022-03 2019-01..2020-03", "2021-01..2022-03 2019-01..2020-03"),
    ],
)
def test_several_periods_in_a_row_of_words(words: str, made: str) -> None:
    assert [str(one).replace(" ", "") for one in several(words.split(), "FY", lambda: HAND)] == made.split()


def test_a_word_that_is_no_period_is_named_among_several() -> None:
    with pytest.raises(PeriodError, match="'last 0 months' is not a month or a period"):
        Period.parse("last 0 months", lambda: HAND)
    with pytest.raises(PeriodError, match="'Juneteenth' is not a month or a period"):
        several(["FY2021", "Juneteenth", "FY2020"])


@given(
    st.integers(1901, 2199),
    st.integers(1, 4),
    st.sampled_from(["{0}{1}Q{2}", "{0}{1} q{2}", "{0} {1}-Q{2}", "Q{2} {0}{1}"]),
)
def test_quarters_make_up_their_years(year: int, number: int, written: str) -> None:
    for prefix, whole in (
        ("FY", Period.fiscal_year(year)),
        ("CY", Period.calendar_year(year)),
        ("", Period.calendar_year(year)),
    ):
        found = Period.parse(written.format(prefix, year, number).strip())
        assert list(found) == list(whole)[3 * (number - 1) : 3 * number]


@given(
    st.text()
    | st.sampled_from(["latest", "all", "since ", "FY", "Q1", "2023", "/", "title-42"]).map(
        lambda word: f"{word}{word}"
    )
)
def test_any_text_with_data_on_hand_is_a_period_or_a_period_error(text: str) -> None:
    try:
        found = Period.parse(text, lambda: HAND)
    except PeriodError as error:
        assert error.hint  # noqa: PT017
    else:
        assert len(found) >= 1


@given(st.text() | st.text("FYCTDfyto0123456789-.,– APRapril"))
@example("")
@example("..")
@example("FY..FY")
@example("FYTD ")
@example("2022-04..")
@example("FY\u0662\u0660\u0662\u0661")
@example("9999-01")
@example("FY0000")
@example("1900-01..1900-03")
def test_any_text_is_a_period_or_a_period_error(text: str) -> None:
    for read in (Period.parse, parse_month, parse_date):
        try:
            read(text)
        except PeriodError as error:
            assert error.exit_code == ExitCode.USAGE  # noqa: PT017
            assert error.hint  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("FY2021", "2020-10", "2021-09"),
        ("fy 2021", "2020-10", "2021-09"),
        ("FY21", "2020-10", "2021-09"),
        ("fiscal 2021", "2020-10", "2021-09"),
        ("fiscal year 2021", "2020-10", "2021-09"),
        ("CY2021", "2021-01", "2021-12"),
        ("calendar year 2021", "2021-01", "2021-12"),
        ("2022-04", "2022-04", "2022-04"),
        ("2022-4", "2022-04", "2022-04"),
        ("April 2022", "2022-04", "2022-04"),
        ("apr. 2022", "2022-04", "2022-04"),
        ("Sept 2022", "2022-09", "2022-09"),
        ("FYTD 2022-04", "2021-10", "2022-04"),
        ("FYTD April  2022", "2021-10", "2022-04"),
        ("FYTD 2021-10", "2021-10", "2021-10"),
        ("2021-01..2022-03", "2021-01", "2022-03"),
        (" 2021-01 .. 2022-03 ", "2021-01", "2022-03"),
        ("January 2021 to March 2022", "2021-01", "2022-03"),
        ("2021-01 through 2022-03", "2021-01", "2022-03"),
        ("Jan 2021–Mar 2022", "2021-01", "2022-03"),
        ("FY2019..FY2021", "2018-10", "2021-09"),
        ("CY2021..2022-03", "2021-01", "2022-03"),
        ("October 2021", "2021-10", "2021-10"),
        ("2023 December", "2023-12", "2023-12"),
        ("12/2023", "2023-12", "2023-12"),
        ("in June 2022", "2022-06", "2022-06"),
        ("Jan-Mar 2022", "2022-01", "2022-03"),
        ("October to March 2022", "2021-10", "2022-03"),
        ("FY2022 to April", "2021-10", "2022-04"),
        ("FY2018-2022", "2017-10", "2022-09"),
        ("FY2018-FY2022", "2017-10", "2022-09"),
        ("from June 2022 to June 2023", "2022-06", "2023-06"),
        ("Q2 of 2022", "2022-04", "2022-06"),
        ("fiscal 2022 Q1", "2021-10", "2021-12"),
        ("first quarter of 2023", "2023-01", "2023-03"),
        ("the first quarter of fiscal year 2023", "2022-10", "2022-12"),
        ("second quarter of fiscal 2023", "2023-01", "2023-03"),
        ("2nd quarter FY23", "2023-01", "2023-03"),
        ("fiscal 2023 fourth quarter", "2023-07", "2023-09"),
        ("third quarter of calendar 2023", "2023-07", "2023-09"),
        ("quarter 3 of 2023", "2023-07", "2023-09"),
        ("first half of 2023", "2023-01", "2023-06"),
        ("second half of FY2023", "2023-04", "2023-09"),
        ("2023H2", "2023-07", "2023-12"),
        ("FY2021-22", "2020-10", "2022-09"),
        ("FY21-FY23", "2020-10", "2023-09"),
        ("FY21 to FY23", "2020-10", "2023-09"),
        ("fiscal years 2021-2023", "2020-10", "2023-09"),
        ("fiscal years 2021 to 2023", "2020-10", "2023-09"),
        ("CY2021-22", "2021-01", "2022-12"),
        ("calendar years 2021 through 2023", "2021-01", "2023-12"),
        ("between January 2021 and March 2022", "2021-01", "2022-03"),
        ("between FY2021 and FY2023", "2020-10", "2023-09"),
    ],
)
def test_forgiving_texts(text: str, first: str, last: str) -> None:
    assert period(text) == Period(parse_month(first), parse_month(last))


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "2021",
            "'2021' could be a fiscal or a calendar year.",
            "Write FY2021 (October 2020-September 2021) or CY2021 (January-December 2021).",
        ),
        (
            "2022-13",
            "There is no month 2022-13.",
            "A period is one of FY2021, CY2021, 2022-04, 2023Q2, 2021-01..2022-03 or 'FYTD 2022-04'.",
        ),
        (
            "2023-12-15",
            "'2023-12-15' is a day, and CBP publishes nothing finer than a month.",
            "Its month is '2023-12'.",
        ),
        (
            "last summer",
            "'last summer' is not a month or a period.",
            "A period is one of FY2021, CY2021, 2022-04, 2023Q2, 2021-01..2022-03 or 'FYTD 2022-04'.",
        ),
        (
            "2022-01..2022-02..2022-03",
            "'2022-01..2022-02..2022-03' is not a period.",
            "A period is one of FY2021, CY2021, 2022-04, 2023Q2, 2021-01..2022-03 or 'FYTD 2022-04'.",
        ),
        (
            "2022-04..2021-01",
            "The period ends (2021-01) before it begins (2022-04).",
            "Put the earlier month first.",
        ),
    ],
)
def test_wrong_texts(text: str, message: str, hint: str) -> None:
    with pytest.raises(PeriodError) as caught:
        period(text)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "label", "description"),
    [
        ("FY2021", "FY2021", "FY2021, October 2020-September 2021, 12 months, 365 days"),
        ("CY2020", "CY2020", "CY2020, January 2020-December 2020, 12 months, 366 days"),
        ("2022-04", "April 2022", "April 2022, 1 month, 30 days"),
        ("2024-10", "October 2024", "October 2024, 1 month, 31 days"),
        (
            "FYTD 2022-04",
            "FY2022 to April (7 of 12 months)",
            "FY2022 to April (7 of 12 months), October 2021-April 2022, 7 months, 212 days",
        ),
        ("2021-01..2022-03", "January 2021-March 2022", "January 2021-March 2022, 15 months, 455 days"),
        (
            "FY2018..FY2020",
            "FY2018-FY2020",
            "FY2018-FY2020, October 2017-September 2020, 36 months, 1,096 days",
        ),
    ],
)
def test_periods_in_words(text: str, label: str, description: str) -> None:
    assert (period(text).label(), period(text).describe()) == (label, description)


@pytest.mark.parametrize(
    ("text", "year_before"),
    [
        ("2022-04", "2021-04"),
        ("FY2022", "FY2021"),
        ("FYTD 2022-04", "FYTD 2021-04"),
        ("2021-01..2022-03", "2020-01..2021-03"),
    ],
)
def test_the_same_months_a_year_before(text: str, year_before: str) -> None:
    assert str(period(text).year_before()) == year_before


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-04-18", date(2022, 4, 18)),
        ("2022-04", date(2022, 4, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("May 2022", date(2022, 5, 31)),
        ("April 2022", date(2022, 4, 30)),
        ("March 2022", date(2022, 3, 31)),
        ("May 17, 2022", date(2022, 5, 17)),
        ("17 May 2022", date(2022, 5, 17)),
        ("Sept. 5 2021", date(2021, 9, 5)),
    ],
)
def test_dates(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text", ["2022-02-30", "2022-13", "FY2021", "2022-W01-1", "yesterday", "", "31 April 2022", "4/18/2022"]
)
def test_wrong_dates(text: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_date(text)
    assert caught.value.message == f"'{text}' is not a date."
    assert caught.value.hint == "Write a date as 2022-04-18, or a month as 2022-04."


def test_cbps_month_abbreviations() -> None:
    assert " ".join(MONTH_ABBREVIATIONS) == "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"
    assert [month_number(name) for name in MONTH_ABBREVIATIONS] == list(range(1, 13))
    assert [month_number(name) for name in ("", "Ma", "Ju", "Octember", "sept")] == [
        None,
        None,
        None,
        None,
        9,
    ]


def test_like_periods() -> None:
    within = period("2018-10..2022-04")
    assert [str(like) for like in period("FY2020").like_periods(within)] == ["FY2019", "FY2020", "FY2021"]
    assert len(period("2020-01").like_periods(within)) == len(within)
    assert [str(like) for like in period("FYTD 2020-03").like_periods(within)] == [
        f"FYTD {year}-03" for year in (2019, 2020, 2021, 2022)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "made"),
    [
        ("before 2020", "FY", "before FY2020"),
        ("since 2020", "CY", "since CY2020"),
        ("2021-2023", "CY", "CY2021-CY2023"),
        ("this year", "CY", "this calendar year"),
        ("the last two years", "CY", "the last two calendar years"),
        ("this year", "FY", "this year"),
        ("this fiscal year", "CY", "this fiscal year"),
        ("latest", "CY", "latest"),
        ("June 2022", "CY", "June 2022"),
    ],
)
def test_years_that_say_no_kind_get_the_one_that_is_said(text: str, kind: str, made: str) -> None:
    assert with_years(text, kind) == made
