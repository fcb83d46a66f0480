"""True claims with one thing changed: none is confirmed, and what is really another quantity is told as that.

Of each claim of the window there are nine: a digit, the month before and after, a year before and after, the other
component, both, another nationality, and the sum of the months. Numbers are printed in full, so to within one percent.
"""

from __future__ import annotations

import pytest
from made import checked, document, holdings, table

from encounters.claims.verdict import Checked
from encounters.figures.measure import measure
from encounters.figures.question import Question
from encounters.names import choose
from encounters.periods import Period
from encounters.results import Selection
from encounters.verdicts import Word

HELD = (Word.CONFIRMED, Word.AT_VINTAGE)
MONTHS = ("2020-02", "2021-03", "2021-08", "2022-02", "2022-06", "2023-01", "2023-11", "2024-05")
OTHER: dict[str, tuple[dict[str, str], dict[str, str], set[str]]] = {
    # what is claimed of, what the number is really of, the reasons that are right
    "component": ({"component": "usbp"}, {"component": "ofo"}, {"component"}),
    "both": ({"component": "usbp"}, {}, {"component"}),
    "part": ({}, {"component": "usbp"}, {"component"}),
    "region": ({}, {"region": "all"}, {"area"}),
    "nationality": ({"citizenship": "mexico"}, {"citizenship": "honduras"}, {"cohort"}),
    "group": ({"demographic": "single_adults"}, {"demographic": "fmua"}, {"cohort"}),
    "everyone": ({"citizenship": "guatemala"}, {}, {"cohort"}),
}
MOVED = {"month": 1, "month-before": -1, "year": 12, "year-before": -12}


def count(period: Period, filters: dict[str, str]) -> int:
    """The true number."""
    chosen = Selection(period).choosing(**{name: choose(name, [text]) for name, text in filters.items()})
    return int(measure(holdings(), "total", Question(chosen)).value or 0)


def made() -> tuple[list[str], dict[str, set[str]]]:
    """The claims as tables, and of those that are another quantity the reasons that are right."""
    tables: list[str] = []
    right: dict[str, set[str]] = {}
    for text in MONTHS:
        month = Period.parse(text)
        for name, (claimed, really, reasons) in OTHER.items():
            id_ = f"{text}-{name}"
            tables.append(table(id_, figure="total", period=text, says=f"{count(month, really):,}", **claimed))
            right[id_] = reasons
        for name, step in MOVED.items():
            id_ = f"{text}-{name}"
            tables.append(table(id_, figure="total", period=text, says=f"{count(month.shift(step), {}):,}"))
            right[id_] = {"typo-date"} if step % 12 == 0 else {"window"}
        digits = f"{count(month, {})}"
        wrong = digits[:1] + str((int(digits[1]) + 4) % 10) + digits[2:]
        if not wrong.endswith("0"):  # an end zero is no printed digit
            tables.append(table(f"{text}-digit", figure="total", period=text, says=f"{int(wrong):,}"))
    return tables, right


@pytest.fixture(scope="module")
def perturbed() -> tuple[Checked, dict[str, set[str]]]:
    tables, right = made()
    return checked(document(*tables, accessed=None)), right


def test_none_is_confirmed(perturbed: tuple[Checked, dict[str, set[str]]]) -> None:
    found, _ = perturbed
    assert [one.id for one in found.verdicts if one.word in HELD] == []


def test_nine_of_ten_are_told_what_they_are(perturbed: tuple[Checked, dict[str, set[str]]]) -> None:
    found, right = perturbed
    other = [one for one in found.verdicts if one.id in right]
    told = [one for one in other if one.word is Word.MISDESCRIBED and right[one.id] & set(one.reasons)]
    missed = [(one.id, str(one.word), one.reasons) for one in other if one not in told]
    assert len(told) >= 0.9 * len(other), missed


def test_a_changed_digit_is_named(perturbed: tuple[Checked, dict[str, set[str]]]) -> None:
    found, right = perturbed
    digits = [one for one in found.verdicts if one.id not in right]
    assert {one.word for one in digits} == {Word.CONTRADICTED}
    assert [(one.id, one.claimed.says, one.reasons) for one in digits if "digit" not in one.reasons] == []
    assert all(one.would_hold for one in digits)
