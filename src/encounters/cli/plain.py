"""Commands whose values are read without a validation library.

typer reads every value through pydantic, which it imports and prepares when a command runs: a third of the time of a
whole `summary`. Texts and whole numbers, which is all our options take, need none of it. Other types are left to typer.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from encounters.errors import UsageError


class Plain:
    """Reads texts, lists of texts, whole numbers and flags without typer's help."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, the help option among them, each with its reader."""
        parameters: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for parameter in parameters:
            reader = READERS.get(parameter.type_descriptor.annotation)
            if reader is not None:
                # typer fills this in when it is first asked for it; see typer.core._TyperParameter.
                parameter._runtime_param = reader
            if parameter.param_type_name == "argument":
                _say_the_name_only(parameter)
        return parameters


def _say_the_name_only(argument: Any) -> None:
    """An argument's name says all: typer would put it in braces, and its Python type beside it."""
    argument.get_usage_pieces = lambda ctx: [argument.metavar]
    argument.display_type_rich = lambda ctx: ""


class PlainCommand(Plain, TyperCommand):
    """A command whose values are read plainly, and whose options are given once unless they take several."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words as values. Raises UsageError for an option given twice, of which typer keeps the last only."""
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for option in given:
            once = option.param_type_name == "option" and not (
                getattr(option, "multiple", True) or getattr(option, "is_flag", True)
            )
            if once and given.count(option) > 1:
                raise UsageError(f"{option.opts[0]} is given twice.", "It takes one value.")
        return super().parse_args(ctx, args)


class PlainGroup(Plain, TyperGroup):
    """The program, with its own flags read plainly and its commands listed in groups."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands and their lines, each group under its heading."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            heading = str(getattr(command, "rich_help_panel", None) or "Commands")
            groups.setdefault(heading, []).append((name, getattr(command, "short_help", None) or ""))
        for heading, rows in groups.items():
            with formatter.section(heading):
                formatter.write_dl(rows)


def _refuse_empty(value: Any, param: Any, ctx: Any) -> None:
    """A script's unset variable gives an empty value, which must not pass for one that was not given."""
    if isinstance(value, str) and not value.strip():
        raise typer.BadParameter("the value is empty.", ctx=ctx, param=param)


class Text:
    """One text, or a flag."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as given. An empty one is typer's error."""
        _refuse_empty(value, param, ctx)
        return value


class Texts:
    """A list of texts."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The values as a list; none is an empty one, and an empty value is typer's error."""
        for one in value or ():
            _refuse_empty(one, param, ctx)
        return list(value or ())


class Whole:
    """A whole number."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The number, or typer's error for a wrong value."""
        if value is None:
            return None
        _refuse_empty(value, param, ctx)
        try:
            number = int(value)
        except ValueError:
            raise typer.BadParameter(f"'{value}' is not a whole number.", ctx=ctx, param=param) from None
        least = param.type_descriptor.parameter_info.min
        if least is not None and number < least:
            raise typer.BadParameter(f"{number} is less than {least}.", ctx=ctx, param=param)
        return number


READERS: dict[Any, Any] = {str: Text(), bool: Text(), list[str]: Texts(), int: Whole()}
