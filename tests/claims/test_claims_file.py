"""Claims files that do not load: each problem with its line, key and the nearest right value, all at once."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made import document, holdings, table

from encounters.claims.check import check
from encounters.claims.file import load, parse
from encounters.claims.starter import STARTER
from encounters.errors import ClaimsFileError, Problem, UsageError

TOTAL = {"figure": "total", "period": "FY2021", "says": "1.7 million"}


def problems(content: str | bytes, name: str = "claims.toml") -> list[Problem]:
    """What is wrong in a file."""
    with pytest.raises(ClaimsFileError) as raised:
        parse(content.encode() if isinstance(content, str) else content, name)
    return list(raised.value.problems)


# The claim begins on line 4: schema, [report], accessed, [[claim]], id, then the keys.
WRONG: dict[str, tuple[dict[str, object], int, str, str]] = {
    "another name of a key": ({**TOTAL, "nationality": "cuba"}, 9, "nationality", "Did you mean 'citizenship'?"),
    "a part of a key": ({**TOTAL, "sector": "tucson"}, 9, "sector", "Did you mean 'area'?"),
    "unknown key": ({**TOTAL, "component": "usbp", "perod": "FY2021"}, 10, "perod", "Did you mean 'period'?"),
    "wrong type": ({**TOTAL, "period": 2021}, 7, "period", "must be a string, and is 2021."),
    "boolean for a number": ({**TOTAL, "tolerance": True}, 9, "tolerance", "must be a number, and is True."),
    "negative number": ({**TOTAL, "tolerance": -1}, 9, "tolerance", "must be a number from 0 to"),
    "no number": ({**TOTAL, "tolerance": float("nan")}, 9, "tolerance", "must be a number from 0 to"),
    "list for a string": ({**TOTAL, "says": ["1"]}, 8, "says", "must be a string, and is ['1']."),
    "names that are none": ({"record": "ever", "period": "FY2021", "also_series": [1]}, 8, "also_series", "a list of"),
    "unknown figure": ({**TOTAL, "figure": "totl"}, 6, "figure", "Did you mean 'total'?"),
    "unknown component": ({**TOTAL, "component": "upsb"}, 9, "component", "Did you mean 'U.S. Border Patrol'?"),
    "unknown citizenship": ({**TOTAL, "citizenship": "mexco"}, 9, "citizenship", "Did you mean 'Mexico'?"),
    "unknown series": ({**TOTAL, "series": "usbp-by-year"}, 9, "series", "Did you mean '"),
    "unknown direction": ({"direction": "up", "period": "FY2021"}, 6, "direction", "Valid: rising, falling."),
    "unknown forecast": ({"forecast": "exced"}, 6, "forecast", "Did you mean 'exceed'?"),
    "unknown reach": ({"record": "for ages", "period": "FY2021"}, 6, "record", "does not say how far back"),
    "unknown whole": ({"figure": "share", "period": "FY2021", "says": "5%", "of": "usbp"}, 9, "of", "names no whole"),
    "impossible period": ({**TOTAL, "period": "2021-13"}, 7, "period", "There is no month 2021-13."),
    "period that ends first": ({**TOTAL, "period": "FY2021..FY2019"}, 7, "period", "Put the earlier month first."),
    "no period": ({**TOTAL, "period": "last year"}, 7, "period", "'last year' depends on the data on hand."),
    "impossible date": ({**TOTAL, "as_of": "2022-02-30"}, 9, "as_of", "'2022-02-30' is not a date."),
    "says nothing": ({**TOTAL, "says": " "}, 8, "says", "expected"),
    "says more": ({**TOTAL, "says": "over 1.7 milion"}, 8, "says", "at 'milion' (character 10) expected"),
    "missing says": ({"figure": "total", "period": "FY2021"}, 4, "says", "is missing"),
    "missing period": ({"figure": "total", "says": "1"}, 4, "period", "is missing"),
    "missing figure": ({"quote": "many"}, 4, "figure", "a claim has one of figure, arithmetic"),
    "missing against": ({"forecast": "exceed", "period": "2022-04"}, 4, "against", "is missing"),
    "arithmetic that is none": ({"arithmetic": "1 ** 2", "says": "1"}, 6, "arithmetic", "is not arithmetic"),
    "arithmetic with no end": ({"arithmetic": "*".join(["1e99"] * 9), "says": "1"}, 6, "arithmetic", "too large"),
    "arithmetic without says": ({"arithmetic": "1 / 2"}, 4, "says", "is missing"),
    "share as a count": (
        {**TOTAL, "says": "28%"},
        8,
        "says",
        "is a share, which total is not. Did you mean figure = 's",
    ),
    "count as a share": ({**TOTAL, "figure": "share"}, 8, "says", "is a count, which share is not."),
    "multiple as a count": ({**TOTAL, "says": "four times"}, 8, "says", "Did you mean figure = 'multiple'?"),
    "money": ({**TOTAL, "says": "$5"}, 8, "says", "'$5' is an amount of money, which total is not."),
    "month of no peak": ({**TOTAL, "at": "2021-07"}, 9, "at", "only a peak is in a month."),
    "two kinds at once": ({**TOTAL, "direction": "rising"}, 9, "direction", "cannot stand beside figure"),
    "compared for nothing": ({**TOTAL, "against": "FY2020"}, 9, "against", "is read for changes"),
    "whole of no share": ({**TOTAL, "of": "component=usbp"}, 9, "of", "is read for a share only."),
    "reading that is none": ({**TOTAL, "readings": ["x"]}, 9, "readings", "must be a table."),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_problem_has_its_line_its_key_and_what_is_right(case: str) -> None:
    keys, line, key, words = WRONG[case]
    [found] = [problem for problem in problems(document(table(**keys))) if problem.key == key]
    assert (found.line, found.key) == (line, key)
    assert words in f"{found.message} {found.hint}"


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    text = document(
        table("a", figure="totl", period="FY20211", says="x"), table("a", needs=5), table("b", colour="red")
    )
    found = [(problem.line, problem.key) for problem in problems(text)]
    assert found == [(6, "figure"), (7, "period"), (8, "says"), (10, "id"), (11, "needs"), (14, "colour")]


SHARE = {"figure": "share", "period": "FY2021", "says": "28%"}
BY_MONTH = {"series": "usbp-southwest-by-month"}
NOT_ASKED: dict[str, tuple[dict[str, object], str]] = {
    "no category": ({"figure": "category-rank", "period": "FY2021", "says": "second"}, 'as citizenship = "honduras"'),
    "no number": ({"figure": "months-above", "period": "FY2021", "says": "three months"}, "threshold = 150000"),
    "one month": ({"figure": "streak", "period": "2021-01", "says": "5"}, 'period = "2021-01..2021-07"'),
    "no mean": ({"figure": "multiple-on-mean", "period": "FY2021", "says": "5 times"}, 'against = "FY2018..FY2020"'),
    "no part": ({**SHARE, "citizenship": "mexico", "of": "citizenship=cuba"}, "`of` names a whole"),
    "itself": ({**TOTAL, "figure": "change", "citizenship": "cuba", "than": "citizenship=cuba"}, "`than` names other"),
    "no month": ({"figure": "recidivism-share", "period": "FY2021..FY2022", "says": "27%"}, 'period = "2022-04"'),
    "a record among categories": ({"record": "ever", "period": "FY2021", "among": "citizenship"}, "category-rank"),
    "what is compared with": ({**SHARE, "needs": "x", "citizenship": "mexico", "of": "citizenship=cuba"}, "`of`"),
    "both sectors": ({**TOTAL, "area": "tucson"}, 'area = "tucson-field-office,tucson-sector"'),
    "another key's": ({**TOTAL, "area": "texas"}, 'state = "texas"'),
    "both and not": ({**TOTAL, "citizenship": "not all"}, "`citizenship` 'not all'"),
    "another border's": ({**TOTAL, "state": "maine"}, 'region = "all"'),
    "another component's": ({**TOTAL, "area": "tucson_sector", "component": "ofo"}, 'component = "usbp"'),
    "a series of others": ({**TOTAL, **BY_MONTH, "citizenship": "cuba"}, 'citizenship = "cuba"'),
    "a series of another border": ({**TOTAL, **BY_MONTH, "region": "northern"}, "Leave out `region`"),
}
"""Claims whose figure cannot be asked so, and what is told in the keys of a claims file."""

DATA_TELLS: dict[str, tuple[dict[str, object], str]] = {
    "months of a year": ({**TOTAL, "figure": "peak", "series": "usbp-southwest-by-year"}, "by month"),
    "no share": ({**TOTAL, "series": "recidivism-by-year"}, "recidivism-share prints"),
}


@pytest.mark.parametrize("case", NOT_ASKED)
def test_what_a_figure_cannot_be_asked_is_told_in_keys_with_what_else_is_wrong(case: str) -> None:
    keys, words = NOT_ASKED[case]
    first, last = problems(document(table("a", **keys), table("b", colour="red")))
    told = str(first)
    assert words in told
    assert "--" not in re.sub(r"encounters [a-z]+ --", "", told)
    assert last.key == "colour"


def test_what_a_reading_cannot_be_asked_is_told_at_its_line() -> None:
    reading = '[[claim.readings]]\nwhat = "of Cubans"\nof = "citizenship=cuba"'
    [found] = problems(document(f"{table(**SHARE, citizenship='mexico')}\n{reading}"))
    assert (found.line, found.key) == (10, "readings")
    assert "is no part of" in found.message


def test_all_that_only_data_tells_is_told_at_once() -> None:
    text = document(*(table(name, **keys) for name, (keys, _) in DATA_TELLS.items()), table("fine", **TOTAL))
    with pytest.raises(ClaimsFileError) as raised:
        check(holdings(), parse(text.encode(), "claims.toml"))
    told = [str(problem) for problem in raised.value.problems]
    assert [words in one for one, (_, words) in zip(told, DATA_TELLS.values(), strict=True)] == [True, True]


def test_an_id_is_given_once() -> None:
    [found] = problems(document(table("a", needs="x"), table("b", needs="x"), table("a", needs="x")))
    assert str(found) == "11: id: 'a' is already the claim on line 5."


TOP: dict[str, tuple[str, int, str | None, str]] = {
    "no schema": ('[report]\ntitle = "A text"\n', 1, "schema", "must be 1, and is 'missing'."),
    "another schema": ("schema = 2\n", 1, "schema", "must be 1, and is 2."),
    "a schema that is true": ("schema = true\n", 1, "schema", "must be 1, and is True."),
    "another key": ("schema = 1\nclaims = []\n", 2, "claims", "Did you mean 'claim'?"),
    "one claim": ("schema = 1\n\n[claim]\nid = 'a'\n", 3, "claim", "write [[claim]] above each claim"),
    "report's key": ("schema = 1\n[report]\ntitel = 'x'\n", 3, "titel", "Did you mean 'title'?"),
    "a time of day": ("schema = 1\n[report]\naccessed = 2022-05-19T10:00:00\n", 3, "accessed", "without a time"),
    "no table": ("schema = 1\nreport = 'x'\n", 2, "report", "must be a table."),
    "not TOML": ("schema = 1\n\n[[claim]\nid = 'a'\n", 3, None, "is not TOML: "),
    "cut off": ("schema = 1\n[[claim]]\nid = 'a", 3, None, "is not TOML: "),
    "one key twice": ("schema = 1\n[[claim]]\nid = 'a'\nid = 'b'\n", 4, None, "is not TOML: "),
    "a number with no end": (f"schema = 1\nx = {'9' * 5000}\n", 2, None, "is not TOML: "),
    "nested with no end": (f"schema = 1\nx = {'[' * 99999}\n", 2, None, "nested too deeply"),
    "no id": ("schema = 1\n[[claim]]\nneeds = 'x'\n", 2, "id", "is missing."),
    "a quoted key": ("schema = 1\n[[claim]]\nid = 'a'\n\"says2\" = 'x'\n", 4, "says2", "Did you mean 'says'?"),
    "inline": ("schema = 1\nclaim = [{ id = 'a', needs = 'x', fog = 1 }]\n", 2, "fog", "unknown key."),
    "in a long text": (
        "schema = 1\n[[claim]]\nid = 'a'\nnote = '''\nsays = 1\n'''\nneeds = 'x'\nsays = 1\n",
        8,
        "says",
        "must be",
    ),
    "a reading's table": (
        "schema = 1\n[[claim]]\nid = 'a'\nneeds = 'x'\n[[claim.readings]]\nwhy = 'x'\n",
        5,
        "readings",
        "what is missing",
    ),
}


@pytest.mark.parametrize("case", TOP)
def test_a_problem_of_the_file_has_its_line(case: str) -> None:
    text, line, key, words = TOP[case]
    found = [(p.line, p.key) for p in problems(text) if words in f"{p.message} {p.hint}"]
    assert found == [(line, key)]


def test_text_that_is_not_utf8_has_its_line() -> None:
    assert [str(problem) for problem in problems(b"schema = 1\n# caf\xe9\n")] == ["2: is not UTF-8 text"]


def test_exit_code_and_words_of_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from encounters.cli.app import run

    path = tmp_path / "wrong.toml"
    path.write_text(document(table(**{**TOTAL, "figure": "totl", "component": "x"})), encoding="utf-8")
    assert run(["check", str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"Error: 2 problems in the claims file {path}:" in captured.err
    assert f"{path}:6: figure: Unknown figure 'totl'. Did you mean 'total'?" in captured.err
    assert f"{path}:9: component: Unknown component 'x'." in captured.err
    assert "Traceback" not in captured.err


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from encounters.cli.app import run

    assert run(["check", str(tmp_path / "none.toml")]) == 2
    assert "cannot be read: No such file" in capsys.readouterr().err
    with pytest.raises(UsageError):
        load(tmp_path)


@pytest.mark.parametrize(
    "content",
    ["schema = 1\n", "schema = 1\nclaim = []\n", f"{document(table(**TOTAL))}"],
    ids=["no claims", "an empty list", "none of that name"],
)
def test_nothing_to_check_is_exit_code_3(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from encounters.cli.app import run

    path = tmp_path / "claims.toml"
    path.write_text(content, encoding="utf-8")
    assert run(["check", str(path), "--only", "Z"]) == 3
    assert "Traceback" not in capsys.readouterr().err


BITS = ["schema = 1\n", "[report]\n", "[[claim]]\n", "[[claim.readings]]\n", "id = 'a'\n", "says = '5%'\n", "= ", "'''"]
BITS += ["figure = 'share'\n", "period = 'FY2021'\n", "readings = [{}]\n", "as_of = 2022-01-01T00:00:00\n", "x = nan\n"]
BITS += ["tolerance = 1e999\n", "to_date = -inf\n", "of = ';='\n", "arithmetic = '1/0'\n", "record = 'since'\n", "\x00"]
ANY = st.one_of(
    st.binary(max_size=200), st.lists(st.sampled_from(BITS), max_size=12).map(lambda bits: "".join(bits).encode())
)


@settings(deadline=None, max_examples=300)
@given(ANY, st.sampled_from(["x.toml", "x.csv"]))
@example(b"a = " + b"[" * 99999, "x.toml")
@example(b"a = " + b"9" * 5000, "x.toml")
@example(b'id,says\n"a', "x.csv")
@example(b"id\n" + b"a" * 200_000, "x.csv")
def test_no_content_raises_anything_else(content: bytes, name: str) -> None:
    with suppress(UsageError):
        parse(content, name)


VALUES = st.one_of(st.integers(), st.floats(), st.text(max_size=9), st.booleans(), st.lists(st.integers(), max_size=2))


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_no_value_of_any_key_raises_anything_else(data: st.DataObject) -> None:
    from encounters.claims.file import _Reader
    from encounters.claims.keys import CLAIM_KEYS
    from encounters.claims.lines import Lines

    claims = data.draw(st.lists(st.dictionaries(st.sampled_from(sorted(CLAIM_KEYS)), VALUES, max_size=6), max_size=3))
    with pytest.raises(ClaimsFileError):
        _Reader("x.toml", Lines([], {})).read({"schema": 1, "claim": [*claims, {"id": 5}]})


def test_the_starter_loads() -> None:
    found = parse(STARTER.encode(), "claims.toml")
    assert [claim.id for claim in found.claims] == [
        "total-2021",
        "times-2020",
        "mexico-share",
        "per-arrest",
        "record",
        "spending",
    ]


def test_an_empty_file_has_no_claims_to_check(tmp_path: Path, run: Any) -> None:
    empty = tmp_path / "empty.toml"
    empty.write_text("# nothing yet\n")
    found = run("check", str(empty))
    assert found.exit_code == 3
    assert "has no claims" in found.stderr
