"""Settings: flag, environment, file, default, and where each came from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from encounters.config import CONFIG_VARIABLE, KNOWN, all_settings, config_path, setting, store_setting
from encounters.errors import SettingsError, StoreError
from encounters.fetch.settings import client_settings, wrong
from encounters.render.formats import format_for
from encounters.store.disk import write_lock
from encounters.store.holdings import open_store
from encounters.tables.status import status


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {CONFIG_VARIABLE: str(tmp_path / "config.toml")}


def write(environ: dict[str, str], text: str) -> None:
    Path(environ[CONFIG_VARIABLE]).write_text(text, encoding="utf-8")


def test_the_nearest_source_wins(environ: dict[str, str]) -> None:
    assert setting("cbp_url", None, environ).origin == "default"
    write(environ, 'cbp_url = "https://file.example"\n')
    found = setting("cbp_url", None, environ)
    assert (found.value, found.origin) == ("https://file.example", f"cbp_url in {environ[CONFIG_VARIABLE]}")
    environ["ENCOUNTERS_CBP_URL"] = "https://environment.example"
    assert setting("cbp_url", None, environ).origin == "ENCOUNTERS_CBP_URL"
    assert setting("cbp_url", "https://flag.example", environ).origin == "--cbp-url"


def test_the_store_too(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert store_setting(None, environ).origin == "default"
    write(environ, 'store = "~/kept"\n')
    found = store_setting(None, environ)
    assert found.value == str(Path("~/kept").expanduser())
    assert store_setting("here", {**environ, "ENCOUNTERS_STORE": "there"}).value == "here"
    assert store_setting(None, {**environ, "ENCOUNTERS_STORE": "there"}).value == "there"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cbp_ulr = 'x'", "unknown setting 'cbp_ulr'"),
        ("cbp_url =", "cannot be read"),
        ("cbp_url = ['x']", "neither text nor a number"),
        ("pause = true", "neither text nor a number"),
        ("store = 5", "gives store the number 5"),
        ("[network]\npause = 1", "unknown setting 'network'"),
    ],
)
def test_a_file_that_is_not_right_is_told(environ: dict[str, str], text: str, told: str) -> None:
    write(environ, text)
    with pytest.raises(SettingsError, match=told):
        setting("cbp_url", None, environ)


def test_a_changed_file_is_read_again(environ: dict[str, str]) -> None:
    write(environ, "pause = 2\n")
    assert setting("pause", None, environ).number() == 2
    write(environ, "pause = 2.5\n# longer\n")
    assert setting("pause", None, environ).number() == 2.5


def test_every_setting_is_told_with_its_origin(environ: dict[str, str]) -> None:
    environ["ENCOUNTERS_PAUSE"] = "3"
    told = {one.name: one.origin for one in all_settings(environ=environ)}
    assert told.keys() == KNOWN.keys()
    assert told["pause"] == "ENCOUNTERS_PAUSE"


@pytest.mark.parametrize(
    ("name", "value"),
    [("pause", "x"), ("attempts", "0"), ("read_timeout", "0"), ("cbp_url", "http://example.org"), ("user_agent", "é")],
)
def test_a_wrong_value_is_told_before_a_command_needs_it(environ: dict[str, str], name: str, value: str) -> None:
    environ[f"ENCOUNTERS_{name.upper()}"] = value
    told = {one.name: wrong(one) for one in all_settings(environ=environ)}
    fault = told.pop(name)
    assert fault is not None
    assert fault.hint
    assert set(told.values()) == {None}
    notes = status(open_store("nowhere"), all_settings(environ=environ), date(2026, 9, 1)).notes
    assert f"Setting {name} is wrong: {fault.message}" in notes


def test_the_file_has_its_place_in_the_users_settings_folder() -> None:
    assert config_path({}).name == "config.toml"
    assert config_path({}).parent.name == "encounters"


def waited(environ: dict[str, str]) -> object:
    return setting("lock_timeout", None, environ).number()


EFFECTS: dict[str, tuple[str, Callable[[dict[str, str]], object], object]] = {
    "store": ("/data/kept", lambda environ: Path(store_setting(None, environ).value), Path("/data/kept")),
    "format": ("csv", lambda environ: format_for(None, None, environ), "csv"),
    "cbp_url": (
        "https://mirror.example",
        lambda environ: client_settings({}, environ).cbp_url,
        "https://mirror.example",
    ),
    "archive_url": (
        "https://old.example",
        lambda environ: client_settings({}, environ).archive_url,
        "https://old.example",
    ),
    "user_agent": ("desk/1", lambda environ: client_settings({}, environ).agents, ("desk/1",)),
    "connect_timeout": ("3", lambda environ: client_settings({}, environ).connect, 3.0),
    "read_timeout": ("4", lambda environ: client_settings({}, environ).read, 4.0),
    "total_timeout": ("5", lambda environ: client_settings({}, environ).total, 5.0),
    "attempts": ("6", lambda environ: client_settings({}, environ).pace.attempts, 6),
    "pause": ("7", lambda environ: client_settings({}, environ).pace.pause, 7.0),
    "lock_timeout": ("8", waited, 8.0),
}
"""Each setting with a value, where the program reads it, and what it then has."""


@pytest.mark.parametrize("name", KNOWN)
def test_every_setting_is_read_from_the_file_and_from_its_variable(name: str, environ: dict[str, str]) -> None:
    text, read, made = EFFECTS[name]
    assert read(environ) != made
    write(environ, f'{name} = "{text}"\n')
    assert read(environ) == made
    write(environ, "\n\n")
    assert read({**environ, KNOWN[name].variable: text}) == made


def test_the_wait_for_the_store_is_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENCOUNTERS_LOCK_TIMEOUT", "0")
    with write_lock(tmp_path), pytest.raises(StoreError, match="waited 0 seconds"), write_lock(tmp_path):
        pass


def test_every_setting_stands_on_its_page() -> None:
    page = (Path(__file__).resolve().parents[1] / "docs/settings.md").read_text("utf-8")
    assert all(f"| `{name}` |" in page for name in KNOWN)
