"""`AsyncApiClient`: carries calls to the service for tasks of asyncio, as `ApiClient` does for threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from inspect import isawaitable
from types import MappingProxyType, TracebackType
from typing import Any, Never, Self, TypeVar, Unpack

from datadog_incidents._core.calls.budget import Budget
from datadog_incidents._core.calls.call import Call, Calls
from datadog_incidents._core.calls.clock import AsyncClock, AsyncSystemClock
from datadog_incidents._core.calls.exchange import Ask, Exchanged, Send, Steps
from datadog_incidents._core.calls.options import CallOptions, checked, combined
from datadog_incidents._core.calls.rate_limiter import RateLimiter
from datadog_incidents._core.calls.received import ApiResponse
from datadog_incidents._core.calls.retry import Outcome
from datadog_incidents._core.calls.telling import tell_async
from datadog_incidents._core.message import AsyncTransport, Transport, TransportFailure
from datadog_incidents._core.operations.operation import Method, Operation
from datadog_incidents._core.paging.async_pager import AsyncPager
from datadog_incidents._core.paging.page import Page
from datadog_incidents._core.paging.paged_call import PagedCall
from datadog_incidents._core.settings.secret import Secret, concealed
from datadog_incidents._core.settings.setting import given_or_new
from datadog_incidents._core.settings.tokens import token_of
from datadog_incidents._core.transport.holder import TransportHolder
from datadog_incidents.configuration import Configuration
from datadog_incidents.exceptions import DatadogIncidentsError

_T = TypeVar("_T")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class AsyncApiClient:
    """Carries calls to the service: authentication, JSON, retries, rate limits. See `ApiClient`, its sibling.

    One client serves any number of tasks of one event loop. Keep it open for the life of the program:

        async with AsyncApiClient(configuration) as api_client:
            api = AsyncIncidentsApi(api_client)
            incident = await api.get_incident(incident_id)

    With the extra `async` (httpx2) a call that is cancelled frees its connection at once. Without it requests are made
    on threads of the client's own, and the thread of a cancelled one ends with its answer, at the read timeout at the
    latest. The callbacks of the configuration may be coroutine functions here.

    Args:
        configuration: the settings; without it those of the environment.
        transport: what carries requests instead, with an asynchronous `send` and `aclose`, or with `send` and `close`
            as an `ApiClient` takes it, which is then called on threads; see `datadog_incidents.transport`.
        limiter: knows which rate limits are used up; clients of one organization, of both kinds, can share one.
        clock: tells the time and waits; for tests.

    Raises:
        ConfigurationError: a key is missing, the keys would travel unencrypted, or it is no Configuration.
    """

    configuration: Configuration

    def __init__(
        self,
        configuration: Configuration | None = None,
        *,
        transport: AsyncTransport | Transport | None = None,
        limiter: RateLimiter | None = None,
        clock: AsyncClock | None = None,
    ) -> None:
        self.configuration = given_or_new("configuration", configuration, Configuration)
        self._clock: AsyncClock = AsyncSystemClock() if clock is None else clock
        self._calls = Calls(self.configuration, self._clock, RateLimiter() if limiter is None else limiter)
        self._transport = TransportHolder(
            self._open_transport,
            None if transport is None else _as_async(transport),
            "the AsyncApiClient is closed; calls belong inside its async with block",
        )
        self._loop: list[asyncio.AbstractEventLoop] = []
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closing: set[asyncio.Task[None]] = set()
        self._defaults: CallOptions = {}
        self._is_derived = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """End what is fetched ahead, wait for the requests of others that are under way, and close the connections.

        A call after that raises; closing again does nothing. What `with_options` made shares the connections of the
        client that it was made from: closing it does nothing.
        """
        if self._is_derived:
            return
        self._stay_in_one_loop("aclose")
        closing = self._close(self._transport.close())
        ours = {asyncio.current_task()}  # a callback may close the client, in the midst of what is fetched ahead
        for task in self._tasks - ours:
            task.cancel()
        while ending := (self._tasks | self._closing) - ours:
            await asyncio.wait(ending)
        for task in self._tasks & ours:
            task.cancel()
        for task in closing:
            task.result()

    def with_options(self, **options: Unpack[CallOptions]) -> Self:
        """A client with other options for every call, which shares connections, rate limits and settings with this one.

            patient_api = AsyncIncidentsApi(api_client.with_options(timeout=60, max_retries=10))

        Options of a call come before these, and these before the Configuration; headers are added up. It can be used as
        long as this client is open, and need not be closed.

        Args:
            options: see `CallOptions`; what is not given is as this client has it.

        Raises:
            InvalidArgumentError: an option is wrong.
        """
        derived = object.__new__(type(self))
        vars(derived).update(vars(self))
        derived._defaults = combined(self._defaults, checked(options))
        derived._is_derived = True
        return derived

    def budget(self, seconds: float) -> AbstractContextManager[None]:
        """Bound the time that all calls within a `with` block take together.

            with api_client.budget(10):
                incident = await shortcuts.find_incident(api, "IR-42")
                await shortcuts.resolve_incident(api, incident.id)

        It holds in this task and in those that are started within the block; see `ApiClient.budget`.

        Args:
            seconds: how long, from the beginning of the block.

        Raises:
            InvalidArgumentError: the seconds are no number above 0.
            ApiTimeoutError: raised by a call that would pass the budget.
        """
        return Budget(seconds, self._clock)

    async def call(
        self, operation: Operation[_T], arguments: Mapping[str, Any] = _NOTHING, **options: Unpack[CallOptions]
    ) -> ApiResponse[_T]:
        """Carry out an operation.

        Args:
            operation: one of the constants in `datadog_incidents.api`.
            arguments: its arguments by name; None counts as not given.
            options: see `CallOptions`.

        Returns:
            The response, with status, headers, request id, rate limit and attempts.

        Raises:
            InvalidArgumentError: an argument or option is wrong; nothing was sent.
            UnstableOperationError: the operation needs an opt-in; nothing was sent.
            ApiException: the service answered with an error status.
            ApiConnectionError: no response came.
            ApiTimeoutError: no response came in time.
            DecodeError: the response is not what the API promises.
        """
        call = self._calls.begin(operation, arguments, combined(self._defaults, options))
        return self._calls.answer(operation, await self._drive(call))

    async def request(
        self,
        method: Method,
        path: str,
        *,
        query: Mapping[str, Any] = _NOTHING,
        body: Any = None,
        **options: Unpack[CallOptions],
    ) -> ApiResponse[Any]:
        """Call an endpoint that the library lacks, with its authentication, retries, limits and errors.

        Args:
            method: the HTTP method.
            path: from the root of the API, such as `/api/v2/incidents/config/types`, percent-encoded where needed.
            query: query parameters, unencoded; a list is joined by commas, None leaves one out.
            body: a JSON document, or a model.
            options: see `CallOptions`; `allow_unstable` has no meaning here.

        Returns:
            The response; `data` is the decoded JSON, or None without a body.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            DatadogIncidentsError: as for `call`.
        """
        call = self._calls.begin_request(method, path, query, body, combined(self._defaults, options))
        return self._calls.raw_answer(call.operation, await self._drive(call))

    def paginate(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        options: CallOptions,
        *,
        prefetch: int = 0,
        wanted: Callable[[Any], bool] | None = None,
    ) -> AsyncPager[Any, Any]:
        """A pager over the items of an operation; `*_with_pagination` methods give it its types.

        Args:
            operation: a paged operation.
            arguments: its arguments; `page_size` defaults to the largest page, and where it begins to 0.
            options: options of every request.
            prefetch: how many pages to fetch ahead in tasks, 0 to 32.
            wanted: says of an item whether to deliver it; None delivers all.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            UnstableOperationError: the operation needs an opt-in; nothing was sent.
        """
        paged = PagedCall(self._calls, operation, arguments, combined(self._defaults, options), prefetch, wanted)

        async def fetch(offset: int) -> Page[Any, Any]:
            return paged.page(offset, await self._drive(paged.begin(offset)))

        return AsyncPager(fetch, paged, self._tasks)

    async def _drive(self, call: Call[Any]) -> Exchanged:
        """Do what the steps of a call say, and end them in any case."""
        self._stay_in_one_loop(call.operation.name)
        # The loop does not stand in the block itself: interrupted between its rounds, Python would pass over the end.
        try:
            return await self._done(call.operation.name, call.steps)
        finally:
            call.steps.close()

    async def _done(self, name: str, steps: Steps) -> Exchanged:
        """Do what the steps of a call say, until it ends or is cancelled."""
        outcome: Outcome | Secret | None = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as finished:
                exchanged: Exchanged = finished.value
                return exchanged
            if isinstance(step, Send):
                outcome = await self._send(name, step)
            elif isinstance(step, Ask):
                outcome = await _asked(step)
            else:
                outcome = None
                for told in self._calls.waiting(name, step):
                    await tell_async(told)
                await self._clock.sleep(step.seconds)

    async def _send(self, operation: str, step: Send) -> Outcome:
        lease = self._transport.take(self._calls.prepared, operation)
        try:
            await tell_async(self._calls.sending(operation, step))
            began = self._clock.monotonic()
            outcome: Outcome
            try:
                outcome = await lease.transport.send(step.request, step.timeout)
            except TransportFailure as failure:
                outcome = failure
            except StopAsyncIteration as error:  # which would end an iteration over pages in silence
                raise RuntimeError("the transport raised StopAsyncIteration") from error
            outcome, told = self._calls.sent(operation, step, outcome, self._clock.monotonic() - began)
            await tell_async(told)
            return outcome
        finally:
            self._close(self._transport.give_back(lease))

    def _close(self, transports: list[AsyncTransport]) -> list[asyncio.Task[None]]:
        """Close what nobody will use any more, in tasks: no call waits for it, and no cancellation prevents it."""
        closing = [asyncio.ensure_future(_aclose(transport)) for transport in transports]
        for task in closing:
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)
        return closing

    def _stay_in_one_loop(self, operation: str) -> None:
        """Connections belong to the event loop that they were made in."""
        loop = asyncio.get_running_loop()
        if not self._loop:
            self._loop.append(loop)  # a list, so that clients made with options have it in common
        elif self._loop[0] is not loop:
            raise DatadogIncidentsError(
                f"{operation}: this AsyncApiClient belongs to another event loop; make one in each loop"
            )

    def __reduce__(self) -> Never:
        raise DatadogIncidentsError(
            "an AsyncApiClient holds connections and tasks, so it cannot be pickled or copied; pickle its "
            "configuration, and make another client of that: AsyncApiClient(configuration)"
        )

    def _open_transport(self) -> AsyncTransport:
        from datadog_incidents._core.transport.choosing import open_async_transport  # loads much: no earlier

        return open_async_transport(self.configuration)


async def _asked(step: Ask) -> Secret:
    try:
        given = concealed(step.provider())
        return token_of(concealed(await given) if isawaitable(given) else given)
    except (StopIteration, StopAsyncIteration) as error:  # as that of a transport
        raise RuntimeError(f"the provider of the access token raised {type(error).__name__}") from error


async def _aclose(transport: AsyncTransport) -> None:
    await transport.aclose()


def _as_async(transport: AsyncTransport | Transport) -> AsyncTransport:
    """A transport as tasks can use it: one that blocks is used on threads."""
    if isinstance(transport, AsyncTransport):
        return transport
    from datadog_incidents._core.transport.threads import ThreadedTransport

    return ThreadedTransport(transport)
