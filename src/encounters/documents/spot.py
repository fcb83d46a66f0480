"""Finding the cues of a text: where each stands, of what kind it is, what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from encounters.documents import cues
from encounters.documents.small import in_small, small
from encounters.names import CATEGORIES, GROUPS, SUMMED_UP

SECTOR, OFFICE = " sector", " field office"
SENT = re.compile(r",|\s*(?:\([A-Z]|[—–]|--? )")
"""What stands behind the place that a report is sent from: "WASHINGTON (AP) —"."""


class Hit(Struct, frozen=True):
    """A cue found in a text: what kind, what it says, and the doubt of taking it (of a weighed word, its weight)."""

    start: int
    end: int
    kind: str
    value: str
    doubt: float = 0.0

    @property
    def left_out(self) -> bool:
        """Whether it says what is not counted."""
        return self.value.startswith("not ")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return in_small(rf"(?<![\w-])(?:{pattern})(?!\w)")


def figures(text: str) -> list[Hit]:
    """The words that tell a figure."""
    return _found(text, cues.FIGURES, "figure")


def changes(text: str) -> list[Hit]:
    """The words of change: rise, fall or move."""
    return _found(text, cues.CHANGES, "change")


def series(text: str) -> list[Hit]:
    """The words for what a published series counts."""
    return _found(text, cues.SERIES, "series")


def arrests(text: str) -> list[Hit]:
    """The words that may speak of the Border Patrol alone."""
    return _found(text, {"usbp": cues.OFTEN_USBP}, "component")


def weighed(text: str, table: Mapping[str, tuple[str, float]]) -> list[Hit]:
    """The words of BORDER or ELSEWHERE with their weight."""
    words = small(text)
    return [
        Hit(found.start(), found.end(), "weight", name, weight)
        for name, (pattern, weight) in table.items()
        for found in _compiled(pattern).finditer(words)
    ]


def _found(text: str, table: Mapping[str, str], kind: str) -> list[Hit]:
    words = small(text)
    hits = (
        Hit(found.start(), found.end(), kind, value)
        for value, pattern in table.items()
        for found in _compiled(pattern).finditer(words)
    )
    return sorted(hits, key=lambda hit: hit.start)


def scopes(text: str) -> list[Hit]:
    """The words that narrow the scope, in order: the dimension is the kind, the choice the value."""
    hits = [hit for dimension, table in cues.SCOPES.items() for hit in _found(text, table, dimension)]
    hits += _found(text, {"": cues.BOTH}, "component")
    hits = [hit for hit in hits if hit.kind != "authority" or not _order(text, hit)]
    hits += _found(text, {"": cues.EVERY_AUTHORITY}, "authority")
    others = _found(text, {"other": cues.OTHERS}, "citizenship")
    apart = [*others, *(hit for hit in hits if hit.kind == "region")]
    named = [hit for hit in _names(text) if not any(one.start <= hit.start < one.end for one in apart)]
    kept = sorted(_kept([*hits, *others, *_told_apart(text, named)]), key=lambda hit: hit.start)
    return [replace(hit, value=f"not {hit.value}") if _left_out(text, hit) else hit for hit in kept]


def _told_apart(text: str, names: list[Hit]) -> Iterator[Hit]:
    """The names but the states that only say where an area lies: "Del Rio, Texas"."""
    areas = {hit.end for hit in names if hit.kind == "area"}
    for hit in names:
        comma = text[: hit.start].endswith(", ")
        if not (hit.kind == "state" and comma and hit.start - 2 in areas and re.match(r"\W", text[hit.end :] or ".")):
            yield hit


def _order(text: str, hit: Hit) -> bool:
    """Whether an authority is told of as an order that begins, holds or ends: no encounters are counted under it."""
    after = cues.ORDER_AFTER.match(text, hit.end)
    return after is not None or cues.ORDER_BEFORE.search(text[max(0, hit.start - 40) : hit.start]) is not None


def _left_out(text: str, hit: Hit) -> bool:
    """Whether the words before a name leave it out."""
    before = text[max(0, hit.start - 40) : hit.start]
    return bool(hit.value) and hit.kind != "region" and cues.EXCLUDING.search(before) is not None


def _kept(hits: list[Hit]) -> Iterator[Hit]:
    """The hits that no longer hit of the same dimension holds."""
    for hit in hits:
        size = hit.end - hit.start
        longer = (one for one in hits if one.kind == hit.kind and one.end - one.start > size)
        if not any(one.start <= hit.start and hit.end <= one.end for one in longer):
            yield hit


def _names(text: str) -> Iterator[Hit]:
    """The names of countries, states, sectors and field offices; one that may be both a sector and an office is two."""
    pattern, names = _named()
    words = small(text)
    offices = "field office" in words
    for found in pattern.finditer(words):
        if _no_scope(text, found.start(), found.end()):
            continue
        dimension, code, doubt = names[found[0]]
        yield Hit(found.start(), found.end(), dimension, code, doubt)
        office = code.replace("_sector", "_field_office")
        if dimension == "area" and doubt and office != code and office in CATEGORIES["area"]:
            yield Hit(found.start(), found.end(), dimension, office, 0.2 if offices else 1.5)


def _no_scope(text: str, start: int, end: int) -> bool:
    """Whether a name is none of a scope: in small letters, the place a report is sent from, a border's or a state's."""
    word, before, after = text[start:end], text[max(0, start - 4) : start], text[end:]
    sent_from = word.isupper() and len(word) > 4 and SENT.match(after) is not None
    within = before.lower().endswith(("new ", "f of ")) or re.match(r"\s+(?:border|side)\b", after, re.IGNORECASE)
    return not word.removeprefix("the ")[0].isupper() or sent_from or bool(within)


@cache
def _named() -> tuple[re.Pattern[str], dict[str, tuple[str, str, float]]]:
    """Every country, state, sector and field office by its names: one pattern, and what each name means."""
    names: dict[str, tuple[str, str, float]] = {}
    for dimension in ("citizenship", "state"):
        for code, row in CATEGORIES[dimension].items():
            spelled = (code.replace("_", " "), *row.labels) if dimension == "citizenship" else ()
            for name in (*spelled, *row.everyday) if code not in SUMMED_UP else ():
                names.setdefault(name.casefold(), (dimension, code, 0.0))
    for group in GROUPS["citizenship"]:
        names[group.replace("_", " ")] = ("citizenship", group, 0.0)
    areas = {row.label.casefold(): code for code, row in CATEGORIES["area"].items()}
    names |= {label: ("area", code, 0.0) for label, code in areas.items()}
    for kind, doubt in ((SECTOR, 0.1), (OFFICE, 0.9)):
        for label, code in areas.items():
            if label.endswith(kind):
                names.setdefault(label.removesuffix(kind), ("area", code, doubt))
    for code, row in CATEGORIES["area"].items():
        if row.label.casefold().endswith(SECTOR):
            for name in row.everyday:
                names.setdefault(name.casefold(), ("area", code, 0.1))
    longest = sorted(names, key=lambda name: -len(name))
    return in_small(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?!\w)"), names
