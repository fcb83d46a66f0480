"""What travels between the rooms: selections, releases, values and tables, all frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from encounters.names import ALL, DIMENSIONS, Choice, describe
from encounters.periods import TITLE_42_DAYS, TITLE_42_FIRST, TITLE_42_LAST, Month, Period
from encounters.release import Release

Scalar = int | float | str | bool | None
Row = dict[str, Any]


SOUTHWEST = Choice(("southwest",))
"""The region meant unless another is named."""


class Selection(Struct, frozen=True):
    """Which rows answer: a period, a choice of categories for each dimension, and a date for the vintage."""

    period: Period
    component: Choice = ALL
    region: Choice = SOUTHWEST
    area: Choice = ALL
    state: Choice = ALL
    demographic: Choice = ALL
    citizenship: Choice = ALL
    authority: Choice = ALL
    as_of: date | None = None

    def choices(self) -> dict[str, Choice]:
        """The dimensions that are narrowed, with the choice made."""
        return {name: choice for name in DIMENSIONS if (choice := getattr(self, name)).codes}

    def during(self, period: Period) -> Selection:
        """The same selection in another period."""
        return replace(self, period=period)

    def choosing(self, **choices: Choice) -> Selection:
        """The same selection with other choices for some dimensions."""
        changes: dict[str, Any] = dict(choices)
        return replace(self, **changes)

    def describe(self) -> str:
        """Component, region and other choices in words."""
        component = describe("component", self.component) if self.component else "both components"
        region = describe("region", self.region) if self.region else "all borders (nationwide)"
        rest = [
            f"{name} {describe(name, choice)}"
            for name, choice in self.choices().items()
            if name not in ("component", "region")
        ]
        return "; ".join([component, region, *rest])

    def as_dict(self) -> dict[str, Scalar]:
        """The selection as flat JSON values; a dimension that is not narrowed is null."""
        shown: dict[str, Scalar] = {
            "period": str(self.period),
            "first_month": str(self.period.first),
            "last_month": str(self.period.last),
            "months": len(self.period),
            "days": self.period.days,
        }
        shown |= {name: str(getattr(self, name)) or None for name in DIMENSIONS}
        if not self.region:
            shown["region"] = "all"
        shown["as_of"] = self.as_of.isoformat() if self.as_of else None
        return shown


class Used(Struct, frozen=True):
    """A release and the months of it that an answer rests on."""

    release: Release
    months: tuple[Month, ...]

    def as_dict(self) -> dict[str, Any]:
        """The release as JSON values: dates, file, hash, origin and the months taken from it."""
        release = self.release
        return {
            "dataset": release.dataset,
            "file": release.file,
            "published": release.published.iso,
            "published_inferred": release.published.inferred,
            "published_basis": release.published.basis,
            "data_through": str(release.data_through),
            "fetched": release.fetched.isoformat() if release.fetched else None,
            "sha256": release.sha256,
            "origin": release.origin,
            "source": release.source,
            "incomplete": list(release.incomplete),
            "url": release.url,
            "first_month": str(self.months[0]),
            "last_month": str(self.months[-1]),
            "months": len(self.months),
        }


class Source(Struct, frozen=True):
    """Where a value of a published series was printed, and how far it can be trusted (`ok`, `weak`, `rounded` ...)."""

    series: str
    title: str
    url: str
    published: str | None
    status: str

    def label(self) -> str:
        """The source in a few words, with its address."""
        return self._told(f" <{self.url}>")

    def name(self) -> str:
        """The source in a few words."""
        return self._told("")

    def _told(self, address: str) -> str:
        when = f", {self.published}" if self.published else ""
        mark = "" if self.status == "ok" else f"; marked {self.status.replace('_', ' ')}"
        return f"{self.title}{when}{address}{mark}"


EVENTS = "Encounters are events, not people"


MOST_SOURCES = 3
"""Sources of a published series that stand below an answer; a footnote has every one."""


class Scope(Struct, frozen=True):
    """What an answer covers and rests on: the selection, the releases, newest first, and sources of a series.

    `against` is the period compared with and `further` others, `than` the encounters compared with, `whole` what a
    share is of, `subject` what is counted.
    """

    selection: Selection
    used: tuple[Used, ...]
    command: str | None = None
    sources: tuple[Source, ...] = ()
    against: Period | None = None
    whole: Selection | None = None
    subject: str = EVENTS
    further: tuple[Period, ...] = ()
    than: Selection | None = None

    def asked_with(self, *words: str) -> Scope:
        """The same scope, repeated with further options."""
        return replace(self, command=" ".join([self.command, *words])) if self.command and words else self

    def about(self) -> list[str]:
        """What is counted, in words: events not people, component, region, window, authority in force; against what."""
        period = self.selection.period
        vintage = f" As of {self.selection.as_of}." if self.selection.as_of else ""
        told = [
            f"{self.subject}. {capital(self.selection.describe())}. {period.describe()}. {title_42(period)}{vintage}"
        ]
        compared = [one.describe() for one in (self.than, self.against, *self.further) if one]
        told += [f"Compared with: {'; '.join(compared)}."] if compared else []
        told += [f"Share of: {capital(self.whole.describe())}, in the same months."] if self.whole else []
        return told

    def lines(self) -> list[str]:
        """The scope in words: what is counted, then the releases and the sources that it rests on."""
        told = self.about()
        told += [
            f"Release: {used.release.label()}; {used.release.dataset}, {used.release.source}, {used.release.origin}."
            for used in self.used
        ]
        told += [f"Source: {source.label()}." for source in self.sources[:MOST_SOURCES]]
        return [*told, f"Source: {self.more_sources}; --cite has them all."] if self.more_sources else told

    @property
    def more_sources(self) -> str:
        """How many sources there are beyond those that stand below an answer; an empty text for none."""
        more = len(self.sources) - MOST_SOURCES
        return f"{more} more of the series {self.sources[0].series}" if more > 0 else ""


NumberKind = Literal["count", "average", "share", "ratio", "change", "percent", "points"]
"""What a number is, which settles how it is written. A figure declares it; a value and a claim's evidence keep it."""

