"""The tables of the reference series: small, documented, made as told, free of quotations, readable from a zip."""

from __future__ import annotations

import csv
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from encounters.store import series

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "src/encounters/store/bundled/series"
LARGEST = 400_000
SHORT_QUOTE = 30


def test_every_series_is_documented() -> None:
    text = (ROOT / "docs/bundled-series.md").read_text("utf-8")
    assert [name for name in series.catalogue() if f"`{name}`" not in text] == []
    marks = {point.status for name in series.catalogue() for point in series.rows(name)}
    assert [mark for mark in sorted(marks) if f"`{mark}`" not in text] == []


def test_the_tables_are_small() -> None:
    assert sum(path.stat().st_size for path in TABLES.iterdir()) < LARGEST


def test_the_tables_are_what_the_script_makes(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from make_series import make

    made = make(shared)
    kept = {path.name: path.read_text("utf-8") for path in TABLES.glob("*.csv")}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_no_quotation_is_shipped(shared: Path) -> None:
    shipped = "\n".join(path.read_text("utf-8") for path in TABLES.iterdir())
    quotes, notes = set(), set()
    for path in sorted((shared / "reference").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                quotes.add(row["quote"])
                notes.add(row.get("notes") or "")
    long = {text for text in quotes | notes if len(text) > SHORT_QUOTE}
    assert len(long) > 300
    assert [text for text in long if text in shipped] == []


def test_the_tables_are_read_from_a_zip(tmp_path: Path) -> None:
    archive = tmp_path / "encounters.zip"
    package = ROOT / "src/encounters"
    with zipfile.ZipFile(archive, "w") as target:
        for path in [*package.rglob("*.py"), *TABLES.iterdir()]:
            target.write(path, path.relative_to(package.parent))
    program = (
        f"import sys; sys.path.insert(0, {str(archive)!r})\n"
        "from encounters.store import series\n"
        "assert '.zip' in series.__file__\n"
        "print(len(series.points('usbp-southwest-by-year')), 'polars' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.stdout == "66 False\n", done.stderr
