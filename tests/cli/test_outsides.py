"""What surrounds a run: streams that are closed, folders that may not be read, words that steer, an early Ctrl-C."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ESC = "\x1b[31m\x9b2J\u202e"


@pytest.mark.parametrize(
    "words", ["summary", "--version", "--help", "status --help", "help check", "measure total 2021 -f json"]
)
def test_a_closed_stdout_is_told(words: str) -> None:
    command = ["sh", "-c", f'exec "{sys.executable}" -m encounters {words} >&-']
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert (ended.returncode, ended.stderr) == (3, "Error: Cannot write the answer: standard output is closed.\n")


def test_a_closed_stderr_hides_no_answer() -> None:
    command = ["sh", "-c", f'exec "{sys.executable}" -m encounters measure total --year 2021 -f csv 2>&-']
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert ended.returncode == 0
    assert "1734686" in ended.stdout


@pytest.mark.parametrize(("words", "told"), [("draft -", "is empty"), ("check -", "has no claims")])
def test_a_closed_stdin_is_an_empty_one(words: str, told: str) -> None:
    command = ["sh", "-c", f'exec "{sys.executable}" -m encounters {words} <&-']
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert ended.returncode in (3, 65)
    assert told in ended.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["summary", "--as-of", ""],
        ["summary", "--component", " "],
        ["summary", "--year", ""],
        ["summary", "--store="],
        ["measure", ""],
        ["fetch", "--as-of", ""],
        ["import", ""],
    ],
    ids=" ".join,
)
def test_an_empty_value_is_an_error(words: list[str], run: Any) -> None:
    ran = run(*words)
    assert ran.exit_code == 2
    assert "the value is empty" in ran.stderr


@pytest.mark.parametrize("words", [["summary"], ["status"], ["import", "pyproject.toml"], ["status", "--repair"]])
def test_a_folder_that_the_system_refuses_is_no_bug_of_ours(words: list[str], run: Any) -> None:
    ran = run(*words, "--store", "x" * 400)
    assert ran.exit_code in (3, 65)
    assert "bug" not in ran.stderr
    assert max(map(len, ran.stderr.splitlines())) < 500


@pytest.mark.parametrize(
    "words",
    [["measure", f"total{ESC}"], ["summary", f"--component={ESC}"], ["import", f"no{ESC}\nError: such"], [f"x{ESC}"]],
    ids=lambda words: words[0][:3],
)
def test_no_argument_steers_the_terminal(words: list[str], run: Any) -> None:
    said = run(*words).stderr
    assert said.startswith("Error: ")
    assert [letter for letter in said.replace("\n", "") if not letter.isprintable()] == []
    assert sum(line.startswith("Error:") for line in said.splitlines()) == 1


def test_a_long_word_is_cut(run: Any) -> None:
    assert max(map(len, run("measure", "y" * 100_000).stderr.splitlines())) < 500


def test_ctrl_c_while_the_program_loads_is_quiet() -> None:
    code = """
import sys
class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == "typer":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Impatient())
from encounters.__main__ import main
main()
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "Interrupted.\n")


GOOD = Path(__file__).parents[2] / "fixtures" / "good" / "southwest-2022-04-18.csv"
NO_STORES = {
    "a file": "a-file",
    "a folder in a file": "a-file/store",
    "a link to itself": "circle",
    "a long name": "n" * 300,
}


@pytest.mark.parametrize("what", NO_STORES)
def test_a_place_that_can_hold_no_store_is_told(what: str, tmp_path: Path, run: Any) -> None:
    (tmp_path / "a-file").write_text("")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    ran = run("import", str(GOOD), "--store", str(tmp_path / NO_STORES[what]))
    assert ran.exit_code == 3
    assert "Choose another folder with --store" in ran.stderr


def test_a_link_to_itself_takes_no_answer(tmp_path: Path, run: Any) -> None:
    circle = tmp_path / "circle.csv"
    circle.symlink_to(circle)
    ran = run("rows", "2022-04", "-o", str(circle))
    assert ran.exit_code == 2
    assert "too many levels of symbolic links" in ran.stderr
    assert circle.is_symlink()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("draft {} -o {}", "article.md"),
        ("import {} -o {}", "release.csv"),
        ("check {} -f csv -o {}", "claims.csv"),
        ("check --document {} -o {}", "article.md"),
    ],
)
def test_an_answer_never_takes_the_place_of_what_it_is_made_from(
    words: str, name: str, tmp_path: Path, run: Any
) -> None:
    path, other = tmp_path / name, tmp_path / f"other{Path(name).suffix}"
    path.write_text("In fiscal year 2021 there were 1,734,686 encounters.\n")
    other.hardlink_to(path)
    for output in (path, other):
        ran = run(*words.format(path, output).split())
        assert ran.exit_code == 2
        assert "is the file that is read, and would be lost" in ran.stderr
        assert path.read_text().startswith("In fiscal year 2021")


@pytest.mark.parametrize(
    "words",
    [
        *("--new --only A02", "--new --strict", "--new -f json", "--new a.toml -o b.toml", "--new a.toml b.toml"),
        *("--new --list", "--list --strict", "--list a.toml", "--list --document a.md", "--list --full"),
    ],
)
def test_what_checks_no_claims_takes_no_option_of_checking(words: str, run: Any) -> None:
    ran = run("check", *words.split())
    assert ran.exit_code == 2
    assert "says nothing to it" in ran.stderr or "writes one claims file" in ran.stderr


def test_a_starter_goes_where_it_is_asked_to(tmp_path: Path, run: Any) -> None:
    assert run("check", "--new", "-o", str(tmp_path / "a.toml")).stdout == ""
    assert run("check", "--new").stdout == (tmp_path / "a.toml").read_text(encoding="utf-8")
    assert "is there already" in run("check", "--new", "-o", str(tmp_path / "a.toml")).stderr


@pytest.mark.parametrize("name", ["manifest.json", "raw/a.csv", "history/a.csv"])
def test_no_answer_lies_among_the_stores_own_files(name: str, tmp_path: Path, run: Any) -> None:
    for folder in ("raw", "history"):
        (tmp_path / folder).mkdir()
    ran = run("summary", "2021", "--store", str(tmp_path), "-o", str(tmp_path / name))
    assert (ran.exit_code, (tmp_path / name).exists()) == (2, False)
    assert "lies among the store's own files" in ran.stderr
    assert run("summary", "2021", "--store", str(tmp_path), "-o", str(tmp_path / "a.csv")).exit_code == 0
