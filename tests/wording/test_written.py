"""Printed wordings: what they say, where they stop being readable, and which recomputed values fit them."""

from __future__ import annotations

import math
import re
import tomllib
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from encounters.errors import ExitCode, UsageError
from encounters.wording.fit import Fit, Held, accepted, fit, near, spoken, zones
from encounters.wording.kinds import Comparator, Kind, Wording
from encounters.wording.limits import LIMITS, limit, parts
from encounters.wording.rules import Range
from encounters.wording.written import Written, WrittenError, parse

TABLE = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text("utf-8"))
TEXTS = [row[0] for row in TABLE["phrases"]]


def test_the_tables_are_whole() -> None:
    assert len(set(TEXTS)) == len(TEXTS) >= 150
    assert len(TABLE["errors"]) >= 25


@pytest.mark.parametrize("row", TABLE["phrases"], ids=TEXTS)
def test_what_a_wording_says(row: list[str]) -> None:
    text, comparator, value, unit, kind, wording, holds = row
    low, _, high = value.partition(" to ")
    expected = Written(
        text,
        Comparator(comparator),
        Fraction(low),
        Fraction(high) if high else None,
        Fraction(unit),
        Kind(kind),
        Wording(wording) if wording else None,
    )
    assert replace(parse(text), per=None) == expected
    first, last = (Fraction(end) for end in holds[1:-1].split(", "))
    assert accepted(expected) == Range(first, last, holds[0] == "[", holds[-1] == "]")


@pytest.mark.parametrize("ratio", ["1.79", "1.81", "2", "2.13", "2.19", "2.21"])
def test_half_and_twice_are_one_pair_of_numbers(ratio: str) -> None:
    more = Fraction(ratio)
    fewer = Fraction(1, 2) + (2 - more) / 4
    doubled = [fit(parse(text), more).held is Held.HOLDS for text in ("doubled", "twice as many")]
    halved = [fit(parse(text), fewer).held is Held.HOLDS for text in ("halved", "fell by half", "half as many")]
    assert len({*doubled, *halved}) == 1


@pytest.mark.parametrize(("text", "position"), TABLE["errors"])
def test_where_a_text_stops_being_a_number(text: str, position: int) -> None:
    with pytest.raises(WrittenError) as caught:
        parse(text)
    assert (caught.value.text, caught.value.position) == (text, position)


@pytest.mark.parametrize(("text", "hint"), TABLE["advice"])
def test_what_to_write_instead(text: str, hint: str) -> None:
    with pytest.raises(WrittenError) as caught:
        parse(text)
    assert caught.value.hint is not None
    assert caught.value.hint.startswith(hint)


def test_what_the_error_says() -> None:
    with pytest.raises(WrittenError) as caught:
        parse("over 12 foo")
    error = caught.value
    assert isinstance(error, UsageError)
    assert error.exit_code is ExitCode.USAGE
    assert error.message == (
        "'over 12 foo' is not a printed number: at 'foo' (character 9) "
        "expected the end, or 'to', 'out of' and a second number."
    )
    assert error.hint == 'Write for example "over 2.6 million", "almost nine times" or "28%".'
    with pytest.raises(WrittenError, match=r"at the end \(character 5\) expected a number"):
        parse("over")


def test_two_numbers_are_two_claims() -> None:
    with pytest.raises(WrittenError) as caught:
        parse("from 45% to 69%")
    assert caught.value.hint == 'Write two claims, one that says "45%" and one that says "69%"; a range is "10 to 20".'


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1.86 million a year", "year"),
        ("an average of 115,000 a month", "month"),
        ("302,000 encounters in a single month", "month"),
        ("204 per day", "day"),
        ("171,840", None),
    ],
)
def test_the_span_of_a_rate(text: str, span: str | None) -> None:
    assert parse(text).per == span


@given(st.integers(1, 10**7), st.integers(0, 10**7), st.sampled_from(["more than", "at least", "over"]))
def test_a_true_bound_never_fails(number: int, more: int, words: str) -> None:
    found = fit(parse(f"{words} {number:,}"), number + more)
    assert found.held is not Held.NO
    assert more == 0 or found.reason in (None, "understated")


@given(st.integers(1, 10**7), st.fractions(Fraction(1, 20), 1), st.sampled_from(["more than", "at least", "over"]))
def test_a_false_bound_is_false(number: int, short: Fraction, words: str) -> None:
    assert fit(parse(f"{words} {number:,}"), number * (1 - short)).held is Held.NO


@given(st.integers(1, 10**7), st.integers(0, 10**7))
def test_a_true_upper_bound_never_fails(number: int, less: int) -> None:
    assert fit(parse(f"fewer than {number:,}"), max(number - less, 0)).held is not Held.NO


