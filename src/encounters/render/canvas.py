"""Thin lines in text, drawn by plotext in dots of braille, with letters over them. Nothing else imports plotext.

plotext draws one colour at a time and nothing else: its labels are in scientific notation, and its colours stand in
pipes too, so that ticks, names and colours are ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from encounters.render.layout import paint

BRAILLE = 0x2800
Place = tuple[float, float]
Code = str


class Canvas:
    """Lines, and letters over them, each with the colour of what was drawn last in its character."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.strokes: dict[Code, list[tuple[Place, Place]]] = {}
        self.letters: dict[tuple[int, int], tuple[str, Code]] = {}

    def line(self, start: Place, end: Place, code: Code = "") -> None:
        """A line between two places, each from 0 to 1 rightwards and upwards."""
        self.strokes.setdefault(code, []).append((start, end))

    def run(self, places: Sequence[Place], code: Code = "") -> None:
        """A line from place to place; of one alone, a dot."""
        for start, end in zip(places, places[1:] or places, strict=False):
            self.line(start, end, code)

    def cell(self, at: Place) -> tuple[int, int]:
        """The character, by column and row from the top, in which a place lies."""
        x, y = at
        wide, high = self.width - 1, self.height - 1
        return min(max(int(x * wide + 0.5), 0), wide), min(max(int((1 - y) * high + 0.5), 0), high)

    def write(self, column: int, row: int, text: str, code: Code = "") -> None:
        """Text over the drawing, as much of it as there is room for."""
        for step, letter in enumerate(text):
            if 0 <= column + step < self.width and 0 <= row < self.height:
                self.letters[column + step, row] = letter, code

    def rows(self, color: bool) -> list[str]:
        """The drawing, line by line."""
        shown = self.dots() | self.letters
        return [
            "".join(paint(*shown.get((column, row), (" ", "")), color) for column in range(self.width))
            for row in range(self.height)
        ]

    def dots(self) -> dict[tuple[int, int], tuple[str, Code]]:
        """The characters that have a line in them, each with its dots and its colour."""
        found: dict[tuple[int, int], tuple[str, Code]] = {}
        for code, segments in self.strokes.items():
            for at, letter in self._drawn(segments).items():
                before = ord(found[at][0]) if at in found else BRAILLE
                found[at] = chr(before | ord(letter)), code
        return found

    def _drawn(self, segments: list[tuple[Place, Place]]) -> dict[tuple[int, int], str]:
        """The characters of braille that lines come to."""
        import plotext

        figure = plotext.figure
        figure.clear()
        # plotext cuts what is wider or higher than the terminal, or than 80 by 24 where there is none.
        plotext.terminal.limit(False, False)
        figure.theme("colorless")
        figure.plot_size(self.width, self.height)
        figure.axes(False)
        for axis in ("x", "y"):
            figure.ruler(axis).lim(0, 1)
            figure.ruler(axis).ticks([], [])
        for (x0, y0), (x1, y1) in segments:
            figure.draw(figure.signal([x0, x1], [y0, y1], marker=plotext.marker("braille")).lines())
        lines = figure.build().string(colorless=True).split("\n")
        figure.clear()
        return {
            (column, row): letter
            for row, line in enumerate(lines)
            for column, letter in enumerate(line)
            if letter > chr(BRAILLE)
        }
