"""The numbers that CBP and the report printed, to the digit, each from the releases of its day."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from encounters.api import measure
from encounters.cbp.files import read_file
from encounters.results import Value
from encounters.store.holdings import Holdings
from encounters.store.ingest import ingest
from encounters.store.releases import Store
from held import bundle

YEARS = {
    2018: 521_090,
    2019: 977_509,
    2020: 458_088,
    2021: 1_734_686,
    2022: 2_378_944,
    2023: 2_475_669,
    2024: 2_135_005,
}
FIRST_15_MONTHS = "2021-01..2022-03"
SIX = "ecuador, brazil, haiti, cuba, nicaragua, venezuela"
ALL_BUT_FOUR = "citizenship=not mexico, el salvador, guatemala, honduras"


def asked(figure: str, period: str, **more: str) -> Value:
    return measure(figure, period, store=bundle(), **more)  # type: ignore[arg-type, call-overload, no-any-return]


@pytest.mark.parametrize(("year", "total"), YEARS.items())
def test_fiscal_years(year: int, total: int) -> None:
    assert asked("total", f"FY{year}").value == total


@pytest.mark.parametrize(
    ("as_of", "average"), [("2022-04-18", 171_840.27), ("2022-05-17", 171_897.47), (None, 171_936.2)]
)
def test_monthly_average_by_vintage(as_of: str | None, average: float) -> None:
    more = {"as_of": as_of} if as_of else {}
    assert asked("monthly-average", FIRST_15_MONTHS, **more).value == pytest.approx(average, abs=0.005)


@pytest.mark.parametrize(("as_of", "total"), [("2022-05-17", 234_088), (None, 235_785)])
def test_april_2022_by_vintage(as_of: str | None, total: int) -> None:
    assert asked("total", "2022-04", **({"as_of": as_of} if as_of else {})).value == total


@pytest.mark.parametrize(
    ("month", "as_of", "total"),
    [
        ("2022-03", "2022-04-18", 88_110),
        ("2022-03", "2022-05-17", 88_327),
        ("2022-03", None, 88_434),
        ("2021-01", None, 9_672),
    ],
)
def test_group_other(month: str, as_of: str | None, total: int) -> None:
    more = {"as_of": as_of} if as_of else {}
    assert asked("total", month, citizenship="other", **more).value == total


def test_march_to_june_2019() -> None:
    assert asked("monthly-average", "2019-03..2019-06").value == 115_393.25


@pytest.mark.parametrize(
    ("period", "component", "share"), [(FIRST_15_MONTHS, None, 0.8175), ("FY2021", "usbp", 0.9086)]
)
def test_six_countries(period: str, component: str | None, share: float) -> None:
    whole = ALL_BUT_FOUR if component is None else f"component={component};{ALL_BUT_FOUR}"
    more = {"component": component} if component else {}
    value = asked("share", period, citizenship=SIX, of=whole, **more).value
    assert value == pytest.approx(share, abs=0.00005)


def test_fiscal_year_2021_against_2020() -> None:
    assert asked("multiple", "FY2021", against="FY2020").value == pytest.approx(3.787, abs=0.0005)
    assert asked("change", "FY2021", against="FY2020").value == 1_276_598
    assert asked("percent-change", "FY2021", against="FY2020").value == pytest.approx(2.787, abs=0.0005)
    assert asked("monthly-average", "FY2021").value == pytest.approx(144_557.2, abs=0.05)
    assert asked("daily-average", "FY2021").value == pytest.approx(4_752.6, abs=0.05)
    peak = asked("peak", "FY2021")
    assert (peak.value, peak.details["month"]) == (213_593, "2021-07")


OVERLAPPING = ("fy20-fy23", "fy21-fy24-oct", "fy21-fy24-dec", "fy21-fy24-mar", "fy21-fy24")


def test_every_release_imported_counts_nothing_twice(tmp_path: Path, shared: Path) -> None:
    store = Store(tmp_path)
    files = sorted((shared / "cbp/releases").glob("*.csv"))
    for file in files:
        ingest(store, read_file(file))
    held = Holdings(store)
    assert measure("total", "FY2023", region="all", store=held).value == 3_201_144
    # Rows of overlapping files differ in their Month Grouping, so that leaving out equal rows nearly doubles the year.
    overlapping = [shared / f"cbp/releases/nationwide-encounters-{name}-state.csv" for name in OVERLAPPING]
    lines = {line for file in overlapping for line in read_csv(file)}
    assert sum(int(float(line[-1])) for line in lines if line[0].startswith("2023")) == 6_123_971


def read_csv(file: Path) -> Iterator[tuple[str, ...]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        yield from (tuple(line) for line in csv.reader(stream))
