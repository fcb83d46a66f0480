"""The keys of a claims file: what each is for and how it is read. Checks, editor schema and docs come from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from encounters.claims.reach import Reach, parse_reach
from encounters.errors import UnknownName, UsageError
from encounters.figures import figure_named
from encounters.figures.question import parse_whole, terms
from encounters.names import DIMENSIONS, Choice, choose
from encounters.periods import Month, Period, parse_date, parse_month
from encounters.results import Selection
from encounters.wording.sums import compute
from encounters.wording.written import Written, parse

SCHEMA = 1
"""The version of claims files."""

DIRECTIONS = ("rising", "falling")
FORECASTS = ("exceed", "fall below")
COUNTED: Mapping[str, tuple[str, ...]] = {
    "encounters": ("events", "apprehensions", "crossings", "arrests", "stops", "expulsions", "inadmissibles"),
    "people": ("migrants", "individuals", "persons", "immigrants", "aliens", "noncitizens", "men", "women", "children"),
    "planned": ("planning", "capacity", "projected"),
}
"""What a wording may count, and other words for it."""

REASONS = ("component", "area", "window", "cohort")
LARGEST = 10**15


class Key(Struct, frozen=True):
    """A key: the JSON type its value has, what it says, how it is read (raising UsageError), and the only values."""

    kind: str
    about: str
    read: Callable[[Any], Any]
    valid: tuple[str, ...] = ()


def _text(value: str) -> str:
    if not value.strip():
        raise UsageError("is empty")
    return value


def _one_of(kind: str, valid: tuple[str, ...]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in valid:
            raise UnknownName(kind, value, valid)
        return value

    return read


def _choice(dimension: str) -> Callable[[str], Choice]:
    return lambda value: choose(dimension, [value])


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        raise UsageError("must be a day without a time of day.", "Write a date as 2022-04-18.")
    return value if isinstance(value, date) else parse_date(value)


def _series(value: str) -> str:
    from encounters.store.series import SEPARATOR, asked

    entry, category = asked(value)
    return entry.id if category is None else f"{entry.id}{SEPARATOR}{category}"


def _arithmetic(value: str) -> str:
    try:
        float(compute(value))
    except OverflowError:
        raise UsageError(f"'{value}' is too large a number.", None) from None
    return value


def _threshold(value: Any) -> int | None:
    return terms(threshold=str(value)).threshold


def _among(value: str) -> str | None:
    return terms(among=value).among


def _than(value: str) -> str | None:
    return terms(than=value).than


def _counts(value: str) -> str:
    word = " ".join(value.casefold().split())
    for counted, words in COUNTED.items():
        if word in (counted, *words):
            return counted
    spellings = {other: one for one, others in COUNTED.items() for other in others}
    raise UnknownName("kind of count", value, COUNTED, spellings=spellings)


def _whole(value: str) -> str:
    """The whole of a share as `measure --of` takes it, tried on some months."""
    try:
        parse_whole(value, Selection(Period.fiscal_year(2021)))
    except UnknownName:
        raise
    except UsageError as error:
        raise UsageError(f"'{value}' names no whole.", error.hint) from None
    return value


def _number(value: Any) -> int | float:
    if isinstance(value, str):
        value = float(value.replace(",", "")) if "." in value else int(value.replace(",", ""))
    if not 0 <= value <= LARGEST:
        raise UsageError(f"must be a number from 0 to {LARGEST:,}.")
    found: int | float = value
    return found


def _says(value: str) -> Written:
    return parse(value)


def _reach(value: str) -> Reach:
    return parse_reach(value)


def _month(value: str) -> Month:
    return parse_month(value)


def _period(value: str) -> Period:
    return Period.parse(value)


def _all(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def read_all(values: Any) -> tuple[Any, ...]:
        given = [values] if isinstance(values, str) else values
        if not all(isinstance(value, str) for value in given):
            raise UsageError(f"must be {KINDS['strings']}.")
        return tuple(read(value) for value in given)

    return read_all


REPORT_KEYS: Mapping[str, Key] = {
    "title": Key("string", "The document's title.", _text),
    "author": Key("string", "Who wrote it.", _text),
    "url": Key("string", "Where it is.", _text),
    "published": Key("date", "When it was published.", _date),
    "accessed": Key(
        "date", "When its writer looked the figures up: releases published later are not held against it.", _date
    ),
}

CLAIM_KEYS: Mapping[str, Key] = {
    "id": Key("string", "A short name no other claim has.", _text),
    "quote": Key("string", "The words in question, a few of them.", _text),
    "where": Key("string", "Page or chapter.", _text),
    "says": Key("string", "The number as printed: 'over 171,840', 'almost nine times', '28%'.", _says),
    "figure": Key("string", "The figure it is: see 'encounters explain'.", lambda value: figure_named(value).name),
    "period": Key("string", "The months it is about: FY2021, 2021-01..2022-03.", _period),
    "component": Key("string", "usbp or ofo.", _choice("component")),
    "region": Key("string", "southwest unless said otherwise; all for nationwide.", _choice("region")),
    "area": Key("string", "A sector or field office.", _choice("area")),
    "state": Key("string", "A state.", _choice("state")),
    "demographic": Key("string", "A demographic.", _choice("demographic")),
    "citizenship": Key("string", "Names joined by commas, a group, or 'not NAME'.", _choice("citizenship")),
    "authority": Key("string", "title_8 or title_42.", _choice("authority")),
    "against": Key("string", "The period compared with, for changes and multiples.", _period),
    "of": Key("string", "The whole of a share: 'component=usbp;citizenship=other'.", _whole),
    "series": Key("string", "A bundled series instead of CBP's releases.", _series),
    "as_of": Key("date", "The date the number was known at, if not the report's.", _date),
    "at": Key("string", "For a peak: the month it is said to be in.", _month),
    "tolerance": Key(
        "number", "Accept this distance either way instead of the printed precision; points for a percent.", _number
    ),
    "threshold": Key("number", "The number that months-above and months-below are above or below.", _threshold),
    "in_a_row": Key("flag", "Of months-above and months-below: only those in a row, up to the period's last.", bool),
    "lowest": Key("flag", "Of a rank or a record: from the lowest up; of a streak: of falls.", bool),
    "among": Key("string", "What it is ranked among: same-months (of other years) or a dimension.", _among),
    "than": Key("string", "The encounters that those of the claim are compared with: 'citizenship=mexico'.", _than),
    "arithmetic": Key("string", "Arithmetic on numbers the report gives, instead of a figure.", _arithmetic),
    "direction": Key(
        "string", "rising or falling, for a statement without a number.", _one_of("direction", DIRECTIONS), DIRECTIONS
    ),
    "record": Key("string", "How far back it is said to be the highest: 'ever', 'in decades', 'since FY2007'.", _reach),
    "also_series": Key("strings", "Longer series that a record is tried on too.", _all(_series)),
    "forecast": Key(
        "string", "exceed or fall below what `against` came to.", _one_of("forecast", FORECASTS), FORECASTS
    ),
    "to_date": Key("number", "The year to date as the report gives it, where no data holds it.", _number),
    "counts": Key(
        "string",
        "What the wording counts: encounters (events, apprehensions), people (migrants, individuals), or planned (a "
        "number planned for).",
        _counts,
    ),
    "needs": Key("string", "For a claim that no data on hand decides: what would.", _text),
    "source": Key("string", "The source the report cites.", _text),
    "readings": Key("tables", "Other readings to try: `what`, `reason`, and the keys that differ.", list),
    "note": Key("string", "Anything a reader of the verdict should know.", _text),
    "ignore": Key("string", "Why the verdict is listed and never fails a run.", _text),
}

DEFAULT_KEYS: Mapping[str, Key] = {
    name: CLAIM_KEYS[name] for name in (*DIMENSIONS, "as_of", "counts", "tolerance", "source", "where")
}
"""The keys that `[defaults]` may give for every claim that has none of its own and reads them."""

READING_KEYS: Mapping[str, Key] = {
    "what": Key("string", "The reading in words.", _text),
    "reason": Key(
        "string", "What it would mean: component, area, window or cohort.", _one_of("reason", REASONS), REASONS
    ),
    "arithmetic": CLAIM_KEYS["arithmetic"],
} | {name: CLAIM_KEYS[name] for name in ("period", *DIMENSIONS, "against", "of", "than")}

KINDS: Mapping[str, str] = {
    "string": "a string",
    "date": "a date",
    "number": "a number",
    "strings": "a list of names",
    "tables": "a list of tables",
    "flag": "true or false",
}
"""What each kind of value is called in an error."""

TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "date": (str, date),
    "number": (int, float),
    "strings": (list, str),
    "tables": (list,),
    "flag": (bool,),
}


def schema() -> dict[str, Any]:
    """The JSON Schema of a claims file, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "encounters claims file",
        "type": "object",
        "required": ["schema", "claim"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": SCHEMA},
            "report": _object(REPORT_KEYS, []),
            "defaults": _object(DEFAULT_KEYS, []),
            "claim": {"type": "array", "minItems": 1, "items": _object(CLAIM_KEYS, ["id"])},
        },
    }


def _object(keys: Mapping[str, Key], required: list[str]) -> dict[str, Any]:
    properties = {name: _property(name, key) for name, key in keys.items()}
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _property(name: str, key: Key) -> dict[str, Any]:
    if key.kind == "strings":
        return {"type": ["array", "string"], "items": {"type": "string"}, "description": key.about}
    if key.kind == "tables":
        return {"type": "array", "items": _object(READING_KEYS, ["what"]), "description": key.about}
    kinds = {"string": "string", "date": "string", "number": "number", "flag": "boolean"}
    only = {"enum": list(key.valid)} if key.valid else {}
    return {"type": kinds[key.kind], "description": key.about, **only}
