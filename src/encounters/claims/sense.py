"""Whether a claim's keys make sense together: which kind of claim it is, and what that kind needs."""

from __future__ import annotations

from collections.abc import Iterator

from encounters.claims.model import Claim
from encounters.figures import FIGURES
from encounters.wording.written import Kind

BETTER = {Kind.SHARE: "share", Kind.MULTIPLE: "multiple", Kind.PERCENT_CHANGE: "percent-change", Kind.COUNT: "total"}
CALLED = {
    Kind.COUNT: "a count",
    Kind.MONEY: "an amount of money",
    Kind.SHARE: "a share",
    Kind.MULTIPLE: "a multiple",
    Kind.PERCENT_CHANGE: "a change in percent",
    Kind.POINTS: "a difference in percentage points",
}
WAYS = ("figure", "arithmetic", "direction", "record", "forecast", "needs")


def senseless(claim: Claim) -> Iterator[tuple[str, str]]:
    """Each key that is missing or cannot stand with the others, and why."""
    given = [way for way in WAYS if getattr(claim, way) is not None]
    if not given:
        yield "figure", f"is missing: a claim has one of {', '.join(WAYS)}."
    if claim.figure is not None:
        yield from _figure(claim, claim.figure)
    if claim.arithmetic is not None and claim.says is None and claim.needs is None:
        yield "says", "is missing: what the arithmetic is to be compared with."
    for way in ("direction", "record", "forecast"):
        if getattr(claim, way) is not None and claim.period is None and not (way == "direction" and claim.series):
            yield "period", f"is missing: a claim with {way} is about months."
    if claim.forecast is not None and claim.against is None:
        yield "against", "is missing: the period whose total the forecast is about."
    yield from _alone(claim)
    yield from _without_use(claim)


def _alone(claim: Claim) -> Iterator[tuple[str, str]]:
    """What would make two claims of one. `needs` may name a figure or arithmetic to compare with."""
    given = [way for way in WAYS if way != "needs" and getattr(claim, way) is not None]
    for way in given[1:]:
        yield way, f"cannot stand beside {given[0]}: a claim is one or the other."
    for way in given:
        if way not in ("figure", "arithmetic") and claim.needs is not None:
            yield "needs", f"cannot stand beside {way}: a claim is one or the other."


def _without_use(claim: Claim) -> Iterator[tuple[str, str]]:
    """Keys that a claim of this kind does not read."""
    needed = FIGURES[claim.figure].needs if claim.figure is not None else ()
    if claim.against is not None and "before" not in needed and claim.forecast is None:
        yield "against", "is read for changes, multiples and forecasts only."
    if claim.of is not None and "whole" not in needed:
        yield "of", "is read for a share only."
    if "whole" in needed and claim.series is not None:
        yield "series", "has no parts that a share could be of."
    for name in claim.choices if claim.series is not None else ():
        yield name, "is not read with a series, which has one number for each period."
    if claim.to_date is not None and claim.forecast is None:
        yield "to_date", "is read for a forecast only."
    if claim.also_series and claim.record is None:
        yield "also_series", "is read for a record only."


def _figure(claim: Claim, name: str) -> Iterator[tuple[str, str]]:
    if claim.says is None and claim.needs is None:
        yield "says", "is missing: the number as printed."
    if claim.period is None:
        yield "period", "is missing: the months the figure is about."
    if claim.says is not None and claim.says.kind not in FIGURES[name].printed:
        better = BETTER.get(claim.says.kind)
        advice = f" Did you mean figure = '{better}'?" if better else ""
        yield "says", f"'{claim.says.text}' is {CALLED[claim.says.kind]}, which {name} is not.{advice}"
    if claim.at is not None and "month" not in FIGURES[name].details:
        yield "at", "only a peak is in a month."
