"""Every statistic, defined once. Importing this fills the registry."""

from encounters.figures import counts, change, order, threshold, repeat  # noqa: F401, I001  (the order in which figures are listed)
from encounters.figures.registry import FIGURES, Figure, figure_called, figure_named

__all__ = ["FIGURES", "Figure", "figure_called", "figure_named"]
