"""The transport of a client: opened with the first request, anew once a setting has changed, closed with the client."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from datadog_incidents._core.forked import renewed_in_child
from datadog_incidents.exceptions import ConfigurationError, DatadogIncidentsError

_T = TypeVar("_T")


class Lease(Generic[_T]):
    """A transport in use.

    Args:
        transport: what carries requests.
        settings: what it was opened with; None for one that the user gave.
    """

    __slots__ = ("is_over", "settings", "transport", "users")

    def __init__(self, transport: _T, settings: object) -> None:
        self.transport = transport
        self.settings = settings
        self.users = 0
        self.is_over = False


class TransportHolder(Generic[_T]):
    """Lends a transport to any number of threads. It closes none itself, since closing can take an `await`.

    Args:
        open_transport: opens one.
        given: the user's own, which is used instead.
        closed_message: what a call is told once the client is closed.
    """

    def __init__(self, open_transport: Callable[[], _T], given: _T | None, closed_message: str) -> None:
        self._open = open_transport
        self._closed_message = closed_message
        self._closed = False
        self._current: Lease[_T] | None = None if given is None else Lease(given, None)
        self._retired: list[_T] = []
        self._is_given = given is not None
        self.renew_in_child()
        renewed_in_child(self)

    def renew_in_child(self) -> None:
        """See `Renewable`. The transport stays: it keeps its connections apart itself."""
        self._lock = threading.RLock()  # a signal's handler may make calls, too

    def take(self, settings: object, operation: str) -> Lease[_T]:
        """The transport for a request, to be handed to `give_back` after it.

        Args:
            settings: what it has to be opened with; a transport that was opened with others retires.
            operation: what it is for, for the message.

        Raises:
            DatadogIncidentsError: the client is closed.
        """
        with self._lock:
            if self._closed:
                raise DatadogIncidentsError(f"{operation}: {self._closed_message}")
            lease = self._current
            if lease is None or (lease.settings is not settings and not self._is_given):
                former, lease = lease, Lease(self._opened(), settings)
                self._current = lease
                self._retire(former)
            lease.users += 1
            return lease

    def give_back(self, lease: Lease[_T]) -> list[_T]:
        """Say that a request is over.

        Returns:
            The transports that nobody will use any more: they are the caller's to close.
        """
        with self._lock:
            lease.users -= 1
            self._retire(lease)
            return self._taken_away()

    def close(self) -> list[_T]:
        """Lend none any more.

        Returns:
            The transports that there are: they are the caller's to close.
        """
        with self._lock:
            self._closed = True
            lease, self._current = self._current, None
            self._retire(lease, in_use=True)
            return self._taken_away()

    def _opened(self) -> _T:
        try:
            return self._open()
        except ConfigurationError as error:
            refused = error.with_traceback(None)  # whose frames hold what the environment says of a proxy
        raise refused

    def _retire(self, lease: Lease[_T] | None, *, in_use: bool = False) -> None:
        """Have a transport closed once nobody uses it; or although somebody does."""
        if lease is None or lease is self._current or lease.is_over or (lease.users and not in_use):
            return
        lease.is_over = True
        self._retired.append(lease.transport)

    def _taken_away(self) -> list[_T]:
        retired, self._retired = self._retired, []
        return retired
