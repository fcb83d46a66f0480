"""`measure --says`: the verdict on one printed number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from encounters.cli.answer import Asked, show
from encounters.cli.in_options import in_options
from encounters.errors import ExitCode

if TYPE_CHECKING:
    from encounters.claims.verdict import Checked
    from encounters.figures.question import Question


def verdict(asked: Asked, given: Mapping[str, str | None], question: Question, region_named: bool) -> int:
    """The verdict on a printed number, as `check` gives it, and its exit code."""
    found = _checked(asked, given, question, region_named)
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
