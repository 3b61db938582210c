"""The requests that an emulator remembers."""

from __future__ import annotations

import sys
import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_REQUESTS = 100_000
MAX_BYTES = 64 << 20
"""Both bound what is remembered."""


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A request as the emulator remembers it: without its headers, which hold the keys.

    Args:
        operation: the operation's name; None for what is not emulated.
        method: the HTTP method.
        path: the path, percent-decoded.
        query: the query parameters.
        status: the status that was answered; None when the answer never left.
    """

    operation: str | None
    method: str
    path: str
    query: Mapping[str, str]
    status: int | None


class ReceivedRequests:
    """Remembers the last requests, as many as fit into the bounds."""

    def __init__(self) -> None:
        self.remembered: deque[ReceivedRequest] = deque()
        """The requests, the oldest first. Whoever looks at them may clear them."""
        self._bytes = 0
        self._lock = threading.Lock()

    def remember(self, request: ReceivedRequest) -> None:
        """Remember a request, and forget the oldest ones if they are too many or too long."""
        with self._lock:
            if not self.remembered:
                self._bytes = 0
            self.remembered.append(request)
            self._bytes += _size(request)
            while self.remembered and (self._bytes > MAX_BYTES or len(self.remembered) > MAX_REQUESTS):
                self._bytes -= _size(self.remembered.popleft())


def _size(request: ReceivedRequest) -> int:
    """About how many bytes of memory a request takes."""
    texts = (request.method, request.path, *request.query, *request.query.values())
    return sys.getsizeof(request) + sys.getsizeof(request.query) + sum(map(sys.getsizeof, texts))
