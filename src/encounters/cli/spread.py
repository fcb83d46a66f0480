"""Groups of options as dataclasses, and the decorator that spreads them over a command's flags.

A command takes a group as one parameter (`chosen: FilterOptions`); its flags are the group's fields.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, get_type_hints

import typer


def option(help_text: str, *names: str, metavar: str | None = None, completes: Any = None) -> Any:
    """An option as every command writes it: its help, its names, and what completes its value."""
    return typer.Option(*names, help=help_text, metavar=metavar, autocompletion=completes, show_default=False)


def spread(command: Callable[..., int]) -> Callable[..., int]:
    """A command whose option groups are flattened into flags, as typer reads them."""
    hints = get_type_hints(command, include_extras=True)
    own: list[inspect.Parameter] = []
    shared: list[inspect.Parameter] = []
    groups: dict[str, type] = {}
    for name, parameter in inspect.signature(command).parameters.items():
        if is_dataclass(hints[name]):
            groups[name] = hints[name]
            shared += _fields(hints[name])
        else:
            own.append(parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY))
    parameters = own + shared

    @functools.wraps(command)
    def flat(**given: Any) -> int:
        for name, group in groups.items():
            given[name] = group(**{field.name: given.pop(field.name) for field in fields(group)})
        return command(**given)

    flat.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    flat.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return flat


def _fields(group: type) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    made: list[inspect.Parameter] = []
    for field in fields(group):
        default = None if field.default is MISSING else field.default
        value = list(default) if isinstance(default, tuple) else default
        made.append(
            inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=value, annotation=hints[field.name])
        )
    return made
