"""Whether a claim's keys make sense together: which kind of claim it is, and what that kind needs."""

from __future__ import annotations

from collections.abc import Iterator

from encounters.claims.model import Claim
from encounters.claims.written import Kind
from encounters.figures import FIGURES

KINDS = {
    "count": (Kind.COUNT,),
    "average": (Kind.COUNT,),
    "change": (Kind.COUNT,),
    "share": (Kind.SHARE,),
    "ratio": (Kind.MULTIPLE,),
    "percent": (Kind.PERCENT_CHANGE, Kind.SHARE),
}
"""The kinds of printed number that a figure of each kind can be."""

BETTER = {Kind.SHARE: "share", Kind.MULTIPLE: "multiple", Kind.PERCENT_CHANGE: "percent-change", Kind.COUNT: "total"}
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
    if claim.arithmetic is not None and claim.figure is not None:
        yield "arithmetic", "cannot stand beside a figure: a claim is one or the other."


def _figure(claim: Claim, name: str) -> Iterator[tuple[str, str]]:
    if claim.says is None and claim.needs is None:
        yield "says", "is missing: the number as printed."
    if claim.period is None:
        yield "period", "is missing: the months the figure is about."
    kind = FIGURES[name].kind
    if claim.says is not None and claim.says.kind not in KINDS.get(kind, tuple(Kind)):
        better = BETTER.get(claim.says.kind)
        advice = f" Did you mean figure = '{better}'?" if better else ""
        yield "says", f"'{claim.says.text}' is a {str(claim.says.kind).replace('_', ' ')}, which {name} is not.{advice}"
    if claim.at is not None and name != "peak":
        yield "at", "only a peak is in a month."
