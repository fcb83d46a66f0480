"""No option is accepted and ignored: it changes the answer, or it is refused with the reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from encounters.figures import FIGURES

BASE = ["--year", "2021", "--component", "usbp"]
OWN: dict[str, list[str]] = {
    "months-above": ["-p", "FY2019..FY2022", "--component", "usbp", "--threshold", "80000"],
    "months-below": ["-p", "FY2019..FY2022", "--component", "usbp", "--threshold", "80000"],
    "category-rank": [*BASE, "--citizenship", "honduras"],
    "change-on-mean": [*BASE, "--against", "FY2018..FY2020"],
    "percent-change-on-mean": [*BASE, "--against", "FY2018..FY2020"],
    "multiple-on-mean": [*BASE, "--against", "FY2018..FY2020"],
    "recidivism-share": ["--year", "2021"],
}
"""What a figure is asked for beside its name, where the usual question does not do."""

OPTIONS = {
    "--against": "FY2019",
    "--of": "component=usbp",
    "--series": "usbp-southwest-by-month",
    "--by": "demographic",
    "--threshold": "180000",
    "--in-a-row": None,
    "--lowest": None,
    "--among": "same-months",
    "--than": "component=ofo",
    "--calendar": None,
    "--from": "2021-01",
    "--citizenship": "mexico",
    "--demographic": "uac",
    "--authority": "title-42",
    "--area": "tucson-sector",
    "--sector": "tucson",
    "--state": "AZ",
    "--region": "northern",
    "--as-of": "2021-12-01",
}


def answer(ran: Any) -> dict[str, Any] | None:
    """What a command says, but for the words that were typed; None for an error."""
    if ran.exit_code:
        assert ran.exit_code in (2, 3), ran.stderr
        assert ran.stderr.startswith("Error: ")
        return None
    told: dict[str, Any] = json.loads(ran.stdout)
    told.pop("command", None)
    return told


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("figure", FIGURES)
def test_an_option_of_measure_tells(figure: str, option: str, run: Any) -> None:
    usual = OWN.get(figure, BASE)
    value = OPTIONS[option]
    words = [option] if value is None else [option, value]
    if option in usual:
        place = usual.index(option)
        words = [*usual[:place], *words, *usual[place + 2 :]]
    else:
        words = [*usual, *words]
    plain = answer(run("measure", figure, *usual, "-f", "json", "-q"))
    assert plain is not None
    assert answer(run("measure", figure, *words, "-f", "json", "-q")) != plain


@pytest.mark.parametrize(
    "words",
    [
        ["measure", "total", "--year", "2021", "--year", "2020"],
        ["-f", "json", "summary", "--year", "2021", "--format", "csv"],
        ["measure", "share", "--year", "2021", "--of", "component=usbp", "--of=component=ofo"],
        ["measure", "change", "--year", "2021", "--against", "FY2020", "--against", "FY2019"],
        ["find", "171,840", "--top", "1", "--top", "2"],
    ],
)
def test_an_option_of_one_value_is_given_once(words: list[str], run: Any) -> None:
    ran = run(*words)
    assert ran.exit_code == 2
    assert "is given twice" in ran.stderr


def test_an_option_of_several_values_is_given_often(run: Any) -> None:
    joined = run("measure", "total", "--year", "2021", "--citizenship", "mexico,guatemala", "-f", "json")
    twice = run(
        "measure", "total", "--year", "2021", "--citizenship", "mexico", "--citizenship", "guatemala", "-f", "json"
    )
    assert twice.stdout == joined.stdout
    assert run("measure", "total", "--year", "2021", "-q", "-q").exit_code == 0


COMMANDS: dict[str, tuple[list[str], dict[str, str | None]]] = {
    "summary": (["--year", "2021"], {}),
    "trend": (["--year", "2021"], {"--by": "component", "--share": None, "--series": "usbp-southwest-by-month"}),
    "trend by": (["--year", "2021", "--by", "demographic"], {"--top": "1", "--sort": "name"}),
    "find": (["171,840", "--within", "FY2022"], {"--max-filters": "0", "--top": "1"}),
    "compare": (["FY2021", "FY2020"], {"--by": "component", "--series": "usbp-southwest-by-year"}),
    "breakdown": (["--year", "2021", "--by", "demographic"], {"--top": "1", "--sort": "name"}),
    "compare by": (["FY2021", "FY2020", "--by", "demographic"], {"--top": "1", "--sort": "name"}),
    "pace": (["--period", "2022-04"], {"--series": "usbp-southwest-by-month"}),
    "recidivism": (["--period", "2022-04"], {"--by": "fiscal-year"}),
    "revisions": (["--period", "2021-03"], {}),
    "rows": (["--period", "2021-03"], {"--dataset": "nationwide-state"}),
}
FILTERS = (
    "--citizenship",
    "--demographic",
    "--authority",
    "--area",
    "--sector",
    "--state",
    "--region",
    "--as-of",
    "--calendar",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_of_a_command_tells(command: str, run: Any) -> None:
    usual, own = COMMANDS[command]
    options = own | {name: OPTIONS[name] for name in FILTERS} | {"--component": "ofo"}
    name = command.split()[0]
    plain = answer(run(name, *usual, "-f", "json", "-q"))
    assert plain is not None
    for option, value in options.items():
        words = [option] if value is None else [option, value]
        assert answer(run(name, *usual, *words, "-f", "json", "-q")) != plain, option


@pytest.mark.parametrize(
    "words", [["--bom"], ["--bom", "-f", "json"], ["--theme", "dark"], ["--theme", "light", "-f", "html"]]
)
def test_an_option_of_one_format_is_refused_with_another(words: list[str], run: Any) -> None:
    ran = run("trend", "--year", "2021", *words)
    assert ran.exit_code == 2
    assert f"Error: {words[0]} is of " in ran.stderr
