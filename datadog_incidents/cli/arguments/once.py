"""Options that are given once."""

from __future__ import annotations

from collections import Counter
from typing import Any

import typer
from typer.core import TyperCommand


class Command(TyperCommand):
    """A command that refuses a repeated option of which the last one alone would count, in silence."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take a command line apart.

        Raises:
            BadParameter: an option that takes one value was given more.
        """
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for option, times in Counter[Any](given).items():
            if times > 1 and _takes_one(option) and not ctx.resilient_parsing:
                raise typer.BadParameter(f"it takes one value, and is given {times} times", ctx=ctx, param=option)
        return super().parse_args(ctx, args)


def _takes_one(option: Any) -> bool:
    if option.param_type_name != "option" or option.multiple:
        return False
    return not option.is_flag or bool(option.secondary_opts)  # a flag says the same again, unless it can say no
