"""What the figures are, and which dataset has which dimension. Needs no data and no library for it."""

from __future__ import annotations

from encounters.cbp.datasets import DATASETS, Dataset
from encounters.figures import FIGURES, Figure, figure_named
from encounters.names import FIVE_GROUPS
from encounters.results import Column, Row, Table

WINDOWS = {
    "period": "the period asked for",
    "fiscal-year-to-date": "from 1 October to the last month of the period asked for",
}
NEEDS = {
    "now": "monthly counts of the selection",
    "before": "monthly counts of the period compared with (--against)",
    "whole": "monthly counts of the whole it is a part of (--of)",
    "earlier": "totals of earlier like periods",
    "others": "totals of all other like periods",
    "outcome": "the whole year's counts, where they are known",
    "reported": "the value CBP printed",
    "months": "the number of months",
    "days": "the number of days",
    "month": "the months themselves",
}


def figures() -> Table:
    """Every figure. Rows: name, unit, summary, example. The notes say which dataset has which dimension."""
    columns = (
        Column("figure", "Figure", key=True),
        Column("summary", "What it is", key=True),
        Column("unit", "Unit"),
        Column("example", "Example", shown=False),
    )
    rows = [
        {"figure": each.name, "summary": each.summary, "unit": each.unit, "example": each.example}
        for each in FIGURES.values()
    ]
    notes = (*map(_dataset, DATASETS.values()), "One figure in full: encounters explain FIGURE")
    shown = [
        {
            "name": each.name,
            "title": each.title,
            "dimensions": list(each.dimensions),
            "citizenships": list(each.citizenships),
        }
        for each in DATASETS.values()
    ]
    return Table("explain", "Figures", columns, rows, notes=notes, extra={"datasets": shown})


def _dataset(dataset: Dataset) -> str:
    scheme = "five groups" if dataset.citizenships is FIVE_GROUPS else "22 names"
    dimensions = [f"{name} ({scheme})" if name == "citizenship" else name for name in dataset.dimensions]
    border = "" if "region" in dataset.dimensions else "; the southwest land border only"
    return f"Dataset {dataset.name} has {', '.join(dimensions)}{border}."


def figure(name: str) -> Table:
    """One figure in full. Rows: item, text. Raises UnknownName."""
    found = figure_named(name)
    rows: list[Row] = [{"item": item, "text": text} for item, text in _items(found).items() if text]
    columns = (Column("item", "Item", key=True), Column("text", "Text", key=True))
    return Table("explain", found.name, columns, rows, extra={"figure": {"name": found.name, **_items(found)}})


def _items(found: Figure) -> dict[str, str]:
    return {
        "definition": _definition(found),
        "formula": found.section("Formula"),
        "unit": found.unit,
        "source": found.section("Source"),
        "window": WINDOWS[found.window],
        "needs": "; ".join(NEEDS[need] for need in found.needs if need in NEEDS),
        "beside": ", ".join(name.replace("_", " ") for name in found.details),
        "example": found.example,
    }


def _definition(found: Figure) -> str:
    """The docstring up to its formula, on one line."""
    return " ".join(found.text.split("Formula:")[0].split())
