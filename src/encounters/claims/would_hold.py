"""What a text could print instead: the figure at the precision that the claim prints, in its own manner."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from functools import cache
from math import floor, log10

from encounters.wording.amounts import OCCASIONS
from encounters.wording.fit import Held, fit
from encounters.wording.kinds import Comparator, Kind, Wording
from encounters.wording.written import Written

FINER = range(3)
"""How many digits more than printed, where no words hold at the printed precision; then to its own first digit."""
MILLION, DECIMALS = 6, 7
SHAPES = {
    Kind.COUNT: ("", 0),
    Kind.SHARE: ("%", -2),
    Kind.PERCENT_CHANGE: ("%", -2),
    Kind.POINTS: (" points", -2),
    Kind.MULTIPLE: (" times", 0),
}
"""What follows the digits of each kind that is worded again, and the power of ten that they are multiplied by."""
SIGNED = (Kind.PERCENT_CHANGE, Kind.POINTS)
"""The kinds whose number says up or down."""
EXACTLY = Context(prec=400)


def would_hold(says: Written, value: float, change: bool = False) -> str | None:
    """Words that hold for a value: `nearly 2.6 million`, `38%`, of a change `up 5,351`; None for a kind of number that
    is not worded again."""
    if says.compares:
        return "higher" if value > 0 else "lower" if value < 0 else None
    exact = Decimal(str(value))
    found = (words for power in powers(says, exact) for words in ways(says, exact, power))
    words = next((words.text for words in found if fit(words, value).held is Held.HOLDS), None)
    return f"up {words}" if words and change and value > 0 and says.kind is Kind.COUNT else words


def already_holds(says: Written, part: float) -> str | None:
    """The bound that a part has passed already: `more than 110,000`."""
    exact = Decimal(str(part))
    whole = (exact.quantize(Decimal((0, (1,), power)), ROUND_FLOOR, EXACTLY) for power in powers(says, exact))
    return next((f"more than {int(bound):,}" for bound in whole if bound), None)


def powers(says: Written, value: Decimal) -> Iterator[int]:
    """To what power of ten a number is printed: to that of the claim, else finer; a whole one to no less than one."""
    coarsest, whole = floor(log10(says.unit)), says.kind is Kind.COUNT and value == value.to_integral_value()
    yield from (max(coarsest - finer, 0) if whole else coarsest - finer for finer in FINER)
    if value:
        yield value.adjusted()


def ways(says: Written, value: Decimal, power: int) -> Iterator[Written]:
    """The number to a power of ten, plain where the claim prints it plainly, else with what it is nearly or over."""
    if says.kind not in SHAPES:
        return
    near = value.quantize(Decimal((0, (1,), power)), context=EXACTLY)
    if value and not near:  # "over 0" says nothing
        return
    if says.kind is Kind.MULTIPLE and max(near.copy_abs(), value.copy_abs()) >= OCCASIONS:
        return
    if says.comparator is Comparator.EXACT or near == value:
        yield _worded(says.kind, near, power)
    if near != value:
        # Nobody prints "nearly down 3,000".
        if near >= 0 and says.kind not in SIGNED:
            nearly = near > value
            comparator, word = (Comparator.ALMOST, "nearly ") if nearly else (Comparator.OVER, "over ")
            yield _worded(says.kind, near, power, comparator, word)
        yield _worded(says.kind, near, power)


def _worded(
    kind: Kind, near: Decimal, power: int, comparator: Comparator = Comparator.EXACT, word: str = ""
) -> Written:
    """A number printed to a power of ten, as `parse` reads it."""
    after, scale = SHAPES[kind]
    if kind is Kind.COUNT and near and near.adjusted() >= MILLION and power >= 3:
        after, scale = " million", MILLION
    places = max(scale - power, 0) if scale - power < DECIMALS else 2
    digits = f"{float(near.copy_abs().scaleb(-scale, EXACTLY)):.{places}f}"
    zeros = len(digits) - len(digits.rstrip("0")) if kind is Kind.COUNT and digits.isdigit() and len(digits) > 2 else 0
    sign = "" if kind in (Kind.SHARE, Kind.MULTIPLE) else "down " if near < 0 else "up " * (kind in SIGNED)
    size = Fraction(Decimal(f"{'-' * (sign == 'down ')}{digits}").scaleb(scale, EXACTLY))
    shown = f"{float(digits):,.{places}f}" if not after else digits
    wording = Wording.TIMES if kind is Kind.MULTIPLE else None
    unit = _power(scale + zeros - places)
    return Written(f"{sign}{word}{shown}{after}", comparator, size, None, unit, kind, wording)


@cache
def _power(of_ten: int) -> Fraction:
    return Fraction(10) ** of_ten
