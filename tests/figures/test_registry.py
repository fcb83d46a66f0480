"""Every figure is told in full, has an example that runs, and a number that was computed by hand."""

from __future__ import annotations

import shlex
from typing import Any, get_args

import pytest

from encounters.api import measure
from encounters.errors import UnknownName
from encounters.figures import FIGURES, Figure, figure_named
from encounters.results import NumberKind
from held import bundle

GOLDEN: dict[str, tuple[str, dict[str, Any], float]] = {
    "total": ("FY2021", {}, 1_734_686),
    "monthly-average": ("FY2021", {}, 1_734_686 / 12),
    "daily-average": ("2022-04", {}, 235_785 / 30),
    "share": ("FY2021", {"citizenship": "mexico"}, 655_594 / 1_734_686),
    "year-to-date": ("2022-04", {"as_of": "2022-05-17"}, 1_295_900),
    "pace": ("2022-04", {"as_of": "2022-05-17"}, 1_295_900 / 7 * 12),
    "change": ("FY2021", {}, 1_734_686 - 458_088),
    "percent-change": ("FY2021", {}, 1_276_598 / 458_088),
    "multiple": ("FY2021", {}, 1_734_686 / 458_088),
    "peak": ("FY2021", {}, 213_593),
    "rank": ("FY2021", {}, 4),
    "record": ("FY2021", {}, 3),
    "lowest": ("FY2021", {}, 71_929),
    "months-above": ("FY2021", {"threshold": "150,000"}, 7),
    "months-below": ("FY2020", {"threshold": 40_000, "in_a_row": True}, 6),
    "category-rank": ("FY2021", {"citizenship": "honduras"}, 2),
    "yearly-average": ("FY2018..FY2020", {}, (521_090 + 977_509 + 458_088) / 3),
    "daily-percent-change": ("2022-04", {"against": "2022-03"}, 235_785 / 30 / (222_574 / 31) - 1),
    "daily-change": ("2022-04", {"against": "2022-03"}, 235_785 / 30 - 222_574 / 31),
    "share-change": ("FY2021", {"citizenship": "mexico"}, 655_594 / 1_734_686 - 297_711 / 458_088),
    "change-on-mean": ("FY2021", {"against": "FY2018..FY2020"}, 1_734_686 - 652_229),
    "percent-change-on-mean": ("FY2021", {"against": "FY2018..FY2020"}, (1_734_686 - 652_229) / 652_229),
    "multiple-on-mean": ("FY2021", {"against": "FY2018..FY2020"}, 1_734_686 / 652_229),
    "streak": ("2021-01..2021-07", {}, 6),
    "recidivism-share": ("2022-04", {}, 0.28),
}
figures = pytest.mark.parametrize("figure", FIGURES.values(), ids=lambda figure: figure.name)


@figures
def test_a_figure_is_told_in_full(figure: Figure) -> None:
    assert figure.summary.endswith(".")
    assert figure.section("Formula")
    assert figure.section("Source")
    assert "Source:" not in figure.section("Formula")
    assert figure.unit
    assert figure.kind in get_args(NumberKind)
    assert figure.needs


@figures
def test_a_figures_example_runs(figure: Figure, run: Any) -> None:
    program, command, name, *rest = shlex.split(figure.example)
    assert (program, command, name) == ("encounters", "measure", figure.name)
    ran = run(command, name, *rest)
    assert (ran.exit_code, ran.stderr.count("Error")) == (0, 0)
    assert figure.name in ran.stdout


@figures
def test_a_figure_has_its_golden_value(figure: Figure) -> None:
    period, more, expected = GOLDEN[figure.name]
    value = measure(figure.name, period, store=bundle(), **more)
    assert value.value == pytest.approx(expected, rel=1e-12)
    assert value.unit == figure.unit
    assert value.scope.used or value.scope.sources


def test_a_figure_is_found_however_it_is_written() -> None:
    assert figure_named(" Monthly_Average ").name == "monthly-average"
    with pytest.raises(UnknownName) as caught:
        figure_named("monthly")
    assert "encounters explain" in (caught.value.hint or "")
