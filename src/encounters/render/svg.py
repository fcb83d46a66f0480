"""Charts of a page as inline SVG: no library, no script, no font, and right at any width.

Places along the x axis are percentages, so that text keeps its size while the chart grows with the page. Colours are
classes of the page's style sheet, which knows light and dark; dashes and marks tell lines apart without colour.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from encounters.render.cells import human
from encounters.render.drawing import Drawing, Line, Point, runs
from encounters.render.scale import FISCAL_MONTHS, month_label, tick_labels, value_ticks
from encounters.results import Kind

HEIGHT, TOP, BOTTOM = 320, 16, 28
STYLES = 8
"""How many lines the style sheet tells apart; more begin anew with other dashes."""
DASHES = ("", "7 4", "2 3", "10 3 2 3")
MARKS = (
    '<circle r="4"/>',
    '<rect x="-3.7" y="-3.7" width="7.4" height="7.4"/>',
    '<path d="M0-5 4.6 3.4-4.6 3.4Z"/>',
    '<path d="M0-5 5 0 0 5-5 0Z"/>',
    '<path d="M0 5 4.6-3.4-4.6-3.4Z"/>',
    '<path d="M-4-4 4 4M4-4-4 4" class="open"/>',
    '<path d="M0-5V5M-5 0H5" class="open"/>',
    '<circle r="4" class="hollow"/>',
)
MOST_MARKS = 26


def lines(found: Drawing, name: str, title: str, about: str) -> str:
    """The lines over their axis, with a name and a description for those who do not see them."""
    ticks = value_ticks(found.values, found.kind, 5)
    first, last = found.ends
    span = (first, last)
    drawn = [_grid(ticks), *_months(span, found.fiscal)]
    for place, line in enumerate(found.lines):
        drawn.append(_stroke(line, place, span, ticks))
    for place, line in enumerate(found.lines):
        drawn.append(_marks(line, place, span, ticks, found.kind))
    head = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-about">{escape(about)}</desc>'
    return (
        f'<div class="plot">{_axis(ticks, found.kind)}'
        f'<svg class="chart" role="img" aria-labelledby="{name}-title {name}-about" width="100%" height="{HEIGHT}">'
        f"{head}{''.join(drawn)}</svg></div>"
    )


def swatch(place: int) -> str:
    """The sample of a line in the legend."""
    dash = f' stroke-dasharray="{DASHES[dash_of(place)]}"' if DASHES[dash_of(place)] else ""
    return (
        f'<svg class="swatch s{place % STYLES}" width="34" height="14" aria-hidden="true">'
        f'<path d="M1 7H33"{dash}/><svg x="17" y="7" overflow="visible">{MARKS[place % len(MARKS)]}</svg></svg>'
    )


def dash_of(place: int) -> int:
    """The dash of a line: solid for the first four, and another for each four after them."""
    return place // 4 % len(DASHES)


def _x(place: int, span: tuple[int, int]) -> float:
    """A place along the axis in percent; a little room is left at both ends for marks and labels."""
    first, last = span
    return 50.0 if first == last else 2 + 96 * (place - first) / (last - first)


def _y(value: float, ticks: Sequence[float]) -> float:
    low, high = ticks[0], ticks[-1]
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - low) / (high - low))


def _axis(ticks: Sequence[float], kind: Kind) -> str:
    """The labels of the ticks, in a column of their own beside the chart."""
    labels = tick_labels(ticks, kind)
    width = 10 + 8 * max(map(len, labels))
    drawn = [
        f'<text x="{width - 8}" y="{_y(tick, ticks) + 4.5:.1f}" text-anchor="end">{escape(label)}</text>'
        for tick, label in zip(ticks, labels, strict=True)
    ]
    return f'<svg class="axis" aria-hidden="true" width="{width}" height="{HEIGHT}">{"".join(drawn)}</svg>'


def _grid(ticks: Sequence[float]) -> str:
    """A line across at each tick; zero is heavier."""
    drawn = []
    for tick in ticks:
        y = round(_y(tick, ticks), 1)
        heavy = ' class="zero"' if tick == 0 else ""
        drawn.append(f'<line x1="0" x2="100%" y1="{y}" y2="{y}"{heavy}/>')
    return f'<g class="grid">{"".join(drawn)}</g>'


def _months(span: tuple[int, int], fiscal: bool) -> list[str]:
    """Labels below: those of class `wide` are for wide windows only."""
    first, last = span
    narrow, wide = _spread(first, last, 4), _spread(first, last, 12)
    labels = []
    for place in sorted({*narrow, *wide}):
        kind = "" if place in narrow and place in wide else "wide" if place in wide else "narrow"
        text = FISCAL_MONTHS[place].title() if fiscal else month_label(place)
        x = _x(place, span)
        # A label may reach into the column of the axis on the left, but not beyond the page on the right.
        anchor = "end" if x > 96 else "middle"
        x = 100 if anchor == "end" else x
        labels.append(
            f'<text class="month {kind}" x="{x:.2f}%" y="{HEIGHT - 8}" text-anchor="{anchor}">{escape(text)}</text>'
        )
    return labels


def _spread(first: int, last: int, most: int) -> list[int]:
    """At most `most` places at even steps, the first among them."""
    months = last - first
    step = next((step for step in (1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240) if months / step < most), 480)
    return list(range(first, last + 1, step))


def _stroke(line: Line, place: int, span: tuple[int, int], ticks: Sequence[float]) -> str:
    """The line itself, in a plane of its own that stretches with the page; a gap stays one."""
    dash = DASHES[dash_of(place)]
    paths = " ".join(
        "M" + "L".join(f"{_x(point.place, span) * 10:.1f} {_y(point.value, ticks):.1f}" for point in run)
        for run in runs(line.points)
        if len(run) > 1
    )
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<svg class="s{place % STYLES}" width="100%" height="{HEIGHT}" viewBox="0 0 1000 {HEIGHT}" '
        f'preserveAspectRatio="none"><path d="{paths}"{dashed}/></svg>'
        if paths
        else ""
    )


def _marks(line: Line, place: int, span: tuple[int, int], ticks: Sequence[float], kind: Kind) -> str:
    """A mark at each point, or at every so many where there are many, each telling its value to a pointer."""
    every = math.ceil(len(line.points) / MOST_MARKS)
    alone = {id(run[0]) for run in runs(line.points) if len(run) == 1}
    drawn = []
    for number, point in enumerate(line.points):
        shown = number % every == 0 or number == len(line.points) - 1 or id(point) in alone
        mark = MARKS[place % len(MARKS)] if shown else '<circle r="4" class="ghost"/>'
        drawn.append(_mark(mark, point, _tip(line, point, kind), (_x(point.place, span), _y(point.value, ticks))))
    return f'<g class="marks s{place % STYLES}">{"".join(drawn)}</g>'


def _tip(line: Line, point: Point, kind: Kind) -> str:
    return f"{line.name}, {point.label}: {human(point.value, kind)}"


def _mark(mark: str, point: Point, tip: str, at: tuple[float, float]) -> str:
    x, y = at
    return (
        f'<svg x="{x:.2f}%" y="{y:.1f}" overflow="visible" data-value="{point.value}">'
        f"<title>{escape(tip)}</title>{mark}</svg>"
    )


def columns(window: Sequence[tuple[str, int]], about: str) -> str:
    """The months of a claim's window as small columns from zero."""
    height, top, base = 84, 14, 68
    most = max(1, *(count for _, count in window))
    step = 100 / len(window)
    drawn = []
    for place, (month, count) in enumerate(window):
        tall = max(0.0, (base - top) * count / most)
        drawn.append(
            f'<rect x="{(place + 0.08) * step:.2f}%" width="{step * 0.84:.2f}%" y="{base - tall:.1f}" '
            f'height="{tall:.1f}" data-value="{count}"><title>{escape(month)}: {count:,}</title></rect>'
        )
    drawn.append(f'<line x1="0" x2="100%" y1="{base}" y2="{base}"/>')
    ends = f'<text x="0" y="{height - 3}">{escape(window[0][0])}</text>'
    if len(window) > 1:
        ends += f'<text x="100%" y="{height - 3}" text-anchor="end">{escape(window[-1][0])}</text>'
    peak = f'<text x="0" y="10">highest month {most:,}</text>'
    return (
        f'<svg class="columns" role="img" width="100%" height="{height}" aria-label="{escape(about)}">'
        f"{''.join(drawn)}{ends}{peak}</svg>"
    )


def spark(numbers: Sequence[float | None], about: str) -> str:
    """A list of numbers as a line of the height of text; a gap stays one."""
    known = [number for number in numbers if number is not None]
    low, high = min([0, *known]), max([0, *known]) or 1
    width, height, steps = 96, 20, max(1, len(numbers) - 1)
    paths, pen = [], "M"
    for place, number in enumerate(numbers):
        if number is None:
            pen = "M"
            continue
        y = 2 + (height - 4) * (1 - (number - low) / ((high - low) or 1))
        paths.append(f"{pen}{1 + (width - 2) * place / steps:.1f} {y:.1f}")
        pen = "L"
    return (
        f'<svg class="spark" role="img" aria-label="{escape(about)}" width="{width}" height="{height}">'
        f'<path d="{"".join(paths)}"/></svg>'
    )
