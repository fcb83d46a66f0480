"""How fast `import` is: an archive of 96 releases, against DuckDB writing the same CSVs as Parquet.

    python benchmarks/importing.py [RELEASES]

User and system seconds of whole processes, one after the other, so that the ratio holds on any machine. What is asked:
at most 1.6 times DuckDB, the second half of the files no more than 1.2 times the first, a store of at most 0.12 times
the CSVs.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from archive import RELEASES, write

DUCKDB = """
import sys, duckdb
for number, path in enumerate(sys.argv[2:]):
    to = f"{sys.argv[1]}/{number}.parquet"
    duckdb.execute(f"copy (from read_csv('{path}', all_varchar = true)) to '{to}' (format parquet)")
"""


def seconds(*command: str) -> float:
    """User and system seconds of a command. Raises CalledProcessError when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def size(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main(count: int) -> None:
    """Print what each takes, and the ratios."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        files = [str(path) for path in write(folder / "archive", count)]
        ours = [sys.executable, "-m", "encounters", "import", "--store"]
        start = seconds(sys.executable, "-c", "import polars, typer")
        whole = seconds(*ours, str(folder / "whole"), *files)
        halves = [seconds(*ours, str(folder / "halves"), *half) for half in (files[: count // 2], files[count // 2 :])]
        (folder / "duckdb").mkdir()
        theirs = seconds(sys.executable, "-c", DUCKDB, str(folder / "duckdb"), *files)
        csv, store = size(folder / "archive"), size(folder / "whole")
        print(f"{count} files, {csv / 1e6:,.0f} MB; import polars, typer: {start:.2f} s")
        print(f"import                 {whole:6.2f} s   {whole / theirs:5.2f} x DuckDB (at most 1.6)")
        print(f"DuckDB to Parquet      {theirs:6.2f} s")
        print(
            f"second half of files   {halves[1]:6.2f} s   {halves[1] / halves[0]:5.2f} x the first half (at most 1.2)"
        )
        print(f"store                  {store / 1e6:6.1f} MB  {store / csv:5.2f} x the CSVs (at most 0.12)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RELEASES)
