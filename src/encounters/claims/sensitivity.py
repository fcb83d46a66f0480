"""How much a figure depends on how it is read: its range over near windows, components, regions and groups."""

from __future__ import annotations

from encounters.claims.bench import Bench, Trial
from encounters.claims.model import Number
from encounters.claims.near import near
from encounters.claims.vintages import number


def sensitivity(bench: Bench, claim: Number, today: Trial) -> str | None:
    """The range of the figure over the readings that differ in one thing, in one line; None where there are none."""
    changes = [change for change in near(claim, claim.question(None)) if change.steps == 1]
    bench.prepare(claim.figure, (change.question for change in changes))
    tried = [trial for change in changes if (trial := bench.try_claim(claim, change.question)) is not None]
    if not tried:
        return None
    values = [today.read, *(trial.read for trial in tried)]
    held = sum(trial.holds for trial in tried)
    span = f"{number(min(values))} to {number(max(values))} over {len(tried)} near readings"
    if today.holds:
        others = f"{held} of {len(tried)} other readings too" if held else "only this window and component"
    else:
        others = f"{held} of {len(tried)} readings"
    return f"{span}; the words hold for {others}."
