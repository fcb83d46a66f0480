"""Settings and where each came from: every path and every environment variable is named here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

STORE_VARIABLE = "ENCOUNTERS_STORE"
FORMAT_VARIABLE = "ENCOUNTERS_FORMAT"


@dataclass(frozen=True)
class Setting:
    """A value and where it came from: a flag, an environment variable or the default."""

    name: str
    value: str
    origin: str


def store_setting(flag: str | None = None, environ: Mapping[str, str] = os.environ) -> Setting:
    """The store's folder: `--store`, else ENCOUNTERS_STORE, else the user's data folder for this platform."""
    if flag:
        return Setting("store", str(Path(flag).expanduser()), "--store")
    if value := environ.get(STORE_VARIABLE):
        return Setting("store", str(Path(value).expanduser()), STORE_VARIABLE)
    import platformdirs

    return Setting("store", platformdirs.user_data_dir("encounters", appauthor=False), "default")
