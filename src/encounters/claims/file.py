"""A claims file, TOML or CSV, to claims. Strict, and every problem is told at once, with its line and key."""

from __future__ import annotations

import csv
import io
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from encounters.claims.keys import CLAIM_KEYS, DEFAULT_KEYS, KINDS, READING_KEYS, REPORT_KEYS, SCHEMA, TYPES, Key
from encounters.claims.kinds import claim_of, with_defaults
from encounters.claims.lines import Lines
from encounters.claims.model import AlsoRead, Claim, ClaimsFile, Report
from encounters.claims.problems import problems, refused
from encounters.errors import ClaimsFileError, EncountersError, Problem, UsageError, shorten, suggest
from encounters.names import CALLED, choose

STDIN = "-"
"""The name of a claims file that is read from standard input."""
Labels = Mapping[str, Sequence[str]]
NO_LABELS: Labels = {}
MONTH = r"(?P<key>[\w-]+)\s*=\s*(?P<month>\d{4}-\d\d(\.\.\d{4}-\d\d)?)\s*(#.*)?$"
"""A month or a window in TOML that is not between quotes."""

NUMBER = r"(?i:[$]?\d[\d,.]*\s*(%|x|million|thousand|percent|[mk])?$)"
"""A number where a file's name is awaited."""
NEW = "encounters check --new FILE starts one."


def load(path: Path, labels: Labels = NO_LABELS) -> ClaimsFile:
    """The claims of a file. `labels` are the categories on hand under CBP's own name, by dimension.

    Raises UsageError when it cannot be read, ClaimsFileError with all that is wrong in it.
    """
    try:
        content = sys.stdin.buffer.read() if str(path) == STDIN else path.read_bytes()
    except OSError as error:
        hint = f"encounters find '{path}' looks for a number." if re.match(NUMBER, str(path)) else NEW
        raise UsageError(f"The claims file {path} cannot be read: {error.strerror}.", hint) from None
    return parse(content, str(path), labels)


def parse(content: bytes, name: str, labels: Labels = NO_LABELS) -> ClaimsFile:
    """The claims of a file's content, with `labels` as `load` has. A name that ends in .csv says it is CSV, of `-` its
    header does.

    Raises ClaimsFileError.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ClaimsFileError(name, [Problem("is not UTF-8 text", line)]) from None
    document, lines = _csv(text, name) if _is_csv(text, name) else _toml(text, name)
    return _Reader(name, lines, labels).read(document)


def _is_csv(text: str, name: str) -> bool:
    """Whether a name says that a file is CSV, or where it has none, its first line is a header with a claim's id."""
    if name != STDIN:
        return name.lower().endswith(".csv")
    header = next((line for line in text.splitlines() if line.strip()), "")
    return "id" in [cell.strip().strip('"') for cell in header.split(",")]


def _toml(text: str, name: str) -> tuple[dict[str, Any], Lines]:
    try:
        return tomllib.loads(text), Lines.of_toml(text)
    except RecursionError:
        problem = Problem("is not TOML that can be read: it is nested too deeply", _longest(text))
        raise ClaimsFileError(name, [problem]) from None
    except ValueError as error:  # TOMLDecodeError, and for a whole number of thousands of digits its base
        line = _line_in(str(error), text)
        raise ClaimsFileError(name, [Problem(f"is not TOML: {error}", line, hint=_unquoted(text, line))]) from None


def _unquoted(text: str, line: int) -> str | None:
    """What to write for a month without quotes, which TOML takes for a day that is cut off."""
    found = re.search(MONTH, text.split("\n")[line - 1]) if line <= text.count("\n") + 1 else None
    return f'Put a month in quotes: {found["key"]} = "{found["month"]}".' if found else None


def _line_in(message: str, text: str) -> int:
    """The line that an error names: `line 3`, the end of the text, or that of a number too long to be read."""
    if match := re.search(r"line (\d+)", message):
        return int(match[1])
    return len(text.splitlines()) or 1 if "end of document" in message else _longest(text)


def _longest(text: str) -> int:
    """The longest line, where what is too long or too deep stands."""
    lines = text.splitlines() or [""]
    return max(range(len(lines)), key=lambda place: len(lines[place])) + 1


