"""Groups of options, and the decorator that spreads them over a command's flags.

A command takes a group as one parameter (`chosen: FilterOptions`); its flags are the group's fields.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

import typer
from msgspec import NODEFAULT, Struct


def option(help_text: str, *names: str, metavar: str | None = None, completes: Any = None) -> Any:
    """An option as every command writes it: its help, its names, and what completes its value."""
    return typer.Option(*names, help=help_text, metavar=metavar, autocompletion=completes, show_default=False)


def argument(help_text: str, metavar: str, completes: Any = None) -> Any:
    """An argument as every command writes it: its help, what stands for it, and what completes it."""
    return typer.Argument(help=help_text, metavar=metavar, autocompletion=completes, show_default=False)


def spread(command: Callable[..., int]) -> Callable[..., int]:
    """A command whose option groups are flattened into flags, as typer reads them."""
    hints = get_type_hints(command, include_extras=True)
    own: list[inspect.Parameter] = []
    shared: list[inspect.Parameter] = []
    groups: dict[str, type[Struct]] = {}
    for name, parameter in inspect.signature(command).parameters.items():
        if isinstance(hints[name], type) and issubclass(hints[name], Struct):
            groups[name] = hints[name]
            shared += _fields(hints[name])
        else:
            own.append(parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY))
    parameters = own + shared

    @functools.wraps(command)
    def flat(**given: Any) -> int:
        for name, group in groups.items():
            given[name] = group(**{field: given.pop(field) for field in group.__struct_fields__})
        return command(**given)

    flat.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    flat.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return flat


def _fields(group: type[Struct]) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    made: list[inspect.Parameter] = []
    names, defaults = group.__struct_fields__, group.__struct_defaults__
    for name, default in zip(names, (*[NODEFAULT] * (len(names) - len(defaults)), *defaults), strict=True):
        value = None if default is NODEFAULT else list(default) if isinstance(default, tuple) else default
        made.append(inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=value, annotation=hints[name]))
    return made
