"""A document to its numbers: which are about encounters, what each says, and what the data say of it.

It never accuses on a guess: only a number whose figure, period and scope the words state can come out contradicted,
imprecise or misdescribed. Any other number that the data do not confirm is unclear, with the readings it may have.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from msgspec.structs import replace

from encounters.claims.verdict import Verdict
from encounters.documents.clock import Clock
from encounters.documents.context import Sentence
from encounters.documents.drafted import READINGS, Drafted, DraftedNumber, Status
from encounters.documents.judged import judged
from encounters.documents.model import Block, Document
from encounters.documents.reader import Read, Reader
from encounters.documents.readings import Reading
from encounters.documents.records import further_back
from encounters.documents.searched import with_search
from encounters.documents.trial import Trials
from encounters.figures import FIGURES
from encounters.store.holdings import Holdings
from encounters.verdicts import AMISS, HELD
from encounters.wording.fit import Held

BEYOND = "series-not-comparable"
"""The reason of a record that reaches further back than the data: whose writer may have known more."""


def draft(holdings: Holdings, document: Document) -> Drafted:
    """The numbers of a document with readings and verdicts. Raises InputFileError, or CannotAnswer without data."""
    calendar = document.text.lower().count("calendar") > document.text.lower().count("fiscal")
    clock = Clock(document.published, None, calendar)
    first = next(iter(document.blocks), None)
    title = Sentence(first, 0, document.title, clock) if first else None
    reader = Reader(Trials(holdings, document.published), document, clock, None, title)
    reads = reader.read()
    statements = [read for read in reader.statements if read.reading is not None]
    asked = [[one.reading] if one.status is Status.CLAIM and one.reading else [] for one in reads]
    begins = reader.trials.first
    ways = [[one.reading, *one.others] for one in statements if one.reading]
    asked += [[each for one in own for each in (*further_back(holdings, one, begins), one)] for own in ways]
    verdicts = _judged(holdings, document.published, asked)
    offsets = _offsets(document.blocks)
    drafted = [
        _drafted(replace(read, reading=chosen or read.reading), verdict, offsets[id(read.sentence.block)])
        for read, (chosen, verdict) in zip([*reads, *statements], verdicts, strict=True)
    ]
    numbers = tuple(drafted[: len(reads)])
    unread = {place: reading for place, read in enumerate(reads) if (reading := _unread(read)) is not None}
    numbers = with_search(holdings, document.published, numbers, unread)
    blocks = [(block.kind, block.text) for block in document.blocks]
    notes = document.notes
    if not document.published:
        notes = (*notes, "No date of publication was found: --published says when.")
    return Drafted(
        document.name,
        document.sha256,
        document.title,
        document.published,
        numbers,
        blocks,
        notes,
        tuple(drafted[len(reads) :]),
    )


def _offsets(blocks: Sequence[Block]) -> dict[int, int]:
    """Where each block begins in the document's text."""
    begins = accumulate((len(block.text) + 1 for block in blocks), initial=0)
    return {id(block): offset for block, offset in zip(blocks, begins, strict=False)}


Judged = tuple[Reading | None, Verdict | None]


def _judged(holdings: Holdings, published: date | None, asked: Sequence[Sequence[Reading]]) -> list[Judged]:
    """The first reading of each that is confirmed, else the first, with its verdict."""
    keys = {(place, way): one.keys() for place, ways in enumerate(asked) for way, one in enumerate(ways)}
    flat = dict(enumerate(keys.values()))
    verdicts = dict(zip(keys, judged(holdings, published, flat).values(), strict=True)) if flat else {}
    found: list[Judged] = []
    for place, ways in enumerate(asked):
        told = [(one, verdicts[place, way]) for way, one in enumerate(ways)]
        confirmed = (one for one in told if one[1].word in HELD)
        found.append(next(confirmed, told[0]) if told else (None, None))
    return found


def _unread(read: Read) -> Reading | None:
    """The reading of a number that the data do not give; None where they do."""
    return read.reading if read.held in (Held.NO, Held.IMPRECISE) else None


def _drafted(read: Read, verdict: Verdict | None, offset: int) -> DraftedNumber:
    """A number as it travels; an accusation is taken back that the words do not state, or that the data only miss."""
    place = read.sentence.block.place(read.sentence.place(read.number))
    keys = read.reading.keys() if read.reading else None
    base = DraftedNumber(
        place.line,
        place.column,
        place.page,
        read.number.text,
        " ".join(read.sentence.text.split()),
        read.status,
        offset=offset + read.sentence.place(read.number),
        length=read.number.end - read.number.start,
    )
    if read.status is Status.OTHER or read.reading is None:
        return base
    others = tuple(reading.keys() for reading in read.others)
    basis = "stated" if read.reading.stated else "inferred"
    taken_back = not read.reading.stated or BEYOND in (verdict.reasons if verdict else ())
    if verdict is None or (verdict.word in AMISS and taken_back):
        readings = tuple(entry for entry in ([keys] if keys else []) + list(others))[:READINGS]
        return replace(base, status=Status.UNCLEAR, claim=keys, basis=basis, readings=readings)
    recomputed = verdict.recomputed
    return replace(
        base,
        claim=keys,
        basis=basis,
        verdict=str(verdict.word),
        reasons=verdict.reasons,
        readings=others,
        recomputed=recomputed.value if recomputed else None,
        unit=recomputed.unit if recomputed else "",
        kind=FIGURES[recomputed.figure].kind if recomputed else "count",
        command=recomputed.command if recomputed else None,
    )
