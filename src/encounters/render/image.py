"""Charts as pictures, SVG and PNG, from the same rows as the table. The only module that imports altair.

Title, scope and source stand inside the picture, so that it can travel alone. Colours are those of Okabe and Ito;
dashes and marks tell lines apart without them. An SVG of theme `auto` follows its viewer's light or dark scheme.
"""

from __future__ import annotations

import textwrap
from html import escape
from typing import Any

from encounters.errors import UsageError
from encounters.render.drawing import Drawing, describe, needed, runs
from encounters.render.formats import Look
from encounters.render.image_theme import DARK, LIGHT, Palette, adapt
from encounters.render.letters import printable
from encounters.render.scale import FISCAL_MONTHS, month_label, tick_labels, value_ticks
from encounters.results import Scope, Table

WIDTH, HEIGHT, BAR = 760, 380, 24
LINE, SMALL_LINE = 116, 138
"""Characters of the scope, and of the small print, on a line."""
SCALE = 2.0
"""Pixels of a PNG for each of the picture's."""
NAMES = {"labelLimit": 260, "minExtent": 150, "ticks": False, "labelPadding": 6}
SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "stroke", "wedge")
DASHES = ([1, 0], [7, 4], [2, 3], [10, 3, 2, 3])


def svg(table: Table, look: Look) -> str:
    """The picture as SVG, with its alternative text. Raises UsageError without the extra, or when there is no chart."""
    found = needed(table)
    spec = chart(table, found, DARK if look.theme == "dark" else LIGHT)
    drawn = str(_converter().vegalite_to_svg(spec))
    about = describe(table, found)
    return adapt(_told(drawn, table.title, about), look.theme)


def png(table: Table, look: Look) -> bytes:
    """The picture as PNG, twice the size for print. Raises UsageError without the extra, or when there is no chart."""
    spec = chart(table, needed(table), DARK if look.theme == "dark" else LIGHT)
    return bytes(_converter().vegalite_to_png(spec, scale=SCALE))


def chart(table: Table, found: Drawing, palette: Palette) -> dict[str, Any]:
    """The picture as a Vega-Lite specification, whose data are the table's values."""
    alt = _altair()
    drawn = _lines(alt, found, palette) if found.lines else _bars(alt, found, palette)
    head = alt.TitleParams(
        textwrap.wrap(_title(table, found), 72),
        subtitle=_wrapped(scope_text(table.scope), LINE),
        anchor="start",
        frame="bounds",
        offset=16,
    )
    foot = alt.TitleParams(
        _wrapped(source_text(table), SMALL_LINE) or [""],
        orient="bottom",
        anchor="start",
        fontSize=11,
        fontWeight="normal",
        color=palette.soft,
        offset=12,
    )
    whole = alt.vconcat(drawn.properties(title=head), title=foot, background=palette.ground)
    return dict(palette.configure(whole).to_dict())


def _title(table: Table, found: Drawing) -> str:
    title = printable(table.title)
    return title if found.heading.casefold() in title.casefold() else f"{title}: {found.heading}"


def scope_text(scope: Scope | None) -> str:
    """The scope line of the picture."""
    return printable(scope.lines()[0]) if scope else ""


def source_text(table: Table) -> str:
    """The picture's source: the releases and the sources it rests on."""
    if table.scope is None:
        return ""
    told = [f"U.S. Customs and Border Protection, {used.release.label()}" for used in table.scope.used]
    told += [source.label() for source in table.scope.sources]
    if not told:
        return printable(f"Computed from CBP's figures with: {table.scope.command}") if table.scope.command else ""
    return printable(f"Source: {'; '.join(told)}. Computed with encounters.")


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _axis(alt: Any, found: Drawing) -> dict[str, Any]:
    """Axis and scale of the values: round ticks from zero, with short labels."""
    ticks = value_ticks(found.values, found.kind, 6)
    pairs = {f"{tick:.12g}": label for tick, label in zip(ticks, tick_labels(ticks, found.kind), strict=True)}
    shown = f"({_js(pairs)})[format(datum.value, '.12~g')]"
    return {
        "axis": alt.Axis(title=None, values=ticks, labelExpr=shown, ticks=False, labelPadding=8),
        "scale": alt.Scale(domain=[ticks[0], ticks[-1]], nice=False),
    }


def _js(value: Any) -> str:
    import json

    return json.dumps(value)


