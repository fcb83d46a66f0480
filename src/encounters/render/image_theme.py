"""Colours of pictures, light and dark: those of Okabe and Ito, in an order in which each stands out from its ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"


@dataclass(frozen=True)
class Palette:
    """Ground, text, small print, rules, and the colours of lines in order."""

    ground: str
    ink: str
    soft: str
    rule: str
    colors: tuple[str, ...]

    def configure(self, chart: Any) -> Any:
        """A chart with these colours, and with text of one size throughout."""
        text = {"labelFont": FONT, "titleFont": FONT, "labelColor": self.soft, "titleColor": self.ink}
        return (
            chart.configure(font=FONT, padding=18)
            .configure_view(stroke=None)
            .configure_axis(
                **text, labelFontSize=12, gridColor=self.rule, domainColor=self.soft, tickColor=self.soft, domain=False
            )
            .configure_legend(labelFont=FONT, labelColor=self.ink, labelFontSize=12.5)
            .configure_title(
                font=FONT, color=self.ink, fontSize=18, subtitleFont=FONT, subtitleColor=self.soft,
                subtitleFontSize=12, subtitleLineHeight=16, subtitlePadding=6,
            )
        )  # fmt: skip


LIGHT = Palette(
    "#ffffff", "#1a1f26", "#525c69", "#dfe3e8",
    ("#0072b2", "#d55e00", "#009e73", "#000000", "#cc79a7", "#e69f00", "#56b4e9", "#8a8000"),
)  # fmt: skip
DARK = Palette(
    "#13161a", "#e7eaee", "#a8b1bc", "#343b45",
    ("#56b4e9", "#e69f00", "#009e74", "#fefefe", "#cc79a8", "#f0e442", "#3d9bd6", "#d55e01"),
)  # fmt: skip
"""Vega writes each colour where it is used, and `adapt` swaps it there, so none may occur twice with two meanings."""


def adapt(drawn: str, theme: Literal["auto", "light", "dark"]) -> str:
    """An SVG of theme `auto` with rules that swap each light colour for its dark one in a dark scheme."""
    if theme != "auto":
        return drawn
    pairs = [(getattr(LIGHT, name), getattr(DARK, name)) for name in ("ground", "ink", "soft", "rule")]
    pairs += list(zip(LIGHT.colors, DARK.colors, strict=True))
    rules = "".join(
        f'[{kind}="{light}"]{{{kind}:{dark}}}' for light, dark in dict(pairs).items() for kind in ("fill", "stroke")
    )
    style = f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>"
    head, rest = drawn.split("</desc>", 1)
    return f"{head}</desc>{style}{rest}"
