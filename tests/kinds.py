"""Both kinds of client behind one face, so that a test is written once and runs for each.

A module whose tests ask for the fixture `kind` makes its clients and apis here. Of the asynchronous kind, whatever
would be awaited is run to its end, in a loop that counts as failures what asyncio only grumbles about: callbacks that
block it, exceptions that nobody saw, tasks left over.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import contextmanager
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, cast

import pytest

from datadog_incidents import (
    ApiClient,
    AsyncApiClient,
    AsyncIncidentsApi,
    AsyncPager,
    Configuration,
    IncidentsApi,
    RateLimiter,
)
from datadog_incidents._core.calls.clock import Clock
from datadog_incidents._core.message import AsyncTransport, Request, Response, Timeout, Transport
from datadog_incidents._core.transport import choosing

SLOW = 10.0
"""Seconds that a callback may take: no call waits as long in a loop, and a busy machine stops for it least of all."""


class Loop:
    """An event loop that asynchronous clients of a test run in, one call after the other."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._loop.set_debug(True)
        self._loop.slow_callback_duration = SLOW
        self._loop.set_exception_handler(lambda _, context: self._complaints.append(str(context)))
        self._complaints: list[str] = []
        self._clients: list[AsyncApiClient] = []
        self._log = logging.Handler(logging.WARNING)
        self._log.emit = lambda record: self._complaints.append(record.getMessage())  # type: ignore[method-assign]
        logging.getLogger("asyncio").addHandler(self._log)

    def client(self, *arguments: Any, **options: Any) -> AsyncApiClient:
        """A client that is closed with this loop."""
        client = AsyncApiClient(*arguments, **options)
        self._clients.append(client)
        return client

    def run(self, awaitable: Any) -> Any:
        """What comes of something that is awaited."""
        return self._loop.run_until_complete(_awaited(awaitable))

    def close(self) -> None:
        """End, and look for whatever was left."""
        try:
            for client in self._clients:
                self.run(client.aclose())
            self.run(asyncio.sleep(0))
            left: list[Any] = [
                *asyncio.all_tasks(self._loop),
                *(each for each in threading.enumerate() if each.name.startswith("datadog-incidents")),
            ]
        finally:
            self._loop.close()
            logging.getLogger("asyncio").removeHandler(self._log)
        assert [*self._complaints, *left] == []


async def _awaited(awaitable: Any) -> Any:
    return await awaitable


_loop: Loop | None = None
"""Where the asynchronous clients of the present test run; None while it is for the other kind."""


@contextmanager
def asynchronous() -> Generator[Loop]:
    """Have the clients that are made meanwhile be asynchronous ones."""
    global _loop  # a test is of one kind, whoever makes its clients
    _loop = loop = Loop()
    try:
        yield loop
    finally:
        _loop = None
        loop.close()


@contextmanager
def of(kind: str, monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Have the clients that are made meanwhile be of a kind: `sync`, `async`, or `threads` for `async` over urllib3."""
    if kind == "sync":
        yield
        return
    if kind == "threads":
        monkeypatch.setattr(choosing, "open_async_transport", choosing.open_on_threads)
    with asynchronous():
        yield


# --------------------------------------------------------------------------------------------------- what tests make


def api_client(
    configuration: Configuration | None = None,
    *,
    transport: Transport | AsyncTransport | None = None,
    limiter: RateLimiter | None = None,
    clock: Clock | None = None,
) -> ApiClient:
    """A client of the present kind."""
    if _loop is None:
        return ApiClient(configuration, transport=cast("Any", transport), limiter=limiter, clock=clock)
    slow_clock = None if clock is None else AsyncClockOver(clock)
    client = _loop.client(configuration, transport=transport, limiter=limiter, clock=slow_clock)
    return cast("ApiClient", Face(_loop, client))


def emulated(emulator: Emulator, *, clock: Clock | None = None, **settings: Any) -> ApiClient:
    """A client of an emulator, in process."""
    return api_client(emulator.configuration(**settings), transport=immediate(emulator.transport), clock=clock)


def incidents_api(client: ApiClient) -> IncidentsApi:
    """The api of a client."""
    if isinstance(client, Face):
        return cast("IncidentsApi", Face(client.loop, AsyncIncidentsApi(client.thing)))
    return IncidentsApi(client)


def itself(client: ApiClient) -> object:
    """The client behind the face."""
    return client.thing if isinstance(client, Face) else client


class _Shortcuts:
    """The short cuts, each for either kind of api."""

    def __getattr__(self, name: str) -> Any:
        from datadog_incidents import async_shortcuts, shortcuts

        plain = getattr(shortcuts, name)

        def call(api: Any, *arguments: Any, **options: Any) -> Any:
            if not isinstance(api, Face):
                return plain(api, *arguments, **options)
            return api.seen(getattr(async_shortcuts, name)(api.thing, *arguments, **options))

        return call


if TYPE_CHECKING:
    from datadog_incidents import shortcuts as shortcuts
    from datadog_incidents.emulator import Emulator
else:
    shortcuts = _Shortcuts()


def immediate(transport: Transport) -> Transport | AsyncTransport:
    """A transport that blocks for no time, as the present kind of client takes it without threads."""
    return transport if _loop is None else _Immediate(transport)


# ------------------------------------------------------------------------------------------------------ how it is done


class _Immediate:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def send(self, request: Request, timeout: Timeout) -> Response:
        return self._transport.send(request, timeout)

    async def aclose(self) -> None:
        self._transport.close()


class AsyncClockOver:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.monotonic = clock.monotonic
        self.epoch = clock.epoch

    async def sleep(self, seconds: float) -> None:
        self._clock.sleep(seconds)


class Face:
    """Something asynchronous as if it were its synchronous sibling."""

    def __init__(self, loop: Loop, thing: Any) -> None:
        self.loop = loop
        self.thing = thing

    def seen(self, thing: Any) -> Any:
        """What something that this one gave looks like."""
        if isawaitable(thing):
            return self.seen(self.loop.run(thing))
        if isinstance(thing, (AsyncApiClient, AsyncIncidentsApi, AsyncPager, AsyncIterator)):
            return Face(self.loop, thing)
        return Method(self, thing) if callable(thing) and getattr(thing, "__self__", None) is self.thing else thing

    def __getattr__(self, name: str) -> Any:
        if name == "total" and isinstance(self.thing, AsyncPager):
            return self.loop.run(cast("Any", self.thing).total())
        return self.seen(getattr(self.thing, "aclose" if name == "close" else name))

    def __enter__(self) -> Any:
        return self.seen(self.thing.__aenter__())

    def __exit__(self, *raised: Any) -> None:
        self.loop.run(self.thing.__aexit__(*raised))

    def __iter__(self) -> Iterator[Any]:
        return cast("Iterator[Any]", Face(self.loop, aiter(self.thing)))

    def __next__(self) -> Any:
        try:
            return self.seen(anext(self.thing))
        except StopAsyncIteration:
            raise StopIteration from None

    def __reduce_ex__(self, protocol: Any) -> Any:
        return self.thing.__reduce_ex__(protocol)

    def __repr__(self) -> str:
        return repr(self.thing)


class Method:
    """A method of something asynchronous, which is awaited when it is called."""

    def __init__(self, face: Face, method: Callable[..., Any]) -> None:
        self._face = face
        self._method = method

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        given = [each._method if isinstance(each, Method) else each for each in arguments]
        return self._face.seen(self._method(*given, **options))
