"""Documents with every number of encounters marked: `{{text|figure|period|filters|against|of|verdicts}}`.

The first line says when the document was published. Every other number of the text is of something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from encounters.periods import Period

FOLDER = Path(__file__).parent / "marked"
MARK = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
HELD = {"confirmed", "confirmed at vintage", "imprecise"}


@dataclass(frozen=True)
class Marked:
    """What a number says, and which verdicts are right (`unclear` for none)."""

    text: str
    line: int
    figure: str
    period: Period
    filters: Mapping[str, str]
    against: Period | None
    verdicts: frozenset[str]

    def is_read_by(self, keys: Mapping[str, str] | None) -> bool:
        """Whether the keys of a claim say what the number says. One month's peak is its total."""
        if keys is None:
            return False
        period = Period.parse(keys["period"])
        one_month = len(period) == 1 and {keys["figure"], self.figure} <= {"total", "peak"}
        same = period == self.period or (one_month and period.first in self.period)
        filters = {name: keys[name] for name in FILTERS if name in keys}
        if self.figure in ("percent-change", "multiple"):
            before = Period.parse(keys["against"]) if "against" in keys else period.year_before()
            same = same and before == (self.against or self.period.year_before())
        return same and (one_month or keys["figure"] == self.figure) and filters == dict(self.filters)


FILTERS = ("component", "region", "area", "state", "demographic", "citizenship", "authority")


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
    text, figure, period, filters, against, *rest = mark.split("|")
    verdicts = set(next((part for part in reversed(rest) if part), "confirmed").split(";"))
    return Marked(
        " ".join(text.split()),
        line,
        figure,
        Period.parse(period),
        dict(part.split("=") for part in filters.split(";") if part),
        Period.parse(against) if against else None,
        frozenset(HELD if verdicts == {"confirmed"} else verdicts),
    )


def documents() -> list[MarkedDocument]:
    """Every marked document."""
    return [load(path) for path in sorted(FOLDER.iterdir())]
