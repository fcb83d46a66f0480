"""A checked report made by hand: a claim of each verdict, and one whose every text tries to break out of its format."""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace

from encounters.claims.model import Claim, Claimed
from encounters.claims.verdict import Checked, Evidence, Recomputed, Tried, Verdict
from encounters.names import Choice
from encounters.periods import Month, Period
from encounters.release import Published, Release
from encounters.results import Column, Scope, Selection, Source, Table, Used, Value
from encounters.verdicts import Word

WINDOW = Period(Month(2021, 1), Month(2021, 3))
COUNTS = (("2021-01", 78414), ("2021-02", 101099), ("2021-03", 173277))
RELEASE = Release(
    "southwest",
    "sbo-fy21.csv",
    Published(date(2022, 4, 18)),
    tuple(Month(2021, 1) + step for step in range(3)),
    ("southwest",),
    "ab" * 32,
    "bundled",
    url="https://www.cbp.gov/sbo-fy21.csv",
    fetched=datetime(2022, 4, 19, 8, 30),
)
USED = (Used(RELEASE, RELEASE.months),)
SCOPE = Scope(Selection(WINDOW), USED, "encounters measure total --period 2021-01..2021-03")


class Made(Claim, frozen=True, kw_only=True):
    """A claim of which all is made up, what it accepts too."""

    stated: Claimed

    @property
    def claimed(self) -> Claimed:
        return self.stated


STATED = Claimed("over 350,000", "over 350,000: more than 350,000 and less than 360,000", 350000.0, "over")


