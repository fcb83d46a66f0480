"""One byte of a good file changed: refused, or read as it stands. Never an accident, never a silent change."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from damaged_fixtures import BASE
from encounters.cbp.files import CsvBytes, read_file
from encounters.cbp.parse import parse
from encounters.errors import InputFileError
from good_fixtures import GOOD
from make_fixtures import FIXTURES

BY_AREA = next(good.csv for good in GOOD if good.layout.dataset == "nationwide-aor")
FILES = {"southwest": BASE, "by area": BY_AREA}
COUNT = "Encounter Count"


def read(content: bytes) -> int | None:
    """The sum of counts the parser gives, or None when it refuses the file."""
    try:
        return int(parse(CsvBytes("a.csv", "a.csv", content)).rows["count"].sum())
    except InputFileError:
        return None


def read_plainly(content: bytes) -> int | None:
    """The sum of counts by csv alone, or None when some count is no whole number in plain digits."""
    counts = [row[COUNT] or "" for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))]
    if all(re.fullmatch(r"[0-9]+(\.0+)?", count) for count in counts):
        return sum(int(count.split(".")[0]) for count in counts)
    return None


@pytest.mark.parametrize("name", FILES)
@settings(deadline=None)
@given(data=st.data())
def test_a_changed_byte_is_refused_or_read_as_it_stands(name: str, data: st.DataObject) -> None:
    content = FILES[name]
    place = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.integers(0, 255))
    found = read(content[:place] + bytes([byte]) + content[place + 1 :])
    if found is not None:
        assert found == read_plainly(content[:place] + bytes([byte]) + content[place + 1 :])


@pytest.mark.parametrize("byte", b'\x00\n\r ",-.0\xff')
def test_every_place_of_a_file_with_an_awkward_byte(byte: int) -> None:
    short = b"".join(BASE.splitlines(keepends=True)[:3])
    for place in range(len(short)):
        content = short[:place] + bytes([byte]) + short[place + 1 :]
        found = read(content)
        assert found is None or found == read_plainly(content), place


@settings(deadline=None)
@given(st.data())
def test_a_count_that_is_no_number_is_refused(data: st.DataObject) -> None:
    lines = BASE.split(b"\n")
    number = data.draw(st.integers(1, len(lines) - 2))
    start, _, count = lines[number].rpartition(b",")
    place = data.draw(st.integers(0, len(count) - 1))
    # A point may leave a whole number (`8.0`), which is another number but no damage that shows.
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte not in b"0123456789."))
    lines[number] = start + b"," + count[:place] + bytes([byte]) + count[place + 1 :]
    assert read(b"\n".join(lines)) is None


@settings(deadline=None)
@given(st.integers(0, len(BASE) - 1))
@example(0)
@example(BASE.index(b"\n") + 1)
def test_a_file_cut_anywhere_but_at_the_end_of_a_line_is_refused(length: int) -> None:
    cut = BASE[:length]
    rows = cut.count(b"\n") - 1
    assert (read(cut) is None) == (not cut.endswith(b"\n") or rows < 1)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused(content: bytes) -> None:
    assert read(content) is None
    assert read(b"\xef\xbb\xbf" + content) is None


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_after_the_header_is_refused_or_read_as_it_stands(text: str) -> None:
    assert read(BASE.splitlines(keepends=True)[0] + text.encode("utf-8", "replace") + b"\n") is None


@pytest.mark.parametrize(
    "name", ["compressed/sbo-encounters.zip", "compressed/2025-03/sbo-encounters-fy22-fy25-feb.csv.gz"]
)
def test_a_changed_byte_of_an_archive_is_refused_or_changes_nothing(name: str, tmp_path: Path) -> None:
    content = (FIXTURES / "good" / name).read_bytes()
    whole = read_file(FIXTURES / "good" / name).content
    # The head and the directory at the end, where an archive describes itself; the middle is the CSV.
    places = [*range(90), *range(200, len(content) - 180, 97), *range(len(content) - 180, len(content))]
    path = tmp_path / Path(name).name
    for place in places:
        for change in (0x01, 0x08, 0x80, 0xFF):
            path.write_bytes(content[:place] + bytes([content[place] ^ change]) + content[place + 1 :])
            try:
                source = read_file(path)
            except InputFileError:
                continue
            assert source.content == whole or read(source.content) is None, (place, change)
