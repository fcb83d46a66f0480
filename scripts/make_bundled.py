"""Make the release history that ships in the package from CBP's files.

    python scripts/make_bundled.py FOLDER

FOLDER holds `releases/`, `dashboard/` and `rebuilt/`. Each file is read by the program's own parser; what is written
is the program's own compact history (see `encounters.store.bundled`), with every release named and dated.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import polars as pl

from encounters.cbp.datasets import DATASETS
from encounters.cbp.files import CsvBytes, read_file
from encounters.cbp.parse import parse
from encounters.results import Release
from encounters.store import bundled
from encounters.store.ingest import Arrival, describe
from encounters.store.manifest import release_row

DASHBOARD = "reading of CBP's dashboard"
REBUILT = "southwest rows, rebuilt from CBP's files"
SITE = "https://www.cbp.gov/sites/default/files"

# Folders of CBP's own paths where they are known; a file not named here is dated from its content.
KNOWN_PATHS = {
    "sbo-encounters-fy19-fy22.csv": "assets/documents/2022-Oct",
    "nationwide-encounters-fy20-fy23-state.csv": "assets/documents/2023-Nov",
    "nationwide-encounters-fy20-fy23-aor.csv": "assets/documents/2023-Nov",
    "nationwide-encounters-fy21-fy24-state.csv": "2024-10",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder with CBP's files")
    parser.add_argument("--to", type=Path, default=Path(str(bundled.__file__)).parent, help="where to write")
    arguments = parser.parse_args()
    write(arguments.folder, arguments.to)


def write(folder: Path, to: Path) -> None:
    """Read every CSV under `folder` and write the histories and the list of releases into `to`."""
    found = [
        release_of(path)
        for kind in ("releases", "dashboard", "rebuilt")
        for path in sorted((folder / kind).glob("*.csv"))
    ]
    listed: list[Release] = []
    for dataset in DATASETS:
        own = sorted((pair for pair in found if pair[0].dataset == dataset), key=lambda pair: order(pair[0]))
        listed += [release for release, _ in own]
        bundled.changes(rows for _, rows in own).write_parquet(
            to / bundled.history_file(dataset), compression="zstd", compression_level=19, statistics=False
        )
    rows = [release_row(release) for release in listed]
    (to / bundled.RELEASES_FILE).write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def order(release: Release) -> tuple[object, ...]:
    """Releases in the order in which they were published."""
    return (release.published.day, release.data_through, release.sha256)


def release_of(path: Path) -> tuple[Release, pl.DataFrame]:
    """A file's release, dated by CBP's own path where that is known, and its tidy rows."""
    known = KNOWN_PATHS.get(path.name)
    read = read_file(path)
    source = CsvBytes(read.name, f"{known}/{path.name}" if known else str(path), read.content)
    parsed = parse(source)
    release = describe(source, parsed, Arrival(url=f"{SITE}/{known}/{path.name}" if known else None))
    kind = path.parent.name
    told = {"dashboard": DASHBOARD, "rebuilt": REBUILT}.get(kind, "CBP release")
    return replace(release, source=told, origin="bundled"), parsed.rows


if __name__ == "__main__":
    main()
