"""Claims as CSV: the same keys as columns, the same problems, and what only CSV can get wrong."""

from __future__ import annotations

import csv
import io
import tomllib
from typing import Any

import pytest
from msgspec.structs import replace
from test_claims_file import problems

from encounters.claims.file import parse
from encounters.claims.keys import CLAIM_KEYS
from encounters.claims.starter import STARTER


def as_csv(claims: list[dict[str, Any]]) -> str:
    """Claims as rows with the columns that they use."""
    columns = list(dict.fromkeys(key for claim in claims for key in claim))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(claims)
    return out.getvalue()


def test_a_list_is_read_as_the_same_claims_in_toml_are() -> None:
    toml = parse(STARTER.encode(), "claims.toml").claims
    listed = parse(as_csv(tomllib.loads(STARTER)["claim"]).encode(), "claims.csv").claims
    assert [replace(claim, line=None) for claim in listed] == [replace(claim, line=None) for claim in toml]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing(newline: str, mark: str) -> None:
    text = "id,figure,period,says\na,total,FY2021,1.7 million\n".replace("\n", newline)
    [claim] = parse((mark + text).encode(), "CLAIMS.CSV").claims
    assert (claim.id, claim.line) == ("a", 2)


def test_numbers_and_lists_in_cells() -> None:
    text = (
        "id,figure,period,says,tolerance,record,also_series,as_of\n"
        'a,total,FY2021,"1,734,686","1,000",,,2022-05-19\n'
        "b,,FY2021,,,ever,usbp-southwest-by-year; usbp-nationwide-by-year,\n"
    )
    first, second = parse(text.encode(), "claims.csv").claims
    assert (first.tolerance, str(first.as_of)) == (1000, "2022-05-19")
    assert second.also_series == ("usbp-southwest-by-year", "usbp-nationwide-by-year")


def test_an_unknown_column_is_told() -> None:
    [found] = problems("id,needs,cited\na,x,y\n", "claims.csv")
    assert (found.line, found.key, found.message) == (2, "cited", "unknown key.")


def test_lines_are_counted_where_cells_go_on_for_several() -> None:
    text = 'id,quote,needs\na,"one\ntwo\nthree",x\nb,"one\ntwo",x\n\na,,x\n'
    [found] = problems(text, "claims.csv")
    assert str(found) == "8: id: 'a' is already the claim on line 2."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,needs\na,x,y\n", "2: has more fields than the header"),
        ("id,needs,id\na,x,y\n", "1: id: is the name of two columns"),
        ('id,needs\na,"x\n', "2: is not regular CSV: unexpected end of data"),
        ('id,needs\na,"x"y\n', "2: is not regular CSV: ',' expected after '\"'"),
        ("id,figure,period,says,tolerance\na,total,FY2021,5,few\n", "2: tolerance: must be a number, and is 'few'."),
        ("id,needs,readings\na,x,y\n", "2: readings: must be a list of tables, and is 'y'."),
        ("id,figure,period,says\na,total,FY2021\n", "2: says: is missing: the number as printed."),
    ],
)
def test_what_is_wrong_in_a_list(text: str, told: str) -> None:
    assert [str(problem) for problem in problems(text, "claims.csv")] == [told]


def test_every_key_but_readings_can_be_a_column() -> None:
    header = ",".join(key for key in CLAIM_KEYS if key != "readings")
    assert parse(f"{header}\n".encode(), "claims.csv").claims == ()
