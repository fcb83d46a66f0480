"""A footnote: what is cited, of which release, published when, from where, and how it is computed again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from encounters.version import __version__

ASKED = ["measure", "monthly-average", "-p", "2021-01..2022-03", "--as-of", "2022-04-18"]


def test_a_figure_of_a_day(run: Callable[..., Any]) -> None:
    ran = run(*ASKED, "--cite")
    what, source, how = ran.stdout.splitlines()
    assert what == (
        "Monthly average: 171,840.2667 encounters per month. Both components; Southwest Land Border, "
        "January 2021-March 2022, as known on 18 April 2022."
    )
    assert source.startswith(
        "U.S. Customs and Border Protection, southwest-2022-04-18.csv (data through 2022-03, published 2022-04-18), "
        "reading of CBP's dashboard, from "
    )
    assert how.startswith(
        f"Computed with encounters {__version__}: encounters measure monthly-average --period 2021-01"
    )
    assert run(*ASKED, "-f", "cite").stdout == ran.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["summary", "--year", "2024"],
        ["trend", "-p", "2024-01..2024-03"],
        ["compare", "FY2024", "FY2023"],
        ["breakdown", "--by", "component", "--year", "2024"],
        ["pace", "-p", "2024-04"],
        ["rows", "-p", "2024-01"],
        ["revisions", "2022-04"],
        ["measure", "total", "--year", "2000", "--series", "usbp-southwest-by-year"],
        ["recidivism", "--from", "2021-10"],
    ],
    ids=lambda words: words[0],
)
def test_every_answer_from_releases_can_be_cited(run: Callable[..., Any], words: list[str]) -> None:
    ran = run(*words, "--cite")
    assert ran.exit_code == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert len(lines) >= 3
    assert all(line.startswith("U.S. Customs and Border Protection, ") or "http" in line for line in lines[1:-1])
    assert lines[-1].startswith("Computed with encounters ")


def test_two_formats_are_one_too_many(run: Callable[..., Any]) -> None:
    ran = run(*ASKED, "--cite", "-f", "json")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "--cite is a format of its own" in ran.stderr


@pytest.mark.parametrize("words", [["status", "-f", "cite"], ["explain", "-f", "cite"], ["check", "-f", "cite"]])
def test_what_rests_on_no_release_has_nothing_to_cite(run: Callable[..., Any], words: list[str]) -> None:
    ran = run(*words)
    assert (ran.exit_code, ran.stdout) == (2, "")
