"""What came of bringing files into the store, a line a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from encounters.cbp.files import read_file
from encounters.errors import EncountersError, ExitCode, InputFileError, StoreError
from encounters.release import published_of
from encounters.results import Column, Table, filled
from encounters.store.described import Arrival
from encounters.store.ingest import Imported, bring
from encounters.store.releases import Store
from encounters.store.writing import writing
from encounters.tables.published import published

STORED, REPEATED = "stored", "already stored, nothing changed"
COLUMNS = (
    Column("file", "File", fill=lambda one: one.release.file, key=True),
    Column("result", "Result", fill=lambda one: REPEATED if one.already else STORED, key=True),
    Column("dataset", "Dataset", fill=lambda one: one.release.dataset),
    Column("first_month", "First month", fill=lambda one: str(one.release.months[0])),
    Column("last_month", "Last month", fill=lambda one: str(one.release.data_through)),
    Column("months", "Months", "count", lambda one: len(one.release.months)),
    Column("rows", "Rows", "count", lambda one: one.release.rows),
    Column("encounters", "Encounters", "count", lambda one: one.release.encounters),
    *published(lambda one: one.release.published),
    Column("source", "Source", fill=lambda one: one.release.source, shown=False),
    Column("incomplete", "Incomplete", fill=lambda one: "; ".join(one.release.incomplete) or None, shown=False),
    Column("sha256", "SHA-256", fill=lambda one: one.release.sha256, shown=False),
)


class Import(Struct, frozen=True):
    """The files that are in the store now, what there is to tell of each, and the errors of the others."""

    table: Table
    notes: tuple[str, ...]
    errors: tuple[EncountersError, ...]

    @property
    def exit_code(self) -> int:
        """The highest of the errors' exit codes."""
        return max((error.exit_code for error in self.errors), default=ExitCode.DONE)


def arriving(published: str | None, accept_new_labels: bool, accept_incomplete: bool) -> Arrival:
    """What the user says of the files. Raises PeriodError for a publication date that is none."""
    stated = published_of(published) if published else None
    return Arrival(stated, accept_new_labels=accept_new_labels, accept_incomplete=accept_incomplete)


def import_files(store: Store, files: Sequence[str], arrival: Arrival | None = None) -> Import:
    """Keep each file as a release, all in force together; a bad one does not keep the others out.

    The columns are `COLUMNS`: a source is whose file it is, `incomplete` what it lacks.
    """
    kept: list[Imported] = []
    errors: list[EncountersError] = []
    try:
        with writing(store) as changes:
            for file in files:
                try:
                    done = bring(changes, read_file(Path(file)), arrival or Arrival())
                except InputFileError as error:
                    errors.append(error)
                else:
                    kept.append(done)
    except StoreError as error:
        # The store itself is at fault: none of the files came into force.
        kept = []
        errors.append(error)
    failed = [{"message": error.message, "hint": error.hint} for error in errors]
    title = f"Imported into {store.root}"
    notes = tuple(f"{done.release.file}: {text}" for done in kept for text in done.notes)
    table = Table("import", title, COLUMNS, filled(COLUMNS, kept), extra={"errors": failed})
    return Import(table, notes, tuple(errors))
