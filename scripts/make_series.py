"""Make the reference series that ship in the package: published figures that are no release of encounters.

    python scripts/make_series.py FOLDER

FOLDER holds `reference/` (figures collected by hand, one row per sighting, with its source) and `cbp/other/`
(Border Patrol's tables). What is written is figures, dates, marks, source titles and addresses; quotations
and other people's remarks stay behind. Caveats are our own, in `series_notes.toml` beside this script.
`series.toml`, which says what each series counts, is written by hand. See docs/bundled-series.md.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import series_pages as pages
import series_sightings as sightings
import series_tables as tables
from encounters.periods import Period
from encounters.store import bundled
from encounters.store.series_table import COLUMNS
from series_tables import Row, Source

NOTES = Path(__file__).with_name("series_notes.toml")
SOURCES_FILE = "sources.csv"
ORDER = ("component", "category", "through", "published", "inferred")

BUILDERS: dict[str, Callable[[Path], Iterable[Row]]] = {
    "usbp-southwest-by-year": tables.usbp_southwest_by_year,
    "usbp-southwest-by-month": tables.usbp_southwest_by_month,
    "usbp-by-sector-by-month": tables.usbp_by_sector_by_month,
    "usbp-southwest-at-entry-at-large": tables.usbp_southwest_at_entry_at_large,
    "usbp-nationwide-by-month": tables.usbp_nationwide_by_month,
    "usbp-nationwide-by-year": tables.usbp_nationwide_by_year,
    "cbp-southwest-by-year": tables.cbp_southwest_by_year,
    "cbp-nationwide-by-year": tables.cbp_nationwide_by_year,
    "cbp-southwest-by-month-fy2017-fy2021": pages.cbp_southwest_by_month,
    "repeat-share-by-month": sightings.repeat_share,
    "unique-individuals-by-month": sightings.unique_individuals,
    "monthly-first-published": sightings.first_published,
    "monthly-revisions": sightings.revisions,
    "recidivism-by-year": sightings.recidivism,
    "criminal-noncitizens-by-year": sightings.criminal_noncitizens,
    "gang-affiliated-by-year": sightings.gangs,
    "other-figures": sightings.other_figures,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder with reference/ and cbp/other/")
    parser.add_argument("--to", type=Path, default=folder_of_tables(), help="where to write")
    arguments = parser.parse_args()
    for name, text in make(arguments.folder).items():
        (arguments.to / name).write_text(text, encoding="utf-8", newline="\n")


def folder_of_tables() -> Path:
    """Where the package keeps its series."""
    return Path(str(bundled.__file__)).parent / "series"


def make(folder: Path) -> dict[str, str]:
    """Every table's text by file name, made from the files in `folder`."""
    described = tomllib.loads((folder_of_tables() / "series.toml").read_text("utf-8"))
    if missing := set(described) ^ set(BUILDERS):
        raise SystemExit(f"series.toml and this script do not have the same series: {', '.join(sorted(missing))}")
    notes = tomllib.loads(NOTES.read_text("utf-8"))["note"]
    files: dict[str, str] = {}
    sources: dict[str, Source] = {}
    for name, build in BUILDERS.items():
        rows = list(build(folder))
        for note in notes:
            if note["series"] == name:
                annotate(rows, note)
        for row in rows:
            source = row.pop("source")
            row["source"] = source_id(source)
            sources[row["source"]] = source
        files[f"{name}.csv"] = write(rows, described[name].get("defaults", {}))
    listed = [{"id": key, "title": source.title, "url": source.url} for key, source in sorted(sources.items())]
    return files | {SOURCES_FILE: as_csv(listed, ["id", "title", "url"])}


def annotate(rows: Iterable[Row], note: dict[str, Any]) -> None:
    """Give the note, and the mark it sets, to the rows it is about; a note about none is out of date."""
    where = dict(note["where"])
    months = where.pop("months", None)
    hit = False
    for row in rows:
        if months and Period.parse(row["period"]).first not in Period.parse(months):
            continue
        if all(row.get(column, "") == wanted for column, wanted in where.items()):
            row["note"] = note["note"]
            row |= note.get("set", {})
            hit = True
    if not hit:
        raise SystemExit(f"This note in {NOTES.name} fits no row: {note}")


def source_id(source: Source) -> str:
    """The source's own id, or a short one made from its title and address."""
    if source.id:
        return source.id
    return hashlib.sha256(f"{source.title}\n{source.url}".encode()).hexdigest()[:6]


def write(rows: list[Row], defaults: dict[str, str]) -> str:
    """A series as CSV in the order of time, without columns that are empty or given by `defaults`."""
    rows = [{"status": "ok"} | row for row in rows]
    defaults = {"status": "ok"} | defaults
    extra = sorted({column for row in rows for column in row} - set(COLUMNS))
    wanted = [
        column
        for column in [*COLUMNS, *extra]
        if any(row.get(column, "") for row in rows)
        and not (column in defaults and all(row.get(column) == defaults[column] for row in rows))
    ]
    return as_csv(sorted(rows, key=order), wanted)


def order(row: Row) -> tuple[str, ...]:
    """By time, then by what is counted, then by vintage; rows of no period come last."""
    period = row.get("period", "")
    first = str(Period.parse(period).first) if period else "9999"
    return (first, period, *(row.get(column, "") for column in ORDER), row["value"], row["source"])


def as_csv(rows: Iterable[Row], columns: list[str]) -> str:
    """Rows as CSV text; a column a row lacks is empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    main()
