"""A drafted document for people and programs: its numbers with what each says and what became of it."""

from __future__ import annotations

import json as standard_json
from collections.abc import Iterable

from encounters.documents.drafted import KEYS, Drafted, DraftedNumber, Keys, Status
from encounters.documents.written import claims_file
from encounters.names import DIMENSIONS, Choice, choose, describe
from encounters.periods import Period
from encounters.render import machine, text
from encounters.render import markdown as markdown_table
from encounters.render.formats import Look, Rendered
from encounters.render.github import command
from encounters.render.letters import printable, to_ascii
from encounters.render.numbers import exact_with_unit
from encounters.results import Column, Row, Table, heading_of
from encounters.verdicts import LEVELS, REASONS, Word

UNREAD = "unclear"


def reading(keys: Keys) -> str:
    """A reading in words: `total, FY2023, FMUA, Tucson Sector`."""
    said = f"record {keys['record']}" if "record" in keys else str(keys["figure"]).replace("-", " ")
    told = [f"{said}{_terms(keys)}", Period.parse(str(keys["period"])).label()]
    if against := keys.get("against"):
        told.append(f"against {Period.parse(str(against)).label()}")
    told += [_choice(name, str(keys[name])) for name in DIMENSIONS if keys.get(name)]
    if of := keys.get("of"):
        told.append(f"of {of}")
    told += [str(keys["series"])] if keys.get("series") else []
    told += [f"beside {keys['also_series']}"] if keys.get("also_series") else []
    return ", ".join([*told, *([f"as of {keys['as_of']}"] if keys.get("as_of") else [])])


def _terms(keys: Keys) -> str:
    """The terms of a figure of order in words."""
    told = f" {keys['threshold']:,}" if "threshold" in keys else ""
    told += " in a row" if keys.get("in_a_row") else ""
    told += " from the lowest" if keys.get("lowest") else ""
    return told + (f" among {keys['among']}" if "among" in keys else "")


def _choice(name: str, value: str) -> str:
    choice: Choice = choose(name, [value])
    return describe(name, choice) or "all borders"


def recomputed(number: DraftedNumber) -> str:
    """What the reading of a number comes to, with its unit."""
    if not isinstance(number.recomputed, int | float):
        return ""
    return exact_with_unit(number.recomputed, number.kind, number.unit)


def table(drafted: Drafted, look: Look) -> Rendered:
    """The claims in the order of the text, then what is unclear with its readings."""
    return text.table(_for_people(drafted), look)


def markdown(drafted: Drafted, look: Look) -> str:
    """The same as a table for pull requests."""
    return markdown_table.markdown(_for_people(drafted), look)


def _for_people(drafted: Drafted) -> Table:
    columns = (
        Column("where", "Where", key=True),
        Column("text", "Number", key=True),
        Column("verdict", "Verdict", key=True),
        Column("reading", "Read as", key=True),
        Column("recomputed", "Recomputed", key=True),
    )
    numbers = [*drafted.told_of(Status.CLAIM), *drafted.told_of(Status.UNCLEAR)]
    rows: list[Row] = [
        {
            "where": number.where,
            "text": number.text,
            "verdict": ", ".join([number.verdict or UNREAD, *number.reasons]),
            "reading": _read_as(number),
            "recomputed": recomputed(number),
        }
        for number in numbers
    ]
    title = f"{drafted.title or drafted.name}"
    date = f"Published {drafted.published}." if drafted.published else ""
    reasons = dict.fromkeys(code for number in numbers for code in number.reasons)
    why = [f"{code}: {REASONS.get(code, code)}" for code in reasons]
    return Table("draft", title, columns, rows, notes=tuple(filter(None, (drafted.told, date, *why, *drafted.notes))))


def _read_as(number: DraftedNumber) -> str:
    if number.status is Status.UNCLEAR and number.readings:
        first, *others = number.offered
        return "; ".join([reading(first[1]), *(f"{told}: {reading(keys)}" for told, keys in others)])
    return reading(number.claim) if number.claim else ""


def rows(drafted: Drafted) -> Table:
    """Every number as a row, others too."""
    columns = (
        *(Column(name, heading_of(name), "count") for name in ("line", "column", "page")),
        *(Column(name, heading_of(name)) for name in ("text", "status", "basis", "verdict", "reasons", *KEYS)),
        Column("recomputed", "Recomputed", "estimate"),
        Column("unit", "Unit"),
        Column("sentence", "Sentence"),
    )
    found: list[Row] = []
    for number in drafted.told_of(*Status):
        row = {**number.as_dict(), **dict.fromkeys(KEYS), **(number.claim or {})}
        found.append({**row, "reasons": " ".join(number.reasons)})
    return Table("draft", drafted.title, columns, found)


def json(drafted: Drafted, look: Look) -> str:
    """The document and its numbers, as `encounters/draft/1.0` has them."""
    return machine.document_text(drafted.as_dict(), look)


def ndjson(drafted: Drafted, look: Look) -> str:
    """A number a line."""
    rows = (number.as_dict() for number in drafted.told_of(*Status))
    return "".join(standard_json.dumps(row, ensure_ascii=look.ascii) + "\n" for row in rows)


def toml(drafted: Drafted, look: Look) -> str:
    """The claims file to look over."""
    return claims_file(drafted)


def github(drafted: Drafted, look: Look) -> str:
    """A workflow command on the document's own lines for each number that there is something to tell of."""
    told = [line for number in drafted.told_of(*Status) for line in _commands(drafted, number)]
    lines = "\n".join([*told, drafted.told]) + "\n"
    return to_ascii(lines) if look.ascii else lines


def _commands(drafted: Drafted, number: DraftedNumber) -> Iterable[str]:
    """Nothing for what is confirmed or is no claim."""
    if number.status is Status.OTHER or number.verdict == Word.CONFIRMED:
        return
    word = number.verdict or UNREAD
    level = LEVELS[Word(number.verdict)] if number.verdict else "notice"
    told = [f"“{number.sentence}”", f"Read as: {_read_as(number)}"]
    told += [f"Recomputed: {recomputed(number)}"] if recomputed(number) else []
    told += [f"Repeat: {number.command}"] if number.command else []
    yield command(level, drafted.name, number.line, f"{number.text}: {word}", [printable(line) for line in told])
