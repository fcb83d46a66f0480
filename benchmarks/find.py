"""How fast `find` is, on what is shipped and beside a store of 96 releases, against importing its libraries.

    python benchmarks/find.py [RELEASES] [ROUNDS]

User and system seconds and peak memory of whole processes, which take turns, so that the median ratio holds on any
machine. What is asked: a count in at most 2.5 times `import polars, typer, numpy` and 170 MB on what is shipped, in at
most 6 times and 250 MB with the store; a percentage in at most twice that.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from archive import RELEASES, write

NUMBERS = {"171840": 1, "over 2.6 million": 1, "3.79x": 1, "81.8%": 2, "28%": 2}
"""What is searched for, and how many times what is asked of a count it may take."""
SHIPPED, STORED = (2.5, 170), (6.0, 250)
START = [sys.executable, "-c", "import polars, typer, numpy"]


def cost(command: list[str]) -> tuple[float, float]:
    """User and system seconds of a command, and its peak memory in MB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def tell(words: str, store: Path, asked: tuple[float, float], rounds: int) -> None:
    """Print what each number takes beside a store."""
    print(f"{words}: ratio to the import of its libraries, MB")
    for number, times in NUMBERS.items():
        find = [sys.executable, "-m", "encounters", "find", number, "--store", str(store)]
        found = [(cost(find), cost(START)) for _ in range(rounds)]
        ratio = median(own[0] / start[0] for own, start in found)
        memory = max(own[1] for own, _ in found)
        aim = f"(at most {asked[0] * times:g}, {asked[1]:g} MB)" if times == 1 else f"(at most {asked[0] * times:g})"
        print(f"  {number:<18} {median(own[0] for own, _ in found):6.2f} s  {ratio:5.2f}  {memory:5.0f} MB  {aim}")


def main(releases: int, rounds: int) -> None:
    """Time the searches on what is shipped and with an archive."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        tell("shipped", folder / "no-store", SHIPPED, rounds)
        files = [str(path) for path in write(folder / "archive", releases)]
        store = folder / "store"
        bring = [sys.executable, "-m", "encounters", "import", "--store", str(store), *files]
        subprocess.run(bring, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        tell(f"with {releases} releases in the store", store, STORED, rounds)


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    main(*(numbers + [RELEASES, 3][len(numbers) :]))
