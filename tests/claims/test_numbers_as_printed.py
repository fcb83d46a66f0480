"""Numbers that people print, each with the value that it is said of and its verdict: wordings, then whole claims."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from made import verdict

from encounters.errors import UsageError
from encounters.verdicts import Word
from encounters.wording.fit import Held, fit
from encounters.wording.written import parse

HOLDS, IMPRECISE, NO = Held.HOLDS, Held.IMPRECISE, Held.NO
AT_VINTAGE, CONFIRMED, CONTRADICTED = Word.AT_VINTAGE, Word.CONFIRMED, Word.CONTRADICTED
MISDESCRIBED, NOT_CHECKABLE = Word.MISDESCRIBED, Word.NOT_CHECKABLE

WORDINGS = [
    # a true bound never fails
    ("at least 150,000", "235785", HOLDS, None),
    ("more than 110,000", "173277", HOLDS, None),
    ("more than 100,000", "173277", HOLDS, None),
    ("more than 100%", "1.533", HOLDS, None),
    ("more than half", "0.956", IMPRECISE, "understated"),
    ("more than doubled", "3.787", IMPRECISE, "understated"),
    ("at least 1,650,123", "1734686", IMPRECISE, "understated"),
    # a false bound is false, and one printed digit is no licence
    ("above 500,000", "466702", NO, None),
    ("1 million", "1734686", NO, None),
    ("100,000", "56515", NO, None),
    # less than nothing, and changes
    ("less than 0", "-5", HOLDS, None),
    ("less than 0", "5", NO, None),
    ("down 17,000", "-17211", HOLDS, None),
    ("fell by over 12%", "-0.131", HOLDS, None),
    ("-27 points", "-0.268", HOLDS, None),
    ("a 60-percent drop", "-0.598", HOLDS, None),
    ("more than 100% above", "1.2", HOLDS, None),
    ("about 17,000 above", "17211", HOLDS, None),
    # what people print
    ("a little over 200,000", "206239", HOLDS, None),
    ("slightly more than 200,000", "206239", HOLDS, None),
    ("well over 150,000", "206239", HOLDS, None),
    ("just 7,189", "7189", HOLDS, None),
    ("only 7,189", "7189", HOLDS, None),
    ("topped 300,000", "301983", HOLDS, None),
    ("exceeded 300,000", "299000", IMPRECISE, "not-over"),
    ("reached 302,034", "302034", HOLDS, None),
    ("surpassed 2 million", "2378944", HOLDS, None),
    ("a record 302,034", "302034", HOLDS, None),
    ("a quarter million", "249741", HOLDS, None),
    ("half", "0.49", HOLDS, None),
    ("a third", "0.34", HOLDS, None),
    ("two-thirds", "0.66", HOLDS, None),
    ("just shy of 250,000", "249741", HOLDS, None),
    ("some 7,200", "7189", HOLDS, None),
    ("roughly 7,200", "7189", HOLDS, None),
    ("~7,189", "7179", HOLDS, None),
    ("8 million-plus", "8210000", HOLDS, None),
    ("doubled", "2.05", HOLDS, None),
    ("tripled", "2.95", HOLDS, None),
    ("quadrupled", "3.787", HOLDS, None),
    ("halved", "0.49", HOLDS, None),
    ("16 straight months", "16", HOLDS, None),
    ("16 straight months", "15", NO, None),
    ("third-highest", "3", HOLDS, None),
    ("23rd", "23", HOLDS, None),
    ("no months", "0", HOLDS, None),
    ("no months", "1", NO, None),
    ("one million seven hundred thousand", "1734686", HOLDS, None),
    ("1,700 thousand", "1734686", HOLDS, None),
    ("never under 70,000", "78414", HOLDS, None),
    ("never under 80,000", "78414", IMPRECISE, "not-over"),
    ("never under 90,000", "78414", NO, None),
]


@pytest.mark.parametrize(("says", "value", "held", "reason"), WORDINGS, ids=[f"{one[0]}-{one[1]}" for one in WORDINGS])
def test_what_a_wording_is_of_a_value(says: str, value: str, held: Held, reason: str | None) -> None:
    found = fit(parse(says), Fraction(value))
    assert (found.held, found.reason) == (held, reason)


def test_two_numbers_are_refused_with_the_claims_to_write() -> None:
    with pytest.raises(UsageError, match="one number, not one before and one after") as caught:
        parse("from 45% to 69%")
    assert "Write two claims" in str(caught.value.hint)


TOTAL: dict[str, Any] = {"figure": "total"}
CLAIMS: dict[str, tuple[dict[str, Any], Word, tuple[str, ...]]] = {
    "a rounded source": (
        {"figure": "recidivism-share", "period": "2022-04", "says": "over 28%"}, NOT_CHECKABLE, ("rounded-source",)
    ),
    "labels that moved": (
        {**TOTAL, "period": "2023-01", "authority": "title_42", "says": "64,499", "as_of": "2023-02-20"}, AT_VINTAGE, ()
    ),
    "first printed, quoted later": (
        {**TOTAL, "period": "2023-11", "says": "242,418", "as_of": "2024-02-15"}, AT_VINTAGE, ()
    ),
    "right at its date, no release on hand": (
        {**TOTAL, "period": "2025-03", "component": "usbp", "says": "7,189", "as_of": "2025-10-31"},
        NOT_CHECKABLE, ("no-vintage",),
    ),
    "both components on the writer's release": (
        {**TOTAL, "period": "2022-12", "component": "usbp", "says": "251,487", "as_of": "2023-02-01"},
        MISDESCRIBED, ("component",),
    ),
    "the other component": ({**TOTAL, "period": "FY2021", "says": "1,659,206"}, MISDESCRIBED, ("component",)),
    "the neighbouring year": ({**TOTAL, "period": "FY2021", "says": "458,088"}, MISDESCRIBED, ("typo-date",)),
    "the neighbouring month": ({**TOTAL, "period": "2021-03", "says": "101,099"}, MISDESCRIBED, ("window",)),
    "a month for its year": ({**TOTAL, "period": "FY2021", "says": "173,277"}, MISDESCRIBED, ("window",)),
    "the sibling category": (
        {**TOTAL, "period": "2022-04", "citizenship": "cuba", "says": "15,734"}, MISDESCRIBED, ("cohort",)
    ),
    "the region": ({**TOTAL, "period": "FY2021", "says": "1,956,519"}, MISDESCRIBED, ("area",)),
    "one month too few": (
        {"figure": "monthly-average", "period": "2021-01..2021-03", "says": "176,395"}, CONTRADICTED, ("divisor",)
    ),
    "one digit": ({**TOTAL, "period": "FY2021", "says": "1,734,986"}, CONTRADICTED, ("digit",)),
    "a yearly rate": ({**TOTAL, "period": "FY2021", "says": "1.7 million a year"}, CONFIRMED, ()),
    "lower than in July 2019": (
        {"figure": "change", "period": "2020-07", "against": "2019-07", "says": "lower than in July 2019"},
        CONFIRMED, (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CLAIMS)
def test_what_a_claim_comes_to(case: str) -> None:
    keys, word, reasons = CLAIMS[case]
    found = verdict(accessed=None, **keys)
    assert (found.word, found.reasons) == (word, reasons), (found.recomputed, found.readings)