def verdict(name: str, word: Word, *reasons: str, **more: object) -> Verdict:
    """A claim of three months' total, with what is given changed."""
    line = int(name[1:]) * 10 if word is not Word.NOT_CHECKABLE else None
    made = Verdict(
        Made(id=name, quote="over 350,000 migrants", where="page 3", line=line, stated=STATED),
        word,
        reasons,
        Recomputed("total", 352790, "encounters", SCOPE, command=SCOPE.command, kind="count"),
        evidence=Evidence(window=COUNTS),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def telling(made: Verdict, **evidence: object) -> Verdict:
    """A verdict with some of its evidence changed."""
    return replace(made, evidence=replace(made.in_full, **evidence))


HELD = Tried("all borders", 361000, "encounters", True, "area", "encounters measure total --region all", "sbo")
MISSED = Tried("read as a ratio", 2.5, "times as many", False)
SHARE = Recomputed(
    "share", 0.8175106115463715, "share of encounters", SCOPE, details={"part": 9, "whole": 11}, kind="share"
)
THEN = Recomputed("monthly-average", 117596.66666666667, "encounters per month", SCOPE, "2022-04-18", SCOPE.command)

VERDICTS = (
    verdict("C1", Word.CONFIRMED),
    verdict("C2", Word.AT_VINTAGE, recomputed=THEN, today=replace(THEN, value=117600, as_of=None)),
    verdict(
        "C3",
        Word.IMPRECISE,
        "not-over",
        decision_flips=True,
        evidence=Evidence((MISSED, HELD), ("Months missing.",), COUNTS),
    ),
    verdict(
        "C4",
        Word.MISDESCRIBED,
        "cohort",
        recomputed=SHARE,
        evidence=Evidence(),
        sensitivity="80% to 90% over 4 readings.",
    ),
    verdict("C5", Word.CONTRADICTED, "divisor", "no-reading", evidence=Evidence((HELD,) * 5, window=COUNTS)),
    verdict("C6", Word.NOT_CHECKABLE, "no-data", recomputed=None, evidence=Evidence(remarks=("Needed: a count.",))),
)
REPORT = {
    "title": "Numbers at the Border",
    "author": "A committee",
    "url": "https://example.org/report.pdf",
    "published": "2022-06-30",
    "accessed": "2022-05-19",
}
CHECKED = Checked(REPORT, "claims/report.toml", VERDICTS, ("Mixed vintages: no single release confirms all.",))
STRICT = replace(CHECKED, strict=True)
PASSING = replace(CHECKED, verdicts=VERDICTS[:2])

HOSTILE = (
    "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;|`*_[x](http://evil.example)\n"
    "::error::owned\r%0A\x1b[31m\u202e\x00{{7*7}}{0},;:=CMD()\u2028--><![CDATA[ ]]>"
)
HOSTILE_RELEASE = replace(RELEASE, file=HOSTILE, url="javascript:alert(1)", sha256=HOSTILE)
HOSTILE_SOURCE = Source(HOSTILE, HOSTILE, "javascript:alert(2)", HOSTILE, HOSTILE)
HOSTILE_SCOPE = Scope(
    Selection(WINDOW, citizenship=Choice((HOSTILE,))),
    (Used(HOSTILE_RELEASE, RELEASE.months),),
    HOSTILE,
    (HOSTILE_SOURCE,),
)
HOSTILE_FOUND = Recomputed(HOSTILE, HOSTILE, HOSTILE, HOSTILE_SCOPE, HOSTILE, HOSTILE, {HOSTILE: HOSTILE})
HOSTILE_CHECKED = Checked(
    {**dict.fromkeys(REPORT, HOSTILE), "url": "javascript:alert(3)"},
    HOSTILE,
    tuple(
        Verdict(
            Made(
                id=f"{HOSTILE}{word}",
                quote=HOSTILE,
                where=HOSTILE,
                line=7,
                stated=Claimed(HOSTILE, HOSTILE, float("nan"), HOSTILE),
            ),
            word,
            (HOSTILE,),
            HOSTILE_FOUND,
            HOSTILE_FOUND,
            Evidence(
                (Tried(HOSTILE, HOSTILE, HOSTILE, True, HOSTILE, HOSTILE, HOSTILE),),
                (HOSTILE,),
                ((HOSTILE, 3), ("2021-02", 4)),
            ),
            True,
            HOSTILE,
        )
        for word in Word
    ),
    (HOSTILE,),
)

MONTH_COLUMNS = (
    Column("month", "Month", "month", key=True),
    Column("group", "Group", key=True),
    Column("encounters", "Encounters", "count"),
)


def months(names: tuple[str, ...], skip: tuple[int, ...] = ()) -> Table:
    """A table with a line for each name, and months in which none has a row."""
    rows = [
        {"month": str(Month(2021, 1) + step), "group": name, "encounters": 1000 * (step + 1) + 7 * place}
        for step in range(8)
        if step not in skip
        for place, name in enumerate(names)
    ]
    title = "CBP encounters by month, January 2021-August 2021"
    lines = "group" if len(names) > 1 else None
    return Table("trend", title, MONTH_COLUMNS, rows, SCOPE, ("A note.",), x="month", y="encounters", lines=lines)


TREND = months(("Single Adults", "Families"), skip=(3,))
MIX = Table(
    "summary",
    "CBP encounters, FY2021",
    (
        Column("section", "Section", shown=False),
        Column("section_label", "", key=True, heads=True),
        Column("item", "Item", key=True),
        Column("code", "Code", shown=False),
        Column("value", "Value", "count", key=True),
        Column("share", "Share", "share"),
        Column("trend", "By month", "counts"),
    ),
    [
        {"section": "Headline", "item": "Total", "code": "total", "value": 30, "share": None, "trend": [1, None, 29]},
        {
            "section": "Component",
            "item": "USBP",
            "section_label": "By component",
            "code": "usbp",
            "value": 20,
            "share": 2 / 3,
            "trend": None,
        },
        {"section": "Component", "item": "OFO", "code": "ofo", "value": 10, "share": 1 / 3, "trend": None},
        {"section": "Component", "item": "All", "code": "all", "value": 30, "share": 1.0, "trend": None},
    ],
    SCOPE,
    x="item",
    y="share",
)
FIGURE = Value(
    "monthly-average", 117596.66666666667, "encounters per month", "average", SCOPE, {"month": "2021-03"}, ("A note.",)
)
HOSTILE_TABLE = Table(
    HOSTILE,
    HOSTILE,
    (Column("month", HOSTILE, "month", key=True), Column("line", HOSTILE, key=True), Column("n", HOSTILE, "count")),
    [{"month": "2021-01", "line": HOSTILE, "n": 3}, {"month": "2021-02", "line": "b", "n": 4}],
    HOSTILE_SCOPE,
    (HOSTILE,),
    x="month",
    y="n",
    lines="line",
)
HOSTILE_FIGURE = Value(HOSTILE, 3, HOSTILE, "count", HOSTILE_SCOPE, {HOSTILE: HOSTILE}, (HOSTILE,))
