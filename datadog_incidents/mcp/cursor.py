"""Where a search goes on: a text that a model hands back unread.

A page begins at the moment of creation of the last incident before it, not at a number of incidents, so that none is
missed or comes twice when others are created or deleted meanwhile.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from datadog_incidents import query as queries
from datadog_incidents.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentResponseData

_CHECK_BYTES = 6
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Place:
    """How far a search has come: all that another call needs to go on from there."""

    asked: str
    """What the arguments of the search were, as a digest."""
    query: str
    """What was searched for, with the period as it was then."""
    sort: Literal["created", "-created"]
    total: int = 0
    """How many incidents were found at first."""
    delivered: int = 0
    """How many of them were handed out."""
    second: int | None = None
    """When the last of them was created, in seconds since 1970."""
    seen: tuple[str, ...] = ()
    """The ids of those that were created in that very second."""

    def onward(self) -> queries.Query:
        """The query for what was not handed out yet, and for `seen`."""
        if self.second is None:
            return queries.raw(self.query)
        moment = datetime.fromtimestamp(self.second, UTC)
        rest = queries.created(before=moment + _SECOND) if self.sort == "-created" else queries.created(after=moment)
        return queries.raw(self.query) & rest

    def after(self, incidents: Sequence[IncidentResponseData], total: int) -> Place:
        """The place after further incidents.

        Args:
            incidents: those that are handed out now, none of them among `seen`.
            total: how many were found at first.
        """
        seconds = [None if each.created is None else int(each.created.timestamp()) for each in incidents]
        last = next((second for second in reversed(seconds) if second is not None), self.second)
        seen = [each.id for each, second in zip(incidents, seconds, strict=True) if second in (None, last)]
        return Place(
            asked=self.asked,
            query=self.query,
            sort=self.sort,
            total=total,
            delivered=self.delivered + len(incidents),
            second=last,
            seen=(*(self.seen if last == self.second else ()), *seen),
        )


def digest(*parts: object) -> str:
    """A short digest of values.

    Args:
        parts: anything that JSON has; what it has not counts by its text.
    """
    text = json.dumps(parts, default=str, sort_keys=True).encode()
    return hashlib.blake2b(text, digest_size=_CHECK_BYTES).hexdigest()


def cursor_of(place: Place, service: str) -> str:
    """A place as a cursor.

    Args:
        place: the place.
        service: where the incidents are: elsewhere, the cursor leads nowhere.
    """
    text = json.dumps(asdict(place), separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(f"{digest(service, text)}{text}".encode()).decode().rstrip("=")


def place_of(cursor: str, service: str) -> Place:
    """The place that a cursor stands for.

    Args:
        cursor: the cursor.
        service: where the incidents are.

    Raises:
        InvalidArgumentError: it is no cursor, not a whole one, or one of another service.
    """
    try:
        decoded = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        check, text = decoded[: 2 * _CHECK_BYTES], decoded[2 * _CHECK_BYTES :]
        if check == digest(service, text):
            document: dict[str, Any] = json.loads(text)
            return Place(seen=tuple(document.pop("seen")), **document)
    except (ValueError, TypeError, KeyError):
        pass
    raise InvalidArgumentError(
        "cursor: is not one that this server gave for this service; pass next_cursor letter by letter, or leave cursor "
        "out to begin anew"
    )
