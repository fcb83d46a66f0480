"""The vintages a claim is tried on: what had been published by its date, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from encounters.claims.bench import Bench, Trial
from encounters.claims.model import Claim, Number
from encounters.claims.verdict import Verdict
from encounters.figures import figure_named
from encounters.results import Value
from encounters.verdicts import Word

NO_DATE = "No date is given, so it was tried on today's figures only: `accessed` or `as_of` has earlier ones tried."
NO_VINTAGE = (
    "No release on hand published by {by} holds these months: it was tried on later figures only. "
    "encounters fetch gets more releases."
)


def trials(bench: Bench, claim: Number, by: date | None) -> Iterator[Trial]:
    """The claim at each vintage up to its date, newest first; without a date there is none."""
    if by is None:
        return
    days = bench.vintages(claim, by)
    if "others" in figure_named(claim.figure).needs:
        # A place among all periods: earlier releases lack some that a claim of this date is about.
        days = days[:1]
    questions = [claim.question(day) for day in days]
    bench.prepare(claim.figure, questions)
    for question in questions:
        trial = bench.try_claim(claim, question)
        if trial is not None:
            yield trial


def newest_that_holds(bench: Bench, claim: Number, by: date | None) -> Trial | None:
    """The newest vintage by the claim's date on which its words hold."""
    return next((trial for trial in trials(bench, claim, by) if trial.holds), None)


def told(bench: Bench, claim: Number, by: date | None, today: Trial) -> tuple[str, ...]:
    """What a reader of a claim that does not hold should know of its date: what the figure was then, or why it is
    not known."""
    if by is None:
        return (NO_DATE,)
    then = next(trials(bench, claim, by), None)
    if then is None:
        return (NO_VINTAGE.format(by=by),)
    return (difference(today.value, then.value),) if then.value.value != today.value.value else ()


def difference(today: Value, then: Value) -> str:
    """A figure as it was and as it is, and the release or source that had it."""
    gap = float(today.value) - float(then.value)
    if today.kind in ("share", "percent"):
        return f"{_when(then)}: {then.value:.2%}. Today: {today.value:.2%} ({gap * 100:+.2f} points)."
    shown = f"{gap:+,.4g}" if abs(gap) < 1 else f"{gap:+,.2f}".removesuffix(".00")
    return f"{_when(then)}: {number(then.value)}. Today: {number(today.value)} ({shown})."


def _when(value: Value) -> str:
    if value.scope.used:
        release = value.scope.used[0].release
        day = "" if release.published.precision == "day" else ", day not known"
        return f"On {release.file}, published {release.published}{day}"
    return f"In {value.scope.sources[0].title}, {value.scope.sources[0].published}" if value.scope.sources else "Then"


def number(value: float) -> str:
    """A number as notes print it: whole if it is, to four digits if small, else to two decimals."""
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.4g}" if abs(value) < 100 else f"{value:,.2f}"


def mixed(bench: Bench, dated: Iterable[tuple[Claim, date | None]], verdicts: Iterable[Verdict]) -> list[str]:
    """A note when no one date fits all claims that are confirmed at a vintage, because they mix releases."""
    by_release: dict[str, list[str]] = {}
    dates: list[set[date | None]] = []
    for (claim, by), one in zip(dated, verdicts, strict=False):
        scope = one.recomputed.scope if one.recomputed and one.word is Word.AT_VINTAGE else None
        if scope is None or not isinstance(claim, Number):
            continue
        for release in [use.release for use in scope.used[:1]]:
            by_release.setdefault(f"{release.file} (published {release.published})", []).append(one.id)
            dates.append({trial.as_of for trial in trials(bench, claim, by) if trial.holds})
    if not dates or set.intersection(*dates):
        return []
    listed = "; ".join(f"{', '.join(ids)} by {release}" for release, ids in by_release.items())
    return [f"Mixed vintages: no single release confirms all of these. Confirmed: {listed}."]
