"""Claims files in a line or two, checked on the bundled figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from encounters.claims.check import Manner, check
from encounters.claims.file import parse
from encounters.claims.model import Claim
from encounters.claims.verdict import Checked, Verdict
from encounters.store.holdings import Holdings, open_store

ACCESSED = "2022-05-19"


@cache
def holdings() -> Holdings:
    """What every installation has, and nothing else."""
    return open_store("no-such-store")


def value(given: object) -> str:
    """A value as TOML."""
    return repr(given).replace("'", '"') if isinstance(given, str | list) else str(given).lower()


def table(id: str = "a", **keys: object) -> str:  # noqa: A002
    """One claim as TOML."""
    return "\n".join(["[[claim]]", f'id = "{id}"', *(f"{name} = {value(given)}" for name, given in keys.items())])


def document(*claims: str, accessed: str | None = ACCESSED) -> str:
    """A claims file of claims made by `table`."""
    report = [f"[report]\naccessed = {accessed}"] if accessed else []
    return "\n".join(["schema = 1", *report, *claims]) + "\n"


def claim(accessed: str | None = ACCESSED, **keys: object) -> Claim:
    """One claim, read."""
    return parse(document(table(**keys), accessed=accessed).encode(), "claims.toml").claims[0]


def checked(text: str | Sequence[str], manner: Manner | None = None) -> Checked:
    """A claims file, checked."""
    text = text if isinstance(text, str) else document(*text)
    return check(holdings(), parse(text.encode(), "claims.toml"), manner)


def verdict(accessed: str | None = ACCESSED, manner: Manner | None = None, **keys: object) -> Verdict:
    """The verdict on one claim."""
    return checked(document(table(**keys), accessed=accessed), manner).verdicts[0]
