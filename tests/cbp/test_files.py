"""Files on disk to the bytes of one CSV: plain and compressed alike, bounded, and with the path that states a date."""

from __future__ import annotations

import gzip
import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from damaged_fixtures import BASE
from encounters.cbp import files
from encounters.cbp.datasets import published_in
from encounters.cbp.files import read_file
from encounters.cbp.parse import parse
from encounters.errors import InputFileError
from make_fixtures import FIXTURES

NAME = "sbo-encounters-fy22-fy25-feb.csv"
GOOD = FIXTURES / "good"


def refused(path: Path) -> InputFileError:
    with pytest.raises(InputFileError) as caught:
        read_file(path)
    assert caught.value.exit_code == 65
    return caught.value


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_the_hash_is_that_of_the_csv_however_it_came() -> None:
    plain = read_file(GOOD / "2025-03" / NAME)
    packed = read_file(GOOD / "compressed" / "2025-03" / f"{NAME}.gz")
    archived = read_file(GOOD / "compressed" / "sbo-encounters.zip")
    assert plain.sha256 == hashlib.sha256((GOOD / "2025-03" / NAME).read_bytes()).hexdigest()
    assert plain.sha256 == packed.sha256 == archived.sha256
    assert plain.name == packed.name == archived.name == NAME
    assert [str(published_in(source.path)) for source in (plain, packed, archived)] == ["2025-03"] * 3


def test_really_compressed_files_read_alike(tmp_path: Path) -> None:
    content = (GOOD / "2025-03" / NAME).read_bytes()
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(content))
    assert read_file(tmp_path / "a.csv.gz").content == content
    assert read_file(zipped(tmp_path / "a.zip", {"a.csv": content, "notes.txt": b"-"})).content == content


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(gzip.compress(BASE))
    (tmp_path / "b.gz").write_bytes(BASE)
    (tmp_path / ".gz").write_bytes(gzip.compress(BASE))
    zipped(tmp_path / "c.csv", {"c.csv": BASE})
    for name in ("a.csv", "b.gz", ".gz", "c.csv"):
        assert read_file(tmp_path / name).content == BASE


def test_what_macos_adds_to_a_zip_is_no_csv(tmp_path: Path) -> None:
    members = {"2024-10/a.csv": BASE, "__MACOSX/2024-10/._a.csv": b"\0\5\x16\7", "2024-10/._a.csv": b"\0"}
    found = read_file(zipped(tmp_path / "a.zip", members))
    assert (found.name, found.content) == ("a.csv", BASE)


@pytest.mark.parametrize(
    ("zip_path", "member", "stated"),
    [
        ("a.zip", "2022-Oct/a.csv", "2022-10"),
        ("2024-10/a.zip", "a.csv", "2024-10"),
        ("2024-10/a.zip", "data/a.csv", "2024-10"),
        ("2024-10/a.zip", "2022-Oct/a.csv", "2022-10"),
        ("2024-10/a.zip", "southwest-2022-04-18.csv", "2022-04-18"),
        ("a.zip", "a.csv", "None"),
    ],
)
def test_folder_in_or_around_a_zip_states_the_publication_date(
    tmp_path: Path, zip_path: str, member: str, stated: str
) -> None:
    path = tmp_path / zip_path
    path.parent.mkdir(exist_ok=True)
    assert str(published_in(read_file(zipped(path, {member: BASE})).path)) == stated


@pytest.mark.parametrize("kind", ["gzip", "zip"])
def test_a_small_file_that_unpacks_to_a_huge_one_is_bounded(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 4 * 1024**2)
    path = tmp_path / "bomb.csv"
    bomb = bytes(32 * 1024**2)
    if kind == "gzip":
        path.write_bytes(gzip.compress(bomb))
    else:
        zipped(path, {"bomb.csv": bomb})
    assert path.stat().st_size < 100_000
    assert refused(path).message == f"{path}: is larger than 4 MB."


def test_gunzip_stops_soon_after_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 4 * 1024**2)
    unpacked = 0
    make = files.zlib.decompressobj

    class Counting:
        def __init__(self, wbits: int) -> None:
            self.inner = make(wbits=wbits)

        def decompress(self, data: bytes, most: int) -> bytes:
            nonlocal unpacked
            out = self.inner.decompress(data, most)
            unpacked += len(out)
            return out

        @property
        def unconsumed_tail(self) -> bytes:
            return self.inner.unconsumed_tail

    packed = gzip.compress(bytes(32 * 1024**2))
    monkeypatch.setattr(files.zlib, "decompressobj", Counting)
    with pytest.raises(InputFileError, match="is larger than 4 MB"):
        files.gunzip(packed, "a.gz")
    assert unpacked <= 5 * 1024**2


def test_content_of_just_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes(BASE)
    (tmp_path / "a.gz").write_bytes(gzip.compress(BASE))
    zipped(tmp_path / "a.zip", {"a.csv": BASE}, zipfile.ZIP_STORED)
    monkeypatch.setattr(files, "MAX_BYTES", len(BASE))
    assert read_file(tmp_path / "a.csv").content == read_file(tmp_path / "a.gz").content == BASE
    monkeypatch.setattr(files, "MAX_BYTES", len(BASE) - 1)
    for name in ("a.csv", "a.gz", "a.zip"):
        assert "is larger than" in refused(tmp_path / name).message


def test_gzip_with_more_behind_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(BASE) + gzip.compress(BASE))
    assert refused(path).message == f"{path}: its compressed content has data after its end."


@pytest.mark.parametrize("length", range(2, 200, 11))
def test_gzip_cut_anywhere_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(BASE)[:length])
    assert refused(path).message == f"{path}: its compressed content is cut short."


def test_zip_cut_short_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": BASE})
    path.write_bytes(path.read_bytes()[:-30])
    assert refused(path).message == f"{path}: is a damaged or protected zip (File is not a zip file)."


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compression_is_refused(tmp_path: Path, method: int) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": BASE}, method)
    assert refused(path).message == (f"{path}: is a zip whose compression is neither none nor deflate.")


def test_protected_zip_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": BASE})
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path.write_bytes(content)
    assert "is a damaged or protected zip" in refused(path).message


def test_empty_zip_is_no_csv(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {})
    with pytest.raises(InputFileError, match="is a binary file, not a CSV"):
        parse(read_file(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe").message == f"{tmp_path / 'pipe'}: is not a regular file."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read every file")
def test_a_file_without_leave_to_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(BASE)
    path.chmod(0)
    assert refused(path).message == f"{path}: cannot be read: Permission denied."


def test_a_failing_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    (tmp_path / "a.csv").write_bytes(BASE)
    monkeypatch.setattr(Path, "read_bytes", fail)
    assert refused(tmp_path / "a.csv").message == f"{tmp_path / 'a.csv'}: cannot be read: Input/output error."
