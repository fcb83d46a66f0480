"""Colours of charts, light and dark: those of Okabe and Ito, in an order in which each stands out from its ground."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


class Palette(Struct, frozen=True):
    """Ground, text, small print, rules, a shaded band, lines in the background, and the colours of lines in order."""

    ground: str
    ink: str
    soft: str
    rule: str
    band: str
    grey: str
    colors: tuple[str, ...]

    def tone(self, tone: int | None) -> str:
        """The colour of a line; without one, the grey of the background."""
        return self.grey if tone is None else self.colors[tone % len(self.colors)]


LIGHT = Palette(
    "#ffffff", "#1a1f26", "#525c69", "#dfe3e8", "#f3f0e6", "#b4bcc6",
    ("#0072b2", "#d55e00", "#009e73", "#000000", "#b0568b", "#9a6a00"),
)  # fmt: skip
DARK = Palette(
    "#13161a", "#e7eaee", "#a8b1bc", "#343b45", "#25241d", "#5b6572",
    ("#56b4e9", "#e69f00", "#20b88a", "#fefefe", "#dd92bc", "#f0e442"),
)  # fmt: skip
"""A colour is swapped for its dark one wherever it is written, so none may occur twice with two meanings."""


def swaps() -> str:
    """Rules of style that swap each light colour for its dark one."""
    names = ("ground", "ink", "soft", "rule", "band", "grey")
    pairs = [(getattr(LIGHT, name), getattr(DARK, name)) for name in names]
    pairs += list(zip(LIGHT.colors, DARK.colors, strict=True))
    return "".join(f'[{kind}="{light}"]{{{kind}:{dark}}}' for light, dark in pairs for kind in ("fill", "stroke"))


def scheme(theme: Literal["auto", "light", "dark"]) -> str:
    """The style of a picture that follows its viewer's scheme; of one theme, none is needed."""
    return f"<style>@media (prefers-color-scheme:dark){{{swaps()}}}</style>" if theme == "auto" else ""
