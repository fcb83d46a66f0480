"""Settings and where each came from: every path and every environment variable is named here.

A setting is taken from its flag, else its environment variable, else the settings file, else its default. The file is
`config.toml` in the user's settings folder for this platform, or the file that ENCOUNTERS_CONFIG names:

    store = "/data/encounters"
    cbp_url = "https://mirror.example.org/cbp"
    total_timeout = 900
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from encounters.errors import SettingsError, suggest

CONFIG_VARIABLE = "ENCOUNTERS_CONFIG"
DAY = 86_400.0
"""In seconds."""
SOME = (0.001, DAY)
COMPLETE_VARIABLE = "_ENCOUNTERS_COMPLETE"
"""Set by the completion scripts: the program then prints what may stand in place of its last argument."""


class Setting(NamedTuple):
    """A value and where it came from: a flag, an environment variable, the settings file or the default."""

    name: str
    value: str
    origin: str

    def number(self) -> float:
        """The value as a number between its bounds. Raises SettingsError, which names where the value came from."""
        least, most = KNOWN[self.name].bounds
        try:
            number = float(self.value)
        except ValueError:
            number = float("nan")
        if not least <= number <= most:
            raise SettingsError(
                f"{self.origin} is '{self.value}', which is no number from {least:g} to {most:g}.",
                f"Set {self.name} to a number, such as {KNOWN[self.name].default or '1'}.",
            )
        return number


class Known(NamedTuple):
    """A setting that exists: its name in the settings file, its flag, its environment variable, its default."""

    name: str
    flag: str | None
    default: str
    about: str
    bounds: tuple[float, float] = (0.0, DAY)

    @property
    def is_number(self) -> bool:
        """Whether its value is a number, between its bounds."""
        return self.default.isdigit()

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"ENCOUNTERS_{self.name.upper()}"


KNOWN = {
    known.name: known
    for known in (
        Known("store", "--store", "", "the folder that keeps the releases"),
        Known("format", "--format", "table", "how answers are printed"),
        Known("cbp_url", "--cbp-url", "https://www.cbp.gov", "the site whose listing pages are read"),
        Known(
            "archive_url",
            "--archive-url",
            "https://web.archive.org",
            "the archive that --archive and --as-of ask",
        ),
        Known("user_agent", "--user-agent", "", "the name this program gives itself; empty is its own"),
        Known("connect_timeout", "--connect-timeout", "10", "seconds to wait for a connection", SOME),
        Known("read_timeout", "--read-timeout", "30", "seconds to wait for the next bytes", SOME),
        Known("total_timeout", "--timeout", "600", "seconds for one file, waits and repeats included", SOME),
        Known("attempts", None, "4", "how often a page or file is asked for before giving up", (1, 100)),
        Known("pause", None, "1", "seconds between two requests, and before the first repeat"),
        Known("lock_timeout", None, "60", "seconds to wait for another process that writes to the store"),
    )
}
"""Every setting. Its environment variable is ENCOUNTERS_ and its name in capitals."""


def setting(name: str, flag: str | None = None, environ: Mapping[str, str] = os.environ) -> Setting:
    """The value of one setting and where it came from. Raises SettingsError for a settings file that is not right."""
    known = KNOWN[name]
    if flag:
        return Setting(name, flag, known.flag or name)
    if value := environ.get(known.variable):
        return Setting(name, value, known.variable)
    path = config_path(environ)
    if value := _read_config(path, _stamp(path)).get(name):
        return Setting(name, value, f"{name} in {path}")
    return Setting(name, known.default, "default")


def store_setting(flag: str | None = None, environ: Mapping[str, str] = os.environ) -> Setting:
    """The store's folder: `--store`, ENCOUNTERS_STORE, the settings file, else the user's data folder here."""
    found = setting("store", flag, environ)
    if found.value:
        return Setting("store", str(Path(found.value).expanduser()), found.origin)
    import platformdirs

    return Setting("store", platformdirs.user_data_dir("encounters", appauthor=False), "default")


def all_settings(store: str | None = None, environ: Mapping[str, str] = os.environ) -> tuple[Setting, ...]:
    """Every setting with its value and where it came from, for `status`; `store` is the flag's value."""
    return tuple(store_setting(store, environ) if name == "store" else setting(name, None, environ) for name in KNOWN)


def config_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The settings file, whether or not it exists."""
    if value := environ.get(CONFIG_VARIABLE):
        return Path(value).expanduser()
    import platformdirs

    return Path(platformdirs.user_config_dir("encounters", appauthor=False)) / "config.toml"


def _stamp(path: Path) -> int | None:
    """When the file last changed, so that it is read again then and only then."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


@lru_cache(maxsize=8)
def _read_config(path: Path, stamp: int | None) -> dict[str, str]:
    if stamp is None:
        return {}
    import tomllib

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        hint = "ENCOUNTERS_CONFIG names another file."
        raise SettingsError(f"The settings file {path} cannot be read: {error.strerror or error}.", hint) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"The settings file {path} cannot be read: {error}.", "A line of it is a name and a value: pause = 2"
        ) from None
    for name, value in found.items():
        if name not in KNOWN:
            raise SettingsError(
                f"The settings file {path} has an unknown setting '{name}'.", suggest(name, list(KNOWN))
            )
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise SettingsError(
                f"The settings file {path} gives {name} a value that is neither text nor a number.",
                f"Write it as {name} = {_as_toml(KNOWN[name])}",
            )
        if not isinstance(value, str) and not KNOWN[name].is_number:
            raise SettingsError(
                f"The settings file {path} gives {name} the number {value}.", f'Write it as a text: {name} = "{value}"'
            )
    return {name: str(value) for name, value in found.items()}


def _as_toml(known: Known) -> str:
    """A value that a setting may have, as the settings file has it."""
    return known.default if known.is_number else f'"{known.default}"'
