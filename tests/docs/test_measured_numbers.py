"""Numbers in docs/explanation that no command prints: added up here from CBP's files."""

from __future__ import annotations

from pathlib import Path

import polars as pl

ROOT = Path(__file__).resolve().parents[2]


def test_what_a_union_of_two_files_counts(shared: Path) -> None:
    names = ("nationwide-encounters-fy21-fy24-oct-state.csv", "nationwide-encounters-fy21-fy24-state.csv")
    years = [
        pl.read_csv(shared / "cbp/releases" / name, infer_schema=False).filter(pl.col("Fiscal Year") == "2023")
        for name in names
    ]
    both = pl.concat(years)
    text = (ROOT / "docs/explanation/why-unions-double-count.md").read_text(encoding="utf-8")
    counted = {
        "either file alone": {_total(years[0]), _total(years[1]), _total(both.drop("Month Grouping").unique())},
        "both, one below the other": {_total(both)},
        "both, equal rows counted once": {_total(both.unique())},
    }
    for row, totals in counted.items():
        (total,) = totals
        assert f"| {row} | {total:,} |" in text


def _total(frame: pl.DataFrame) -> int:
    return int(frame["Encounter Count"].cast(pl.Int64).sum())
