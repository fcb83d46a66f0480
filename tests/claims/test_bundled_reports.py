"""Reports of several sides come with the package: each is listed, checked by its name, and comes to what is right."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from made import checked, document, holdings, table, verdict

from encounters.claims.check import bundled_report, bundled_reports, check

SCHEMAS = files("encounters").joinpath("schemas")
HELD = ("confirmed", "confirmed at vintage")
RIGHT: dict[str, dict[str, tuple[str, ...]]] = {
    "crs-2023-06": {
        "M006": ("confirmed at vintage", "not checkable"),  # the release of June 2023 is not on hand
        "M007": HELD,
        "M008": HELD,
        "M008-record": HELD,
        "M009": HELD,
        "M010": ("misdescribed",),  # 18,715 is under Title 8 alone
        "M011": HELD,
    },
    "cbp-2025-05": {"M054": HELD, "M055": HELD, "M056": ("not checkable",)},
    "wola-2025-09": {
        "M059": HELD,
        "M060": ("confirmed at vintage", "not checkable"),
        "M061": HELD,
        "M062": HELD,
        "M063": HELD,
        "M064": HELD,
    },
    "cbp-2022-10": {"M090-count": HELD, "M090": HELD, "M091": HELD},
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_others_printed_comes_to_what_is_right(name: str) -> None:
    found = {one.id: str(one.word) for one in check(holdings(), bundled_report(name)).verdicts}
    assert found.keys() == RIGHT[name].keys()
    assert {id_: word for id_, word in found.items() if word not in RIGHT[name][id_]} == {}


def test_every_report_is_listed_and_checked_by_its_name(run: Any) -> None:
    listed = json.loads(run("check", "--list", "-f", "json").stdout)["rows"]
    assert {row["name"] for row in listed} == set(bundled_reports()) == {*RIGHT, "sfrc-2022-06"}
    assert all(row["title"] and row["author"] and row["published"] and row["url"] for row in listed)
    document = json.loads(run("check", "cbp-2022-10", "wola-2025-09", "-f", "json").stdout)
    for each in (document, *document["reports"]):
        schema = json.loads(SCHEMAS.joinpath(f"{each['schema'].split('/')[1]}-1.0.json").read_text("utf-8"))
        assert schema["$id"] == each["schema"]
        jsonschema.Draft202012Validator(schema).validate(each)
    assert [len(report["claims"]) for report in document["reports"]] == [3, 6]
    rows = run("check", "cbp-2022-10", "wola-2025-09", "-f", "csv").stdout.splitlines()
    assert len(rows) == 1 + 3 + 6


def test_a_format_that_takes_one_report_is_refused_before_any_is_read(run: Any) -> None:
    ran = run("check", "no-such-file.toml", "wola-2025-09", "-f", "junit")
    assert ran.exit_code == 2
    assert "takes one claims file" in ran.stderr


def test_a_number_without_a_file(run: Any) -> None:
    held = run("measure", "total", "--year", "2021", "--says", "over 1.7 million", "-f", "json")
    assert held.exit_code == 0
    document = json.loads(held.stdout)
    assert (document["schema"], [claim["id"] for claim in document["claims"]]) == ("encounters/check/1.0", ["says"])
    wrong = run("measure", "total", "--year", "2021", "--says", "over 1.8 million")
    assert wrong.exit_code == 1
    assert "would hold  over 1.7 million" in wrong.stdout


@pytest.mark.parametrize(
    "content",
    ['schema = 1\n[[claim]]\nid = "a"\nfigure = "total"\nperiod = "FY2021"\nsays = "1,734,686"\n',
     'id,figure,period,says\na,total,FY2021,"1,734,686"\n'],
    ids=["toml", "csv"],
)  # fmt: skip
def test_claims_from_standard_input(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    from encounters.claims.check import load_report

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode()), encoding="utf-8"))
    assert [claim.id for claim in load_report("-").claims] == ["a"]


def test_standard_input_is_called_so(run: Any) -> None:
    claim = '[[claim]]\nid = "a"\nfigure = "total"\nperiod = "FY2021"\nsays = "1"\n'
    assert run("check", "-", stdin=f"schema = 1\n{claim}").stdout.startswith("standard input\n")
    assert run("check", "-", stdin=claim).stderr.startswith("Error: 1 problem in standard input:\n  -:")
    assert run("check", "-", stdin="").stderr.startswith("Error: Standard input has no claims.")


def test_an_ignored_claim_is_listed_and_fails_nothing() -> None:
    keys = {"figure": "total", "period": "FY2021", "says": "5,123,456"}
    assert verdict(**keys).would_hold == "1,734,686"
    ignored = checked(document(table("a", **keys, ignore="corrected in print")))
    assert (str(ignored.verdicts[0].word), ignored.failed) == ("contradicted", ())
    assert "Ignored: corrected in print" in ignored.verdicts[0].notes


def test_defaults_narrow_a_share_and_its_whole() -> None:
    text = 'schema = 1\n[defaults]\ncomponent = "usbp"\n[[claim]]\nid = "a"\nfigure = "share"\nperiod = "FY2021"\n'
    [found] = checked(f'{text}citizenship = "mexico"\nsays = "37%"\n').verdicts
    assert found.recomputed is not None
    assert found.recomputed.details["whole"] == 1_659_206
