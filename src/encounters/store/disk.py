"""Writing so that nothing is lost: temporary file, fsync, atomic rename, and one writer at a time."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from encounters.errors import StoreError

LOCK_FILE = ".lock"
HOLDER_FILE = ".lock-holder"
TEMPORARY = ".part"
LOCK_SECONDS = 30.0


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file as a whole: readers see the old content or the new, never a part. Raises StoreError."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}{TEMPORARY}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise cannot_write(path, error) from None


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
            f"The store cannot be written: {path} ({error.strerror}).", "Choose another folder with --store or ENCOUNTERS_STORE."
        )
    return StoreError(f"{path} could not be written: {error.strerror or error}.", "The store is unchanged.")


def remove_leftovers(root: Path) -> None:
    """Delete temporary files of writers that were killed. Called by the one writer that holds the lock."""
    for path in root.rglob(f"*{TEMPORARY}"):
        path.unlink(missing_ok=True)


@contextmanager
def write_lock(root: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Be the only writer of the store in any process. Raises StoreError, naming the holder, after `seconds`."""
    import filelock

    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(root / LOCK_FILE, timeout=seconds)
        lock.acquire()
    except filelock.Timeout:
        raise StoreError(
            f"The store {root} is being written by {_holder(root)}.", "Wait for it to end, then run the command again."
        ) from None
    except OSError as error:
        raise cannot_write(root, error) from None
    try:
        _say_holder(root)
        remove_leftovers(root)
        yield
    finally:
        (root / HOLDER_FILE).unlink(missing_ok=True)
        lock.release()


def _say_holder(root: Path) -> None:
    try:
        (root / HOLDER_FILE).write_text(
            f"process {os.getpid()} on {socket.gethostname()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
        )
    except OSError as error:
        raise cannot_write(root / HOLDER_FILE, error) from None


def _holder(root: Path) -> str:
    try:
        return (root / HOLDER_FILE).read_text() or "another process"
    except OSError:
        return "another process"
