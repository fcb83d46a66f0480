"""A report's claims to verdicts: which rule each claim falls under, and what holds for the report as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from encounters.claims.arithmetic import judge_arithmetic
from encounters.claims.bench import Bench
from encounters.claims.direction import judge_direction
from encounters.claims.file import NO_LABELS, Labels, load, parse
from encounters.claims.forecast import judge_forecast
from encounters.claims.incomplete import IN_PART
from encounters.claims.kinds import claim_of
from encounters.claims.model import (
    Arithmetic,
    Claim,
    ClaimsFile,
    Direction,
    Forecast,
    Number,
    OfData,
    Printed,
    Record,
    Report,
    Undecided,
)
from encounters.claims.number import Case, judge_number
from encounters.claims.problems import problems
from encounters.claims.record import judge_record
from encounters.claims.verdict import Checked, Evidence, Recomputed, Verdict
from encounters.claims.vintages import mixed
from encounters.claims.window import window
from encounters.claims.would_hold import already_holds, would_hold
from encounters.errors import NEW_CLAIMS, CannotAnswer, ClaimsFileError, Problem, UsageError, named
from encounters.figures.question import Question
from encounters.figures.sentence import PLACE, ordinal
from encounters.results import capital
from encounters.store.bundled import shipped
from encounters.store.holdings import Holdings
from encounters.verdicts import AMISS, Word
from encounters.wording.kinds import Kind
from encounters.wording.sums import compute

BUNDLED = "sfrc-2022-06"


class Manner(Struct, frozen=True):
    """How to check: only these claims, stop at the first that fails, be strict, try how sensitive each number is."""

    only: tuple[str, ...] = ()
    stop_at_first: bool = False
    strict: bool = False
    sensitivity: bool = False


def bundled_reports() -> dict[str, str]:
    """The claims files that ship with the package: the name that `check` takes for each, and the file's."""
    from importlib.resources import files

    found = files("encounters.claims").joinpath("reports").iterdir()
    return {entry.name.removesuffix(".toml"): entry.name for entry in sorted(found, key=lambda entry: entry.name)}


def bundled_report(name: str = BUNDLED) -> ClaimsFile:
    """The claims of a report that ships with the package; without a name, the first one's."""
    file = f"{name}.toml"
    return parse(shipped(f"reports/{file}", "encounters.claims"), file)


def load_report(path: str | Path | None, labels: Labels = NO_LABELS) -> ClaimsFile:
    """The claims of a file, of standard input (`-`), or of a bundled report by its name; `labels` are the categories on
    hand under CBP's own name. Raises ClaimsFileError."""
    if path is None:
        return bundled_report()
    named = str(path) in bundled_reports() and not Path(path).exists()
    return bundled_report(str(path)) if named else load(Path(path), labels)


def check_files(holdings: Holdings, reports: Sequence[ClaimsFile], manner: Manner) -> list[Checked]:
    """Each report checked on what is on hand; of several, those that have a claim that is asked for."""
    if manner.only and len(reports) > 1:
        reports = [report for report in reports if any(claim.id in manner.only for claim in report.claims)] or reports
    return [check(holdings, report, manner) for report in reports]


def check(holdings: Holdings, claims: ClaimsFile, manner: Manner | None = None) -> Checked:
    """A verdict on each claim, in the order of the file. Raises CannotAnswer when no claim is left to check."""
    manner = manner or Manner()
    chosen = [claim for claim in claims.claims if not manner.only or claim.id in manner.only]
    if not chosen:
        raise CannotAnswer(*_nothing(claims, manner.only))
    bench = Bench(holdings)
    dated = [(claim, _date(claim, claims)) for claim in chosen]
    _prepare(bench, dated)
    found = Checked(claims.report.as_dict(), claims.name, (), strict=manner.strict)
    wrong: list[Problem] = []
    for claim in chosen:
        try:
            one = _told(bench, _verdict(bench, claim, claims, manner), claims)
        except ClaimsFileError as error:
            wrong += error.problems
            continue
        found = replace(found, verdicts=(*found.verdicts, one))
        if manner.stop_at_first and found.fails(one):
            break
    if wrong:
        raise ClaimsFileError(claims.name, wrong)
    return replace(found, notes=tuple(mixed(bench, dated, found.verdicts)))


def check_number(holdings: Holdings, keys: Mapping[str, Any], by: date | None) -> Checked:
    """The verdict on one number, given as the keys of a claim with a figure. Raises UsageError."""
    given = {name: value for name, value in keys.items() if value is not None} | {"id": "says"}
    for key, problem in problems(given):
        raise UsageError(f"`{key}`: {problem}")
    report = Report(accessed=by)
    return check(holdings, ClaimsFile("measure --says", report, (claim_of(given, None),)))


