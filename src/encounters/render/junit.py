"""A checked report as JUnit XML, which CI servers show as tests: a failing verdict is a failure.

What fails is what fails the run: contradictions, and with --strict what is imprecise or misdescribed. A claim that is
not checkable is skipped; the evidence of the others is in `system-out`.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from xml.etree import ElementTree as Tree

from encounters.render.evidence import count_line, evidence, headline, outcome, reading, shown_readings, title
from encounters.render.formats import Look
from encounters.render.letters import printable
from encounters.verdicts import Checked, Verdict, Word

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(checked: Checked, look: Look) -> bytes:
    """One suite for the report, one case a claim, in the order of the claims file."""
    skipped = sum(verdict.word is Word.NOT_CHECKABLE for verdict in checked.verdicts)
    totals = {
        "tests": str(len(checked.verdicts)),
        "failures": str(len(checked.failed)),
        "errors": "0",
        "skipped": str(skipped),
    }
    suites = Tree.Element("testsuites", {"name": "encounters check", **totals})
    suite = Tree.SubElement(suites, "testsuite", {"name": _xml(title(checked)), **totals, "file": _xml(checked.file)})
    for verdict in checked.verdicts:
        _case(suite, checked, verdict)
    Tree.SubElement(suite, "system-out").text = _xml(
        "\n".join([*map(printable, checked.notes), count_line(checked), outcome(checked)])
    )
    Tree.indent(suites)
    document = Tree.tostring(suites, "unicode") + "\n"
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + document).encode("utf-8")


def _case(suite: Tree.Element, checked: Checked, verdict: Verdict) -> None:
    name = f"{verdict.id}: {printable(verdict.quote or verdict.claimed.says)}"
    about = {"name": _xml(printable(name)), "classname": _xml(PurePath(checked.file).stem), "file": _xml(checked.file)}
    if verdict.line:
        about["line"] = str(verdict.line)
    case = Tree.SubElement(suite, "testcase", about | {"time": "0"})
    message = _xml(headline(verdict))
    if checked.fails(verdict):
        failure = Tree.SubElement(case, "failure", {"message": message, "type": str(verdict.word)})
        failure.text = _xml(_told(verdict))
    elif verdict.word is Word.NOT_CHECKABLE:
        Tree.SubElement(case, "skipped", {"message": _xml("; ".join([message, *map(printable, verdict.notes)]))})
    else:
        Tree.SubElement(case, "system-out").text = f"{message}\n{_xml(_told(verdict))}"


def _told(verdict: Verdict) -> str:
    lines = [f"{line.label}: {'; '.join(line.texts)}" for line in evidence(verdict)]
    lines += [f"also read: {reading(entry)}" for entry in shown_readings(verdict)]
    lines += [f"note: {printable(note)}" for note in verdict.notes]
    return "\n".join(lines)


def _xml(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return NOT_XML.sub("�", text)
