"""Documents with every number of encounters marked: `{{text|figure|period|filters|against|of|verdicts}}`.

The first line says when the document was published. Every other number of the text is of something else. A mark may
also be of words without a number: a record, whose figure is `record`. Filters may be followed by the other keys of a
claims file: `lowest=true`, `threshold=150000`, `record=ever`.

    python tests/documents/marked_numbers.py second      the scores of a set, and what was read wrong
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from encounters.claims.reach import parse_reach
from encounters.documents.draft import draft
from encounters.documents.drafted import Drafted, DraftedNumber, Status
from encounters.documents.read import read_bytes
from encounters.names import DIMENSIONS, choose
from encounters.periods import Period
from encounters.store.holdings import open_store

FOLDER = Path(__file__).parent / "marked"
SETS = ("first", "second", "third", "fourth")
"""The rules were made on the first; each later one was written before the rules were changed for it."""
MARK = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
HELD = {"confirmed", "confirmed at vintage", "imprecise"}
TERMS = ("lowest", "threshold", "among")
COMPARED = ("percent-change", "multiple", "change", "share-change")


@dataclass(frozen=True)
class Marked:
    """What a number says, and which verdicts are right (`unclear` for none)."""

    text: str
    line: int
    figure: str
    period: Period
    keys: Mapping[str, str]
    against: Period | None
    verdicts: frozenset[str]

    def is_read_by(self, keys: Mapping[str, Any] | None) -> bool:
        """Whether the keys of a claim say what the number says. One month's peak is its total."""
        if keys is None:
            return False
        figure, period = "record" if "record" in keys else keys["figure"], Period.parse(keys["period"])
        one_month = len(period) == 1 and {figure, self.figure} <= {"total", "peak", "lowest", "monthly-average"}
        same = period == self.period or (one_month and period.first in self.period)
        if self.figure in COMPARED:
            before = Period.parse(keys["against"]) if "against" in keys else period.year_before()
            same = same and before == (self.against or self.period.year_before())
        if figure == self.figure == "record":
            same = same and parse_reach(keys["record"]).first(period) == parse_reach(self.keys["record"]).first(period)
        return same and (one_month or figure == self.figure) and _kept(keys) == _kept(self.keys)


def _kept(keys: Mapping[str, Any]) -> dict[str, str]:
    chosen = {name: str(choose(name, [str(value)])) for name, value in keys.items() if name in DIMENSIONS}
    return chosen | {name: str(value).lower() for name, value in keys.items() if name in TERMS}


@dataclass(frozen=True)
class MarkedDocument:
    """A document without its marks, and the marks."""

    name: str
    published: date
    content: bytes
    claims: tuple[Marked, ...]


def load(path: Path) -> MarkedDocument:
    head, body = path.read_text(encoding="utf-8").split("\n", 1)
    claims: list[Marked] = []
    plain, at = "", 0
    for found in MARK.finditer(body):
        plain += body[at : found.start()]
        claims.append(_marked(found[1], plain.count("\n") + 1))
        plain += found[1].split("|")[0]
        at = found.end()
    text = plain + body[at:]
    return MarkedDocument(path.name, date.fromisoformat(head.split()[1]), text.encode(), tuple(claims))


def _marked(mark: str, line: int) -> Marked:
    text, figure, period, keys, against, *rest = mark.split("|")
    verdicts = set(next((part for part in reversed(rest) if part), "confirmed").split(";"))
    return Marked(
        " ".join(text.split()),
        line,
        figure,
        Period.parse(period),
        dict(part.split("=") for part in keys.split(";") if part),
        Period.parse(against) if against else None,
        frozenset(HELD if verdicts == {"confirmed"} else verdicts),
    )


@cache
def documents(name: str) -> list[MarkedDocument]:
    """The marked documents of a set."""
    return [load(path) for path in sorted((FOLDER / name).iterdir())]


@cache
def drafted(name: str) -> dict[str, Drafted]:
    """The documents of a set, drafted."""
    held = open_store()
    return {one.name: draft(held, read_bytes(one.content, one.name, one.published)) for one in documents(name)}


