"""A report's claims to verdicts: which rule each claim falls under, and what holds for the report as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path

from encounters.claims import direction, forecast, numbers, record
from encounters.claims.arithmetic import compute
from encounters.claims.file import load, parse
from encounters.claims.model import Claim, ClaimsFile
from encounters.claims.trial import Bench, judge
from encounters.claims.window import window
from encounters.errors import CannotAnswer, ClaimsFileError, Problem, UsageError
from encounters.figures.question import Question
from encounters.store.holdings import Holdings, open_store
from encounters.verdicts import Checked, Claimed, Reading, Recomputed, Verdict, Word

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
    return replace(found, notes=tuple(mixed_vintages(found.verdicts)))


def _verdict(bench: Bench, claim: Claim, claims: ClaimsFile, manner: Manner) -> Verdict:
    """The verdict on one claim; what only the data shows to be asked wrongly is told with its line."""
    try:
        return verdict(bench, claim, claim.as_of or claims.report.as_of, manner.sensitivity)
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
    if claim.needs is not None:
        return _not_checkable(bench, claim, by)
    if claim.arithmetic is not None:
        return _arithmetic(claim)
    if claim.record is not None:
        return record.verdict(bench, claim, by)
    if claim.direction is not None:
        return direction.verdict(bench, claim, by)
    if claim.forecast is not None:
        return forecast.verdict(bench, claim, by)
    return numbers.verdict(bench, numbers.Case(claim, by, sensitivity))


def _not_checkable(bench: Bench, claim: Claim, by: date | None) -> Verdict:
    """A claim that no data decides: what would, and where a figure is named, what it is for comparison."""
    needs = f"Needed: {claim.needs}"
    cited = (f"The report cites: {claim.source}",) if claim.source else ()
    own = (claim.note,) if claim.note else ()
    base = Verdict(
        claim.id,
        claim.quote,
        claim.where,
        claim.line,
        Word.NOT_CHECKABLE,
        ("planning-number",) if claim.figure else ("no-data",),
        numbers.claimed(claim) if claim.says else Claimed(claim.quote, ""),
        notes=(needs, *cited, *own),
    )
    if claim.arithmetic is not None:
        return replace(base, recomputed=Recomputed("arithmetic", float(compute(claim.arithmetic)), claim.arithmetic))
    if claim.figure is None or claim.says is None:
        return base
    trial = bench.try_claim(claim, claim.question(by)) or bench.try_claim(claim, claim.question(None))
    return replace(base, recomputed=trial.recomputed()) if trial else base


def _arithmetic(claim: Claim) -> Verdict:
    """Arithmetic on the report's own numbers, and on the other readings of it that the file gives."""
    assert claim.arithmetic is not None and claim.says is not None  # noqa: PT018
    value = float(compute(claim.arithmetic))
    fit = judge(claim, value, None)
    readings = [
        Reading(
            entry.what,
            other := float(compute(entry.arithmetic)),
            "",
            judge(claim, other, None).held == "holds",
            entry.reason,
        )
        for entry in claim.readings
        if entry.arithmetic
    ]
    holding = [entry for entry in readings if entry.holds]
    word = Word.CONTRADICTED
    reasons: tuple[str, ...] = ("no-reading",)
    if fit.held == "holds":
        word, reasons = Word.CONFIRMED, ()
    elif fit.held == "imprecise":
        word, reasons = Word.IMPRECISE, (fit.reason or "loose",)
    elif holding:
        word, reasons = Word.MISDESCRIBED, (holding[0].reason or "cohort",)
    notes = tuple(note for note in (claim.note, fit.note) if note)
    return Verdict(
        claim.id,
        claim.quote,
        claim.where,
        claim.line,
        word,
        reasons,
        numbers.claimed(claim),
        Recomputed("arithmetic", value, claim.arithmetic),
        readings=tuple(readings),
        notes=notes,
    )


def mixed_vintages(verdicts: Sequence[Verdict]) -> list[str]:
    """A note when claims are confirmed only by different releases, so that no one date fits the whole report."""
    by_release: dict[str, list[str]] = {}
    for one in verdicts:
        if one.word is Word.AT_VINTAGE and one.recomputed and one.recomputed.scope and one.recomputed.scope.used:
            release = one.recomputed.scope.used[0].release
            by_release.setdefault(f"{release.file} (published {release.published})", []).append(one.id)
    if len(by_release) < 2:
        return []
    told = "; ".join(f"{', '.join(ids)} by {release}" for release, ids in by_release.items())
    return [f"Mixed vintages: no single release confirms all of these. Confirmed: {told}."]
