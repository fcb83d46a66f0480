"""A release: one file that CBP published, when, how that is known, and through whose hands it came. Frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from msgspec import Struct

from encounters.errors import PeriodError
from encounters.names import code_of
from encounters.periods import Month, parse_date, parse_month

Basis = Literal["stated", "update", "path", "inferred"]
BASES: Mapping[Basis, str] = {
    "stated": "stated with the file or in its name",
    "update": "the day of CBP's update of that month's figures",
    "path": "the month that CBP's address of the file names",
    "inferred": "inferred from the last month of data, or from the day of a copy",
}
"""How a publication date is known, in words; the surest first."""


class Published(Struct, frozen=True):
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
    def iso(self) -> str:
        """The day, or the month where no more is known, as machines read it."""
        return self.day.isoformat()[: 10 if self.precision == "day" else 7]

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
        return f"{self.iso} (inferred)" if self.inferred else self.iso


def in_month(month: Month, basis: Basis = "stated") -> Published:
    """Published some day of a month: it counts from the month's last day."""
    return Published(month.last_day, "month", basis)


def published_of(text: str, basis: Basis = "stated") -> Published:
    """A publication date from `2024-10-22`, or from `2024-10`, which stays a month. Raises PeriodError."""
    try:
        return in_month(parse_month(text), basis)
    except PeriodError:
        return Published(parse_date(text), "day", basis)


CBP = "U.S. Customs and Border Protection"
CBP_RELEASE = "CBP release"
"""What a release's `source` says when the file is CBP's own."""
CBP_SITE, ARCHIVE_SITE = "cbp.gov", "web.archive.org"
"""Where a file comes from that is CBP's own: CBP's hosts, and the Internet Archive's copies of what these served."""


def site_of(url: str) -> str:
    """Whose hands an address is in: CBP_SITE for each of CBP's hosts, else the host."""
    host = urlsplit(url).hostname or ""
    return CBP_SITE if f".{host}".endswith(f".{CBP_SITE}") else host


class Lineage(Struct, frozen=True):
    """Through whose hands a file came: who held it or read it off CBP's dashboard, where, and when it was taken."""

    holder: str
    path: str
    commit: str
    taken: date


class Release(Struct, frozen=True):
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
    def kept(self) -> frozenset[tuple[str, str]]:
        """Its categories under CBP's own name, by dimension; a new word for a known category is none."""
        labels = (text.split(": ", 1) for text in self.new_labels)
        return frozenset((dimension, label) for dimension, label in labels if code_of(dimension, label) == label)

    @property
    def id(self) -> str:
        """A short name that no other release has: dataset, publication date, first digits of the sha256."""
        return f"{self.dataset}@{self.published.iso}#{self.sha256[:12]}"

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
