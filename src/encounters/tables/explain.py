"""What the figures are, and which dataset has which dimension. Needs no data and no library for it."""

from __future__ import annotations

from encounters.cbp.datasets import DATASETS, Dataset
from encounters.figures import FIGURES, Figure, figure_named
from encounters.names import FIVE_GROUPS
from encounters.results import Column, Table, filled
from encounters.tables.terms import TERMS

WINDOWS = {
    "period": "the period asked for",
    "months": "the period asked for, which must be of two months or more",
    "whole-years": "the period asked for, which must be of whole years",
    "fiscal-year-to-date": "from 1 October to the last month of the period asked for",
}
NEEDS = {
    "now": "monthly counts of the selection",
    "before": "monthly counts of the period compared with (--against)",
    "whole": "monthly counts of the whole it is a part of (--of)",
    "earlier": "totals of earlier like periods",
    "others": "totals of all other like periods",
    "mean": "totals of the like periods in the period compared with (--against)",
    "peers": "totals of the other categories of the dimension",
    "threshold": "a number of encounters (--threshold)",
    "outcome": "the whole year's counts, where they are known",
    "reported": "the value CBP printed",
    "months": "the number of months",
    "days": "the number of days",
    "month": "the months themselves",
}


FIGURE_LIST = (
    Column("figure", "Figure", fill=lambda figure: figure.name, key=True),
    Column("summary", "What it is", fill=lambda figure: figure.summary, key=True),
    Column("unit", "Unit", fill=lambda figure: figure.unit),
    Column("example", "Example", fill=lambda figure: figure.example, shown=False),
)
ONE_FIGURE = (
    Column("item", "Item", fill=lambda entry: entry[0], key=True),
    Column("text", "Text", fill=lambda entry: entry[1], key=True),
)


def figures() -> Table:
    """Every figure: `FIGURE_LIST`. The notes say which dataset has which dimension."""
    rows = filled(FIGURE_LIST, FIGURES.values())
    words = ", ".join(each.name for each in sorted(TERMS, key=lambda each: each.name.casefold()))
    more = ("One figure in full: encounters explain FIGURE", f"Terms, which explain takes too: {words}.")
    notes = (*map(_dataset, DATASETS.values()), *more)
    shown = [
        {
            "name": each.name,
            "title": each.title,
            "dimensions": list(each.dimensions),
            "citizenships": list(each.citizenships),
        }
        for each in DATASETS.values()
    ]
    return Table("explain", "Figures", FIGURE_LIST, rows, notes=notes, extra={"datasets": shown})


def _dataset(dataset: Dataset) -> str:
    scheme = "five groups" if dataset.citizenships is FIVE_GROUPS else "22 names"
    dimensions = [f"{name} ({scheme})" if name == "citizenship" else name for name in dataset.dimensions]
    border = "" if "region" in dataset.dimensions else "; the southwest land border only"
    return f"Dataset {dataset.name} has {', '.join(dimensions)}{border}."


def figure(name: str) -> Table:
    """One figure in full: `ONE_FIGURE`. Raises UnknownName."""
    found = figure_named(name)
    rows = filled(ONE_FIGURE, [entry for entry in _items(found).items() if entry[1]])
    return Table("explain", found.name, ONE_FIGURE, rows, extra={"figure": {"name": found.name, **_items(found)}})


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
