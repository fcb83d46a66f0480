"""What every test gets: a home of its own, a fixed terminal, and ways to reach the CLI and CBP's files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

SHARED = Path(__file__).resolve().parents[2] / "shared"
HOME_VARIABLES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
XDG_VARIABLES = ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
# Each would make the same test answer differently on another machine or in CI.
UNSET = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CI", "GITHUB_ACTIONS", "ENCOUNTERS_FORMAT")


@pytest.fixture(autouse=True)
def own_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the real home; returns the one it has instead."""
    home = tmp_path_factory.mktemp("home")
    for name in HOME_VARIABLES:
        monkeypatch.setenv(name, str(home))
    for name in XDG_VARIABLES:
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("ENCOUNTERS_STORE", str(home / "store"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LINES", "40")
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(scope="session")
def shared() -> Path:
    """CBP's files and the report, which lie beside the checkout and not in it."""
    if not SHARED.is_dir():
        pytest.skip(f"CBP's published files are not beside the checkout: there is no {SHARED}")
    return SHARED


@dataclass(frozen=True)
class Ran:
    """What a run of the CLI left: its exit code and the two streams, kept apart."""

    exit_code: int
    stdout_bytes: bytes
    stderr: str

    @property
    def stdout(self) -> str:
        return self.stdout_bytes.decode("utf-8")


@pytest.fixture
def run() -> Callable[..., Ran]:
    """The CLI in this process, the error gate included: `run("summary", "--year", "2021").stdout`."""

    def call(*arguments: str, stdin: str | bytes | None = None, env: dict[str, str] | None = None) -> Ran:
        from typer.testing import CliRunner

        from encounters.cli.app import run as program

        with CliRunner().isolation(input=stdin, env=env) as (stdout, stderr, _):
            code = program(arguments)
            return Ran(code, stdout.getvalue(), stderr.getvalue().decode("utf-8"))

    return call
