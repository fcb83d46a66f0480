"""Every error that a person can meet: what happened, what fixes it, and the exit code.

EncountersError            70  our bug, unless a subclass says otherwise
├── UsageError              2  asked wrongly: usage, settings, claims file
│   ├── UnknownName            a category, figure or column that does not exist; names the nearest
│   ├── PeriodError            text that is no period
│   ├── SettingsError          a setting with a value it cannot have
│   └── ClaimsFileError        a claims file that does not load; holds every problem found
├── CannotAnswer            3  the data or the vintage is not on hand
│   ├── MissingMonths          a period with months that no release on hand covers
│   └── StoreError             the store cannot be read or written (locked, damaged, full, read-only)
├── PublisherError          4  the network or the publisher failed; retrying may help
└── InputFileError         65  a file is not what it should be: file, line, column, value
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple


class ExitCode(IntEnum):
    """The exit codes scripts may rely on."""

    DONE = 0
    CLAIM_FAILED = 1
    USAGE = 2
    CANNOT_ANSWER = 3
    PUBLISHER = 4
    INPUT_FILE = 65
    BUG = 70
    INTERRUPTED = 130


MEANINGS = {
    ExitCode.DONE: "done, and no claim is contradicted",
    ExitCode.CLAIM_FAILED: "a claim is contradicted; with --strict, also imprecise or misdescribed",
    ExitCode.USAGE: "asked wrongly: usage, settings, claims file",
    ExitCode.CANNOT_ANSWER: "cannot answer: the data or the vintage is not on hand",
    ExitCode.PUBLISHER: "the network or the publisher failed; retrying may help",
    ExitCode.INPUT_FILE: "an input file is not what it should be",
    ExitCode.BUG: "a bug in this program",
    ExitCode.INTERRUPTED: "interrupted",
}
"""What each says, in the manual and in pages."""


class EncountersError(Exception):
    """Base of every error this package raises on purpose."""

    exit_code = ExitCode.BUG

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def whole(self) -> str:
        """What happened and what fixes it, in one line."""
        return f"{self.message} {self.hint or ''}".strip()


class UsageError(EncountersError):
    """The question was asked wrongly."""

    exit_code = ExitCode.USAGE


class PeriodError(UsageError):
    """Text that is not a period."""


class SettingsError(UsageError):
    """A setting has a value it cannot have."""


class UnknownName(UsageError):
    """A name that does not exist; the hint gives the nearest right ones. `spellings` are other ways to write them."""

    def __init__(
        self,
        kind: str,
        value: str,
        valid: Iterable[str],
        where: str | None = None,
        spellings: Mapping[str, str] | None = None,
    ) -> None:
        names = list(dict.fromkeys(valid))
        super().__init__(f"Unknown {kind} '{value}'.", suggest(value, names, where, spellings or {}))
        self.kind, self.value, self.valid = kind, value, names


class Problem(NamedTuple):
    """One thing wrong in a claims file: line (from 1, None if unknown), key, what is wrong, the nearest right value."""

    message: str
    line: int | None = None
    key: str | None = None
    hint: str | None = None

    def __str__(self) -> str:
        where = f"{self.line}: " if self.line is not None else ""
        key = f"{self.key}: " if self.key else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}{key}{self.message}{hint}"


def named(file: str, kind: str = "") -> str:
    """What a file is called in words: `-` is standard input, any other is of a kind and has its name."""
    return "standard input" if file == "-" else f"{kind}{file}"


NEW_CLAIMS = "encounters check --new writes a file to start from."


class ClaimsFileError(UsageError):
    """A claims file that does not load: all its problems at once."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file, self.problems = file, tuple(problems)
        lines = "\n".join(f"  {file}:{problem}" for problem in self.problems)
        super().__init__(
            f"{several(len(self.problems), 'problem')} in {named(file, 'the claims file ')}:\n{lines}",
            NEW_CLAIMS,
        )


class CannotAnswer(EncountersError):
    """The data or the vintage asked for is not on hand."""

    exit_code = ExitCode.CANNOT_ANSWER


class MissingMonths(CannotAnswer):
    """No release on hand covers some months of the period."""


class StoreError(CannotAnswer):
    """The store cannot be read or written."""


class PublisherError(EncountersError):
    """The network or the publisher failed; retrying may help."""

    exit_code = ExitCode.PUBLISHER


class InputFileError(EncountersError):
    """A file that is not what it should be."""

    exit_code = ExitCode.INPUT_FILE

    def __init__(
        self,
        file: str,
        problem: str,
        *,
        line: int | None = None,
        column: str | None = None,
        value: str | None = None,
        hint: str | None = None,
    ) -> None:
        name = shorten(file, 200)
        place = f"{name}, line {line}" if line is not None else name
        if column is not None:
            place += f", column {shorten(column)!r}"
        shown = f" (value {shorten(value)!r})" if value else ""
        super().__init__(f"{place}: {problem}{shown}.", hint)
        self.file, self.problem, self.line, self.column, self.value = file, problem, line, column, value


def several(number: int, noun: str) -> str:
    """So many of something: `1 month`, `2,264 cells`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def shorten(text: str, width: int = 60) -> str:
    """Text on one line, cut to `width` characters, so that a damaged file can neither flood nor forge a message."""
    text = " ".join(text.splitlines())
    return text if len(text) <= width else text[: width - 1] + "…"


NEAR = 0.62
"""How alike a name must be to be offered for another: two letters in five may differ."""


def nearest(value: str, valid: Iterable[str], count: int = 3) -> list[str]:
    """The valid names that look most like `value`, nearest first, compared without case or punctuation."""
    folded = {fold(name): name for name in valid}
    return [folded[name] for name in difflib.get_close_matches(fold(value), folded, n=count, cutoff=NEAR)]


def fold(text: str) -> str:
    """Text as it is compared: lower case, letters and digits only."""
    return "".join(character for character in text.casefold() if character.isalnum())


def suggest(
    value: str, valid: Sequence[str], where: str | None = None, spellings: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The hint for a wrong name: all values when 12 or fewer, else the nearest three and where to find the rest; all of
    them where neither is known."""
    names = {**spellings, **{name: name for name in valid}}
    close = list(dict.fromkeys(names[name] for name in nearest(value, names)))
    guess = f"Did you mean '{close[0]}'? " if close else ""
    if len(valid) <= 12 or not (close or where):
        return f"{guess}Valid: {', '.join(valid)}."
    others = f"Nearest: {', '.join(close)}. " if len(close) > 1 else ""
    return f"{guess}{others}{f'All values: {where}' if where else ''}".strip()
