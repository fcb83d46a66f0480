"""Small pictures inside a page: the months behind a claim as columns, and a row's months as a line of its text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


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
