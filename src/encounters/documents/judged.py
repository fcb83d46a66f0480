"""The verdicts that readings of a document's numbers get, by way of the claims file that they would be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from encounters.claims.check import check
from encounters.claims.file import parse
from encounters.claims.keys import SCHEMA
from encounters.claims.verdict import Verdict
from encounters.documents.drafted import Keys
from encounters.documents.written import claim_table
from encounters.store.holdings import Holdings


def judged(holdings: Holdings, published: date | None, readings: Mapping[int, Keys]) -> dict[int, Verdict]:
    """The verdict on each reading, by its place."""
    if not readings:
        return {}
    head = f"schema = {SCHEMA}\n" + (f"[report]\npublished = {published}\n" if published else "")
    tables = [claim_table({"id": str(place), **keys}) for place, keys in readings.items()]
    claims = parse("\n".join([head, *tables]).encode(), "draft.toml")
    return {int(verdict.id): verdict for verdict in check(holdings, claims).verdicts}
