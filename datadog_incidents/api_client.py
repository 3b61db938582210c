"""`ApiClient`: carries calls to the service and brings back typed responses."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from types import MappingProxyType, TracebackType
from typing import Any, Self, TypeVar, Unpack

from datadog_incidents._core.calls.call import Call, Calls
from datadog_incidents._core.calls.clock import Clock, SystemClock
from datadog_incidents._core.calls.exchange import Exchanged, Send
from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.calls.rate_limiter import RateLimiter
from datadog_incidents._core.calls.response import ApiResponse as ApiResponse
from datadog_incidents._core.calls.retry import Outcome
from datadog_incidents._core.message import Transport, TransportFailure
from datadog_incidents._core.operations.operation import Method, Operation
from datadog_incidents._core.paging.page import Page
from datadog_incidents._core.paging.paged_call import PagedCall
from datadog_incidents._core.paging.pager import Pager
from datadog_incidents._core.transport.holder import TransportHolder
from datadog_incidents.configuration import Configuration
from datadog_incidents.exceptions import ConfigurationError, DatadogIncidentsError

_T = TypeVar("_T")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class ApiClient:
    """Carries calls to the service: authentication, JSON, retries, rate limits.

    One client serves any number of threads. Keep it open while there are calls to make, since it keeps its connections:

        with ApiClient(configuration) as api_client:
            api = IncidentsApi(api_client)

    Args:
        configuration: the settings; without it those of the environment.
        transport: what carries requests instead of urllib3, such as an emulator in the same process; see
            `datadog_incidents.transport`.
        clock: tells the time and waits; for tests.

    Raises:
        ConfigurationError: a key is missing, the keys would travel unencrypted, or it is no Configuration.
    """

    configuration: Configuration

    def __init__(
        self,
        configuration: Configuration | None = None,
        *,
        transport: Transport | None = None,
        clock: Clock | None = None,
    ) -> None:
        given: object = Configuration() if configuration is None else configuration
        if not isinstance(given, Configuration):
            raise ConfigurationError(
                f"configuration: expected a Configuration, such as Configuration(api_key=…), got {type(given).__name__}"
            )
        self.configuration = given
        self._clock: Clock = SystemClock() if clock is None else clock
        self._calls = Calls(self.configuration, self._clock, RateLimiter())
        self._transport = TransportHolder(
            self._open_transport, transport, "the ApiClient is closed; calls belong inside its with block"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. A call after that raises; closing again does nothing."""
        if (transport := self._transport.close()) is not None:
            transport.close()

    def call(
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
        call = self._calls.begin(operation, arguments, options)
        return self._calls.answer(operation, self._drive(call))

    def request(
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
        call = self._calls.begin_request(method, path, query, body, options)
        return self._calls.raw_answer(call.operation, self._drive(call))

    def paginate(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        options: CallOptions,
        *,
        prefetch: int = 0,
        wanted: Callable[[Any], bool] | None = None,
    ) -> Pager[Any, Any]:
        """A pager over the items of an operation; `*_with_pagination` methods give it its types.

        Args:
            operation: a paged operation.
            arguments: its arguments; `page_size` defaults to the largest page, `page_offset` to 0.
            options: options of every request.
            prefetch: how many pages to fetch ahead on threads, 0 to 32.
            wanted: says of an item whether to deliver it; None delivers all.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            UnstableOperationError: the operation needs an opt-in; nothing was sent.
        """
        paged = PagedCall(self._calls, operation, arguments, options, prefetch, wanted)

        def fetch(offset: int, unwanted: threading.Event) -> Page[Any, Any]:
            return paged.page(offset, self._drive(paged.begin(offset), unwanted))

        return Pager(fetch, paged)

    def _drive(self, call: Call[Any], unwanted: threading.Event | None = None) -> Exchanged:
        """Do what the steps of a call say, until it ends or nobody wants it any more."""
        name, steps = call.operation.name, call.steps
        outcome: Outcome | None = None
        try:
            while True:
                try:
                    step = steps.send(outcome)
                except StopIteration as finished:
                    exchanged: Exchanged = finished.value
                    return exchanged
                if unwanted is not None and unwanted.is_set():
                    raise DatadogIncidentsError(f"{name}: given up, since nobody waits for it any more")
                if isinstance(step, Send):
                    outcome = self._send(name, step)
                else:
                    outcome = None
                    self._calls.waiting(name, step)
                    self._clock.sleep(step.seconds)
        finally:
            steps.close()

    def _send(self, operation: str, step: Send) -> Outcome:
        lease = self._transport.take(self._calls.prepared, operation)
        try:
            since = self._calls.sending(operation, step)
            outcome: Outcome
            try:
                outcome = lease.transport.send(step.request, step.timeout)
            except TransportFailure as failure:
                outcome = failure
            return self._calls.sent(operation, step, outcome, since)
        finally:
            if (retired := self._transport.give_back(lease)) is not None:
                retired.close()

    def _open_transport(self) -> Transport:
        from datadog_incidents._core.transport.urllib3_transport import Urllib3Transport  # loads urllib3: no earlier

        return Urllib3Transport(self.configuration)
