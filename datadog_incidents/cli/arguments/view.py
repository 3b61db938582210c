"""How several incidents are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import click

from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import gathered, option
from datadog_incidents.cli.arguments.options import Output
from datadog_incidents.exceptions import InvalidArgumentError

_DEFAULT_LIMIT: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How many incidents are shown, and what of them, as it was typed."""

    limit: int | None
    every: bool
    columns: str | None
    """Names with commas between them."""
    watch: int | None
    """Seconds from one look to the next."""
    output: Output
    raw: bool

    @property
    def wanted(self) -> int | None:
        """How many to show at the most; None for all."""
        return None if self.every else self.limit or _DEFAULT_LIMIT

    def check(self) -> None:
        """Refuse options that contradict each other.

        Raises:
            InvalidArgumentError: two of them do.
        """
        if self.every and self.limit is not None:
            raise InvalidArgumentError("--all and --limit: give one of them")
        if self.watch is not None and self.output is not Output.TABLE:
            raise InvalidArgumentError(f"--watch: it is about tables, and {self.output} is none")
        if self.columns is not None and self.output not in (Output.TABLE, Output.CSV):
            raise InvalidArgumentError(f"--columns: it is about tables and CSV, and {self.output} is neither")
        options.refuse_raw_unless(self.output is Output.CSV, self.raw)


view_options: Final = gathered(
    View,
    "view",
    (
        options.limit,
        options.every,
        option("--columns", metavar="NAMES", help="Which to show, and in which order: reference,title,teams."),
        option(
            "--watch",
            metavar="SECONDS",
            type=click.IntRange(min=1, max=86_400),
            help="Look again and again, so long after each look, until Ctrl-C.",
        ),
        options.output,
        options.raw,
    ),
)
"""Gives a command these options; its parameter `view` gets all of them, as `View`."""
