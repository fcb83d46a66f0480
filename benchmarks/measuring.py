"""What every benchmark stands on: the cost of a process, costs that take turns, and a line of what was found.

User and system seconds of whole processes, never the clock, and always as a ratio to something else that ran in turn
with it: so a result holds on another machine, and on a busy one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

from archive import write

PYTHON = sys.executable
START = (PYTHON, "-c", "import polars, typer")
ENVIRON = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As installed: the round that warms up writes the bytecode."""
Command = Sequence[str]


Asked = tuple[Command, str, float | None]
"""What runs: the command, the aim it belongs to, the largest ratio asked for."""


@dataclass(frozen=True)
class Cost:
    """What a process took: user and system seconds, and its peak memory in MB."""

    seconds: float
    memory: float


@dataclass(frozen=True)
class Found:
    """A line of the result: the aim it belongs to, what ran, its cost, the ratio to `beside`, and what is asked of it.

    `most` is the largest ratio asked for, `room` the most MB, `seconds` the most seconds; None where nothing is asked.
    """

    aim: str
    what: str
    cost: Cost
    ratio: float
    beside: str
    most: float | None = None
    room: float | None = None
    seconds: float | None = None

    @property
    def holds(self) -> bool:
        """Whether it is within what is asked."""
        held = ((self.ratio, self.most), (self.cost.memory, self.room), (self.cost.seconds, self.seconds))
        return all(most is None or round(value, 2) <= most for value, most in held)


@dataclass(frozen=True)
class Place:
    """Where a run keeps its archives and stores, each made once."""

    folder: Path

    def archive(self, releases: int) -> list[Path]:
        """The files of an archive of so many releases, the newest ones, in order of publication."""
        return self._whole[-releases:]

    @cached_property
    def _whole(self) -> list[Path]:
        return write(self.folder / "archive")

    def store(self, releases: int) -> str:
        """A store that holds the newest of the archive; none for zero."""
        path = self.folder / f"store-{releases}"
        if releases and not path.exists():
            once(encounters("import", "--store", str(path), *map(str, self.archive(releases))))
        return str(path)


def encounters(*arguments: str) -> list[str]:
    """The command of the program with these arguments."""
    return [PYTHON, "-m", "encounters", *arguments]


def once(command: Command) -> Cost:
    """The cost of a command. Raises CalledProcessError when it fails."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRON)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2))


def in_turn(commands: Sequence[Command], rounds: int, run: Callable[[Command], Cost] = once) -> list[list[Cost]]:
    """The costs of each command, round by round, the order changing; a first round only warms up."""
    found: list[list[Cost]] = [[] for _ in commands]
    for number in range(rounds + 1):
        places = [(place + number) % len(commands) for place in range(len(commands))]
        for place in places:
            cost = run(commands[place])
            if number:
                found[place].append(cost)
    return found


def ratio(ours: list[Cost], theirs: list[Cost]) -> float:
    """The median of the ratios within a round."""
    return median(mine.seconds / other.seconds for mine, other in zip(ours, theirs, strict=True))


def middle(costs: list[Cost]) -> Cost:
    """The median seconds and the most memory."""
    return Cost(median(cost.seconds for cost in costs), max(cost.memory for cost in costs))


def beside(first: tuple[str, Command], others: dict[str, Asked], rounds: int) -> list[Found]:
    """A line for each of the others by name, against the first."""
    name, command = first
    base, *rest = in_turn([command, *(each[0] for each in others.values())], rounds)
    return [
        Found(aim, what, middle(costs), ratio(costs, base), name, most)
        for (what, (_, aim, most)), costs in zip(others.items(), rest, strict=True)
    ]
