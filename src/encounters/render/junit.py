"""A checked report as JUnit XML, which CI servers show as tests: a failing verdict is a failure.

What fails is what fails the run: contradictions, and with --strict what is imprecise or misdescribed. A claim that is
not checkable is skipped; the evidence of the others is in `system-out`.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from xml.etree import ElementTree as Tree

from encounters.render.formats import Look
from encounters.render.told import ToldReport
from encounters.render.told_claim import Told
from encounters.verdicts import Word

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

MORE = ("would hold", "also read", "note")


def junit(report: ToldReport, look: Look) -> bytes:
    """One suite for the report, one case a claim, in the order of the claims file."""
    skipped = sum(claim.word is Word.NOT_CHECKABLE for claim in report.claims)
    totals = {
        "tests": str(len(report.claims)),
        "failures": str(len(report.failed)),
        "errors": "0",
        "skipped": str(skipped),
    }
    suites = Tree.Element("testsuites", {"name": "encounters check", **totals})
    suite = Tree.SubElement(suites, "testsuite", {"name": _xml(report.title), **totals, "file": _xml(report.file)})
    for claim in report.claims:
        _case(suite, report, claim)
    Tree.SubElement(suite, "system-out").text = _xml("\n".join([*report.notes, report.count_line, report.outcome]))
    Tree.indent(suites)
    document = Tree.tostring(suites, "unicode") + "\n"
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + document).encode("utf-8")


def _case(suite: Tree.Element, report: ToldReport, claim: Told) -> None:
    name = f"{claim.id}: {claim.quote or claim.says}"
    about = {"name": _xml(name), "classname": _xml(PurePath(report.file).stem), "file": _xml(report.file)}
    if claim.line:
        about["line"] = str(claim.line)
    case = Tree.SubElement(suite, "testcase", about | {"time": "0"})
    message = _xml(claim.headline)
    if claim.fails:
        failure = Tree.SubElement(case, "failure", {"message": message, "type": str(claim.word)})
        failure.text = _xml(_evidence(claim))
    elif claim.word is Word.NOT_CHECKABLE:
        Tree.SubElement(case, "skipped", {"message": _xml("; ".join([message, *claim.notes]))})
    else:
        Tree.SubElement(case, "system-out").text = f"{message}\n{_xml(_evidence(claim))}"


def _evidence(claim: Told) -> str:
    lines = [f"{line.label}: {'; '.join(line.texts)}" for line in claim.evidence]
    more = [line for line in claim.more if line.label in MORE]
    lines += [f"{line.label}: {text}" for line in more for text in line.texts]
    return "\n".join(lines)


def _xml(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return NOT_XML.sub("�", text)
