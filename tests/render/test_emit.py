"""The writers of stdout and stderr: encodings, readers that go away, files that are whole or untouched."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from encounters.errors import StoreError, UsageError
from encounters.render import emit as module
from encounters.render.emit import WIDEST, emit, look, note, refuse_unwritable
from encounters.render.formats import Look

TEXT = "3.787× – ─ █ türkiye\n"


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def __init__(self, encoding: str = "utf-8", terminal: bool = True) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("flag", "environ", "terminal", "colored"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour(flag: str, environ: dict[str, str], terminal: bool, colored: bool) -> None:
    assert look(color=flag, stream=Terminal(terminal=terminal), environ=environ).color is colored


def test_width_is_that_of_a_terminal_only() -> None:
    assert look(stream=Terminal(), environ={"COLUMNS": "40"}).width == 40
    assert look(stream=Terminal(), environ={"COLUMNS": "wide"}).width == 80
    for wide in ("99999999", "9" * 5000):
        assert look(stream=Terminal(), environ={"COLUMNS": wide}).width in (80, WIDEST)
    assert look(stream=Terminal(terminal=False), environ={"COLUMNS": "40"}).width is None
    assert look("x.txt", stream=Terminal("ascii"), environ={"COLUMNS": "40"}) == Look()


@pytest.mark.parametrize(("encoding", "plain"), [("utf-8", False), ("cp437", True), ("cp1252", True), ("ascii", True)])
def test_ascii_where_the_encoding_lacks_the_letters(encoding: str, plain: bool) -> None:
    assert look(stream=Terminal(encoding), environ={}).ascii is plain


@pytest.mark.parametrize(
    ("encoding", "bytes_"),
    [
        ("utf-8", TEXT.encode()),
        ("ascii", b"3.787x - - @ turkiye\n"),
        ("cp1252", "3.787× – - @ türkiye\n".encode("cp1252")),
    ],
)
def test_stdout_in_the_streams_encoding(encoding: str, bytes_: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal(encoding, terminal=False)
    monkeypatch.setattr(sys, "stdout", stream)
    emit(TEXT)
    emit(b"a,b\n")
    assert stream.buffer.getvalue() == bytes_ + b"a,b\n"  # type: ignore[attr-defined]


def test_binary_does_not_go_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    with pytest.raises(UsageError, match="binary"):
        emit(b"PAR1\0\0")


def test_notes_go_to_stderr_unless_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    note("told")
    note("not told", quiet=True)
    assert capsys.readouterr() == ("", "told\n")


def test_notes_wrap_between_words_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    for terminal, told in (
        (True, "one two three four\nfive six\n  indented\n"),
        (False, "one two three four five six\n  indented\n"),
    ):
        stream = Terminal(terminal=terminal)
        monkeypatch.setattr(sys, "stderr", stream)
        note("one two three four five six\n  indented")
        assert stream.buffer.getvalue().decode() == told


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("before")
    file.chmod(0o640)
    emit(TEXT, str(file))
    assert file.read_bytes() == TEXT.encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["x.txt"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "x.txt")
    emit("text", str(tmp_path / "link.txt"))
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "x.txt").read_text() == "text"


def test_a_device_is_written_to() -> None:
    refuse_unwritable(os.devnull)
    emit("text", os.devnull)
    assert not Path(os.devnull).is_file()


def test_a_failure_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.txt"
    file.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "replace", full)
    with pytest.raises(StoreError, match="no space left"):
        emit("after", str(file))
    assert file.read_text() == "before"
    assert os.listdir(tmp_path) == ["x.txt"]


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        emit("text", str(tmp_path / "none" / "x.txt"))
    with pytest.raises(UsageError, match="directory"):
        emit("text", str(tmp_path))


def test_what_cannot_be_written_is_told_before_there_is_anything_to_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path, tmp_path / "none" / "x", tmp_path / "file" / "x"):
        with pytest.raises(UsageError) as first:
            refuse_unwritable(str(place))
        with pytest.raises(UsageError) as later:
            emit("text", str(place))
        assert (first.value.message, first.value.hint) == (later.value.message, later.value.hint)
    for place in (tmp_path / "new", tmp_path / "file"):
        refuse_unwritable(str(place))
    assert os.listdir(tmp_path) == ["file"]


def python(program: str, **environ: str) -> subprocess.Popen[bytes]:
    code = f"from encounters.render.emit import emit, note\n{program}"
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", code], stdout=pipe, stderr=pipe, env=os.environ | environ)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away(unbuffered: str) -> None:
    with python("emit('line\\n' * 200_000)", PYTHONUNBUFFERED=unbuffered) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"line\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_large_answers_arrive_whole(unbuffered: str) -> None:
    stdout, stderr = python("emit('line\\n' * 200_000)", PYTHONUNBUFFERED=unbuffered).communicate()
    assert stdout == b"line\n" * 200_000
    assert stderr == b""


@pytest.mark.parametrize(("encoding", "shown"), [("ascii", b"3x - ...\n"), ("cp1252", "3× – …\n".encode("cp1252"))])
def test_streams_of_other_encodings(encoding: str, shown: bytes) -> None:
    program = "emit('3\\u00d7 \\u2013 \\u2026\\n'); note('3\\u00d7 \\u2013 \\u2026')"
    assert python(program, PYTHONIOENCODING=encoding).communicate() == (shown, shown)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_behind_stdout_is_one_error() -> None:
    program = "emit('text')"
    code = (
        "import encounters.errors\nfrom encounters.render.emit import emit\ntry:\n"
        f"    {program}\nexcept encounters.errors.StoreError as error:\n    raise SystemExit(error.message)"
    )
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE)
    assert done.stderr == b"Cannot write the answer: no space left on device.\n"
    assert done.returncode == 1
