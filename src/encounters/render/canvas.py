"""Thin lines in text: each character is two by four dots of braille, in ASCII a full stop where any of them is set."""

from __future__ import annotations

from encounters.render.layout import paint

ACROSS, DOWN = 2, 4
BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
BRAILLE = 0x2800
Code = str


class Canvas:
    """Dots, and letters over them, each with the colour of what was drawn last in its character."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.dots: dict[tuple[int, int], int] = {}
        self.letters: dict[tuple[int, int], str] = {}
        self.codes: dict[tuple[int, int], Code] = {}

    def line(self, start: tuple[float, float], end: tuple[float, float], code: Code = "") -> None:
        """A line between two places, each from 0 to 1 rightwards and upwards."""
        (x0, y0), (x1, y1) = self._dot(start), self._dot(end)
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        for step in range(steps + 1):
            self._set(x0 + round((x1 - x0) * step / steps), y0 + round((y1 - y0) * step / steps), code)

    def cell(self, at: tuple[float, float]) -> tuple[int, int]:
        """The character, by column and row from the top, in which a place lies."""
        x, y = self._dot(at)
        return x // ACROSS, y // DOWN

    def write(self, column: int, row: int, text: str, code: Code = "") -> None:
        """Text over the drawing, as much of it as there is room for."""
        for step, letter in enumerate(text):
            if 0 <= column + step < self.width and 0 <= row < self.height:
                self.letters[column + step, row] = letter
                self.codes[column + step, row] = code

    def rows(self, ascii_only: bool, color: bool) -> list[str]:
        """The drawing, line by line."""
        return [
            "".join(
                paint(self._letter((column, row), ascii_only), self.codes.get((column, row), ""), color)
                for column in range(self.width)
            )
            for row in range(self.height)
        ]

    def _letter(self, at: tuple[int, int], ascii_only: bool) -> str:
        if at in self.letters:
            return self.letters[at]
        if at not in self.dots:
            return " "
        return "." if ascii_only else chr(BRAILLE + self.dots[at])

    def _dot(self, at: tuple[float, float]) -> tuple[int, int]:
        x, y = at
        wide, high = self.width * ACROSS - 1, self.height * DOWN - 1
        return min(max(round(x * wide), 0), wide), min(max(round((1 - y) * high), 0), high)

    def _set(self, x: int, y: int, code: Code) -> None:
        at = (x // ACROSS, y // DOWN)
        self.dots[at] = self.dots.get(at, 0) | BITS[y % DOWN][x % ACROSS]
        self.codes[at] = code
