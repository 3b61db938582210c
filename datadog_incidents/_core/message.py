"""What travels between the client and a transport: a request, a response, and the failure to get one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, Protocol, Self, TypeVar, overload, runtime_checkable

_T = TypeVar("_T")


class Headers(Mapping[str, str]):
    """HTTP headers: names compare without regard to case, repeated headers are joined with a comma (RFC 9110, 5.3).

    Args:
        items: name and value pairs, in the order received.
    """

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[tuple[str, str]] = ()) -> None:
        self._items: dict[str, tuple[str, str]] = {}
        for name, value in items:
            folded = name.lower()
            if folded in self._items:
                value = f"{self._items[folded][1]}, {value}"
            self._items[folded] = (name, value)

    def __getitem__(self, name: str) -> str:
        return self._items[name.lower()][1]

    @overload
    def get(self, name: str, /) -> str | None: ...
    @overload
    def get(self, name: str, /, default: str) -> str: ...
    @overload
    def get(self, name: str, /, default: _T) -> str | _T: ...
    def get(self, name: str, /, default: Any = None) -> Any:
        """The value of a header, or the default; what a Mapping has by nature takes five times as long."""
        found = self._items.get(name.lower())
        return default if found is None else found[1]

    def __contains__(self, name: object) -> bool:
        """Whether there is such a header; what a Mapping has by nature takes any KeyError for a no."""
        return isinstance(name, str) and name.lower() in self._items

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def __reduce__(self) -> tuple[type[Self], tuple[list[tuple[str, str]]]]:
        return type(self), (list(self._items.values()),)  # by itself, pickle's protocols 0 and 1 would refuse the slots

    def __repr__(self) -> str:
        return f"Headers({list(self._items.values())!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request, ready to be sent.

    The headers hold the keys, so they stay out of the repr.
    """

    method: str
    target: str
    """Path and query, encoded (origin-form, RFC 9112, 3.2.1). Where the service is, the transport knows."""
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """What must not be shown should the answer speak of it, besides what is in the headers: former tokens."""

    def copied(self) -> Request:
        """The same for one attempt alone: a tracer may write into the headers of what it sees sent."""
        return Request(
            method=self.method, target=self.target, headers=dict(self.headers), body=self.body, secrets=self.secrets
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One HTTP response, whole: the body is decoded from its content-encoding."""

    status: int
    reason: str = ""
    headers: Headers
    body: bytes = field(repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """What must not be shown should the response repeat it, besides the secrets of the request: those of a proxy."""


class FailureKind(StrEnum):
    """How an attempt ended without a response."""

    CONNECT = "connect"
    """No connection: name resolution, refusal, proxy. Nothing was sent."""
    CONNECT_TIMEOUT = "connect timeout"
    """No connection in time. Nothing was sent."""
    TLS = "tls"
    """The handshake or the certificate was refused. Nothing was sent."""
    READ_TIMEOUT = "read timeout"
    """The request was sent, the response did not come in time."""
    DROPPED = "dropped"
    """The connection broke after sending began: reset, closed, or a response cut short."""
    GARBLED = "garbled"
    """Bytes arrived that are no HTTP response, or cannot be decoded from their content-encoding."""
    TOO_LARGE = "too large"
    """The decoded body passed the size that the configuration allows."""


class TransportFailure(Exception):
    """An attempt that ended without a response. A transport raises it; the client makes its own exceptions of it.

    Args:
        kind: how it ended; tells whether the request may have reached the service.
        detail: what happened, in words. The client takes out what they repeat of the request's secrets.
    """

    def __init__(self, kind: FailureKind, detail: str) -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}"


class Timeout(NamedTuple):
    """Limits for one attempt, in seconds; None means no limit."""

    connect: float | None
    read: float | None
    """For each part of the response."""
    total: float | None = None
    """For the attempt as a whole."""


class Transport(Protocol):
    """Anything that can carry a request to the service and bring back its response."""

    def send(self, request: Request, timeout: Timeout) -> Response:
        """Carry out one attempt.

        Args:
            request: what to send.
            timeout: limits for this attempt, in seconds.

        Raises:
            TransportFailure: no response came.
        """
        ...

    def close(self) -> None:
        """Let go of every connection."""
        ...


@runtime_checkable
class AsyncTransport(Protocol):
    """Anything that can carry requests for tasks of asyncio."""

    async def send(self, request: Request, timeout: Timeout) -> Response:
        """Carry out one attempt.

        Args:
            request: what to send.
            timeout: limits for this attempt, in seconds.

        Raises:
            TransportFailure: no response came.
        """
        ...

    async def aclose(self) -> None:
        """Let go of every connection."""
        ...
