"""Claims about a published series: a category is named by its dimension, and what a series does not hold is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from encounters.claims.bench import Bench
from encounters.claims.check import check
from encounters.claims.file import load
from encounters.claims.model import Number
from encounters.errors import EncountersError
from encounters.store.series import rows
from held import bundle

HEAD = 'schema = 1\n\n[report]\npublished = "2024-09-01"\n\n[[claim]]\nid = "x"\n'


def verdict(tmp_path: Path, text: str) -> str:
    path = tmp_path / "claims.toml"
    path.write_text(HEAD + text)
    return str(check(bundle(), load(path)).verdicts[0].word)


@pytest.mark.parametrize(
    ("says", "period", "series", "more", "word"),
    [
        ("56,408", "2024-07", "monthly-first-published", 'component = "usbp"', "confirmed"),
        ("137,480", "2024-03", "monthly-first-published", 'component = "usbp"', "confirmed"),
        ("405,036", "FY2020", "cbp-nationwide-by-year", 'component = "usbp"', "confirmed"),
        ("241,786", "FY2020", "cbp-nationwide-by-year", 'component = "ofo"', "confirmed"),
        ("253", "FY2016", "gang-affiliated-by-year/ms-13", "", "confirmed"),
        ("144,444", "2005-03", "usbp-by-sector-by-month", "", "confirmed"),
        ("15,734", "2005-03", "usbp-by-sector-by-month", "", "contradicted"),
    ],
)
def test_a_number_of_a_series(tmp_path: Path, says: str, period: str, series: str, more: str, word: str) -> None:
    text = f'figure = "total"\nsays = "{says}"\nperiod = "{period}"\nseries = "{series}"\n{more}\n'
    assert verdict(tmp_path, text) == word


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('figure = "total"\nperiod = "FY2000"\nseries = "usbp-southwest-by-year"\ncomponent = "ofo"', "no numbers of"),
        ('figure = "total"\nperiod = "FY2020"\nseries = "other-figures"', "9 different figures"),
        ('figure = "peak"\nperiod = "FY2000"\nseries = "usbp-southwest-by-year"', "needs months"),
    ],
)
def test_what_a_series_does_not_hold_is_a_problem_of_the_file(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(EncountersError, match=reason):
        verdict(tmp_path, f'says = "1"\n{text}\n')


def test_a_series_is_tried_on_the_days_that_tell_of_the_claims_months(tmp_path: Path) -> None:
    bench, path = Bench(bundle()), tmp_path / "claims.toml"
    path.write_text(
        f'{HEAD}figure = "total"\nseries = "usbp-by-sector-by-month"\nperiod = "2012-05"\nsays = "123,456"\n'
    )
    [claim] = load(path).claims
    assert isinstance(claim, Number)
    days = set(bench.vintages(claim, None)) - set(bench.days(None))
    of_may = {point.known for point in rows("usbp-by-sector-by-month") if point.period == claim.period}
    assert days == of_may - set(bench.days(None))
    assert days
