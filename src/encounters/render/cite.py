"""A footnote ready to paste: what is cited, of which releases, from where, and how it is computed again."""

from __future__ import annotations

from encounters.errors import UsageError
from encounters.release import CBP
from encounters.render.formats import Look
from encounters.render.letters import printable
from encounters.render.numbers import exact_with_unit
from encounters.results import Scope, Table, Value, capital
from encounters.version import __version__


def cite(answer: Table | Value, look: Look) -> str:
    """The footnote of an answer, a line for each source. Raises UsageError for one that rests on no data."""
    scope = answer.scope
    if scope is None or not (scope.used or scope.sources):
        raise UsageError("This answer rests on no release, so that there is nothing to cite.", "Leave out --cite.")
    lines = [f"{_what(answer)}. {_which(scope)}.", *_sources(scope), _how(scope)]
    return "".join(f"{printable(line)}\n" for line in lines)


def _what(answer: Table | Value) -> str:
    if isinstance(answer, Table):
        return answer.title
    return f"{capital(answer.figure.replace('-', ' '))}: {exact_with_unit(answer.value, answer.kind, answer.unit)}"


def _which(scope: Scope) -> str:
    chosen = scope.selection
    vintage = f", as known on {chosen.as_of.day} {chosen.as_of:%B %Y}" if chosen.as_of else ""
    return f"{capital(chosen.describe())}, {chosen.period.label()}{vintage}"


def _sources(scope: Scope) -> list[str]:
    releases = [use.release for use in scope.used]
    told = [f"{CBP}, {one.in_full()}{f', {one.url}' if one.url else ''}." for one in releases]
    return [*told, *(f"{source.label()}." for source in scope.sources)]


def _how(scope: Scope) -> str:
    again = f": {scope.command}" if scope.command else ""
    return f"Computed with encounters {__version__}{again}"
