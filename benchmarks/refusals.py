"""What it costs to refuse a file or a page: seconds and memory, and twice as much of it.

Each is made at two sizes, the larger at the bounds that docs/fetching.md tells, and refused by a process of its own.
What is asked: at most 3 seconds and 300 MB, and twice the input at most 2.2 times the time, start-up taken off.
"""

from __future__ import annotations

import functools
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from measuring import PYTHON, Command, Cost, Found, Place, in_turn

from encounters.cbp.datasets import SOUTHWEST

HEADER = (",".join(SOUTHWEST.header) + "\n").encode()
ROW = b"2022,FYTD,NOV,U.S. Border Patrol,Single Adults,Mexico,Title 8,Apprehensions,5\n"
FILES: dict[str, Callable[[int], bytes]] = {
    "a header of columns": lambda size: b"column," * (size // 7) + b"\n1\n",
    "line breaks": lambda size: b"\n" * size,
    "line breaks after a header": lambda size: HEADER + b"\n" * (size // 112),
    "rows of commas": lambda size: HEADER + b",,,,,,,,\n" * (size // 112),
    "a fault in the last line": lambda size: HEADER + ROW * (size // 112) + b"x\n",
    "a wrong count in the last line": lambda size: HEADER + ROW * (size // 112) + ROW.replace(b",5", b",-5"),
    "one cell over and over": lambda size: HEADER + ROW * (size // 112),
    "a category a line": lambda size: (
        HEADER + b"".join(ROW.replace(b"Mexico", b"Land %d" % number) for number in range(size // 112))
    ),
    "quotes": lambda size: HEADER + b'"' * size + b"\n",
    "one line of commas": lambda size: HEADER + b"," * size + b"\n",
    "no text": lambda size: b"\x00" * size,
}
PAGES: dict[str, str] = {
    "nested tags": "<div>",
    "attributes": "a=1 ",
    "links": '<a href="/2024-12/x.csv">x</a>',
    "other links": '<a href="x">',
    "broken tags": "<a ",
    "comments": "<!--",
}
OURS = """
import sys, time, resource
from pathlib import Path
{imports}
from encounters.errors import EncountersError
import polars
began = time.process_time()
try:
    {call}
except EncountersError:
    print(time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
FILE = OURS.format(
    imports="from encounters.cbp.files import read_file\nfrom encounters.cbp.parse import parse",
    call="parse(read_file(Path(sys.argv[1])))",
)
PAGE = OURS.format(
    imports="from encounters.cbp.listing import read_listing",
    call='read_listing(Path(sys.argv[1]).read_text(), "https://www.cbp.gov/")',
)
LARGEST_FILE, LARGEST_PAGE = 32 * 1024 * 1024 - 1000, 1_999_000


def least(costs: Sequence[Cost]) -> Cost:
    """The least seconds and the most memory: most refusals are too short for a median."""
    return Cost(min(cost.seconds for cost in costs), max(cost.memory for cost in costs))


def refusal(command: Command) -> Cost:
    """What a refusal costs, start-up taken off."""
    took, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return Cost(float(took), float(memory))


def written(path: Path, content: bytes) -> str:
    """Where content is that was written."""
    path.write_bytes(content)
    return str(path)


def page(start: str, piece: str, size: int) -> bytes:
    """A page of one piece over and over."""
    return (start + piece * (size // len(piece))).encode()


def hostile() -> Iterator[tuple[str, str, Callable[[int], bytes], int]]:
    """What is refused: its name, the code that refuses it, what makes it at a size, and the largest size."""
    for name, make in FILES.items():
        yield f"a file: {name}", FILE, make, LARGEST_FILE
    for name, piece in PAGES.items():
        start = "<a " if name == "attributes" else ""
        yield f"a listing: {name}", PAGE, functools.partial(page, start, piece), LARGEST_PAGE


def found(place: Place, rounds: int) -> Iterator[Found]:
    """A line for each; times below 0.05 seconds count as that, as a ratio of two such is noise."""
    for name, code, make, largest in hostile():
        paths = [written(place.folder / f"{size}.csv", make(size)) for size in (largest // 2, largest)]
        half, whole = map(least, in_turn([[PYTHON, "-c", code, path] for path in paths], rounds, refusal))
        ratio = max(whole.seconds, 0.05) / max(half.seconds, 0.05)
        yield Found("8. refusals", name, whole, ratio, "half the input", 2.2, 300, seconds=3.0)
