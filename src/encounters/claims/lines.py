"""On which line of a TOML file each claim and key stands, which the TOML reader does not say."""

from __future__ import annotations

import re

from msgspec import Struct

HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z_.-]+)\s*\]\]?")
KEY = re.compile(r"""\s*["']?([A-Za-z0-9_-]+)["']?\s*=""")
QUOTES = r'"""|' + "'''"


class Lines(Struct, frozen=True):
    """`starts` are the claims' lines; `keys` maps (table, key) to a line; a table is a claim's place or a name."""

    starts: list[int]
    keys: dict[tuple[int | str, str], int]

    @classmethod
    def of_toml(cls, text: str) -> Lines:
        """The lines of a TOML text; what stands inside a multi-line string is no key."""
        starts: list[int] = []
        keys: dict[tuple[int | str, str], int] = {}
        table: int | str = ""
        inside, blocks = False, re.search(QUOTES, text)
        for number, line in enumerate(text.split("\n"), 1):
            opened = inside
            inside ^= bool(blocks) and len(re.findall(QUOTES, line)) % 2 == 1
            if opened:
                continue
            if match := HEADER.match(line):
                if match[1] == "[[" and match[2] == "claim":
                    table = len(starts)
                    starts.append(number)
                else:
                    if starts and match[2].startswith("claim."):
                        keys.setdefault((len(starts) - 1, match[2].removeprefix("claim.")), number)
                    table = match[2]
                keys.setdefault((table, ""), number)
                keys.setdefault(("", match[2]), number)
            elif match := KEY.match(line):
                keys.setdefault((table, match[1]), number)
        return cls(starts, keys)

    def top(self, key: str) -> int | None:
        """The line of a key at the top of the file."""
        return self.keys.get(("", key), 1)

    def within(self, table: str, key: str) -> int | None:
        """The line of a key of a table such as [report]."""
        return self.keys.get((table, key), self.keys.get((table, ""), self.top(table)))

    def of(self, place: int, key: str) -> int | None:
        """The line of a claim's key, or of the claim when it has no such key."""
        start = self.starts[place] if place < len(self.starts) else self.top("claim")
        return self.keys.get((place, key), start)
