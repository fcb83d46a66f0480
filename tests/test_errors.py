"""Every error: exit code, message, hint."""

from __future__ import annotations

import pytest

from encounters import errors
from encounters.errors import (
    ClaimsFileError,
    EncountersError,
    ExitCode,
    InputFileError,
    Problem,
    UnknownName,
    nearest,
    shorten,
    suggest,
)

CODES = {
    "EncountersError": 70,
    "UsageError": 2,
    "UnknownName": 2,
    "PeriodError": 2,
    "SettingsError": 2,
    "ClaimsFileError": 2,
    "CannotAnswer": 3,
    "MissingMonths": 3,
    "StoreError": 3,
    "PublisherError": 4,
    "InputFileError": 65,
}


def test_every_error_has_the_exit_code_of_its_kind() -> None:
    kinds = {
        name: kind
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, EncountersError)
    }
    assert {name: int(kind.exit_code) for name, kind in kinds.items()} == CODES
    drawn = errors.__doc__ or ""
    assert [name for name in CODES if name not in drawn] == []


def test_the_exit_codes_are_a_promise() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "DONE": 0,
        "CLAIM_FAILED": 1,
        "USAGE": 2,
        "CANNOT_ANSWER": 3,
        "PUBLISHER": 4,
        "INPUT_FILE": 65,
        "BUG": 70,
        "INTERRUPTED": 130,
    }


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (InputFileError("a.csv", "is empty"), "a.csv: is empty."),
        (InputFileError("a.csv", "is a blank line", line=4), "a.csv, line 4: is a blank line."),
        (
            InputFileError("a.csv", "has no value", line=4, column="Month (abbv)", value=""),
            "a.csv, line 4, column 'Month (abbv)': has no value.",
        ),
        (InputFileError("a.csv", "is odd", value="x" * 99), f"a.csv: is odd (value '{'x' * 59}…')."),
        (InputFileError("a.csv", "is odd", column="c" * 99), f"a.csv, column '{'c' * 59}…': is odd."),
        (InputFileError("a.csv", "is odd", column="\x1b[31m"), "a.csv, column '\\x1b[31m': is odd."),
    ],
)
def test_input_file_errors_name_the_place(error: InputFileError, message: str) -> None:
    assert str(error) == error.message == message


def test_a_claims_file_error_tells_all_problems_at_once() -> None:
    error = ClaimsFileError(
        "r.toml",
        [Problem("unknown key.", 3, "claims.peroid", "Did you mean 'period'?"), Problem("no claims.")],
    )
    assert error.message == (
        "2 problems in the claims file r.toml:\n"
        "  r.toml:3: claims.peroid: unknown key. Did you mean 'period'?\n"
        "  r.toml:no claims."
    )
    assert ClaimsFileError("r.toml", [Problem("no claims.")]).message.startswith("1 problem in")


def test_hints_list_all_values_or_the_nearest_three() -> None:
    few = ["total", "peak", "rank"]
    many = [*few, *(f"figure-{number}" for number in range(20))]
    assert suggest("totl", few) == "Did you mean 'total'? Valid: total, peak, rank."
    assert suggest("zzz", few) == "Valid: total, peak, rank."
    assert suggest("zzz", many) == f"Valid: {', '.join(many)}."
    assert suggest("figure", many, "encounters explain") == (
        "Did you mean 'figure-9'? Nearest: figure-9, figure-8, figure-7. All values: encounters explain"
    )
    assert suggest("usbb", few, spellings={"usbp": "U.S. Border Patrol"}).startswith(
        "Did you mean 'U.S. Border Patrol'?"
    )


def test_unknown_names_keep_what_was_asked_and_what_there_is() -> None:
    error = UnknownName("figure", "totl", iter(["total", "peak", "total"]))
    assert (error.kind, error.value, error.valid) == ("figure", "totl", ["total", "peak"])


def test_nearest_looks_at_letters_and_digits_only() -> None:
    assert nearest("ELSALVADOR", ["Honduras", "El Salvador"]) == ["El Salvador"]
    assert nearest("", ["Honduras"]) == []


def test_long_texts_are_cut() -> None:
    assert (shorten("x" * 60), len(shorten("x" * 61))) == ("x" * 60, 60)
