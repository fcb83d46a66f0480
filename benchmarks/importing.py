"""How fast `import` is: 96 releases, against DuckDB writing the same CSVs as Parquet; and the store's size."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from archive import RELEASES
from measuring import PYTHON, Cost, Found, Place, encounters, once

AIM = "4. import"
DUCKDB = """
import sys, duckdb
for number, path in enumerate(sys.argv[2:]):
    to = f"{sys.argv[1]}/{number}.parquet"
    duckdb.execute(f"copy (from read_csv('{path}', all_varchar = true)) to '{to}' (format parquet)")
"""


def size(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def found(place: Place, rounds: int) -> Iterator[Found]:
    """The best of the rounds of each: they are too long for a median of many."""
    files = [str(path) for path in place.archive(RELEASES)]
    whole, *halves, theirs = (
        min(costs, key=lambda cost: cost.seconds)
        for costs in zip(*(_round(files) for _ in range(max(2, rounds // 3))), strict=True)
    )
    yield Found(AIM, f"import of {len(files)} files", whole, whole.seconds / theirs.seconds, "DuckDB to Parquet", 1.6)
    later = halves[1].seconds / halves[0].seconds
    yield Found(AIM, "the second half of the files", halves[1], later, "the first half", 1.2)
    csv, store = (size(folder) for folder in (place.folder / "archive", Path(place.store(RELEASES))))
    nothing = Cost(0, 0)
    yield Found(
        "5. size", f"the store, {store / 1e6:.1f} MB", nothing, store / csv, f"the CSVs, {csv / 1e6:.0f} MB", 0.12
    )


def _round(files: list[str]) -> list[Cost]:
    """All files, each half, and DuckDB, once."""
    with tempfile.TemporaryDirectory() as made:
        bring = encounters("import", "--store")
        half = len(files) // 2
        ours = [[*bring, f"{made}/whole", *files]]
        ours += [[*bring, f"{made}/halves", *part] for part in (files[:half], files[half:])]
        return [once(command) for command in (*ours, (PYTHON, "-c", DUCKDB, made, *files))]
