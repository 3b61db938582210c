"""A progress bar on stderr, where there is somebody to look at it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from datadog_incidents.cli.arguments.options import Output

if TYPE_CHECKING:
    from datadog_incidents import Page

_T = TypeVar("_T")

Advance: TypeAlias = Callable[[int, int | None], None]
"""Takes how many are done and, where it is known, how many there are."""


def is_watched(output: Output) -> bool:
    """Whether a bar helps: on a terminal that is not busy showing what is written meanwhile."""
    return sys.stderr.isatty() and (output is Output.TABLE or not sys.stdout.isatty())


@contextmanager
def progress_bar(*, shown: bool) -> Generator[Advance]:
    """A bar that is gone when it is done.

    Args:
        shown: whether to show it at all.
    """
    if not shown:
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

    console = Console(file=sys.stderr, force_terminal=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=console, transient=True, redirect_stdout=False)
    task = progress.add_task("", total=None)

    def advance(done: int, total: int | None) -> None:
        progress.start()  # not before there is something to show; again it does nothing
        progress.update(task, completed=done, total=total)

    try:
        yield advance
    finally:
        progress.stop()


def followed(pages: Iterable[Page[_T, Any]], advance: Advance) -> Iterator[_T]:
    """The items of pages, each of them told to the bar.

    Args:
        pages: what to go through.
        advance: the bar.
    """
    done = 0
    for page in pages:
        for item in page.items:
            done += 1
            advance(done, page.total)
            yield item
