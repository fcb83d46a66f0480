"""Writing so that nothing is lost: temporary file, fsync, atomic rename, and one writer at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from encounters.config import setting
from encounters.errors import StoreError

LOCK_FILE = ".lock"
HOLDER_FILE = ".lock-holder"
TEMPORARY = ".part"
RAW, HISTORY = FOLDERS = ("raw", "history")
LEFTOVER = re.compile(
    r"(manifest\.json|README\.txt|[0-9a-f]{64}\.csv\.(gz|json)|[a-z-]+-[0-9a-f]{16}\.parquet)\.\d+\.part"
)
"""A file that this program was writing when it ended."""
REPAIR = "encounters status --repair makes again what can be made again."
ELSEWHERE = "Choose another folder with --store or ENCOUNTERS_STORE."
NO_LEAVE = (errno.EACCES, errno.EPERM, errno.EROFS)
NO_STORE = (*NO_LEAVE, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP)
"""What is no fault of a store's content: there cannot be one in that place, or it is somebody else's."""


def write_all(files: Mapping[Path, bytes]) -> None:
    """Replace several files, each as a whole, and make that durable at once. Raises StoreError."""
    places = {path: path.with_name(f"{path.name}.{os.getpid()}{TEMPORARY}") for path in files}
    path = next(iter(files))
    replaced = False
    try:
        for path, content in files.items():
            make_folder(path.parent)
            with places[path].open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        for path, temporary in places.items():
            temporary.replace(path)
            replaced = True
        for folder in dict.fromkeys(path.parent for path in files):
            sync_folder(folder)
    except OSError as error:
        for temporary in places.values():
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise cannot_write(path, error, replaced) from None


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each as durable as the files in it."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable, where the platform can open folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


UNCHANGED = "The store is unchanged."
PERHAPS = "What was written is whole, but may be lost if the machine stops now: encounters status --verify tells."


def cannot_write(path: Path, error: OSError, replaced: bool = False) -> StoreError:
    """The error for a store that cannot be written, by its cause; `replaced` when files are already in their place."""
    state = PERHAPS if replaced else UNCHANGED
    if error.errno == errno.ENOSPC:
        return StoreError(f"The disk is full: {path} could not be written.", f"Free some space. {state}")
    if error.errno in NO_LEAVE:
        return StoreError(f"The store cannot be written: {path} ({error.strerror}).", ELSEWHERE)
    return StoreError(f"{path} could not be written: {error.strerror or error}.", state)


def cannot_read(path: Path, error: OSError) -> StoreError:
    """The error for a store that cannot be read, by its cause."""
    hint = ELSEWHERE if error.errno in NO_STORE else REPAIR
    return StoreError(f"The store cannot be read: {path} ({error.strerror or error}).", hint)


def remove_leftovers(root: Path) -> None:
    """Delete temporary files of writers that were killed, and nothing that this program did not name so.

    Called by the one writer that holds the lock.
    """
    for folder in (root, *(root / name for name in FOLDERS)):
        for path in folder.glob(f"*{TEMPORARY}") if is_inside(root, folder) else ():
            if LEFTOVER.fullmatch(path.name):
                remove(path)


def remove(path: Path) -> None:
    """Delete a file, if it can be done."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def is_inside(root: Path, path: Path) -> bool:
    """Whether a path, all links followed, lies in the store."""
    # Path.resolve fails on a link to itself, which reading tells of.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def read_inside(root: Path, path: Path) -> bytes:
    """A file of the store. Raises StoreError when it cannot be read or a link leads out of the store."""
    try:
        if not is_inside(root, path):
            raise StoreError(f"{path} leads out of the store.", REPAIR)
        return path.read_bytes()
    except FileNotFoundError:
        raise LostFile(f"The store lacks a file it should have: {path}.", REPAIR) from None
    except OSError as error:
        raise cannot_read(path, error) from None


class LostFile(StoreError):
    """A file that the store should have is not there."""


def not_as_written(path: Path) -> StoreError:
    """The error for a file that is not what this program wrote."""
    return StoreError(f"{path} is not as it was written.", REPAIR)


@contextmanager
def write_lock(root: Path, seconds: float | None = None) -> Iterator[None]:
    """Be the only writer of the store in any process. Raises StoreError, naming the holder, after `seconds`.

    Without `seconds` the setting lock_timeout says how long to wait. The lock ends with the process that holds it, so
    that none is left behind by one that was killed.
    """
    import filelock

    seconds = setting("lock_timeout").number() if seconds is None else seconds
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(root / LOCK_FILE, timeout=seconds)
        lock.acquire()
    except filelock.Timeout:
        raise StoreError(
            f"The store {root} is being written by {_holder(root)}; waited {seconds:g} seconds.",
            "Wait for it to end, then run the command again. ENCOUNTERS_LOCK_TIMEOUT sets the wait.",
        ) from None
    except OSError as error:
        raise cannot_write(root, error) from None
    try:
        for folder in (root / name for name in FOLDERS):
            if not is_inside(root, folder):
                raise StoreError(f"{folder} leads out of the store.", f"Make it a folder. {ELSEWHERE}")
        _say_holder(root)
        remove_leftovers(root)
        yield
    finally:
        with contextlib.suppress(OSError):
            (root / HOLDER_FILE).unlink(missing_ok=True)
        lock.release()


def _say_holder(root: Path) -> None:
    try:
        (root / HOLDER_FILE).write_text(
            f"process {os.getpid()} on {platform.node()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
        )
    except OSError as error:
        raise cannot_write(root / HOLDER_FILE, error) from None


def _holder(root: Path) -> str:
    try:
        return (root / HOLDER_FILE).read_text() or "another process"
    except OSError:
        return "another process"
