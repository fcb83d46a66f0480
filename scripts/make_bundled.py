"""Make the release history that ships in the package from CBP's files.

    python scripts/make_bundled.py FOLDER

FOLDER holds `cbp/` with `LINEAGE.tsv` (a row a file: what it is, who held or read it, when it was published) and the
files it names, and `reference/` with the days of CBP's updates. Each file is read by the program's own parser; what is
written is the program's own compact history (see `encounters.store.bundled`), with every release named and dated.
"""

from __future__ import annotations

import argparse
import csv
import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from msgspec.structs import replace

from encounters.cbp.cells import Cells
from encounters.cbp.datasets import DATASETS, published_after, published_with
from encounters.cbp.files import CsvBytes, read_file
from encounters.cbp.parse import parse
from encounters.periods import Month, parse_month
from encounters.release import Lineage, Published, Release
from encounters.store import bundled
from encounters.store.described import Arrival, describe
from encounters.store.history import made, packed
from encounters.store.manifest import release_row

KNOWN = tomllib.loads(Path(__file__).with_name("known_releases.toml").read_text("utf-8"))
"""What is known besides: the words for each kind of file, and CBP's own addresses where the lineage has none."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder with cbp/ and reference/")
    parser.add_argument("--to", type=Path, default=Path(str(bundled.__file__)).parent, help="where to write")
    arguments = parser.parse_args()
    write(arguments.folder, arguments.to)


def write(folder: Path, to: Path) -> None:
    """Write the histories, the list of releases and the days of CBP's updates into `to`."""
    updates = update_days(folder / "reference")
    with (folder / "cbp/LINEAGE.tsv").open(encoding="utf-8", newline="") as stream:
        found = [release_of(folder / "cbp", row, updates) for row in csv.DictReader(stream, delimiter="\t")]
    listed: list[Release] = []
    for dataset in DATASETS:
        own = sorted((pair for pair in found if pair[0].dataset == dataset), key=lambda pair: order(pair[0]))
        listed += [release for release, _ in own]
        (to / bundled.history_file(dataset)).write_bytes(packed(made(own).table, level=19))
    write_json(to / bundled.RELEASES_FILE, [release_row(release) for release in listed])
    write_json(to / bundled.UPDATES_FILE, {str(month): day.isoformat() for month, day in sorted(updates.items())})


def write_json(path: Path, content: object) -> None:
    """Values as JSON, a line each, so that a change can be read."""
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def order(release: Release) -> tuple[object, ...]:
    """Releases in the order in which they were published; of one day, CBP's own file after a reading of it."""
    return (release.published.day, release.data_through, release.is_cbp_file, release.sha256)


def update_days(folder: Path) -> dict[Month, date]:
    """The day of CBP's update by month: as collected, and where that is blank as CBP's own page has it."""
    days: dict[Month, date] = {}
    with (folder / "sources/official_sources.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["field"] == "cbp_release_date" and row["official_date"]:
                days[parse_month(row["month_or_fiscal_year"])] = date.fromisoformat(row["official_date"])
    with (folder / "monthly_updates.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["cbp_release_date"]:
                days[parse_month(row["month"])] = date.fromisoformat(row["cbp_release_date"])
    return days


def release_of(folder: Path, row: Mapping[str, str], updates: Mapping[Month, date]) -> tuple[Release, Cells]:
    """A file's release as its row of the lineage and its content tell it, and its cells. Stops at other bytes."""
    read = read_file(folder / row["file"])
    if read.sha256 != row["sha256"]:
        raise SystemExit(f"{row['file']} is not the file that the lineage means: its sha256 is {read.sha256}")
    url = row["cbp_url"].split(" ")[0] or KNOWN["addresses"].get(read.name)
    source = CsvBytes(read.name, urlsplit(url).path if url else read.name, read.content)
    parsed = parse(source)
    through = max(Month.of(day) for day in parsed.rows["month"].unique())
    release = describe(source, parsed, Arrival(published=published(row, source, through, updates), url=url))
    kind = next(words for beginning, words in KNOWN["kinds"].items() if row["kind"].startswith(beginning))
    lineage = Lineage(row["read_or_held_by"], row["path"], row["commit"], date.fromisoformat(row["taken"]))
    return replace(release, source=kind, origin="bundled", lineage=lineage), parsed.cells


def published(row: Mapping[str, str], source: CsvBytes, through: Month, updates: Mapping[Month, date]) -> Published:
    """The day that the lineage gives, else what name, CBP's update of the last month and CBP's path tell."""
    if row["published"]:
        by_update = row["basis"].startswith("CBP's update")
        return Published(date.fromisoformat(row["published"]), "day", "update" if by_update else "stated")
    return published_with(source.path, through, updates) or published_after(through)


if __name__ == "__main__":
    main()
