"""Charts as pictures, SVG and PNG, from the same rows as the table and by the engine of the pages.

Title, scope and source stand inside the picture, so that it can travel alone. An SVG of theme `auto` follows its
viewer's light or dark scheme. The only module that imports resvg_py.
"""

from __future__ import annotations

from html import escape

from encounters.errors import UsageError
from encounters.release import CBP
from encounters.render import plot, plot_bars
from encounters.render.drawing import describe, needed
from encounters.render.formats import Look
from encounters.render.layout import broken
from encounters.render.letters import printable
from encounters.render.marks import Drawing
from encounters.render.palette import DARK, FONT, LIGHT, Palette, scheme
from encounters.results import MOST_SOURCES, Scope, Table, capital

WIDTH, PAD = 820, 24
SCALE = 2.0
"""Pixels of a PNG for each of the picture's."""
LETTERS = {19: 12.3, 14: 8.2, 12: 6.9}
"""A letter's width, on average, in the sizes of the title, of where, and of the small print."""


def svg(table: Table, look: Look) -> str:
    """The picture as SVG, with its alternative text. Raises UsageError when there is no chart."""
    found = needed(table)
    return _picture(table, found, DARK if look.theme == "dark" else LIGHT, scheme(look.theme))


def png(table: Table, look: Look) -> bytes:
    """The picture as PNG, twice the size for print. Raises UsageError without the extra, or when there is no chart."""
    drawn = _picture(table, needed(table), DARK if look.theme == "dark" else LIGHT, "")
    if not _has_fonts():
        raise UsageError("There is no font here to write a PNG with.", "Install one, or write an SVG: -o chart.svg")
    return _pixels(drawn, SCALE)


def _picture(table: Table, found: Drawing, palette: Palette, style: str) -> str:
    room = WIDTH - 2 * PAD
    title, *where = found.title
    head, y = _block(title, 19, PAD + 16, palette.ink, 600)
    for line in where:
        more, y = _block(line, 14, y + 2, palette.ink)
        head += more
    scope, y = _block(scope_text(table.scope), 12, y + 4, palette.soft)
    draw = plot.lines if found.lines else plot_bars.bars
    body, high = draw(found, room, palette)
    told = (found.remark, *map(printable, table.notes), source_text(table))
    foot, end = _block(" ".join(filter(None, told)), 12, y + 14 + high + 16, palette.soft)
    height = int(end + PAD - 8)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" font-family="{FONT}"><title>{escape(printable(table.title))}</title>'
        f"<desc>{escape(describe(table, found))}</desc>{style}"
        f'<rect width="{WIDTH}" height="{height}" fill="{palette.ground}"/>'
        f'{head}{scope}<g transform="translate({PAD} {y + 6:.0f})">{body}</g>{foot}</svg>'
    )


def _block(text: str, size: int, top: float, color: str, weight: int = 400) -> tuple[str, float]:
    """A paragraph, line by line, and where the next begins."""
    lines = broken(text, (WIDTH - 2 * PAD) / LETTERS[size])
    step = size * 1.4
    drawn = "".join(
        f'<text x="{PAD}" y="{top + step * place:.1f}" font-size="{size}" font-weight="{weight}" fill="{color}">'
        f"{escape(line)}</text>"
        for place, line in enumerate(lines)
    )
    return drawn, top + step * len(lines)


def scope_text(scope: Scope | None) -> str:
    """The scope line of the picture, without what its title says."""
    if scope is None:
        return ""
    first, *more = scope.about()
    return printable(" ".join([first.replace(f"{capital(scope.selection.describe())}. ", ""), *more]))


def source_text(table: Table) -> str:
    """The picture's source: the releases and the sources it rests on."""
    if table.scope is None:
        return ""
    releases = [used.release for used in table.scope.used]
    told = [f"{CBP if one.is_cbp_file else capital(one.source)}, {one.label()}" for one in releases]
    told += [source.name() for source in table.scope.sources[:MOST_SOURCES]]
    told += [table.scope.more_sources] if table.scope.more_sources else []
    if not told:
        return printable(f"Computed from CBP's figures with: {table.scope.command}") if table.scope.command else ""
    return printable(f"Source: {'; '.join(told)}. Computed with encounters.")


def _pixels(drawn: str, scale: float) -> bytes:
    """An SVG as PNG. Raises UsageError when the extra is missing."""
    try:
        import resvg_py
    except ImportError:
        raise UsageError(
            "PNG pictures need the extra 'charts', which is not installed.",
            "pip install '.[charts]' in a checkout adds it. -o chart.svg and -o chart.html draw without it.",
        ) from None
    return bytes(resvg_py.svg_to_bytes(svg_string=drawn, zoom=scale))


def _has_fonts() -> bool:
    """Whether text is drawn at all: without a font on the machine it would be left out in silence."""
    blank = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'
    letter = f'<text x="2" y="16" font-size="16" font-family="{FONT}">M</text>'
    return _pixels(blank.format(letter), 1) != _pixels(blank.format(""), 1)
