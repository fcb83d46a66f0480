"""Whether the store is as it was written, and what could be made again."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from encounters.errors import ExitCode
from encounters.results import Column, Row, Table
from encounters.store.releases import Store
from encounters.store.verify import Fault, files, repair, verify

COLUMNS = (
    Column("file", "File in the store", key=True),
    Column("release", "Release"),
    Column("result", "Result", key=True),
    Column("repairable", "Repairable", "flag"),
    Column("advice", "Advice"),
)
WHOLE, REPAIRED = "as written", "repaired"


class Checkup(Struct, frozen=True):
    """The files looked at, and the exit code: 3 when something is not right."""

    table: Table
    exit_code: int


def verified(store: Store) -> Checkup:
    """Every file of the store with what is wrong with it, after hashing all of them again.

    The columns are `COLUMNS`; a result is `as written` or what is wrong. Raises StoreError for a store of a newer
    version of the program.
    """
    faults = verify(store)
    rows = [_fault(fault) for fault in faults] + _sound(store, faults)
    title = f"{store.root}: {len(rows)} files checked, {_counted(faults)}"
    notes = ("encounters status --repair makes again what can be made again.",) if faults else ()
    return Checkup(Table("status-verify", title, COLUMNS, rows, notes=notes), _code(faults))


def repaired(store: Store) -> Checkup:
    """What was made again from the raw bytes, and what still is not right.

    The columns are `COLUMNS`; a result is `repaired` or what is wrong. Raises StoreError when it cannot be
    written.
    """
    done, left = repair(store)
    rows = [_fault(fault) | {"result": f"{fault.problem}: {REPAIRED}", "advice": None} for fault in done]
    rows += [_fault(fault) for fault in left]
    title = f"{store.root}: {len(done)} repaired, {_counted(left)} left"
    return Checkup(Table("status-repair", title, COLUMNS, rows), _code(left))


def _counted(faults: Sequence[Fault]) -> str:
    return {0: "no faults", 1: "1 fault"}.get(len(faults), f"{len(faults)} faults")


def _code(faults: Sequence[Fault]) -> int:
    return ExitCode.CANNOT_ANSWER if faults else ExitCode.DONE


def _fault(fault: Fault) -> Row:
    return {
        "file": fault.file,
        "release": None,
        "result": fault.problem,
        "repairable": fault.repairable,
        "advice": fault.advice or None,
    }


def _sound(store: Store, faults: Sequence[Fault]) -> list[Row]:
    """The files without a fault."""
    wrong = {fault.file for fault in faults}
    return [
        {"file": file, "release": release, "result": WHOLE, "repairable": None, "advice": None}
        for file, release in files(store)
        if file not in wrong
    ]