def _csv(text: str, name: str) -> tuple[dict[str, Any], Lines]:
    """Rows with the same keys as columns; an empty cell is a key that is not given."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    rows: list[dict[str, Any]] = []
    starts: list[int] = []
    try:
        if twice := [key for key, count in Counter(reader.fieldnames or []).items() if count > 1]:
            raise ClaimsFileError(name, [Problem("is the name of two columns", 1, key) for key in twice])
        for row in reader:
            if None in row:
                raise ClaimsFileError(name, [Problem("has more fields than the header", reader.line_num)])
            rows.append({key: _cell(key, value) for key, value in row.items() if value})
            starts.append(reader.line_num - sum(_breaks(value) for value in row.values()))
    except csv.Error as error:
        raise ClaimsFileError(name, [Problem(f"is not regular CSV: {error}", reader.reader.line_num)]) from None
    return {"schema": SCHEMA, "claim": rows}, Lines(starts, {})


def _breaks(cell: str | None) -> int:
    """How many lines a cell goes on for."""
    return max((cell or "").count("\n"), (cell or "").count("\r"))


def _cell(key: str, value: str) -> Any:
    kind = CLAIM_KEYS[key].kind if key in CLAIM_KEYS else "string"
    if kind == "strings":
        return [part.strip() for part in value.split(";")]
    if kind == "flag":
        return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(value.lower(), value)
    if kind == "number":
        try:
            return float(value) if "." in value else int(value.replace(",", ""))
        except ValueError:
            return value
    return value


class _Reader:
    """Reads one file, gathering problems as it goes."""

    def __init__(self, name: str, lines: Lines, labels: Labels = NO_LABELS) -> None:
        self.name, self.lines, self.labels = name, lines, labels
        self.problems: list[Problem] = []
        self.defaults: dict[str, Any] = {}

    def read(self, document: Mapping[str, Any]) -> ClaimsFile:
        """The file's content, or ClaimsFileError with every problem. A file with nothing in it has no claims."""
        if not document:
            return ClaimsFile(self.name, Report(), ())
        self._top(document)
        report = Report(**self._table(document, "report", REPORT_KEYS))
        self.defaults = self._table(document, "defaults", DEFAULT_KEYS)
        tables = self._tables(document)
        claims = [self._claim(place, table) for place, table in enumerate(tables)]
        self._repeated(tables)
        if self.problems:
            raise ClaimsFileError(self.name, sorted(self.problems, key=lambda problem: problem.line or 0))
        return ClaimsFile(self.name, report, tuple(claim for claim in claims if claim))

    def _problem(self, line: int | None, key: str | None, error: EncountersError | str) -> None:
        if isinstance(error, EncountersError):
            self.problems.append(Problem(error.message, line, key, error.hint))
        else:
            self.problems.append(Problem(error, line, key))

    def _top(self, document: Mapping[str, Any]) -> None:
        valid = ["schema", "report", "defaults", "claim"]
        for key in document:
            if key not in valid:
                self._problem(self.lines.top(key), key, UsageError("unknown key.", suggest(key, valid)))
        found = document.get("schema", "missing")
        if type(found) is not int or found != SCHEMA:
            self._problem(self.lines.top("schema"), "schema", f"must be {SCHEMA}, and is {_shown(found)}.")

    def _table(self, document: Mapping[str, Any], name: str, keys: Mapping[str, Key]) -> dict[str, Any]:
        return self._keys(document.get(name, {}), keys, partial(self.lines.within, name), name)

    def _tables(self, document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        tables = document.get("claim", [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._problem(self.lines.top("claim"), "claim", "must be tables: write [[claim]] above each claim.")
            return []
        return tables

    def _keys(
        self, table: Any, keys: Mapping[str, Key], line: Callable[[str], int | None], own: str | None = None
    ) -> dict[str, Any]:
        if not isinstance(table, dict):
            self._problem(line(""), own, "must be a table.")
            return {}
        found: dict[str, Any] = {}
        for name, value in table.items():
            if name not in keys:
                self._problem(line(name), name, UsageError("unknown key.", suggest(name, list(keys), spellings=CALLED)))
                continue
            try:
                found[name] = self._value(name, value, keys[name])
            except EncountersError as error:
                self._problem(line(name), name, error)
            except ValueError:
                self._problem(line(name), name, f"cannot be {_shown(value)}.")
        return found

    def _value(self, name: str, value: object, key: Key) -> Any:
        if isinstance(value, bool) != (key.kind == "flag") or not isinstance(value, TYPES[key.kind]):
            raise UsageError(f"must be {KINDS[key.kind]}, and is {_shown(value)}.")
        return choose(name, [str(value)], self.labels[name]) if name in self.labels else key.read(value)

    def _claim(self, place: int, table: Mapping[str, Any]) -> Claim | None:
        before = len(self.problems)
        found = self._keys(table, CLAIM_KEYS, lambda key: self.lines.of(place, key))
        if "readings" in found:
            found["readings"] = tuple(self._reading(place, entry) for entry in found["readings"])
        if "id" not in table:
            self._problem(self.lines.of(place, ""), "id", "is missing.")
        if len(self.problems) > before:
            return None
        whole = with_defaults(found, self.defaults)
        if wrong := list(problems(whole)):
            for key, problem in wrong:
                self._problem(self.lines.of(place, key), key, problem)
            return None
        claim = claim_of(whole, self.lines.of(place, ""))
        for key, error in refused(claim):
            self._problem(self.lines.of(place, key), key, error)
        return claim

    def _reading(self, place: int, table: Any) -> AlsoRead:
        found = self._keys(table, READING_KEYS, lambda key: self.lines.of(place, "readings"), "readings")
        if isinstance(table, dict) and "what" not in table:
            self._problem(self.lines.of(place, "readings"), "readings", "what is missing: the reading in words.")
        named = {key: found.pop(key) for key in ("what", "reason", "arithmetic") if key in found}
        return AlsoRead(**{"what": "", **named}, changes=found)

    def _repeated(self, tables: list[Mapping[str, Any]]) -> None:
        seen: dict[str, int] = {}
        for place, table in enumerate(tables):
            name = table.get("id")
            if not isinstance(name, str):
                continue
            if name in seen:
                first = self.lines.of(seen[name], "id")
                self._problem(self.lines.of(place, "id"), "id", f"'{name}' is already the claim on line {first}.")
            seen.setdefault(name, place)


def _shown(value: Any) -> str:
    """A value as it is quoted, of bounded length."""
    try:
        return shorten(repr(value))
    except (ValueError, RecursionError):  # a number of thousands of digits, or tables in tables in tables
        return "too long to be shown"
