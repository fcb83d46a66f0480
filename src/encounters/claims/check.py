"""A report's claims to verdicts: which rule each claim falls under, and what holds for the report as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path

from encounters.claims import arithmetic, direction, forecast, numbers, record
from encounters.claims.file import load, parse
from encounters.claims.model import Claim, ClaimsFile
from encounters.claims.trial import Bench
from encounters.claims.vintages import mixed
from encounters.claims.window import window
from encounters.errors import CannotAnswer, ClaimsFileError, Problem, UsageError
from encounters.figures.question import Question
from encounters.store.holdings import Holdings, open_store
from encounters.verdicts import Checked, Claimed, Recomputed, Verdict, Word
from encounters.wording.sums import compute

BUNDLED = "sfrc-2022-06.toml"


@dataclass(frozen=True)
class Manner:
    """How to check: only these claims, stop at the first that fails, be strict, try how sensitive each number is."""

    only: tuple[str, ...] = ()
    stop_at_first: bool = False
    strict: bool = False
    sensitivity: bool = False


def bundled_report() -> ClaimsFile:
    """The claims of the report that ships with the package."""
    return parse(files("encounters.claims").joinpath("reports", BUNDLED).read_bytes(), BUNDLED)


def load_report(path: str | Path | None) -> ClaimsFile:
    """The claims of a file, or of the bundled report. Raises ClaimsFileError."""
    return bundled_report() if path is None else load(Path(path))


def check_files(store: str | None, paths: Sequence[str | None], manner: Manner) -> list[Checked]:
    """Each file checked on what is on hand; None is the bundled report. All files are read before any is checked."""
    reports = [load_report(path) for path in paths]
    holdings = open_store(store)
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
    _prepare(bench, chosen)
    found = Checked(claims.report.as_dict(), claims.name, (), strict=manner.strict)
    for claim in chosen:
        one = _verdict(bench, claim, claims, manner)
        one = replace(one, window=window(holdings, one))
        found = replace(found, verdicts=(*found.verdicts, one))
        if manner.stop_at_first and found.fails(one):
            break
    dated = [(claim, _date(claim, claims)) for claim in chosen]
    return replace(found, notes=tuple(mixed(bench, dated, found.verdicts)))


def _date(claim: Claim, claims: ClaimsFile) -> date | None:
    """The date by which a claim's number must have been published: its own, else the report's."""
    return claim.as_of or claims.report.as_of


def _verdict(bench: Bench, claim: Claim, claims: ClaimsFile, manner: Manner) -> Verdict:
    """The verdict on one claim; what only the data shows to be asked wrongly is told with its line."""
    try:
        return verdict(bench, claim, _date(claim, claims), manner.sensitivity)
    except UsageError as error:
        problem = Problem(f"claim {claim.id}: {error.message}", claim.line, None, error.hint)
        raise ClaimsFileError(claims.name, [problem]) from None


def _prepare(bench: Bench, claims: Sequence[Claim]) -> None:
    """Measure what every claim asks of today's data, each figure in one pass."""
    asked: dict[str, list[Question]] = {}
    for claim in claims:
        if claim.figure is not None and claim.period is not None:
            asked.setdefault(claim.figure, []).append(claim.question(None))
    for figure, questions in asked.items():
        bench.prepare(figure, questions)


def _nothing(claims: ClaimsFile, only: Sequence[str]) -> tuple[str, str]:
    if not claims.claims:
        return f"The claims file {claims.name} has no claims.", "encounters check --new writes a file to start from."
    ids = ", ".join(claim.id for claim in claims.claims[:12])
    return (
        f"No claim of {claims.name} is named {', '.join(only)}.",
        f"Its claims: {ids}{' ...' * (len(claims.claims) > 12)}",
    )


def verdict(bench: Bench, claim: Claim, by: date | None, sensitivity: bool = False) -> Verdict:
    """The verdict on one claim, by the rule for its kind."""
    if claim.needs is not None or claim.counts == "planned":
        return _not_checkable(bench, claim, by)
    if claim.arithmetic is not None:
        return arithmetic.verdict(claim)
    if claim.record is not None:
        return record.verdict(bench, claim, by)
    if claim.direction is not None:
        return direction.verdict(bench, claim, by)
    if claim.forecast is not None:
        return forecast.verdict(bench, claim, by)
    return numbers.verdict(bench, numbers.Case(claim, by, sensitivity))


def _not_checkable(bench: Bench, claim: Claim, by: date | None) -> Verdict:
    """A claim that no data decides: what would, and where a figure is named, what it is for comparison."""
    needs = (f"Needed: {claim.needs}",) if claim.needs else ()
    cited = (f"The report cites: {claim.source}",) if claim.source else ()
    own = (claim.note,) if claim.note else ()
    base = Verdict(
        claim.id,
        claim.quote,
        claim.where,
        claim.line,
        Word.NOT_CHECKABLE,
        ("planning-number",) if claim.counts == "planned" else ("no-data",),
        numbers.claimed(claim) if claim.says else Claimed(claim.quote, ""),
        notes=(*needs, *cited, *own),
    )
    if claim.arithmetic is not None:
        return replace(base, recomputed=Recomputed("arithmetic", float(compute(claim.arithmetic)), claim.arithmetic))
    if claim.figure is None or claim.says is None:
        return base
    trial = bench.try_claim(claim, claim.question(by)) or bench.try_claim(claim, claim.question(None))
    return replace(base, recomputed=trial.recomputed()) if trial else base
