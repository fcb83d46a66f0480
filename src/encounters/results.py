"""What travels between the rooms: selections, releases, values and tables, all frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

from encounters.names import ALL, DIMENSIONS, Choice, describe
from encounters.periods import WINDOWS, Month, Period

Scalar = int | float | str | bool | None
Row = dict[str, Any]


Basis = Literal["stated", "update", "path", "inferred"]
BASES: Mapping[Basis, str] = {
    "stated": "stated with the file or in its name",
    "update": "the day of CBP's update of that month's figures",
    "path": "the month that CBP's address of the file names",
    "inferred": "inferred from the last month of data, or from the day of a copy",
}
"""How a publication date is known, in words; the surest first."""


@dataclass(frozen=True)
class Published:
    """When a release was published, and how that is known (`BASES`). A date that is only known to the month counts from
    the month's last day."""

    day: date
    precision: Literal["day", "month"] = "day"
    basis: Basis = "stated"

    @property
    def earliest(self) -> date:
        """The first day on which it may have been public: where only the month is known, the month's first."""
        return self.day if self.precision == "day" else self.day.replace(day=1)

    @property
    def inferred(self) -> bool:
        """Whether nothing states the date."""
        return self.basis == "inferred"

    def as_dict(self) -> dict[str, Any]:
        """The date as JSON values."""
        return {"day": self.day.isoformat(), "precision": self.precision, "basis": self.basis}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Published:
        """A date from JSON values; older ones tell no basis, only `inferred`. Raises KeyError or ValueError."""
        told = row.get("basis") or ("inferred" if row["inferred"] else "stated")
        basis = next((known for known in BASES if known == told), None)
        if basis is None:
            raise ValueError(f"'{told}' is no way to know a date")
        return cls(date.fromisoformat(row["day"]), row["precision"], basis)

    def __str__(self) -> str:
        text = self.day.isoformat()[: 10 if self.precision == "day" else 7]
        return f"{text} (inferred)" if self.inferred else text


CBP_RELEASE = "CBP release"
"""What a release's `source` says when the file is CBP's own."""


@dataclass(frozen=True)
class Lineage:
    """Through whose hands a file came: who held it or read it off CBP's dashboard, where, and when it was taken."""

    holder: str
    path: str
    commit: str
    taken: date


@dataclass(frozen=True)
class Release:
    """One file CBP published: what it is, three dates that are never confused, and how to know it again.

    `regions` are those it has rows for; `months` those it covers; `origin` is `bundled` or `store`; `source` says
    whose file it is when it is not CBP's own (a reading of its dashboard, say). `incomplete` is why it
    does not look like a whole release, where the user took it all the same.
    """

    dataset: str
    file: str
    published: Published
    months: tuple[Month, ...]
    regions: tuple[str, ...]
    sha256: str
    origin: Literal["bundled", "store"]
    source: str = CBP_RELEASE
    url: str | None = None
    fetched: datetime | None = None
    rows: int = 0
    encounters: int = 0
    new_labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    lineage: Lineage | None = None

    def __hash__(self) -> int:
        return hash(self.sha256)

    @property
    def is_cbp_file(self) -> bool:
        """Whether the file is CBP's own, byte for byte, as far as its source says."""
        return self.source == CBP_RELEASE

    @property
    def data_through(self) -> Month:
        """The last month the release has counts for."""
        return self.months[-1]

    @property
    def id(self) -> str:
        """A short name that no other release has: dataset, publication date, first digits of the sha256."""
        return f"{self.dataset}@{str(self.published).split()[0]}#{self.sha256[:12]}"

    def label(self) -> str:
        """The release in a few words, as scope lines show it."""
        fetched = f", fetched {self.fetched:%Y-%m-%d}" if self.fetched else ""
        marked = f"; INCOMPLETE: {'; '.join(self.incomplete)}" if self.incomplete else ""
        return f"{self.file} (data through {self.data_through}, published {self.published}{fetched}{marked})"

    def in_full(self) -> str:
        """The release as evidence tells it: with what the file is, and through whose hands it came."""
        through = self.lineage
        if through is None:
            return self.label() if self.is_cbp_file else f"{self.label()}, {self.source}"
        return f"{self.label()}, {self.source}, from {through.holder} at {through.commit}, taken {through.taken}"