def _lines(alt: Any, found: Drawing, palette: Palette) -> Any:
    """Lines over months, each in parts without a gap, with its points on top."""
    several = len(found.lines) > 1
    names = [line.name for line in found.lines]
    values = [
        {"line": line.name, "part": f"{line.name} {part}", "place": at.place, "label": at.label, "value": at.value}
        for line in found.lines
        for part, run in enumerate(runs(line.points))
        for at in run
    ]
    color, shape, dash = _tell_apart(alt, names, palette, several)
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("place:Q", **_places(alt, found)), y=alt.Y("value:Q", **_axis(alt, found)), color=color
    )
    stroke = base.mark_line(strokeWidth=2.5).encode(detail="part:N", strokeDash=dash)
    points = base.mark_point(filled=True, size=55, opacity=1).encode(shape=shape)
    return alt.layer(stroke, points).properties(width=WIDTH, height=HEIGHT)


def _tell_apart(alt: Any, names: list[str], palette: Palette, several: bool) -> tuple[Any, Any, Any]:
    """Colour, mark and dash of each line, in one legend below; none of it for a line alone."""
    if not several:
        return alt.value(palette.colors[0]), alt.value("circle"), alt.value([1, 0])
    count = range(len(names))
    legend = alt.Legend(title=None, orient="bottom", columns=4, symbolSize=110, symbolStrokeWidth=2, labelLimit=240)

    def scale(values: Any) -> Any:
        return alt.Scale(domain=names, range=[values[place % len(values)] for place in count])

    dashes = [DASHES[place // 4 % len(DASHES)] for place in count]
    return (
        alt.Color("line:N", scale=scale(palette.colors), legend=legend),
        alt.Shape("line:N", scale=scale(SHAPES), legend=legend),
        alt.StrokeDash("line:N", scale=alt.Scale(domain=names, range=dashes), legend=legend),
    )


def _places(alt: Any, found: Drawing) -> dict[str, Any]:
    """Axis and scale of the months: labels at even steps, at October where the months are many."""
    first, last = found.ends
    step = next((step for step in (1, 2, 3, 4, 6, 12, 24, 60, 120) if (last - first) / step <= 12), 240)
    places = [place for place in range(first, last + 1) if (place - (first if step < 6 else 9)) % step == 0]
    names = {str(place): FISCAL_MONTHS[place].title() if found.fiscal else month_label(place) for place in places}
    return {
        "axis": alt.Axis(title=None, values=places, labelExpr=f"({_js(names)})[datum.value]", grid=False),
        "scale": alt.Scale(domain=[first - 0.4, last + 0.4], nice=False, zero=False),
    }


def _bars(alt: Any, found: Drawing, palette: Palette) -> Any:
    """Bars from zero in the order of the rows, each with its number; a panel for each group."""
    from encounters.render.cells import human

    values = [
        {"row": row, "group": bar.group, "name": bar.name, "value": bar.value, "number": human(bar.value, found.kind)}
        for row, bar in enumerate(found.bars)
    ]
    groups = list(dict.fromkeys(bar.group for bar in found.bars))
    panels = [_panel(alt, [row for row in values if row["group"] == group], found, palette) for group in groups]
    named = [
        panel.properties(title=alt.TitleParams(group, anchor="start", fontSize=13)) if group else panel
        for panel, group in zip(panels, groups, strict=True)
    ]
    return alt.vconcat(*named, spacing=18) if len(named) > 1 else named[0]


def _panel(alt: Any, values: list[dict[str, Any]], found: Drawing, palette: Palette) -> Any:
    # A row of its own for each bar: two may have the same name.
    names = {str(row["row"]): row["name"] for row in values}
    shown = f"({_js(names)})[datum.value]"
    ticks = value_ticks(found.values, found.kind, 6)
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("row:O", title=None, axis=alt.Axis(labelExpr=shown, **NAMES)),
        x=alt.X("value:Q", axis=None, scale=alt.Scale(domain=[ticks[0], ticks[-1]], nice=False)),
    )
    bars = base.mark_bar(color=palette.colors[0], height={"band": 0.72})
    numbers = base.mark_text(align="left", dx=5, color=palette.ink).encode(text="number:N")
    return alt.layer(bars, numbers).properties(width=WIDTH - 170, height=BAR * len(names))


def _told(drawn: str, title: str, about: str) -> str:
    """The SVG with its alternative text, which readers of the screen speak in place of its marks."""
    head, rest = drawn.split(">", 1)
    text = f"<title>{escape(printable(title))}</title><desc>{escape(about)}</desc>"
    return f'{head} role="img">{text}{rest}'


def _altair() -> Any:
    """The library that writes the specification. Raises UsageError when the extra is missing."""
    try:
        import altair
    except ImportError:
        raise _missing() from None
    return altair


def _converter() -> Any:
    """The library that draws it. Raises UsageError when the extra is missing."""
    try:
        import vl_convert
    except ImportError:
        raise _missing() from None
    return vl_convert


def _missing() -> UsageError:
    return UsageError(
        "Pictures need the extra 'charts', which is not installed.",
        "pip install 'encounters[charts]' adds it. -o chart.html draws without it.",
    )
