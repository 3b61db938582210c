"""Reading what a file holds, which others may have written, or half of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_T = TypeVar("_T")


def read_rows(what: str, rows: sqlite3.Cursor, read: Callable[[str], _T]) -> Iterator[_T]:
    """What rows stand for.

    Args:
        what: what each of them holds, for the message.
        rows: their numbers and texts.
        read: reads a text.

    Raises:
        sqlite3.DatabaseError: a row cannot be read; the message says which, and why.
    """
    with closing(rows):  # or the file would stay locked for as long as anyone looks at the error
        for number, text in rows:
            try:
                yield read(text)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                reason = f"{error} is missing" if isinstance(error, KeyError) else error
                raise sqlite3.DatabaseError(f"{what} {number} cannot be read: {reason}") from None
