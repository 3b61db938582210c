"""Commands and options as this program has them: click's, but for what is said here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields
from enum import StrEnum
from functools import reduce, wraps
from typing import Any, Protocol, TypeVar

import click

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Decorator(Protocol):
    """Gives a function an option or an argument, under the name of its parameter."""

    def __call__(self, function: _Function, /) -> _Function:
        """The function with it."""
        ...


def option(
    *names: str, among: type[StrEnum] | None = None, suggested: Iterable[str] = (), **settings: Any
) -> Decorator:
    """An option of a command.

    Args:
        names: how it is written, and the name of the parameter where that is another.
        among: the values that there are, one of which the function gets.
        suggested: values to complete, of those that it takes.
        settings: what else click lets an option have.
    """
    if among is not None:
        settings["type"] = _Values(among)
        if isinstance(default := settings.get("default"), StrEnum):
            settings["default"] = default.value  # which help shows; the function gets the member nevertheless
    if known := tuple(suggested):

        def complete(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
            return [value for value in known if value.casefold().startswith(begun.casefold())]

        settings["shell_complete"] = complete
    return click.option(*names, **settings)


def argument(name: str, **settings: Any) -> Decorator:
    """An argument of a command.

    Args:
        name: the name of the parameter.
        settings: what click lets an argument have.
    """
    return click.argument(name, **settings)


def gathered(
    kind: type[Any], name: str, options: Iterable[Decorator]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Options that go together: the function gets all of them as one object.

    Args:
        kind: the dataclass of the object, with a field for the parameter of each option.
        name: the parameter that gets it.
        options: the options, in the order of the help.
    """

    def give(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def with_object(*arguments: Any, **given: Any) -> None:
            taken = {field.name: given.pop(field.name) for field in fields(kind)}
            function(*arguments, **{name: kind(**taken)}, **given)

        return reduce(lambda command, add: add(command), reversed(tuple(options)), with_object)

    return give


class _Values(click.Choice[StrEnum]):
    """The values of an enum, where click has the names of its members."""

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:  # noqa: ARG002  # click's
        return str(choice)


class Command(click.Command):
    """A command that refuses a repeated option of which the last one alone would count, in silence."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a command line apart.

        Raises:
            BadParameter: an option that takes one value was given more.
        """
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for parameter, times in Counter(given).items():
            if times > 1 and _takes_one(parameter) and not ctx.resilient_parsing:
                raise click.BadParameter(f"it takes one value, and is given {times} times", ctx=ctx, param=parameter)
        return super().parse_args(ctx, args)


def _takes_one(parameter: click.Parameter) -> bool:
    if not isinstance(parameter, click.Option) or parameter.multiple:
        return False
    return not parameter.is_flag or bool(parameter.secondary_opts)  # a flag says the same again, unless it can say no


class Group(click.Group):
    """Commands below one name, in the order in which they are defined."""

    command_class: type[click.Command] | None = Command

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's
        """The names of the commands."""
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a command line apart; of one that ends here, help is all that there is to say."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(2)
        return super().parse_args(ctx, args)


def command(name: str, **settings: Any) -> Callable[[Callable[..., None]], click.Command]:
    """Make a function a command, whose docstring is its help.

    Args:
        name: how it is called.
        settings: what else click lets a command have.
    """
    return click.command(name, cls=Command, **settings)
