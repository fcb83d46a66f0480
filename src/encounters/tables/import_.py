"""What came of bringing files into the store, a line a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from encounters.cbp.datasets import in_month
from encounters.cbp.files import read_file
from encounters.errors import EncountersError, ExitCode, InputFileError, StoreError
from encounters.periods import parse_date, parse_month
from encounters.release import Published
from encounters.results import Column, Row, Table
from encounters.store.described import Arrival
from encounters.store.ingest import Imported, bring
from encounters.store.releases import Store
from encounters.store.writing import writing
from encounters.tables.published import COLUMNS as PUBLISHED
from encounters.tables.published import published_cells

COLUMNS = (
    Column("file", "File", key=True),
    Column("result", "Result", key=True),
    Column("dataset", "Dataset"),
    Column("first_month", "First month"),
    Column("last_month", "Last month"),
    Column("months", "Months", "count"),
    Column("rows", "Rows", "count"),
    Column("encounters", "Encounters", "count"),
    *PUBLISHED,
    Column("source", "Source", shown=False),
    Column("incomplete", "Incomplete", shown=False),
    Column("sha256", "SHA-256", shown=False),
)
STORED, REPEATED = "stored", "already stored, nothing changed"


class Import(Struct, frozen=True):
    """The files that are in the store now, what there is to tell of each, and the errors of the others."""

    table: Table
    notes: tuple[str, ...]
    errors: tuple[EncountersError, ...]

    @property
    def exit_code(self) -> int:
        """The highest of the errors' exit codes."""
        return max((error.exit_code for error in self.errors), default=ExitCode.DONE)


def arriving(published: str | None = None, accept_new_labels: bool = False, accept_incomplete: bool = False) -> Arrival:
    """What the user says of the files. Raises PeriodError for a publication date that is none."""
    stated = parse_published(published) if published else None
    return Arrival(stated, accept_new_labels=accept_new_labels, accept_incomplete=accept_incomplete)


def import_files(store: Store, files: Sequence[str], arrival: Arrival | None = None) -> Import:
    """Keep each file as a release, all in force together; a bad one does not keep the others out.

    The columns are `COLUMNS`: a source is whose file it is, `incomplete` what it lacks.
    """
    rows: list[Row] = []
    notes: list[str] = []
    errors: list[EncountersError] = []
    try:
        with writing(store) as changes:
            for file in files:
                try:
                    done = bring(changes, read_file(Path(file)), arrival or Arrival())
                except InputFileError as error:
                    errors.append(error)
                else:
                    rows.append(_row(done))
                    notes += [f"{done.release.file}: {text}" for text in done.notes]
    except StoreError as error:
        # The store itself is at fault: none of the files came into force.
        rows, notes = [], []
        errors.append(error)
    failed = [{"message": error.message, "hint": error.hint} for error in errors]
    title = f"Imported into {store.root}"
    return Import(Table("import", title, COLUMNS, rows, extra={"errors": failed}), tuple(notes), tuple(errors))


def parse_published(text: str) -> Published:
    """A publication date from `2024-10-22`, or from `2024-10`, which stays a month. Raises PeriodError."""
    day = parse_date(text)
    return Published(day) if len(text) == len("2024-10-22") and text[:4].isdigit() else in_month(parse_month(text))


def _row(done: Imported) -> Row:
    release = done.release
    return {
        "file": release.file,
        "result": REPEATED if done.already else STORED,
        "dataset": release.dataset,
        "first_month": str(release.months[0]),
        "last_month": str(release.data_through),
        "months": len(release.months),
        "rows": release.rows,
        "encounters": release.encounters,
        **published_cells(release.published),
        "source": release.source,
        "incomplete": "; ".join(release.incomplete) or None,
        "sha256": release.sha256,
    }
