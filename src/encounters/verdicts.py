"""The six verdicts, what each means, and the reasons that go with them. Docs, schemas and formats read them here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

SCHEMA = "encounters/check/1.0"


class Word(StrEnum):
    """The six verdicts. None judges motives, and there is no overall score."""

    CONFIRMED = "confirmed"
    AT_VINTAGE = "confirmed at vintage"
    IMPRECISE = "imprecise"
    MISDESCRIBED = "misdescribed"
    CONTRADICTED = "contradicted"
    NOT_CHECKABLE = "not checkable"


HELD = (Word.CONFIRMED, Word.AT_VINTAGE)
WARNING = (Word.IMPRECISE, Word.MISDESCRIBED)
AMISS = (*WARNING, Word.CONTRADICTED)
"""The verdicts of what holds, of what `--strict` alone fails, and of all that does not hold as printed."""

Level = Literal["error", "warning", "notice"]
LEVELS: Mapping[Word, Level] = {
    word: "error" if word is Word.CONTRADICTED else "warning" if word in WARNING else "notice" for word in Word
}
"""How loud each is told to those who have such levels."""

MEANING = {
    Word.CONFIRMED: "The recomputed figure equals the printed one at its printed precision, and its wording holds.",
    Word.AT_VINTAGE: "It does not hold on today's data, but did on a release published by the claim's date.",
    Word.IMPRECISE: "The right quantity, rounded or worded wrongly.",
    Word.MISDESCRIBED: "The number is real but belongs to something else than what it is said to be.",
    Word.CONTRADICTED: "No reading gives the number, unless by chance.",
    Word.NOT_CHECKABLE: "No data on hand decides it; what would be needed is named.",
}

REASONS = {
    "cut-off": "The figure was cut off, not rounded, at the printed digit.",
    "not-over": "The figure rounds to the number but does not exceed it.",
    "not-under": "The figure rounds to the number but is not below it.",
    "understated": "The figure is above the number, as the words say, but far above it.",
    "overstated": "The figure is below the number, as the words say, but far below it.",
    "rounded-source": "The source is itself a rounded figure, and cannot decide the wording.",
    "loose": "The figure is near, but the wording does not hold.",
    "figure": "The number is another figure of the same encounters, such as their monthly average.",
    "component": "The number holds for one component of CBP, not for what is named.",
    "area": "The number holds for another region or area.",
    "window": "The number holds for other months than those named.",
    "cohort": "The number holds for a narrower or wider group of encounters than the one named.",
    "events-not-people": "Encounters are events; the wording counts people.",
    "series-not-comparable": "It joins series that do not count the same, or reaches beyond a series' first period.",
    "ratio-read-as-increase": "The number is the ratio of two totals; the wording states an increase.",
    "points-read-as-percent": "The number is of percentage points; the wording states a change in percent.",
    "divisor": "The number is what another divisor gives.",
    "typo-date": "The number belongs to the same months of another year.",
    "superseded": "An earlier release on hand had it; without a date it is held against today's data.",
    "reversed": "What is compared is the other way round: a rise is told as a fall, or more as fewer.",
    "digit": "One digit differs from the figure's, or two neighbouring digits stand in each other's place.",
    "double-count": "The number is a whole multiple of the figure, as when files that overlap are added up.",
    "magnitude": "The number is off by a power of ten.",
    "by-chance": "The number is so coarse that the readings that give it may do so by chance.",
    "no-reading": "No reading tried gives the number.",
    "projection-below": "A straight line from the months to date did not reach it at the claim's date.",
    "projection-above": "A straight line from the months to date reached it at the claim's date.",
    "outcome-met": "The year ended as the words say.",
    "outcome-missed": "The year ended otherwise than the words say.",
    "outcome-pending": "The year had not ended on any release on hand.",
    "no-vintage": "The release that its writer could have had is not on hand, and CBP's revisions can explain the gap.",
    "no-data": "CBP's releases and the bundled series do not hold it.",
    "incomplete": "Part of what is needed is on hand.",
    "exceeded": "What is on hand already comes to more.",
    "planning-number": "A number planned for is no count.",
}
