"""What no reading of its words gives is looked up: offered, never judged, and nothing is offered that chance gives."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from typing import Any

import pytest

from encounters.documents.draft import draft
from encounters.documents.drafted import DraftedNumber, Keys, Status
from encounters.documents.judged import judged
from encounters.documents.read import read_bytes
from encounters.documents.searched import MOST, as_keys
from encounters.documents.written import claims_file
from encounters.search.model import Found, Limits
from encounters.search.printed import with_printed
from encounters.store.holdings import open_store
from encounters.store.series import catalogue, rows
from encounters.wording.written import parse

HEAD = "Border news\n\nNovember 20, 2023\n\n"
NO_MONTHS = "Encounters of migrants at the border were once {}."


def drafted(text: str) -> Any:
    return draft(open_store(), read_bytes((HEAD + text + "\n").encode(), "a.txt"))


def only(text: str) -> DraftedNumber:
    (number,) = drafted(text).of(Status.UNCLEAR)
    return number  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("printed", "reading"),
    [
        ("977,509", {"period": "FY2019"}),
        ("221,303", {"period": "2022-03", "as_of": "2022-04-18"}),
        ("1,643,679", {"period": "FY2000", "component": "usbp", "series": "usbp-southwest-by-year"}),
    ],
)
def test_a_dominant_reading_is_proposed_after_those_of_the_words(printed: str, reading: dict[str, str]) -> None:
    number = only(NO_MONTHS.format(printed))
    asked = {"says": printed, "figure": "total", **reading}
    assert (number.status, number.basis, number.verdict) == (Status.UNCLEAR, "searched", None)
    assert number.claim == asked
    assert number.readings[-number.searched] == asked
    assert len(number.readings) > number.searched, "the readings of the words stay"


@pytest.mark.parametrize("printed", ["98,765", "862,529", "2,475,671", "976,000", "4,970", "1,105"])
def test_what_only_chance_gives_is_not_offered(printed: str) -> None:
    number = only(NO_MONTHS.format(printed))
    assert (number.basis, number.searched) == ("inferred", 0)


def test_what_the_words_say_is_not_looked_up() -> None:
    (claim,) = drafted("In fiscal year 2019 there were 977,509 encounters at the southwest border.").of(Status.CLAIM)
    assert (claim.basis, claim.verdict, claim.searched) == ("stated", "confirmed", 0)
    (claim,) = drafted("In fiscal year 2022 CBP had 977,509 encounters at the southwest border.").of(Status.CLAIM)
    assert (claim.basis, claim.searched) == ("stated", 0)


def test_a_proposal_is_told_as_one_and_can_be_chosen(run: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(HEAD + NO_MONTHS.format("221,303") + "\n", "utf-8")
    assert "or by search: total, March 2022, as of 2022-04-18" in run("draft", "a.txt").stdout
    assert "or by search: total, March 2022" in run("draft", "a.txt", "-f", "html").stdout
    written = claims_file(drafted(NO_MONTHS.format("221,303")))
    offered = next(line for line in written.splitlines() if line.startswith("#   or by search: "))
    keys = tomllib.loads(f"x = {{{offered.removeprefix('#   or by search: ')}}}")["x"]
    chosen = "".join(f'{name} = "{value}"\n' for name, value in keys.items())
    (tmp_path / "a.toml").write_text(f'schema = 1\n[[claim]]\nid = "a"\n{chosen}', "utf-8")
    checked = json.loads(run("check", "a.toml", "-f", "json").stdout)
    assert checked["claims"][0]["verdict"].startswith("confirmed")


def test_a_document_has_a_bound_of_numbers_looked_up() -> None:
    numbers = drafted("\n\n".join([NO_MONTHS.format("977,509")] * (MOST + 5))).of(Status.UNCLEAR)
    assert [bool(number.searched) for number in numbers] == [True] * MOST + [False] * 5


def test_without_a_number_to_look_up_nothing_of_the_search_is_imported() -> None:
    code = (
        "import sys\nfrom encounters.documents.draft import draft\nfrom encounters.documents.read import read_bytes\n"
        "from encounters.store.holdings import open_store\n"
        "draft(open_store(), read_bytes(b'In fiscal year 2019 there were 977,509 border encounters.\\n', 'a.txt'))\n"
        "assert 'numpy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_any_category_of_any_series_gives_can_be_written_as_a_claim() -> None:
    held = open_store("no-such-store")
    newest = {(name, point.category): point for name in catalogue() for point in rows(name) if point.value >= 1000}
    keys: list[Keys] = []
    for point in newest.values():
        says = parse(f"{int(point.value):,}")
        found = with_printed(Found((), 0, 0.0), held, says, Limits(top=3))
        keys += [as_keys(says.text, one, None) for one in found.readings]
    assert len({one["series"] for one in keys}) > 20
    verdicts = judged(held, None, dict(enumerate(keys)))
    assert {str(one.word) for one in verdicts.values()} <= {"confirmed", "imprecise"}
