"""Recompute U.S. Customs and Border Protection's southwest land border figures from its published files.

>>> import encounters
>>> encounters.measure("total", "FY2021").value
1734686
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from encounters.version import __version__

if TYPE_CHECKING:
    from encounters.api import measure, open_store, rows, summary, trend
    from encounters.claims.check import check
    from encounters.figures import FIGURES
    from encounters.search.find import find

_WHERE = {
    "open_store": "api",
    "measure": "api",
    "rows": "api",
    "trend": "api",
    "summary": "api",
    "check": "claims.check",
    "find": "search.find",
    "FIGURES": "figures",
}
"""Each name and the module that has it, which is imported when the name is first used."""

__all__ = ["FIGURES", "__version__", "check", "find", "measure", "open_store", "rows", "summary", "trend"]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
