"""docs/explanation/limits-of-wording.md has every limit as it is; what moves with it takes a minute to make."""

from __future__ import annotations

from pathlib import Path

from encounters.wording.limits import LIMITS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "limits-of-wording.md"


def test_every_limit_is_told_as_it_is() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    told = [f"| {name}: {entry.value} | {entry.meaning} | {entry.reason} |" for name, entry in LIMITS.items()]
    assert len(rows) == len(told)
    assert all(row.startswith(start) for row, start in zip(rows, told, strict=True)), (
        "run: python scripts/make_limits.py"
    )
