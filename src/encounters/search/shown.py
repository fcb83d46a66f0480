"""What was found as a table: a row for each reading, best first, and how many others there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import asdict

from encounters.errors import CannotAnswer
from encounters.figures import FIGURES
from encounters.names import Choice, describe
from encounters.results import Column, Row, Selection, Table
from encounters.search.model import Found, FoundReading
from encounters.wording.kinds import Kind
from encounters.wording.written import Written

EVENTS = "Encounters are events, not people."
SIMPLICITY = "Simplicity is in bits, the fewer the simpler; docs/find.md says what each choice takes."
CUT_OFF = "cut off"
CUT_OFF_NOTE = "A value that the number is cut off from, not rounded, is shown where it is simpler than all that fit."

COLUMNS = (
    Column("rank", "#", "count", key=True),
    Column("figure", "Figure", key=True),
    Column("value", "Value", "number", key=True),
    Column("unit", "Unit", shown=False),
    Column("kind", "Kind", shown=False),
    Column("period", "Period", shown=False),
    Column("window", "Period", key=True),
    Column("against", "Against", shown=False),
    Column("which", "Which encounters", key=True),
    Column("filters", "Filters", shown=False),
    Column("of", "Share of", shown=False),
    Column("release", "Release", key=True),
    Column("file", "File", shown=False),
    Column("since", "Held from", "date", shown=False),
    Column("until", "Replaced", "date", spare=True),
    Column("simplicity", "Bits", "count", spare=True),
    Column("peers", "Just as simple", "count", spare=True),
)

NO_FIGURE = {Kind.MONEY: "an amount of money", Kind.POINTS: "in percentage points"}


def table(found: Found, written: Written, verbose: bool = False) -> Table:
    """The readings as rows, and whole under `readings`. Raises CannotAnswer when there is none."""
    if not found.readings:
        raise _nothing(found, written)
    text, any_cut = " ".join(written.text.split()), any(reading.cut_off for reading in found.readings)
    return Table(
        "find",
        f"Readings that give {text}",
        (*COLUMNS, Column("fit", "Fit", shown=any_cut), Column("command", "Repeat", shown=verbose)),
        [_row(place, reading) for place, reading in enumerate(found.readings, 1)],
        notes=(EVENTS, counted(found), *((CUT_OFF_NOTE,) if any_cut else ()), *_in_accounts(written), SIMPLICITY),
        extra={
            "number": {"text": text, "value": float(written.value), "comparator": str(written.comparator)},
            "tried": found.tried,
            "matching": found.matching,
            "levels": [{"simplicity": one.simplicity, "matching": one.matching} for one in found.levels],
            "readings": [as_dict(reading) for reading in found.readings],
        },
    )


def _in_accounts(written: Written) -> Iterator[str]:
    if written.in_brackets:
        fall = written.text.strip().strip("()")
        yield f"Brackets are read over; in accounts they are a fall, which is looked for as 'down {fall}'."


def _nothing(found: Found, written: Written) -> CannotAnswer:
    if written.kind in NO_FIGURE and not found.tried:
        return CannotAnswer(f"No figure is {NO_FIGURE[written.kind]}.", "encounters explain lists the figures.")
    return CannotAnswer(
        f"None of {found.tried:,} readings tried gives '{' '.join(written.text.split())}'.",
        'max_filters = 3 tries more; filters such as citizenship = "ecuador,brazil,haiti" fix a group.',
    )


def counted(found: Found) -> str:
    """How many readings give the number, and by how much the first is the simplest: chance makes no gap."""
    first, *others = found.levels
    bits = f"{first.simplicity} bits"
    one = "The first that fits" if any(reading.cut_off for reading in found.readings[:1]) else "The first"
    alone = f"{one} is the only one of {bits}" if first.matching == 1 else f"{first.matching:,} are of {bits}"
    gap = f"; the next takes {others[0].simplicity}" if others else ""
    many = "1 gives" if found.matching == 1 else f"{found.matching:,} give"
    return f"{alone}{gap}. Of {found.tried:,} readings tried, {many} the number."


def speed(found: Found) -> str:
    """How much was tried, and how fast."""
    rate = found.tried / found.seconds if found.seconds else 0
    return f"Tried {found.tried:,} readings in {found.seconds:.2f} s, {rate:,.0f} a second."


def _row(place: int, reading: FoundReading) -> Row:
    selection, (published, file) = reading.selection, _origin(reading)
    window = selection.period.label()
    if reading.against:
        window = f"{window} against {reading.against.label()}"
    return {
        "rank": place,
        "figure": reading.figure,
        "value": reading.value,
        "unit": reading.unit,
        "kind": FIGURES[reading.figure].kind,
        "period": str(selection.period),
        "window": window,
        "against": str(reading.against) if reading.against else None,
        "which": _which(reading),
        "filters": selection.describe(),
        "of": reading.whole.describe() if reading.whole else None,
        "release": published,
        "file": file,
        "since": reading.since,
        "until": reading.until,
        "fit": CUT_OFF if reading.cut_off else None,
        "simplicity": reading.simplicity,
        "peers": reading.peers,
        "command": reading.command,
    }


def _origin(reading: FoundReading) -> tuple[str | None, str | None]:
    """When what a reading rests on was published, and the file, or the series, that has it."""
    if reading.releases:
        newest = reading.releases[0].release
        return newest.published.iso, newest.file
    source = reading.sources[0]
    return (source.published or "").split()[0] if source.published else None, source.series


def _which(reading: FoundReading) -> str:
    """Where, and what narrows a reading, in few words; of a share, what narrows it and its whole."""
    own = reading.selection.choices()
    if reading.sources:
        return f"{_words(own, reading.selection)}: {reading.unit}, series {reading.sources[0].series}"
    if reading.whole is None:
        return _words(own, reading.selection)
    whole = reading.whole.choices()
    further = [describe(name, choice) for name, choice in own.items() if whole.get(name) != choice]
    return f"{', '.join(further)} of {_words(whole, reading.whole)}"


def _words(choices: Mapping[str, Choice], selection: Selection) -> str:
    """The region and the other choices in words: `southwest, Mexico`."""
    region = describe("region", selection.region).removesuffix(" Land Border") if selection.region else "all borders"
    return ", ".join(
        [region.lower(), *(describe(name, choice) for name, choice in choices.items() if name != "region")]
    )


def as_dict(reading: FoundReading) -> dict[str, Any]:
    """A reading as JSON values; `release` is the newest of the `releases` it rests on."""
    releases = [used.as_dict() for used in reading.releases]
    return {
        "figure": reading.figure,
        "value": reading.value,
        "unit": reading.unit,
        "selection": reading.selection.as_dict(),
        "against": str(reading.against) if reading.against else None,
        "of": reading.whole.as_dict() if reading.whole else None,
        "release": releases[0] if releases else None,
        "releases": releases,
        "sources": [asdict(source) for source in reading.sources],
        "since": reading.since.isoformat(),
        "until": reading.until.isoformat() if reading.until else None,
        "cut_off": reading.cut_off,
        "simplicity": reading.simplicity,
        "peers": reading.peers,
        "command": reading.command,
    }
