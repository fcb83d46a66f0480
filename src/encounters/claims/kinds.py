"""From the keys of a claims file to a claim of its kind: which kind they make, and which keys that has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from encounters.claims.model import (
    KINDS,
    Arithmetic,
    Claim,
    Direction,
    Forecast,
    Number,
    OfData,
    Record,
    Undecided,
)
from encounters.figures import FIGURES
from encounters.figures.question import Terms
from encounters.names import DIMENSIONS, Choice

Found = Mapping[str, Any]

CALLED: Mapping[type[Claim], str] = {
    Number: "a figure",
    Arithmetic: "arithmetic",
    Direction: "a direction",
    Record: "a record",
    Forecast: "a forecast",
    Undecided: "what no data decides",
}
TERMS = Terms.__struct_fields__

NOT_KEYS = ("line", "choices", "compared")


@cache
def keys_of(kind: type[Claim]) -> frozenset[str]:
    """The keys that a kind of claim has."""
    own = frozenset(kind.__struct_fields__) - set(NOT_KEYS)
    return own | set(DIMENSIONS) if issubclass(kind, OfData) else own


def kinds_with(key: str) -> list[str]:
    """The kinds of claim that have a key, in words."""
    return [CALLED[kind] for kind in KINDS.values() if key in keys_of(kind)]


def claim_of(found: Found, line: int | None) -> Claim:
    """The claim that keys make which have no problems."""
    ways = ways_of(found)
    if not is_undecided(found):
        return _made(KINDS[ways[0]], found, line)
    compared = _made(Number, found, line) if "figure" in found and "says" in found else None
    return _made(Undecided, {**found, "compared": compared}, line)


def with_defaults(found: Found, defaults: Found) -> Found:
    """A claim's keys with the defaults that its kind reads and it has none of. A default that narrows a share's part
    narrows its whole too, unless the claim names one."""
    kinds = [KINDS[way] for way in ways_of(found)]
    reads = set().union(*(keys_of(kind) for kind in kinds)) - (set(DIMENSIONS) if "series" in found else set())
    given = {name: value for name, value in defaults.items() if name in reads and name not in found}
    narrowed = {name: value for name, value in given.items() if name in DIMENSIONS}
    shares = "figure" in found and "whole" in FIGURES[found["figure"]].needs
    if shares and narrowed and "of" not in found:
        given["of"] = ";".join(f"{name}={value}" for name, value in narrowed.items())
    return {**found, **given}


def _made(kind: type[Claim], found: Found, line: int | None) -> Claim:
    given = {name: value for name, value in found.items() if name in kind.__struct_fields__}
    if "choices" in kind.__struct_fields__:
        given["choices"] = choices_of(found)
    return kind(**given, line=line)


def ways_of(found: Found) -> list[str]:
    return [way for way in KINDS if way in found]


def is_undecided(found: Found) -> bool:
    return "needs" in found or found.get("counts") == "planned"


def choices_of(found: Found) -> dict[str, Choice]:
    return {name: found[name] for name in DIMENSIONS if name in found}
