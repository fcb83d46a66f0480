"""Write docs/explanation/limits-of-wording.md: every limit in the rules on wording, and which verdicts it decides.

Each limit is halved and doubled in turn, and the bundled reports and the marked claims of tests/claims/frozen are
checked again. Takes about a minute.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from msgspec.structs import replace

from encounters.claims.check import check, load_report
from encounters.store.holdings import open_store
from encounters.wording import fit
from encounters.wording.limits import LIMITS, Limit, parts

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/explanation/limits-of-wording.md"
HEAD = """# Limits in the rules on wording

How far "over", "almost" or "about" reach is a choice. Each is made once, in `encounters/wording/limits.py`, and this
page is written from it (`python scripts/make_limits.py`). Parts are parts of the printed number. The last two columns
tell which verdicts would be others if the limit were half or twice what it is, of the {count} claims of the reports
that come with the package and of the marked documents that the tests keep.

| limit | what it says | why | halved | doubled |
|---|---|---|---|---|
"""


def claims_files() -> Iterator[Path]:
    """The bundled reports and the claims of marked documents."""
    yield from sorted(Path(str(files("encounters.claims").joinpath("reports"))).glob("*.toml"))
    yield ROOT / "tests/claims/frozen/marked.csv"


def verdicts() -> dict[str, str]:
    """The verdict on each claim, under the limits as they now are."""
    held = open_store(str(ROOT / "no-such-store"))
    return {
        f"{path.stem} {one.id}": str(one.word)
        for path in claims_files()
        for one in check(held, load_report(path)).verdicts
    }


def _set(name: str, entry: Limit) -> None:
    LIMITS[name] = entry
    parts.cache_clear()
    fit.zones.cache_clear()


def moved(name: str, factor: int | float, before: dict[str, str]) -> str:
    """What moves when a limit is multiplied."""
    kept = LIMITS[name]
    _set(name, replace(kept, value=kept.value * 2 if factor > 1 else kept.value / 2))
    after = verdicts()
    _set(name, kept)
    return "; ".join(f"{key}: {after[key]}" for key in before if after[key] != before[key]) or "nothing"


def text() -> str:
    """The page."""
    before = verdicts()
    rows = [
        f"| {name}: {entry.value} | {entry.meaning} | {entry.reason} "
        f"| {moved(name, 0.5, before)} | {moved(name, 2, before)} |"
        for name, entry in LIMITS.items()
    ]
    return HEAD.format(count=len(before)) + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