Kind = NumberKind | Literal["text", "month", "date", "days", "estimate", "number", "counts", "flag", "arithmetic"]
"""What a column holds. `estimate`: a computed count that need not be whole. `number`: of the kind that the row's `kind`
says. `counts`: a list of monthly counts, which tables draw. `flag`: yes or no."""


class Value(Struct, frozen=True):
    """One recomputed figure with all it rests on; `kind` is the figure's, `sentence` what it says in words."""

    figure: str
    value: int | float
    unit: str
    kind: NumberKind
    scope: Scope
    details: Mapping[str, Scalar] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    sentence: str | None = None

    def __float__(self) -> float:
        return float(self.value)

    def __format__(self, spec: str) -> str:
        """The number in a number's format; without one, as repr has it."""
        return format(self.value, spec) if spec else repr(self)

    def __repr__(self) -> str:
        return f"<{self.figure}, {self.scope.selection.period.label()}: {self.value:,} {self.unit}>"

    def _repr_html_(self) -> str:
        """The number and its scope, as notebooks show it."""
        from html import escape

        lines = "<br>".join(escape(line) for line in self.scope.lines())
        return f"<b>{self.value:,} {escape(self.unit)}</b> ({escape(self.figure)})<br><small>{lines}</small>"


class Column(Struct, frozen=True):
    """A column of a table: its name in machine output, its heading for people, what its values are, how it is filled.

    `fill` takes a record of the table (what that is, the table's module says) to the value. `key` columns never leave a
    narrow terminal and `spare` ones leave it first; one not `shown` is in machine output only; one that `heads` stands
    on the first row of a run of equal ones in tables for people.
    """

    name: str
    heading: str
    kind: Kind = "text"
    fill: Callable[[Any], Any] | None = None
    key: bool = False
    shown: bool = True
    spare: bool = False
    heads: bool = False

    def kind_in(self, row: Row) -> Kind:
        """What its value in a row is."""
        return row.get("kind", "text") if self.kind == "number" else self.kind


class Table(Struct, frozen=True):
    """Rows with named columns, ready to be rendered in any format.

    `name` is the command and the schema's name (`encounters/summary/1.0`). `x`, `y` and `lines` say how a chart reads
    it: the column along the axis, that of the values (or several, a line each), and that whose values are lines of
    their own.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    scope: Scope | None = None
    notes: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    x: str | None = None
    y: str | tuple[str, ...] | None = None
    lines: str | tuple[str, ...] | None = None


def filled(columns: Sequence[Column], records: Iterable[Any]) -> list[Row]:
    """The rows that columns make of records."""
    return [{column.name: column.fill(record) if column.fill else None for column in columns} for record in records]


def capital(text: str) -> str:
    """Text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def heading_of(name: str) -> str:
    """A name as a heading: `monthly-average`, `encounter_type`."""
    return name.replace("-", " ").replace("_", " ").capitalize()


def and_list(names: Sequence[str]) -> str:
    """Names as a sentence lists them: `component, authority and demographic`."""
    *others, last = [name.replace("_", " ") for name in names]
    return f"{', '.join(others)} and {last}" if others else last


def visible(text: str) -> str:
    """The text as machine formats carry it: its line breaks, and a blank for what steers a terminal or turns a line."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text)


def title_42(period: Period) -> str:
    """Whether Title 42 was in force in the period, in words."""
    if period.last < TITLE_42_FIRST or period.first > TITLE_42_LAST:
        return "Title 42 not in force."
    if period.first > TITLE_42_FIRST and period.last < TITLE_42_LAST:
        return "Title 42 in force throughout."
    return f"Title 42 in force in part of the period ({'-'.join(TITLE_42_DAYS)})."
