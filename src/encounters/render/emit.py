"""The one writer of stdout, and the one of stderr. Nothing else in the package prints.

Text goes out as bytes with LF line ends on every platform, in the stream's encoding; a character that the encoding
does not have is replaced by its likeness. A reader that goes away (`| head`) ends the writing quietly.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, TextIO

from encounters.errors import EncountersError, StoreError, UsageError, shorten
from encounters.render.formats import Look
from encounters.render.layout import wrap
from encounters.render.letters import can_encode, fit
from encounters.results import visible

STDOUT = "-"
CLOSED = "Cannot write the answer: standard output is closed."
WIDEST = 1000
"""So many columns are drawn for at most, whatever COLUMNS says."""
LONGEST_WORD = 300
LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
"""An address or a name from outside may be of any length; what is told of it is not."""


def look(
    output: str | None = None,
    color: str = "auto",
    bom: bool = False,
    stream: TextIO | None = None,
    environ: Mapping[str, str] | None = None,
) -> Look:
    """How text for this output is to look.

    Colour: the flag, then NO_COLOR, FORCE_COLOR, and last whether the stream is a terminal that is not dumb. Width:
    COLUMNS or the terminal's own, and only when the answer goes to one.
    """
    stream = stream or sys.stdout or io.StringIO()
    environ = os.environ if environ is None else environ
    if output not in (None, STDOUT):
        return Look(color=color == "always", bom=bom)
    terminal = stream.isatty()
    colored = color == "always" if color != "auto" else _wants_color(terminal, environ)
    plain = not can_encode("─×", stream.encoding or "ascii")
    return Look(_columns(stream, environ) if terminal else None, colored, plain, bom)


def _wants_color(terminal: bool, environ: Mapping[str, str]) -> bool:
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "").casefold() not in ("", "0", "false"):
        return True
    return terminal and environ.get("TERM") != "dumb"


def _columns(stream: TextIO, environ: Mapping[str, str]) -> int:
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and len(columns) < WIDEST and int(columns) > 0:
        return min(int(columns), WIDEST)
    try:
        return min(os.get_terminal_size(stream.fileno()).columns or 80, WIDEST)
    except (OSError, ValueError):
        return 80


def emit(content: str | bytes, output: str | None = None) -> None:
    """Write the answer to stdout, or to a file, which is either written whole or left as it was.

    Raises UsageError or StoreError when it cannot be written.
    """
    if output not in (None, STDOUT):
        _write_file(content.encode("utf-8") if isinstance(content, str) else content, Path(str(output)))
        return
    stream = sys.stdout
    if stream is None:
        raise StoreError(CLOSED)
    if isinstance(content, bytes) and b"\0" in content and stream.isatty():
        raise UsageError("This format is binary and does not go to a terminal.", "Name a file with -o FILE.")
    try:
        _write(content, stream)
    except OSError as error:
        _give_up(stream)
        if not _reader_gone(error):
            raise StoreError(f"Cannot write the answer: {_reason(error)}.") from error


def refuse_unwritable(output: str | None) -> None:
    """Raise what writing to a file would, before there is anything to write: UsageError or StoreError."""
    if output in (None, STDOUT):
        return
    path = Path(str(output))
    try:
        if not _is_device(path):
            _refuse(_target(path))
    except OSError as error:
        raise _file_error(path, error) from error


def refuse_overwriting(output: str | None, inputs: Iterable[str]) -> None:
    """Raise UsageError for an answer that would take the place of a file that it is made from."""
    if output in (None, STDOUT) or not os.path.isfile(str(output)):
        return
    for each in inputs:
        with contextlib.suppress(OSError):
            if os.path.samefile(str(output), each):
                said = f"-o {output} is the file that is read, and would be lost."
                raise UsageError(said, "Name another file with -o.")


def append(text: str, path: str) -> None:
    """Add text to the end of a file. Raises UsageError or StoreError when it cannot be written."""
    try:
        with open(path, "a", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        raise _file_error(Path(path), error) from error


def note(text: str, quiet: bool = False) -> None:
    """Tell something on stderr, unless asked to be quiet: on lines of its own, as it is seen, long words cut.

    A terminal gets it wrapped between words.
    """
    if quiet or sys.stderr is None:
        return
    width = _columns(sys.stderr, os.environ) if sys.stderr.isatty() else None
    lines = (wrap(line, width) for line in LONG_WORD.sub(_cut, visible(text)).split("\n"))
    try:
        _write("\n".join(lines) + "\n", sys.stderr)
    except OSError:
        _give_up(sys.stderr)


def fault(message: str, hint: str | None) -> None:
    """Tell on stderr what went wrong, and on a line of its own what fixes it."""
    note(f"Error: {message}")
    if hint:
        note(f"Hint: {hint}")


def _cut(word: re.Match[str]) -> str:
    return shorten(word[0], LONGEST_WORD)


def _write(content: str | bytes, stream: TextIO) -> None:
    data = fit(content, stream.encoding or "ascii") if isinstance(content, str) else content
    raw: IO[bytes] | None = getattr(stream, "buffer", None)
    if raw is None:
        stream.write(data.decode(stream.encoding or "utf-8"))
    else:
        stream.flush()
        # An unbuffered stream may take only part of the data at once.
        rest = memoryview(data)
        while rest:
            rest = rest[raw.write(rest) :]
    stream.flush()


def _give_up(stream: TextIO) -> None:
    """Send what is still buffered nowhere, so that Python's own flush at exit does not fail once more."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _reader_gone(error: OSError) -> bool:
    # Windows reports a closed pipe as EINVAL.
    return isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL)


def _write_file(data: bytes, path: Path) -> None:
    try:
        if _is_device(path):
            path.write_bytes(data)
        else:
            _replace(_target(path), data)
    except OSError as error:
        raise _file_error(path, error) from error


def _is_device(path: Path) -> bool:
    """Whether a path is a device or a named pipe, which cannot be replaced by a file."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _target(path: Path) -> Path:
    """The file that a path leads to, all links followed. Raises OSError for links that lead in a circle."""
    found = Path(os.path.realpath(path))
    if found.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return found


def _replace(target: Path, data: bytes) -> None:
    """Write beside the target and move into place; a link stays a link, and a file keeps its permissions."""
    _refuse(target)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(data)
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o7777)
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def _refuse(target: Path) -> None:
    """Raise OSError for a file that cannot be written, or made where it is to be."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not target.exists() and not target.parent.is_dir():
        known = errno.ENOTDIR if target.parent.exists() else errno.ENOENT
        raise OSError(known, os.strerror(known))
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _file_error(path: Path, error: OSError) -> EncountersError:
    said = f"Cannot write {path}: {_reason(error)}."
    # Windows knows no quota error.
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None), errno.EROFS):
        return StoreError(said)
    if isinstance(error, FileNotFoundError):
        return UsageError(f"Cannot write {path}: there is no folder {path.parent}.", "Make the folder first.")
    inside = isinstance(error, IsADirectoryError)
    return UsageError(said, "Name a file in it." if inside else "Name another file with -o.")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
