"""The tables that commands show, against numbers computed apart from them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from encounters.config import Setting
from encounters.errors import CannotAnswer, MissingMonths, UsageError
from encounters.figures.measure import measure
from encounters.figures.question import Question
from encounters.names import ALL, choose
from encounters.periods import Month, Period
from encounters.release import published_of
from encounters.results import Selection, Table
from encounters.store.holdings import Holdings
from encounters.store.releases import Store
from encounters.tables.breakdown import breakdown
from encounters.tables.compare import compare
from encounters.tables.due import due, expected_through
from encounters.tables.explain import figure, figures
from encounters.tables.faults import repaired, verified
from encounters.tables.import_ import import_files
from encounters.tables.months import Order
from encounters.tables.pace import pace
from encounters.tables.per_day import per_day
from encounters.tables.recidivism import on_hand, recidivism
from encounters.tables.reconcile import reconcile
from encounters.tables.revisions import revisions
from encounters.tables.rows import rows
from encounters.tables.status import status
from encounters.tables.summary import summary
from encounters.tables.trend import trend
from encounters.tables.wide import wide
from held import bundle, stored

FY2021 = Selection(Period.fiscal_year(2021))
APRIL = Selection(Period(Month(2022, 4), Month(2022, 4)))


def column(table: Table, name: str) -> list[object]:
    return [row[name] for row in table.rows]


def test_summary_of_fiscal_year_2021() -> None:
    table = summary(bundle(), FY2021)
    headline = {row["code"]: row["value"] for row in table.rows if row["section"] == "headline"}
    assert headline["total"] == 1_734_686
    assert headline["monthly-average"] == pytest.approx(144_557.2, abs=0.05)
    assert headline["daily-average"] == pytest.approx(4_752.6, abs=0.05)
    assert headline["peak"] == 213_593
    assert headline["multiple"] == pytest.approx(3.787, abs=0.0005)
    assert headline["change"] == 1_276_598
    assert headline["percent-change"] == pytest.approx(2.787, abs=0.0005)


def test_categories_that_count_the_same_stand_by_name_at_every_call() -> None:
    spring = Selection(Period(Month(2020, 3), Month(2020, 6))).choosing(component=choose("component", ["usbp"]))
    for table in (trend(bundle(), spring, ["citizenship"]), breakdown(bundle(), spring, ["citizenship"])):
        totals: dict[str, int] = {}
        for row in table.rows:
            name = row["citizenship"]
            totals[name] = totals.get(name, 0) + row["encounters"]
        shown = [name for name in totals if name not in ("other", "other_countries")]
        assert shown == sorted(shown, key=lambda name: (-totals[name], name))
        assert len(set(totals.values())) < len(totals)


def test_the_parts_of_a_summary_add_up() -> None:
    table = summary(bundle(), FY2021)
    sections = {row["section"] for row in table.rows} - {"headline"}
    assert len(sections) == 4
    for section in sections:
        *parts, whole = [row for row in table.rows if row["section"] == section]
        assert sum(row["value"] for row in parts) == whole["value"] == 1_734_686
        assert sum(row["share"] for row in parts) == pytest.approx(1)
        assert whole["note"] == "parts add up to the total"


def test_all_of_a_summary_is_of_the_same_releases() -> None:
    # On this day the nationwide file was newer than the southwest one, and alone it had no components.
    dated = Selection(Period.parse("FYTD 2025-08"), as_of=date(2025, 12, 25))
    alone = measure(bundle(), "total", Question(dated)).value
    table = summary(bundle(), dated)
    wholes = {row["section"]: row["value"] for row in table.rows if row["code"] in ("total", "all")}
    assert set(wholes.values()) == {432_059} != {alone}
    assert table.scope is not None
    assert {use.release.dataset for use in table.scope.used} == {"southwest"}
    assert all(row["note"] == "parts add up to the total" for row in table.rows if row["code"] == "all")


def test_a_summary_without_a_year_before_says_so() -> None:
    table = summary(bundle(), Selection(Period.fiscal_year(2018)))
    assert "multiple" not in column(table, "code")
    assert "FY2017 is not on hand" in " ".join(table.notes)


def test_trend_is_every_month_once() -> None:
    table = trend(bundle(), FY2021)
    assert column(table, "month") == [str(month) for month in FY2021.period]
    assert sum(column(table, "encounters")) == 1_734_686  # type: ignore[arg-type]
    by_year = trend(bundle(), Selection(Period.parse("FY2019..FY2020")), ("fiscal_year",))
    assert column(by_year, "fiscal_month")[:2] == ["OCT", "NOV"]
    assert by_year.lines == "fiscal_year"


def test_compare_agrees_with_the_totals() -> None:
    periods = [Period.fiscal_year(year) for year in (2021, 2020, 2019, 2018)]
    table = compare(bundle(), Question(FY2021), periods)
    totals = {"FY2021": 1_734_686, "FY2020": 458_088, "FY2019": 977_509, "FY2018": 521_090}
    assert {row["period"]: row["encounters"] for row in table.rows} == totals
    changed = [row for row in table.rows if row["change"] is not None]
    assert [(row["change_from"], row["change_to"]) for row in changed] == [
        (f"FY{year}", "FY2021") for year in (2020, 2019, 2018)
    ]
    for row in changed:
        # A change stands on the row of the period that changed.
        assert row["period"] == row["change_to"]
        assert row["change"] == totals[row["change_to"]] - totals[row["change_from"]]
    assert changed[0]["percent_change"] == pytest.approx(2.787, abs=0.0005)
    assert changed[2]["multiple"] == pytest.approx(1_734_686 / 521_090)
    with pytest.raises(UsageError):
        compare(bundle(), Question(FY2021), periods[:1])


def test_a_comparison_by_category_adds_up_to_the_whole() -> None:
    periods = [Period.fiscal_year(year) for year in (2021, 2020)]
    whole, parts = (
        compare(bundle(), Question(FY2021), periods),
        compare(bundle(), Question(FY2021, by=("citizenship_group",)), periods),
    )
    for period in ("FY2021", "FY2020"):
        told = [row["encounters"] for row in whole.rows if row["period"] == period]
        assert sum(row["encounters"] for row in parts.rows if row["period"] == period) == told[0]
    assert sum(row["change"] for row in parts.rows if row["change"]) == 1_276_598
    assert parts.rows[-1]["citizenship_group"] == "other"


def test_a_trend_by_year_has_change_and_per_day() -> None:
    table = trend(bundle(), Selection(Period.parse("FY2018..2022-07")), ("year",))
    assert column(table, "encounters") == [521_090, 977_509, 458_088, 1_734_686, 1_947_310]
    assert column(table, "change")[:4] == [None, 456_419, -519_421, 1_276_598]
    assert table.rows[3]["per_day"] == pytest.approx(1_734_686 / 365)
    # A year in progress stands against the same months, not against a whole year.
    ten_months = sum(column(trend(bundle(), Selection(Period.parse("FYTD 2021-07"))), "encounters"))  # type: ignore[arg-type]
    assert table.rows[4]["change"] == 1_947_310 - ten_months


def test_shares_by_month_are_of_the_month() -> None:
    table = trend(bundle(), FY2021, ("authority",), share=True)
    october = [row["share"] for row in table.rows if row["month"] == "2020-10"]
    assert sum(october) == pytest.approx(1)
    alone = trend(bundle(), Selection(FY2021.period, authority=choose("authority", ["title-42"])), share=True)
    assert alone.rows[0]["share"] == pytest.approx(64_894 / 71_929)
    with pytest.raises(UsageError, match="A share needs a part"):
        trend(bundle(), FY2021, share=True)


def test_a_wide_table_has_the_same_numbers() -> None:
    long = trend(bundle(), FY2021, ("component",))
    across = wide(long, ("component",))
    assert [each.name for each in across.columns] == ["month", "usbp", "ofo"]
    assert [row["usbp"] for row in across.rows] == [
        row["encounters"] for row in long.rows if row["component"] == "usbp"
    ]
    by_day = wide(per_day(long), ("component",))
    assert by_day.rows[0]["usbp"] == pytest.approx(across.rows[0]["usbp"] / 31)
    with pytest.raises(UsageError, match="nothing to set across"):
        wide(trend(bundle(), FY2021), ())


def test_years_split_by_a_dimension_add_up_to_their_totals() -> None:
    years = Selection(Period.parse("FY2019..FY2021"))
    split, whole = trend(bundle(), years, ("year", "component")), trend(bundle(), years, ("year",))
    added: dict[object, int] = {}
    for row in split.rows:
        added[row["fiscal_year"]] = added.get(row["fiscal_year"], 0) + row["encounters"]
    assert added == {row["fiscal_year"]: row["encounters"] for row in whole.rows}
    assert [row["share"] for row in split.rows if row["fiscal_year"] == "FY2021"] == [
        pytest.approx(1_659_206 / 1_734_686),
        pytest.approx(75_480 / 1_734_686),
    ]


def test_a_split_by_two_dimensions_has_the_last_one_across() -> None:
    long = breakdown(bundle(), FY2021, ["component", "demographic"])
    across = wide(long, ("demographic",))
    assert [column.name for column in across.columns][:2] == ["component", "component_label"]
    cells = {(row["component"], row["demographic"]): row["encounters"] for row in long.rows}
    shown = {(row["component"], name): row[name] for row in across.rows for name in across.y or () if name in row}
    assert shown == cells


def test_a_wide_comparison_has_its_periods_across() -> None:
    periods = [Period.fiscal_year(2021), Period.fiscal_year(2020)]
    long = compare(bundle(), Question(FY2021, by=("component",)), periods)
    across = wide(long, ["period"], ["component"])
    assert [(row["component"], row["FY2021"], row["FY2020"]) for row in across.rows] == [
        ("usbp", 1_659_206, 400_651),
        ("ofo", 75_480, 57_437),
    ]
    assert [column.heading for column in across.columns if column.shown] == ["Component", "FY2021", "FY2020"]


def test_newer_data_is_due_when_it_should_be_out() -> None:
    scope = trend(bundle(), FY2021).scope
    newest = max(release.data_through for release in bundle().releases if release.dataset == "southwest")
    assert due(bundle(), scope, (newest + 1).last_day) is None
    later = (newest + 4).first_day
    assert due(bundle(), scope, later) == (
        f"Data through {expected_through(later)} is due by now, on hand is {newest}: encounters fetch"
    )
    dated = trend(bundle(), Selection(FY2021.period, as_of=date(2022, 1, 1))).scope
    assert due(bundle(), dated, later) is None


def test_other_is_last_and_not_ranked() -> None:
    table = breakdown(bundle(), FY2021, ["citizenship"], Order(top=10))
    assert len(table.rows) == 11
    assert column(table, "rank") == [*range(1, 11), None]
    assert table.rows[-1]["citizenship"] == "other_countries"
    groups = breakdown(bundle(), FY2021, ["citizenship_group"])
    assert [row["citizenship_group"] for row in groups.rows][-1] == "other"


def test_the_year_in_progress_is_taken_to_date() -> None:
    # Whatever the newest month on hand: the year it lies in, unless it is September.
    newest = max(release.data_through for release in bundle().releases if release.dataset == "southwest")
    year = Period.fiscal_year((newest + 1).fiscal_year)
    table = summary(bundle(), Selection(year))
    if newest.month != 9:
        assert table.title.endswith(", the year to date")
        assert table.scope is not None
        assert table.scope.selection.period == Period.year_to_date(newest)


def test_rows_for_programs_are_whole() -> None:
    rows = summary(bundle(), FY2021).rows
    assert all(row["section_label"] and row["item"] and row["kind"] for row in rows)
    peak = next(row for row in rows if row["code"] == "peak")
    assert (peak["item"], peak["period"], peak["label"]) == ("Peak", "2021-07", "Peak, July 2021")
    assert {row["period"] for row in rows if row["code"] in ("before", "change", "multiple")} == {"FY2020"}


def test_breakdown_adds_up_and_falls_back_to_five_groups() -> None:
    table = breakdown(bundle(), FY2021, ["demographic"])
    assert sum(column(table, "encounters")) == 1_734_686  # type: ignore[arg-type]
    assert column(table, "encounters") == sorted(column(table, "encounters"), reverse=True)  # type: ignore[type-var]
    assert len(breakdown(bundle(), FY2021, ["citizenship"]).rows) == 22
    early = breakdown(bundle(), Selection(Period.fiscal_year(2019)), ["citizenship"])
    assert len(early.rows) == 5
    assert "five citizenship groups" in " ".join(early.notes)
    assert len(breakdown(bundle(), FY2021, ["area"], Order(top=3)).rows) == 3
    named = column(breakdown(bundle(), FY2021, ["area"], Order(sort="name")), "area_label")
    assert named == sorted(named)  # type: ignore[type-var]


def test_pace_has_the_outcome_beside_the_line() -> None:
    table = pace(bundle(), Question(Selection(APRIL.period, as_of=date(2022, 5, 17))))
    now = next(row for row in table.rows if row["fiscal_year"] == "FY2022")
    assert (now["year_to_date"], now["months"], now["outcome"]) == (1_295_900, 7, 2_378_944)
    assert now["straight_line"] == pytest.approx(1_295_900 / 7 * 12)


def test_rows_have_what_the_release_has() -> None:
    table = rows(bundle(), APRIL)
    assert sum(column(table, "count")) == 235_785  # type: ignore[arg-type]
    assert {row["encounter_type"] for row in table.rows if row["authority"] == "title_42"} == {"expulsions"}
    by_area = rows(bundle(), APRIL, "Nationwide-AOR")
    assert sum(column(by_area, "count")) == 235_785  # type: ignore[arg-type]
    assert all(column(by_area, "area"))
    with pytest.raises(CannotAnswer, match="nationwide-state has no component"):
        rows(bundle(), Selection(APRIL.period, choose("component", ["usbp"])), "nationwide-state")


def test_the_history_of_a_month() -> None:
    table = revisions(bundle(), APRIL, of_period=True)
    assert column(table, "encounters")[:5] == [234_088, 235_706, 235_706, 235_706, 235_785]
    assert column(table, "change")[:5] == [None, 1_618, 0, 0, 79]
    assert set(column(table, "encounters")[4:]) == {235_785}
    then = revisions(bundle(), Selection(APRIL.period, as_of=date(2022, 7, 1)), of_period=True)
    assert column(then, "release") == ["southwest-2022-05-17.csv"]
    with pytest.raises(MissingMonths, match="covers all of FY2018-FY2024"):
        revisions(bundle(), Selection(Period.parse("FY2018..FY2024")), of_period=True)


def test_what_the_newest_release_changed() -> None:
    table = revisions(bundle(), Selection(APRIL.period, as_of=date(2022, 5, 17)), of_period=False)
    changes = [abs(row["change"]) for row in table.rows if row["status"] == "revised"]
    assert changes == sorted(changes, reverse=True)
    assert [row["month"] for row in table.rows if row["status"] == "new"] == ["2022-04"]
    with pytest.raises(CannotAnswer, match="no two releases"):
        revisions(bundle(), Selection(APRIL.period, as_of=date(2021, 11, 11)), of_period=False)


def test_changed_cells_add_up_to_the_changed_month() -> None:
    march = Selection(Period(Month(2022, 3), Month(2022, 3)), as_of=date(2022, 5, 17))
    cells = revisions(bundle(), march, of_period=True, cells=True)
    assert sum(column(cells, "change")) == 222_144 - 221_303  # type: ignore[arg-type]
    sizes = [abs(row["change"]) for row in cells.rows]
    assert sizes == sorted(sizes, reverse=True)
    assert len(revisions(bundle(), march, of_period=True, cells=True, top=2).rows) == 2
    with pytest.raises(UsageError):
        revisions(bundle(), march, of_period=True, top=2)


def test_repeat_shares_keep_their_gaps_and_baselines() -> None:
    table = recidivism(on_hand(False))
    by_month = {row["month"]: row for row in table.rows}
    assert list(by_month) == [str(month) for month in on_hand(False)]
    assert by_month["2022-11"]["share"] is None
    assert (by_month["2022-02"]["share"], by_month["2022-02"]["baseline"]) == (0.30, 0.14)
    assert by_month["2023-01"]["status"] == "rounded"
    assert recidivism(on_hand(False), date(2022, 4, 18)).rows[-1]["month"] == "2022-03"
    years = recidivism(on_hand(True), by_year=True)
    assert {row["fiscal_year"]: row["share"] for row in years.rows}["FY2019"] == 0.07
    with pytest.raises(MissingMonths):
        recidivism(Period.fiscal_year(2012))


def test_datasets_agree_in_every_closed_year() -> None:
    table = reconcile(bundle())
    closed = [row for row in table.rows if row["months"] == 12]
    assert {row["fiscal_year"] for row in closed} == {f"FY{year}" for year in range(2020, 2026)}
    assert len(closed) == 16
    assert all((row["differing_cells"], row["residual"]) == (0, 0) for row in closed)
    assert all(row["cells"] > 200 for row in closed)
    assert any(note.startswith("2024-10") for note in table.notes)


def test_status_tells_what_is_due() -> None:
    settings = (Setting("store", "/somewhere", "--store"), Setting("format", "table", "default"))
    table = status(bundle(), settings, date(2026, 10, 20))
    assert len(table.rows) == len(bundle().releases)
    assert "southwest: data through 2026-07, published 2026-08, 50 days ago." in table.notes[1]
    assert "Data through 2026-09 is due by now" in table.notes[1]
    assert "Nothing newer is due." in status(bundle(), settings, date(2026, 9, 10)).notes[1]
    assert table.extra["settings"][0] == {"name": "store", "value": "/somewhere", "origin": "--store"}
    assert not any("format" in note for note in table.notes)


@pytest.mark.parametrize(
    ("today", "month"),
    [(date(2025, 3, 15), "2025-01"), (date(2025, 3, 18), "2025-02"), (date(2025, 1, 3), "2024-11")],
)
def test_a_month_is_due_in_the_middle_of_the_next(today: date, month: str) -> None:
    assert str(expected_through(today)) == month


def test_a_store_is_verified_and_repaired(tmp_path: Path) -> None:
    held = stored(tmp_path, ["2022-Oct/sbo-encounters-fy19-fy22.csv"])
    assert set(column(verified(held.store).table, "result")) == {"as written"}
    assert verified(held.store).exit_code == 0
    parquet = next(tmp_path.glob("history/*.parquet"))
    parquet.write_bytes(b"not what it was")
    assert verified(held.store).exit_code == 3
    done = repaired(held.store)
    assert done.exit_code == 0
    assert "repaired" in str(column(done.table, "result"))
    next(tmp_path.glob("raw/*.csv.gz")).unlink()
    lost = repaired(held.store)
    assert lost.exit_code == 3
    assert "import" in str(lost.table.rows[0]["advice"])
    assert verified(Store(tmp_path / "none")).table.rows == []


def test_published_dates_keep_their_precision() -> None:
    assert str(published_of("2024-10")) == "2024-10"
    assert str(published_of("October 2024")) == "2024-10"
    assert str(published_of("2024-10-22")) == str(published_of("October 22, 2024")) == "2024-10-22"
    with pytest.raises(UsageError):
        published_of("soon")


def test_a_bad_file_does_not_keep_others_out(tmp_path: Path) -> None:
    from held import DAMAGED, GOOD, SMALL

    store = Store(tmp_path / "store")
    files = [DAMAGED / "negative.csv", GOOD / "2022-Oct/sbo-encounters-fy19-fy22.csv", DAMAGED / "empty.csv"]
    done = import_files(store, [str(file) for file in files], SMALL)
    assert len(done.errors) == 2
    assert done.exit_code == 65
    assert column(done.table, "result") == ["stored"]
    assert len(Holdings(store).store.releases()) == 1
    again = import_files(store, [str(files[1])], SMALL)
    assert column(again.table, "result") == ["already stored, nothing changed"]
    assert again.exit_code == 0


def test_explain_names_every_dimension_of_every_dataset() -> None:
    told = " ".join(figures().notes)
    for name in ("southwest", "nationwide-state", "nationwide-aor", "area", "state", "22 names", "five groups"):
        assert name in told
    items = {row["item"]: row["text"] for row in figure("Pace").rows}
    assert list(items) == ["definition", "formula", "unit", "source", "window", "needs", "beside", "example"]


def test_everything_nationwide_adds_up() -> None:
    assert (
        sum(column(breakdown(bundle(), Selection(Period.fiscal_year(2023), region=ALL), ["region"]), "encounters"))
        == 3_201_144
    )  # type: ignore[arg-type]
