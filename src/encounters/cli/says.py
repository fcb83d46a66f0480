"""`measure --says`: the verdict on one printed number, told in options where a claims file has keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from encounters.cli.answer import Asked, show
from encounters.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from encounters.claims.verdict import Checked
    from encounters.figures.question import Question

KEPT = ("record", "direction", "forecast", "needs", "ignore")
"""Keys of a claims file that `measure` has no option for."""
KEY = re.compile(r"`(?P<named>[a-z_]+)`|\b(?P<key>[a-z_]+) = (?P<value>\"[^\"]*\"|'[^']*'|[\w.]+)")
"""A key as notes and hints name it, alone or with what it is to be."""


def verdict(asked: Asked, given: Mapping[str, str | None], question: Question, region_named: bool) -> int:
    """The verdict on a printed number, as `check` gives it, and its exit code."""
    try:
        found = _checked(asked, given, question, region_named)
    except UsageError as error:
        error.message, error.hint = in_options(error.message), in_options(error.hint or "") or None
        error.args = (error.message,)
        raise
    told = [
        replace(one, evidence=replace(one.in_full, remarks=tuple(map(in_options, one.remarks))))
        for one in found.verdicts
    ]
    show(replace(found, verdicts=tuple(told)), asked.output, full=True)
    return ExitCode.CLAIM_FAILED if found.failed else ExitCode.DONE


def _checked(asked: Asked, given: Mapping[str, str | None], question: Question, region_named: bool) -> Checked:
    from encounters.claims.check import check_number
    from encounters.claims.keys import CLAIM_KEYS

    selection = question.selection
    keys: dict[str, Any] = {name: CLAIM_KEYS[name].read(text) for name, text in given.items() if text is not None}
    keys |= selection.choices() | {"region": selection.region if region_named else None}  # all regions are no choice
    keys |= {name: getattr(question.terms, name) for name in question.terms.given()}
    keys |= {"period": selection.period, "against": question.against}
    return check_number(asked.holdings, keys, selection.as_of)


def in_options(text: str) -> str:
    """A note or a hint with the options of `measure` in place of the keys of a claims file."""
    return KEY.sub(_option, text.replace("`accessed` or ", ""))


def _option(found: re.Match[str]) -> str:
    key, value = found["named"] or found["key"], found["value"]
    if key == "figure":
        return f"measure {value[1:-1]}" if value else "figure"
    if key in KEPT:
        return found[0]
    option = f"--{key.replace('_', '-')}"
    return option if value in (None, "true") else f"{option} {value}"
