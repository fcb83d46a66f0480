"""What programs read: CSV, JSON, newline-delimited JSON and Parquet. Raw numbers, ISO dates, no styling ever.

This is an interface: keys and columns may be added at any release, but not renamed or removed.
"""

from __future__ import annotations

import io
import json as standard_json
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import asdict

from encounters.render.formats import Look
from encounters.results import Scope, Table, Value
from encounters.tables.frame import flat_columns, frame, plain, records

BOM = "\ufeff"
FORMULA = tuple("=+-@＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula, quoted or not."""


def csv(table: Table, look: Look) -> bytes:
    """RFC 4180 in UTF-8 whatever the terminal's encoding, with LF line ends."""
    columns = flat_columns(table)
    lines = [_csv_line(column.name for column in columns)]
    lines += [_csv_line(row.values()) for row in records(table, columns)]
    return ((BOM if look.bom else "") + "".join(lines)).encode("utf-8")


def _csv_line(values: Iterable[Any]) -> str:
    # A line with nothing on it is no record to most readers, so a lone empty field is written out.
    return (",".join(_csv_field(value) for value in values) or '""') + "\n"


def _csv_field(value: Any) -> str:
    """One field; text that a spreadsheet would run as a formula gets an apostrophe before it, a number never."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value)
    text = f"'{value}" if value.startswith(FORMULA) else value
    quote = text[:1] in ("'", " ") or any(mark in text for mark in '",\n')
    return '"' + text.replace('"', '""') + '"' if quote else text


def ndjson(table: Table, look: Look) -> str:
    """One flat object a line, one line a row."""
    columns = flat_columns(table)
    return "".join(
        standard_json.dumps(row, ensure_ascii=look.ascii, allow_nan=False) + "\n" for row in records(table, columns)
    )


def json(table: Table, look: Look) -> str:
    """The table as one document: schema, title, columns, rows, selection, releases, notes, and the table's extras."""
    document: dict[str, Any] = {"schema": f"encounters/{table.name}/1.0", "title": table.title}
    document["columns"] = [
        {"name": column.name, "heading": column.heading, "kind": column.kind} for column in table.columns
    ]
    document["rows"] = list(records(table, table.columns))
    document |= _scope(table.scope) | {"notes": table.notes} | dict(table.extra)
    return document_text(document, look)


def measure(value: Value, look: Look) -> str:
    """A single figure as one document; `release` is the newest of the `releases` it rests on."""
    document: dict[str, Any] = {
        "schema": "encounters/measure/1.0",
        "figure": value.figure,
        "value": value.value,
        "unit": value.unit,
        "kind": value.kind,
        "sentence": value.sentence,
    }
    scope = _scope(value.scope)
    document["selection"] = scope["selection"]
    document["against"] = str(value.scope.against) if value.scope.against else None
    document["of"] = value.scope.whole.as_dict() if value.scope.whole else None
    document["than"] = value.scope.than.as_dict() if value.scope.than else None
    document["release"] = next(iter(scope["releases"]), None)
    document |= scope | {"details": value.details, "notes": value.notes}
    return document_text(document, look)


def document_text(document: Mapping[str, Any], look: Look) -> str:
    """A JSON document as text: two spaces a level, a line end at the end, null for NaN and infinity."""
    return standard_json.dumps(plain(document), indent=2, ensure_ascii=look.ascii, allow_nan=False) + "\n"


def parquet(table: Table, look: Look) -> bytes:
    """The rows as a Parquet file; months are dates, the first of each."""
    buffer = io.BytesIO()
    frame(table).write_parquet(buffer)
    return buffer.getvalue()


def _scope(scope: Scope | None) -> dict[str, Any]:
    if scope is None:
        return {"selection": None, "releases": []}
    shown = {"selection": scope.selection.as_dict(), "releases": [used.as_dict() for used in scope.used]}
    if scope.sources:
        shown["sources"] = [asdict(source) for source in scope.sources]
    return shown | ({"command": scope.command} if scope.command else {})
