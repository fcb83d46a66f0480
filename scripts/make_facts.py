"""What pages have from data and modules, between marks: `python scripts/make_facts.py` writes it.

A page holds `<!-- facts -->` and `<!-- end of facts -->`; what stands between is made, and tests/docs/test_facts.py
fails when it is stale. The changelog's line on the bundle is made the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from encounters.claims.slips import SLIPS
from encounters.errors import MEANINGS
from encounters.periods import Month
from encounters.release import Release
from encounters.store import bundled

ROOT = Path(__file__).resolve().parents[1]
MARKED = re.compile(r"(<!-- facts -->\n)(.*?)(<!-- end of facts -->)", re.DOTALL)
TITLES = {"southwest": "Southwest border", "nationwide-state": "By state", "nationwide-aor": "By area (southwest)"}


def span(releases: list[Release]) -> str:
    """From the first month to the last that the releases have."""
    months: list[Month] = [month for release in releases for month in release.months]
    return f"{min(months).name}-{max(months).name}"


def most_vintages(releases: list[Release]) -> int:
    """The most releases that have one month."""
    return max(Counter(month for release in releases for month in release.months).values())


def table() -> str:
    """What the package knows, a row a dataset."""
    lines = ["| counts | months | releases | of these CBP's files | vintages of a month, at most | newest |"]
    lines.append("|---|---|---|---|---|---|")
    for name, title in TITLES.items():
        own = [release for release in bundled.releases() if release.dataset == name]
        cells = (span(own), len(own), sum(release.is_cbp_file for release in own), most_vintages(own))
        newest = max(own, key=lambda release: release.published.day)
        lines.append(f"| {title} | {' | '.join(map(str, cells))} | published {newest.published} |")
    return "\n" + "\n".join(lines) + "\n\n"


def slips(indent: str = "") -> str:
    """The slips that are tried, in their order; indented, as part of a list."""
    return "".join(f"{indent}- `{reason}`: {words}\n" for reason, (words, *_) in SLIPS.items()) + indent


def exit_codes() -> str:
    """What each exit code means."""
    rows = "".join(f"| {code:d} | {meaning} |\n" for code, meaning in MEANINGS.items())
    return f"\n| code | means |\n|---|---|\n{rows}\n"


def line() -> str:
    """The changelog's line."""
    every = list(bundled.releases())
    first = min(release.published.day for release in every)
    last = max(every, key=lambda release: release.published.day).published
    southwest = [release for release in every if release.dataset == "southwest"]
    return (
        f"- {len(every)} releases, published {first} to {last}, come with the package: the southwest border\n"
        f"  {span(southwest)}, and counts by state and by area.\n"
    )


def renewed(page: str, text: str) -> str:
    """A page with what is made between its marks."""
    return MARKED.sub(lambda found: found[1] + PAGES[page]() + found[3], text)


PAGES: dict[str, Callable[[], str]] = {
    "README.md": table,
    "docs/data-and-traps.md": table,
    "docs/machine-output.md": exit_codes,
    "docs/claims.md": lambda: slips("   "),
    "docs/explanation/the-six-verdicts.md": lambda: "\n" + slips() + "\n",
    "CHANGELOG.md": line,
}


if __name__ == "__main__":
    for name in PAGES:
        path = ROOT / name
        path.write_text(renewed(name, path.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"wrote {name}")
