"""Writing so that nothing is lost: temporary file, fsync, atomic rename, and one writer at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from encounters.config import setting
from encounters.errors import StoreError

LOCK_FILE = ".lock"
HOLDER_FILE = ".lock-holder"
TEMPORARY = ".part"


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file as a whole: readers see the old content or the new, never a part. Raises StoreError."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}{TEMPORARY}")
    try:
        make_folder(path.parent)
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise cannot_write(path, error) from None


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


def cannot_write(path: Path, error: OSError) -> StoreError:
    """The error for a store that cannot be written, by its cause."""
    if error.errno == errno.ENOSPC:
        return StoreError(f"The disk is full: {path} could not be written.", "Free some space; the store is unchanged.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreError(
            f"The store cannot be written: {path} ({error.strerror}).",
            "Choose another folder with --store or ENCOUNTERS_STORE.",
        )
    return StoreError(f"{path} could not be written: {error.strerror or error}.", "The store is unchanged.")


def remove_leftovers(root: Path) -> None:
    """Delete temporary files of writers that were killed. Called by the one writer that holds the lock."""
    for path in root.rglob(f"*{TEMPORARY}"):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


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
