"""Which incidents a command changes: those that are named, or all that a search finds."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce, wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from datadog_incidents._core.spoken_moments import moment
from datadog_incidents.cli.arguments.command import Decorator, argument, option
from datadog_incidents.cli.arguments.filters import query_from
from datadog_incidents.cli.arguments.options import REFERENCE_HELP, dry_run
from datadog_incidents.cli.program import PROGRAM
from datadog_incidents.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from datadog_incidents.query import Query

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The incidents that are named, or else those that a search finds."""

    references: Sequence[str]
    query: Query | None
    """What to search for, the age that is asked for in it; None where incidents are named."""
    at_most: int
    """How many of those that a search finds may be changed."""
    yes: bool
    """Whether to change what a search finds without asking."""
    dry_run: bool
    again: str
    """The command line, to be run again."""


_OPTIONS: Final[tuple[Decorator, ...]] = (
    argument("references", metavar="[REF]...", nargs=-1, help=f"Incidents: {REFERENCE_HELP} Or give --query."),
    option("--query", metavar="QUERY", help="All that a search for QUERY finds, in place of REF."),
    option(
        "--older-than", metavar="TIME", help="Of these only those created before that moment: 30d (ago), 2026-01-31, …"
    ),
    option(
        "--at-most",
        metavar="N",
        type=click.IntRange(min=1),
        default=50,
        help="Change nothing if more than N that --query finds would be changed.",
    ),
    option("--yes", "-y", is_flag=True, help="Do not ask before changing what --query finds."),
    dry_run,
)


def selection_options(function: Callable[..., _Result]) -> Callable[..., _Result]:
    """Give a command these options; its parameter `selection` gets what they mean, as a `Selection`."""

    @wraps(function)
    def with_selection(
        *arguments: Any,
        references: Sequence[str],
        query: str | None,
        older_than: str | None,
        at_most: int,
        yes: bool,
        dry_run: bool,
        **given: Any,
    ) -> _Result:
        context = click.get_current_context()
        name = context.info_name
        if bool(references) is (query is not None):
            raise InvalidArgumentError(f"{name}: give REF or --query, and not both, to say what is to be changed")
        if query is None and older_than is not None:
            raise InvalidArgumentError("--older-than: it narrows a --query, and there is none")
        if query is not None and not (yes or dry_run or sys.stdin.isatty()):
            raise InvalidArgumentError(
                f"{name}: nobody can be asked here; --dry-run shows what would be changed, --yes changes it"
            )
        before = None if older_than is None else moment("--older-than", older_than, datetime.now(UTC))
        selection = Selection(
            references=references,
            query=None if query is None else query_from(query, until=before),
            at_most=at_most,
            yes=yes,
            dry_run=dry_run,
            again=shlex.join([PROGRAM, *context.obj]),
        )
        return function(*arguments, selection=selection, **given)

    return reduce(lambda command, add: add(command), reversed(_OPTIONS), with_selection)