@given(st.integers(11, 99), st.integers(3, 5), st.integers(0, 10**7))
def test_zeros_do_not_make_a_bound_fail(digits: int, zeros: int, more: int) -> None:
    """The verdict of a round bound and of its neighbour with another digit differ in degree, not in kind."""
    bounds = [digits * 10**zeros, digits // 10 * 10 ** (zeros + 1)]
    value = max(bounds) + 1 + more
    assert Held.NO not in {fit(parse(f"more than {bound:,}"), value).held for bound in bounds}


def test_every_limit_has_its_reason() -> None:
    for name, entry in LIMITS.items():
        assert 0 < limit(name) < 1
        assert entry.meaning.endswith(".")
        assert entry.reason.endswith(".")


def test_all_that_the_rules_make_of_a_number_is_whole_numbers_of_parts() -> None:
    for entry in LIMITS.values():
        assert (parts() * entry.value / 2).denominator == 1
        assert (parts() / (1 + entry.value)).denominator == 1


def test_the_examples_in_the_hint_can_be_read() -> None:
    hint = str(WrittenError("", 0, "").hint)
    assert len([parse(text) for text in hint.split('"')[1::2]]) == 3


def test_a_long_text_does_not_flood_the_message() -> None:
    with pytest.raises(WrittenError) as caught:
        parse("over " + "migrants " * 1000)
    assert len(caught.value.message) < 200


@pytest.mark.parametrize(("text", "value", "held", "reason"), TABLE["fits"])
def test_what_fits(text: str, value: str, held: str, reason: str) -> None:
    found = fit(parse(text), Fraction(value))
    assert (found.held, found.reason, found.note) == (Held(held), reason or None, None)
    assert (Fraction(value) in accepted(parse(text))) == (found.held is Held.HOLDS)


@pytest.mark.parametrize(("text", "value", "unit", "held", "reason", "noted"), TABLE["rounded"])
def test_a_rounded_source(text: str, value: str, unit: str, held: str, reason: str, noted: bool) -> None:
    found = fit(parse(text), Fraction(value), Fraction(unit))
    assert (found.held, found.reason, found.note is not None) == (Held(held), reason or None, noted)


def test_the_note_on_a_rounded_source() -> None:
    found = fit(parse("over 28%"), 0.28, 0.01)
    assert found.held is Held.OPEN
    assert found.note == "The source itself is a rounded figure, 27.5% to 28.5%, and cannot decide the wording."


@pytest.mark.parametrize(("text", "words"), TABLE["spoken"])
def test_the_accepted_values_in_words(text: str, words: str) -> None:
    assert spoken(parse(text)) == words


def exactly(written: Written, value: float) -> Fit:
    """How a value fits by the rules alone, told by fractions."""
    found, v = zones(written), Fraction(str(value))
    if v in found.hold:
        return Fit(Held.HOLDS)
    reason = next((reason for reason, zone in found.imprecise if v in zone), None)
    return Fit(Held.IMPRECISE if reason else Held.NO, reason)


@given(st.sampled_from(TEXTS), st.data())
def test_floats_tell_what_fractions_tell(text: str, data: st.DataObject) -> None:
    """At the limits themselves, beside them by the least that a float can be, and anywhere else."""
    written = parse(text)
    found = zones(written)
    every = [found.hold, *(zone for _, zone in found.imprecise)]
    limits = st.sampled_from([float(end) for zone in every for end in (zone.low, zone.high)])
    limit, part = data.draw(limits), data.draw(st.floats(-2, 3))
    beside = [math.nextafter(limit, math.inf), math.nextafter(limit, -math.inf), limit * (1 + 1e-9), limit * (1 - 1e-9)]
    for value in (limit, *beside, limit * part):
        assert fit(written, value) == exactly(written, value)
        assert near(written, value) or exactly(written, value).held is Held.NO


@pytest.mark.parametrize("value", [0.28, Decimal("0.28"), Fraction(28, 100)])
def test_a_float_counts_as_the_decimal_it_prints_as(value: float | Decimal | Fraction) -> None:
    assert fit(parse("over 28%"), value).reason == "not-over"


# Printing a recomputed value as a person would.

FORMS = st.sampled_from(["{}", "{} million", "{}%", "{} times", "up {}%", "down {}%", "${} billion"])
SCALE = {"million": 10**6, "billion": 10**9}


def scale(form: str) -> Fraction:
    """One printed unit of the form, in base units."""
    percent = Fraction(-1 if "down" in form else 1, 100)
    return percent if "%" in form else Fraction(SCALE.get(form.split()[-1], 1))


def printed(number: Fraction, places: int) -> str:
    """Digits with thousands separators; fewer than no places are zeros before the point."""
    return f"{Decimal(number.numerator) / Decimal(number.denominator):,.{max(places, 0)}f}"


@st.composite
def prints(draw: st.DrawFn) -> tuple[str, Fraction, Fraction, int]:
    """A form, a value in the form's own units, the size of its last digit and the places it prints."""
    form = draw(FORMS)
    places = draw(st.integers(-4, 0) if form == "{}" else st.integers(0, 3))
    unit = Fraction(1, 10) ** places
    least = max(Fraction(5), 100 / unit) if places < 0 else Fraction(5)  # below 100 every digit counts
    value = draw(st.fractions(least, 10**5, max_denominator=10**4)) * unit
    return form, value, unit, places


@given(prints())
def test_a_value_printed_with_the_right_comparator_holds(drawn: tuple[str, Fraction, Fraction, int]) -> None:
    form, value, unit, places = drawn
    down, up, near = (turn(value / unit) * unit for turn in (floor, ceil, round))
    v = value * scale(form)

    def held(words: str, number: Fraction) -> Held:
        wording = form.format(printed(number, places))
        start = form.index("{}") - form.count("$")
        return fit(parse(f"{wording[:start]}{words} {wording[start:]}"), v).held

    assert held("", near) is Held.HOLDS
    assert held("about", near) is Held.HOLDS
    assert held("at least", down) is Held.HOLDS
    assert held("up to", up) is Held.HOLDS
    if down < value < up:
        assert held("over", down) is Held.HOLDS
        assert held("under", up) is Held.HOLDS
    if value < near:
        assert held("almost", near) is Held.HOLDS
    if down == value:
        assert held("over", down) is not Held.HOLDS
        assert held("under", up) is not Held.HOLDS
        assert held("almost", near) is not Held.HOLDS


@given(prints(), st.sampled_from([-1, 1]))
def test_one_unit_off_in_the_last_digit_does_not_hold(drawn: tuple[str, Fraction, Fraction, int], off: int) -> None:
    form, value, unit, places = drawn
    assume((value / unit) % 1 != Fraction(1, 2))
    text = form.format(printed((round(value / unit) + off) * unit, places))
    written = parse(text)
    assume(written.unit == unit * abs(scale(form)))  # a trailing zero says nothing
    assert fit(written, value * scale(form)).held is not Held.HOLDS


@given(st.fractions(10, 10**6), st.fractions(1, 10))
def test_a_value_holds_between_its_neighbours(value: Fraction, beyond: Fraction) -> None:
    text = f"between {floor(value)}.5 and {ceil(value) + 1}.5"
    assert fit(parse(text), value + Fraction(1, 2)).held is Held.HOLDS
    assert fit(parse(text), ceil(value) + 1 + Fraction(1, 2) + beyond).held is Held.NO


# Text that nobody meant as a number.

WORDS = sorted({word for text in TEXTS for word in text.split()} | {"-", "in", "foo", "2021", "0", "$", "%", "."})


@given(st.text() | st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join))
@example("9" * 5000)
@example("0" * 20)
@example("million " * 500)
@example("\u0130nine")
@example("- - -")
@example("\ud800")
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    try:
        written = parse(text)
    except WrittenError as error:
        place = error.position
    else:
        place = 0
        check(written)
    assert 0 <= place <= len(text)


