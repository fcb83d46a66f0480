"""Settings: flag, environment, file, default, and where each came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from encounters.config import CONFIG_VARIABLE, KNOWN, all_settings, config_path, setting, store_setting
from encounters.errors import SettingsError


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


def test_the_file_has_its_place_in_the_users_settings_folder() -> None:
    assert config_path({}).name == "config.toml"
    assert config_path({}).parent.name == "encounters"