def _date(claim: Claim, claims: ClaimsFile) -> date | None:
    """The date by which a claim's number must have been published: its own, else the report's."""
    own = claim.compared if isinstance(claim, Undecided) else claim
    return (own.as_of if isinstance(own, OfData) else None) or claims.report.as_of


def _verdict(bench: Bench, claim: Claim, claims: ClaimsFile, manner: Manner) -> Verdict:
    """The verdict on one claim of a file."""
    with _at_its_line(claim, claims):
        return verdict(bench, claim, _date(claim, claims), manner.sensitivity)


def _told(bench: Bench, one: Verdict, claims: ClaimsFile) -> Verdict:
    """A verdict with all that is told of it, gathered when it is read."""

    def evidence() -> Evidence:
        with _at_its_line(one.claim, claims):
            return replace(one.in_full, window=window(bench.holdings, one), would_hold=_instead(one))

    return replace(one, evidence=evidence)


@contextmanager
def _at_its_line(claim: Claim, claims: ClaimsFile) -> Iterator[None]:
    """What only the data shows to be asked wrongly is told with the claim's line, where it stands in a file. Raises
    ClaimsFileError, UsageError."""
    try:
        yield
    except UsageError as error:
        if claim.line is None:
            raise
        problem = Problem(f"claim {claim.id}: {error.message}", claim.line, None, error.hint)
        raise ClaimsFileError(claims.name, [problem]) from None


def _prepare(bench: Bench, dated: Sequence[tuple[Claim, date | None]]) -> None:
    """Measure what every claim asks of today's data, each figure in one pass, and tell of those that will be judged."""
    asked: dict[str, list[Question]] = {}
    for given, _ in dated:
        claim = given.compared if isinstance(given, Undecided) else given
        if isinstance(claim, Number):
            asked.setdefault(claim.figure, []).append(claim.today)
    for figure, questions in asked.items():
        bench.prepare(figure, questions)
    bench.expect((claim, by) for claim, by in dated if isinstance(claim, Number))


def _instead(verdict: Verdict) -> str | None:
    """What a claim that does not hold could print, where its own figure was recomputed."""
    found, claim = verdict.recomputed, verdict.claim
    if verdict.word not in AMISS or found is None or isinstance(found.value, str | None):
        return None
    if not isinstance(claim, Printed):
        return None
    value = float(found.value)
    if found.unit.startswith(PLACE):
        end = "lowest" if "lowest" in found.unit else "highest"
        return f"the {end}" if value == 1 else f"{ordinal(int(value))}-{end}"
    if found.unit.endswith(IN_PART):
        return already_holds(claim.says, value)
    says = replace(claim.says, kind=Kind.POINTS) if found.kind == "points" else claim.says
    words = would_hold(says, value, found.kind == "change")
    counted = "people" if found.unit == "people" else "encounters"
    return f"{words} {counted}" if words and "events-not-people" in verdict.reasons else words


def _nothing(claims: ClaimsFile, only: Sequence[str]) -> tuple[str, str]:
    if not claims.claims:
        return (
            f"{capital(named(claims.name, 'the claims file '))} has no claims.",
            NEW_CLAIMS,
        )
    ids = ", ".join(claim.id for claim in claims.claims[:12])
    return (
        f"No claim of {named(claims.name)} is named {', '.join(only)}.",
        f"Its claims: {ids}{' ...' * (len(claims.claims) > 12)}",
    )


def verdict(bench: Bench, claim: Claim, by: date | None, sensitivity: bool = False) -> Verdict:
    """The verdict on one claim, by the rule for its kind."""
    match claim:
        case Number():
            return judge_number(bench, Case(claim, by, sensitivity))
        case Arithmetic():
            return judge_arithmetic(claim)
        case Direction():
            return judge_direction(bench, claim, by)
        case Record():
            return judge_record(bench, claim, by)
        case Forecast():
            return judge_forecast(bench, claim, by)
        case Undecided():
            return _undecided(bench, claim, by)
    raise TypeError(type(claim))


def _undecided(bench: Bench, claim: Undecided, by: date | None) -> Verdict:
    """A claim that no data decides: where a figure or arithmetic is named, what it comes to, for comparison."""
    reason = "planning-number" if claim.counts == "planned" else "no-data"
    return Verdict(claim, Word.NOT_CHECKABLE, (reason,), _compared(bench, claim, by))


def _compared(bench: Bench, undecided: Undecided, by: date | None) -> Recomputed | None:
    if undecided.arithmetic is not None:
        return Recomputed("arithmetic", float(compute(undecided.arithmetic)), undecided.arithmetic, kind="arithmetic")
    claim = undecided.compared
    if claim is None:
        return None
    trial = bench.try_claim(claim, claim.question(by)) or bench.try_claim(claim, claim.today)
    return trial.recomputed() if trial else None
