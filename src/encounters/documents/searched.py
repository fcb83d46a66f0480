"""The last resort: a number that no reading of its words gives is looked up in all that CBP published.

Rule. There are about 2**b readings that take b bits or fewer, so that about 2**b times the width of a number's words
(`trial.width`) give it by chance. A reading is offered where that is fewer than OFFERED, and is the dominant one where
it is fewer than DOMINANT and the next one is LEAD times as likely to be chance. A count of three digits is met by some
year and sector whatever it counts, and a percentage by some share: only counts of four digits or more, as
`trial.PRECISE` has it, are looked up. None of it is a verdict: what the search proposes is for a person to choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from encounters.documents.drafted import READINGS, DraftedNumber, Keys, Status
from encounters.documents.judged import judged
from encounters.documents.readings import Reading
from encounters.documents.trial import PRECISE, width
from encounters.results import SOUTHWEST
from encounters.store.holdings import Holdings
from encounters.verdicts import HELD
from encounters.wording.kinds import Kind

if TYPE_CHECKING:
    from encounters.search.model import FoundReading

MOST = 10
"""How many numbers of a document are looked up: those that tell most, which are the most precise."""
TOP, FILTERS = 3, 1
OFFERED, DOMINANT, LEAD = 0.2, 0.05, 4.0


class Proposal(Struct, frozen=True):
    """A reading that the search proposes, and how many as simple give the number by chance."""

    keys: Keys
    chance: float


def precise(reading: Reading) -> bool:
    """Whether a match of the number tells something."""
    return reading.written is not None and reading.written.kind is Kind.COUNT and width(reading.written) < PRECISE


def with_search(
    holdings: Holdings, published: date | None, numbers: Sequence[DraftedNumber], unread: Mapping[int, Reading]
) -> tuple[DraftedNumber, ...]:
    """The numbers, those unclear whose readings do not give them (`unread`, by place) with what the search proposes."""
    places = [place for place, one in unread.items() if numbers[place].status is Status.UNCLEAR and precise(one)]
    places = sorted(places, key=lambda place: width(unread[place].written))[:MOST]
    found = [(place, one) for place in places for one in _proposals(holdings, published, unread[place])]
    verdicts = judged(holdings, published, {index: one.keys for index, (_, one) in enumerate(found)})
    proposed: dict[int, list[Proposal]] = {}
    for index, (place, one) in enumerate(found):
        if verdicts[index].word in HELD:
            proposed.setdefault(place, []).append(one)
    return tuple(_proposing(number, proposed.get(place, ())) for place, number in enumerate(numbers))


def _proposals(holdings: Holdings, published: date | None, reading: Reading) -> Iterator[Proposal]:
    from encounters.search.find import Limits, find

    limits = Limits(max_filters=FILTERS, top=TOP, as_of=published)
    assert reading.written is not None
    for one in find(holdings, reading.written, limits).readings:
        chance = width(reading.written) * 2.0**one.simplicity
        if chance < OFFERED and not one.cut_off:
            yield Proposal(as_keys(reading.says, one, published), chance)


def as_keys(says: str, found: FoundReading, published: date | None) -> Keys:
    """A reading of the search as the keys of a claims file, nothing that is a default."""
    selection = found.selection
    keys = {"says": says, "figure": found.figure, "period": str(selection.period)}
    keys |= {
        name: str(choice) for name, choice in selection.choices().items() if (name, choice) != ("region", SOUTHWEST)
    }
    if not selection.region:
        keys["region"] = "all"
    if found.against is not None and found.against != selection.period.year_before():
        keys["against"] = str(found.against)
    if found.series:
        keys["series"] = found.series
    if selection.as_of not in (None, published):
        keys["as_of"] = str(selection.as_of)
    return keys


def _proposing(number: DraftedNumber, proposals: Sequence[Proposal]) -> DraftedNumber:
    """A number with proposals after the best readings of its words; a dominant one is what it is read as."""
    new = [one for one in proposals if one.keys not in number.readings]
    if not new:
        return number
    shown = [one.keys for one in new[: max(1, READINGS - len(number.readings))]]
    readings = (*number.readings[: READINGS - len(shown)], *shown)
    found = replace(number, readings=readings, searched=len(shown))
    rival = new[1].chance if len(new) > 1 else 1.0
    if new[0].chance < DOMINANT and rival >= LEAD * new[0].chance:
        return replace(found, claim=new[0].keys, basis="searched")
    return found