def paired(document: MarkedDocument, found: Drafted) -> Iterator[tuple[Marked, DraftedNumber]]:
    """Each marked number with the one that was drafted for it, or with one of something else where there is none."""
    left = [*found.numbers, *found.statements]
    for claim in document.claims:
        core = claim.text.split()[-1].lower()
        near = [one for one in left if abs(one.line - claim.line) <= 1]
        fits = [one for one in near if claim.text.lower() == one.text.lower()]
        fits = fits or [one for one in near if claim.text.lower() in one.text.lower()]
        fits = fits or [one for one in near if one.text.lower() in claim.text.lower()]
        fits = fits or [one for one in near if core in one.text.lower().split()]
        fits = fits or [one for one in near if one.text.split()[-1].lower() in claim.text.lower().split()]
        fits = fits or [one for one in near if core in one.text.lower()]
        one = min(fits, key=lambda one: abs(one.line - claim.line), default=None)
        if one is not None:
            left.remove(one)
        yield claim, one or DraftedNumber(0, 0, None, "not listed", "", Status.OTHER)


@dataclass(frozen=True)
class Scores:
    """What was made of a set: pairs of marked and drafted numbers, and the numbers of something else."""

    pairs: list[tuple[Marked, DraftedNumber]]
    others: list[DraftedNumber]

    def missed(self) -> list[str]:
        return [claim.text for claim, one in self.pairs if one.status is Status.OTHER]

    def misread(self) -> list[tuple[str, Any]]:
        return [(claim.text, one.claim) for claim, one in self.pairs if not claim.is_read_by(one.claim)]

    def far(self) -> list[str]:
        """Not among the first three readings."""
        pairs = [(claim, [*([one.claim] if one.claim else []), *one.readings][:4]) for claim, one in self.pairs]
        return [claim.text for claim, keys in pairs if not any(claim.is_read_by(one) for one in keys)]

    def misjudged(self) -> list[tuple[str, str | None]]:
        pairs = self.pairs
        return [(claim.text, one.verdict) for claim, one in pairs if (one.verdict or "unclear") not in claim.verdicts]

    def accused(self) -> list[tuple[str, str]]:
        """Held against words that are not wrong, or not so."""
        bad = ("contradicted", "misdescribed")
        named = [(one, claim.verdicts) for claim, one in self.pairs] + [(one, frozenset[str]()) for one in self.others]
        return [(one.text, one.sentence) for one, right in named if one.verdict in bad and one.verdict not in right]

    def wrongly_confirmed(self) -> list[str]:
        wrong = [(claim, one) for claim, one in self.pairs if not claim.verdicts & HELD]
        return [claim.text for claim, one in wrong if (one.verdict or "").startswith("confirmed")]

    def noise(self) -> list[tuple[str, str]]:
        return [(one.text, one.sentence) for one in self.others if one.status is Status.CLAIM]

    def told(self) -> str:
        claims, others = len(self.pairs), len(self.others)
        shares = [
            f"{name} {1 - len(wrong) / claims:.1%}"
            for name, wrong in (
                ("found", self.missed()),
                ("read right at first", self.misread()),
                ("within the first readings", self.far()),
                ("verdict right", self.misjudged()),
            )
        ]
        return (
            f"{claims} numbers of encounters, {others} others: {', '.join(shares)}, "
            f"noise {len(self.noise()) / others:.1%}, "
            f"wrongly accused {len(self.accused())}, wrongly confirmed {len(self.wrongly_confirmed())}"
        )


@cache
def scores(name: str) -> Scores:
    pairs = [pair for document in documents(name) for pair in paired(document, drafted(name)[document.name])]
    taken = {id(one) for _, one in pairs}
    numbers = [one for found in drafted(name).values() for one in (*found.numbers, *found.statements)]
    return Scores(pairs, [one for one in numbers if id(one) not in taken])


def main(name: str) -> None:
    found = scores(name)
    sys.stdout.write(found.told() + "\n")
    for title in ("accused", "wrongly_confirmed", "noise", "missed", "misread", "misjudged"):
        sys.stdout.write(f"\n{title}\n" + "".join(f"  {one}\n" for one in getattr(found, title)()))


if __name__ == "__main__":
    main(sys.argv[1])
