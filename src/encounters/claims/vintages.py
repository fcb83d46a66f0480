"""The vintages a claim is tried on: what had been published by its date, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from encounters.claims.bench import Bench, Trial, ends
from encounters.claims.model import Claim, Number
from encounters.claims.verdict import Verdict
from encounters.figures import figure_named
from encounters.release import Release
from encounters.results import Value
from encounters.verdicts import Word

if TYPE_CHECKING:
    from encounters.search.past import Past

NO_DATE = "No date is given, so it was tried on today's figures only: `accessed` or `as_of` has earlier ones tried."
NO_VINTAGE = (
    "No release on hand published by {by} holds these months: it was tried on later figures only. "
    "encounters fetch gets more releases."
)


def trials(bench: Bench, claim: Number, days: Sequence[date]) -> Iterator[Trial]:
    """The claim at the vintages of days, in their order; those that cannot be computed are left out."""
    questions = [claim.question(day) for day in days]
    bench.prepare(claim.figure, questions)
    found = (bench.try_claim(claim, question) for question in questions)
    return (trial for trial in found if trial is not None)


class Then:
    """A claim at the vintages up to its date, newest first; without a date there is none."""

    def __init__(self, bench: Bench, claim: Number, by: date | None) -> None:
        self._bench, self._claim, self._by = bench, claim, by

    @cached_property
    def every(self) -> list[Trial]:
        """The claim at every vintage."""
        return list(trials(self._bench, self._claim, self._days))

    @cached_property
    def fitting(self) -> list[Trial]:
        """The claim at those vintages for which its words may hold or be imprecise."""
        if self._by is None or self._past is None:
            return self.every
        places = self._past.places(*ends(self._claim))
        days = [day for day in self._days if self._past.at(day) in places] if places else []
        return list(trials(self._bench, self._claim, days))

    @property
    def releases(self) -> set[Release]:
        """The newest release of those that each vintage rests on."""
        known = self._past.values(self._bench.days(self._by)) if self._past else {}
        if self._past is None or not all(known.values()) or not figure_named(self._claim.figure).of_its_months:
            return {use.release for trial in self.every for use in trial.value.scope.used[:1]}
        return self._past.releases(known)

    @property
    def newest_that_holds(self) -> Trial | None:
        """The newest vintage on which its words hold."""
        return next((trial for trial in self.fitting if trial.holds), None)

    @cached_property
    def newest(self) -> Trial | None:
        """The newest vintage."""
        return next((trial for day in self._days for trial in trials(self._bench, self._claim, [day])), None)

    def told(self, today: Trial) -> tuple[str, ...]:
        """What a reader of a claim that does not hold should know of its date: what the figure was then, or why it is
        not known."""
        if self._by is None:
            return (NO_DATE,)
        days = self._bench.days(self._by)
        if days and self._past is not None and self._past.is_as_today(days[-1]):
            return ()
        if self.newest is None:
            return (NO_VINTAGE.format(by=self._by),)
        then = self.newest.value
        return (difference(today.value, then),) if then.value != today.value.value else ()

    @cached_property
    def _days(self) -> list[date]:
        days = self._bench.vintages(self._claim, self._by) if self._by is not None else []
        # A place among all periods: earlier releases lack some that a claim of this date is about.
        return days[:1] if "others" in figure_named(self._claim.figure).needs else days

    @cached_property
    def _past(self) -> Past | None:
        if self._bench.few:
            return None
        from encounters.search.past import past

        return past(self._bench.holdings, self._claim.figure, self._claim.today)


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
            dates.append({trial.as_of for trial in Then(bench, claim, by).fitting if trial.holds})
    if not dates or set.intersection(*dates):
        return []
    listed = "; ".join(f"{', '.join(ids)} by {release}" for release, ids in by_release.items())
    return [f"Mixed vintages: no single release confirms all of these. Confirmed: {listed}."]
