"""How a download goes, on stderr: a moving bar on a terminal, a line for each finished file off it, or nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from encounters.render.emit import note
from encounters.render.letters import printable

if TYPE_CHECKING:
    from rich.progress import Progress

Moves = Callable[[int, int | None], None]


class Lines:
    """Off a terminal: what is told and what is finished, a line each; nothing at all when quiet."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Nothing is left to undo."""

    def tell(self, line: str) -> None:
        """Say something."""
        note(printable(line), self.quiet)

    def starts(self, name: str) -> Moves:
        """A file begins; its bytes are not counted aloud here."""
        return lambda done, total: None

    def ends(self, line: str) -> None:
        """A file is finished."""
        note(printable(line), self.quiet)


class Bar(Lines):
    """On a terminal: bytes, speed and time left of the file that comes now, and a line for each finished one."""

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
        )
        console = Console(stderr=True, no_color=bool(os.environ.get("NO_COLOR")))
        self.progress: Progress = Progress(
            *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
        )

    def __enter__(self) -> Bar:
        self.progress.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.progress.stop()

    def tell(self, line: str) -> None:
        """Say something above the bar."""
        self.progress.console.print(printable(line), markup=False, highlight=False, soft_wrap=True)

    def starts(self, name: str) -> Moves:
        """A file begins: its bar takes the place of the last one's."""
        for done in self.progress.task_ids:
            self.progress.remove_task(done)
        task = self.progress.add_task(printable(name), total=None)
        return lambda came, total: self.progress.update(task, completed=came, total=total)

    def ends(self, line: str) -> None:
        """A file is finished: its line stays."""
        for done in self.progress.task_ids:
            self.progress.remove_task(done)
        self.tell(line)


def watch(quiet: bool, stream: TextIO | None = None) -> Lines:
    """The way to show progress here. A bar needs a terminal that can move its cursor."""
    stream = stream or sys.stderr
    moves = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
    return Bar() if moves and not quiet else Lines(quiet)