def check(written: Written) -> None:
    assert written.unit > 0
    assert written.high is None or written.value < written.high
    assert (written.high is None) == (written.comparator is not Comparator.BETWEEN)
    assert (written.wording is None) == (written.kind is not Kind.MULTIPLE)
    assert spoken(written)
    assert fit(written, 0).held in Held


BETWEEN_WORDS = re.compile(r"(?<!\d)\s+|\s+(?!\d{3}\b)")
"""Blanks, but for those between thousands, which say something."""


@given(st.sampled_from(TEXTS), st.data())
def test_case_and_space_say_nothing(text: str, data: st.DataObject) -> None:
    gaps = st.sampled_from([" ", "  ", "\t", "\n", "\u00a0"])
    words = [
        getattr(word, data.draw(st.sampled_from(["upper", "lower", "title"])))() for word in BETWEEN_WORDS.split(text)
    ]
    other = data.draw(gaps) + "".join(word + data.draw(gaps) for word in words)
    assert replace(parse(other), text=text) == parse(text)


@given(st.sampled_from(TEXTS), st.fractions(), st.fractions(0, 1))
def test_a_sharper_source_decides_as_the_value_alone(text: str, value: Fraction, unit: Fraction) -> None:
    written = parse(text)
    assert fit(written, value, 0) == fit(written, value)
    if fit(written, value, unit).note is None and fit(written, value, unit).held is Held.HOLDS:
        assert fit(written, value).held is Held.HOLDS
