"""Recompute U.S. Customs and Border Protection's southwest land border figures from its published files.

>>> import encounters
>>> encounters.measure("total", "FY2021").value
1734686
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from encounters.api import *  # noqa: F403


def __getattr__(name: str) -> Any:
    """What `encounters.api` lists, which is imported when it is first asked for."""
    api = import_module("encounters.api")
    if name == "__all__":
        return api.__all__
    if name not in api.__all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted(import_module("encounters.api").__all__)