SOUTHWEST = Choice(("southwest",))
"""The region meant unless another is named."""


@dataclass(frozen=True)
class Selection:
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
        return {name: choice for name in DIMENSIONS if (choice := getattr(self, name))}

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


@dataclass(frozen=True)
class Used:
    """A release and the months of it that an answer rests on."""

    release: Release
    months: tuple[Month, ...]

    def as_dict(self) -> dict[str, Any]:
        """The release as JSON values: dates, file, hash, origin and the months taken from it."""
        release = self.release
        return {
            "dataset": release.dataset,
            "file": release.file,
            "published": str(release.published).split()[0],
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


@dataclass(frozen=True)
class Source:
    """Where a value of a published series was printed, and how far it can be trusted (`ok`, `weak`, `rounded` ...)."""

    series: str
    title: str
    url: str
    published: str | None
    status: str

    def label(self) -> str:
        """The source in a few words."""
        when = f", {self.published}" if self.published else ""
        mark = "" if self.status == "ok" else f"; marked {self.status.replace('_', ' ')}"
        return f"{self.title}{when} <{self.url}>{mark}"


EVENTS = "Encounters are events, not people"


@dataclass(frozen=True)
class Scope:
    """What an answer covers and rests on: the selection, the releases, newest first, and sources of a series.

    `against` is the period compared with, `whole` what a share is of, `subject` what is counted.
    """

    selection: Selection
    used: tuple[Used, ...]
    command: str | None = None
    sources: tuple[Source, ...] = ()
    against: Period | None = None
    whole: Selection | None = None
    subject: str = EVENTS

    def lines(self) -> list[str]:
        """The scope in words: events not people, component, region, window, authority in force, releases."""
        period = self.selection.period
        vintage = f" As of {self.selection.as_of}." if self.selection.as_of else ""
        told = [
            f"{self.subject}. {capital(self.selection.describe())}. {period.describe()}. {title_42(period)}{vintage}"
        ]
        told += [f"Compared with: {self.against.describe()}."] if self.against else []
        told += [f"Share of: {capital(self.whole.describe())}, in the same months."] if self.whole else []
        told += [
            f"Release: {used.release.label()}; {used.release.dataset}, {used.release.source}, {used.release.origin}."
            for used in self.used
        ]
        told += [f"Source: {source.label()}." for source in self.sources]
        return told


NumberKind = Literal["count", "average", "share", "ratio", "change", "percent", "points"]
"""What a number is, which settles how it is written. A figure declares it; a value and a claim's evidence keep it."""

Kind = NumberKind | Literal["text", "month", "date", "days", "estimate", "number", "counts", "flag", "arithmetic"]
"""What a column holds. `estimate`: a computed count that need not be whole. `number`: of the kind that the row's `kind`
says. `counts`: a list of monthly counts, which tables draw. `flag`: yes or no."""


@dataclass(frozen=True)
class Value:
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


@dataclass(frozen=True)
class Column:
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


@dataclass(frozen=True)
class Table:
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


def visible(text: str) -> str:
    """The text as machine formats carry it: its line breaks, and a blank for what steers a terminal or turns a line."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text)


TITLE_42_FIRST, TITLE_42_LAST = WINDOWS["title-42"].first, WINDOWS["title-42"].last
"""Title 42 expulsions were made from 21 March 2020 to 11 May 2023 (CBP, "Title 8 and Title 42 Statistics")."""


def title_42(period: Period) -> str:
    """Whether Title 42 was in force in the period, in words."""
    if period.last < TITLE_42_FIRST or period.first > TITLE_42_LAST:
        return "Title 42 not in force."
    if period.first > TITLE_42_FIRST and period.last < TITLE_42_LAST:
        return "Title 42 in force throughout."
    return "Title 42 in force in part of the period (21 March 2020-11 May 2023)."
