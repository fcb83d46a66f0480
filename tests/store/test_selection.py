"""Which release answers, and that its parts always add up to its whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encounters.cbp.files import CsvBytes
from encounters.errors import CannotAnswer, MissingMonths
from encounters.names import ALL, Choice, choose
from encounters.periods import Month, Period
from encounters.release import Published
from encounters.results import Selection
from encounters.store.coverage import GROUP, Need, covered, on_hand, regions_wanted, run_around, runs
from encounters.store.described import Arrival
from encounters.store.holdings import Holdings
from encounters.store.ingest import ingest
from encounters.store.releases import Store
from encounters.store.selection import answer, tidy
from held import bundle
from whole import release_named, rows_of, written

FY2021 = Period.fiscal_year(2021)
SPAN = Period(Month(2019, 10), Month(2024, 9))
DIMENSIONS = ("component", "demographic", "citizenship", GROUP, "authority", "area", "state", "region")


def total(selection: Selection, *by: str) -> int:
    return int(answer(bundle(), selection, by).rows.select(pl.col("count").sum()).collect().item())


def datasets(selection: Selection, *by: str) -> set[str]:
    return {use.release.dataset for use in answer(bundle(), selection, by).used}


@pytest.mark.parametrize(
    ("by", "dataset"),
    [
        ((), "southwest"),
        (("component",), "southwest"),
        ((GROUP,), "southwest"),
        (("citizenship",), "nationwide-state"),
        (("state",), "nationwide-state"),
        (("component", "citizenship"), "nationwide-aor"),
        (("area",), "nationwide-aor"),
    ],
)
def test_the_coarsest_dataset_that_has_the_dimensions_answers(by: tuple[str, ...], dataset: str) -> None:
    assert datasets(Selection(FY2021), *by) == {dataset}


def test_named_countries_and_other_regions_need_a_nationwide_file() -> None:
    assert datasets(Selection(FY2021, citizenship=choose("citizenship", ["haiti"]))) == {"nationwide-state"}
    assert datasets(Selection(FY2021, region=ALL)) == {"nationwide-state"}
    assert datasets(Selection(FY2021, citizenship=choose("citizenship", ["mexico"]))) == {"southwest"}


def test_the_five_groups_are_the_same_in_both_schemes() -> None:
    other = Selection(FY2021, citizenship=Choice(("other",)))
    need = Need.of([other], ["citizenship"])
    from_countries = answer(bundle(), other, (), need)
    assert {use.release.dataset for use in from_countries.used} == {"nationwide-state"}
    assert int(from_countries.rows.select(pl.col("count").sum()).collect().item()) == total(other)


def test_a_choice_and_its_contrary_make_the_whole() -> None:
    mexico = Selection(FY2021, citizenship=Choice(("mexico",)))
    others = Selection(FY2021, citizenship=Choice(("mexico",), excluded=True))
    assert total(mexico) + total(others) == total(Selection(FY2021)) == 1_734_686


def test_missing_months_are_named() -> None:
    with pytest.raises(MissingMonths) as caught:
        answer(bundle(), Selection(Period(Month(2016, 9), Month(2017, 11))))
    assert "2016-09..2017-09" in caught.value.message
    assert caught.value.exit_code == 3
    with pytest.raises(MissingMonths, match=r"published by 2022-04-18 covers 2022-04 "):
        answer(bundle(), Selection(Period(Month(2022, 4), Month(2022, 4)), as_of=date(2022, 4, 18)))


def test_no_dataset_has_states_and_components() -> None:
    with pytest.raises(CannotAnswer, match="None of CBP's datasets has component with state"):
        answer(bundle(), Selection(FY2021), ("component", "state"))


def test_an_open_year_gives_way_to_a_later_release_of_another_dataset() -> None:
    year = Period.fiscal_year(2024)
    early = answer(bundle(), Selection(year, region=ALL, as_of=date(2025, 1, 1)))
    assert early.used[0].release.published.day == date(2024, 10, 31)
    assert answer(bundle(), Selection(year, region=ALL)).used[0].release.published.day >= date(2025, 12, 31)


def test_tidy_rows_say_where_they_come_from() -> None:
    selection = Selection(Period(Month(2022, 4), Month(2022, 4)), as_of=date(2022, 5, 17))
    found = tidy(bundle(), selection, Need.of([selection])).rows.collect()
    assert int(found["count"].sum()) == 234_088
    assert found["release"].unique().to_list() == ["southwest-2022-05-17.csv"]
    assert found["published"].unique().to_list() == ["2022-05-17"]


@settings(max_examples=60, deadline=None)
@given(
    start=st.integers(0, len(SPAN) - 1),
    length=st.integers(1, 30),
    dimension=st.sampled_from(DIMENSIONS),
    authority=st.sampled_from([ALL, Choice(("title_8",)), Choice(("title_42",)), Choice(("title_8",), excluded=True)]),
)
def test_parts_add_up_to_the_total_for_every_dimension(
    start: int, length: int, dimension: str, authority: Choice
) -> None:
    first = SPAN.first + start
    selection = Selection(Period(first, min(first + (length - 1), SPAN.last)), authority=authority)
    assert total(selection, dimension) == total(selection)


def test_months_in_words() -> None:
    months = [Month(2021, 9), Month(2021, 11), Month(2021, 12), Month(2022, 1)]
    assert runs(months) == "2021-09, 2021-11..2022-01"
    assert runs([]) == ""


def test_what_is_on_hand() -> None:
    whole = covered(bundle(), Need.of([Selection(FY2021)]))
    assert min(whole) == Month(2017, 10)
    assert run_around(whole, FY2021) == on_hand(bundle(), Selection(FY2021)) == Period(min(whole), max(whole))
    assert run_around(whole, Period.fiscal_year(2000)) is None
    assert regions_wanted(Choice(("southwest",), excluded=True)) == ("northern", "other")


def test_a_release_without_a_region_does_not_hide_one_that_has_it(tmp_path: Path) -> None:
    """The bundled files by area are of the southwest border only and newer than the nationwide one that comes in."""
    southwest = rows_of(release_named("nationwide-encounters-fy20-fy23-aor.csv"))
    north = [row | {"region": "northern", "area": "blaine_sector", "component": "usbp"} for row in southwest]
    once = {tuple(value for name, value in row.items() if name != "count"): row for row in north}
    file = CsvBytes("all.csv", "all.csv", written("nationwide-aor", [*southwest, *once.values()]))
    store = Store(tmp_path)
    assert ingest(store, file, Arrival(Published(date(2023, 11, 20)))).release.regions == ("northern", "southwest")
    held = Holdings(store)
    here = Selection(Period.fiscal_year(2023), choose("component", ["usbp"]), region=choose("region", ["northern"]))
    found = answer(held, here, ["area"])
    assert found.rows.collect()["count"].sum() == sum(
        row["count"] for row in once.values() if date(2022, 10, 1) <= row["month"] < date(2023, 10, 1)
    )
    assert [use.release.file for use in found.used] == ["all.csv"]
    south = answer(held, here.choosing(region=choose("region", ["southwest"])), ["area"])
    assert [use.release.file for use in south.used] == ["nationwide-encounters-fy22-fy25-may-aor.csv"]


def test_a_date_inside_a_month_is_told_of_a_release_whose_day_is_not_known() -> None:
    asked = Selection(Period(Month(2025, 8), Month(2025, 8)), as_of=date(2025, 9, 26))
    with pytest.raises(MissingMonths) as caught:
        answer(bundle(), asked)
    assert "sbo-encounters-fy22-fy25-aug.csv has it and was published in 2025-09" in str(caught.value.hint)
    assert 'as_of = "2025-09-30"' in str(caught.value.hint)
