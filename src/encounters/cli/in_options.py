"""Messages in options: they name keys, as claims files and the Python API do, and the command line has options."""

from __future__ import annotations

import re
import shlex

from encounters.names import DIMENSIONS

KEYS = (
    *(*DIMENSIONS, "period", "against", "of", "than", "series", "as_of", "threshold", "in_a_row", "lowest", "among"),
    *("figure", "says", "by", "top", "sort", "cells", "history", "max_filters"),
)
"""The keys that commands have as options; of the others, a claims file alone has some."""
KEY = re.compile(
    rf"`(?P<named>{'|'.join(KEYS)})`|\b(?P<key>{'|'.join(KEYS)}) = "
    r"(?P<value>\"[^\"]*\"|'[^']*'|[\w-]+(?:[.,][\w-]+)*)"
)
"""A key as messages name it, alone or with what it is to be."""


def in_options(text: str) -> str:
    """A message with options in place of keys."""
    return KEY.sub(_option, text.replace("`accessed` or ", ""))


def _option(found: re.Match[str]) -> str:
    key, value = found["named"] or found["key"], (found["value"] or "").strip("'\"")
    if key == "figure":
        return f"measure {value}" if value else "figure"
    option = f"--{key.replace('_', '-')}"
    return option if value in ("", "true") else f"{option} {shlex.quote(value)}"
