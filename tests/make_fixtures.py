"""Writes fixtures/: small files shaped like CBP's, good and damaged, and the tidy table of each good one.

The counts are invented. The same files come out at every run and on every system, which a test checks:

    python tests/make_fixtures.py
"""

from __future__ import annotations

from pathlib import Path

from cbp_csv import write_tidy
from damaged_fixtures import DAMAGED
from good_fixtures import GOOD

FIXTURES = Path(__file__).parents[1] / "fixtures"
BY_HAND = (FIXTURES / "claims", FIXTURES / "documents")
"""Folders whose files nobody makes."""


def read_me() -> str:
    """The list of files, for people."""
    parts = [
        "# Fixtures",
        "Small files shaped like CBP's, with invented counts, for tests. `python tests/make_fixtures.py`\n"
        "writes all of them, and this list; a test checks that they are what it writes. `expected/` has the\n"
        "tidy table of each good file.",
        "## good/: files that parse",
        "\n".join(f"- `{file.path}`: {file.about}" for file in GOOD),
        "## damaged/: files that are refused",
        "\n".join(f"- `{file.path}`: {file.about}" for file in DAMAGED),
        "## documents/: documents and the claims files that go with them, written by hand",
        "## claims/: claims files, written by hand",
        "Their figures are real: docs/claims.md says whose. They are not among what the script writes.",
    ]
    return "\n\n".join(parts) + "\n"


def contents() -> dict[str, bytes]:
    """Every fixture: its path under fixtures/ and its bytes."""
    made = {"README.md": read_me().encode(), ".gitattributes": b"* -text\n"}
    for good in GOOD:
        made[f"good/{good.path}"] = good.content
        made[f"expected/{good.expected}"] = write_tidy(good.rows)
    return made | {f"damaged/{damaged.path}": damaged.content for damaged in DAMAGED}


def by_hand(path: Path) -> bool:
    """Whether a fixture is one that nobody makes."""
    return any(folder in path.parents for folder in BY_HAND)


def main() -> None:
    """Write every fixture, and remove what is none."""
    made = contents()
    for path in FIXTURES.rglob("*"):
        if path.is_file() and not by_hand(path) and path.relative_to(FIXTURES).as_posix() not in made:
            path.unlink()
    for name, content in made.items():
        path = FIXTURES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
