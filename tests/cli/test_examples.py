"""Every `$ encounters ...` line of every command's help is run, in a folder that has the files it names."""

from __future__ import annotations

import importlib
import shlex
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from encounters.cli.program import COMMANDS, MODULES
from whole import release_named, rows_of, written

DOCUMENTS = Path(__file__).resolve().parents[2] / "fixtures" / "documents"
HERE = {name: MODULES.get(name, name) for name in COMMANDS}
HERE = {name: module for name, module in HERE.items() if find_spec(f"encounters.cli.{module}")}


def examples(name: str) -> list[str]:
    text = importlib.import_module(f"encounters.cli.{HERE[name]}").command.__doc__ or ""
    return [line.strip().removeprefix("$ ") for line in text.splitlines() if line.strip().startswith("$ ")]


RUN = [example for name in HERE if name != "fetch" for example in examples(name)]


@pytest.mark.parametrize("name", HERE)
def test_a_command_has_a_line_of_help_and_examples(name: str) -> None:
    command = importlib.import_module(f"encounters.cli.{HERE[name]}").command
    first, *rest = command.__doc__.splitlines()
    assert first.endswith(".")
    assert 1 <= len(examples(name)) <= 6
    assert all(example.startswith(f"encounters {name}") for example in examples(name))
    assert rest


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that examples name."""
    folder = tmp_path_factory.mktemp("named")
    shutil.copytree(DOCUMENTS, folder, dirs_exist_ok=True)
    for file in ("sbo-encounters-fy22-fy25-aug.csv", "2024-10/nationwide-encounters-fy21-fy24-state.csv"):
        release = release_named(Path(file).name)
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_bytes(written(release.dataset, rows_of(release)))
    return folder


@pytest.fixture
def folder(named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of their own, with these files."""
    shutil.copytree(named, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("example", RUN)
def test_an_example_runs(example: str, folder: Path, run: Any) -> None:
    words = shlex.split(example)[1:]
    if any("*" in word for word in words):
        words = [str(found) for word in words for found in (sorted(folder.glob(word)) if "*" in word else [word])]
    if "-o" in words:
        words[words.index("-o") + 1] = str(folder / Path(words[words.index("-o") + 1]).name)
    if words[0] == "forget":
        run("import", words[1])
    ran = run(*words)
    assert "Error" not in ran.stderr, ran.stderr
    assert ran.exit_code in ((0, 1) if words[0] == "check" else (0,))
    assert ran.stdout or "-o" in words
