"""`ApiClient`: carries calls to the service and brings back typed responses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType, TracebackType
from typing import Any, Never, Self, TypeVar, Unpack

from datadog_incidents._core.calls.budget import Budget
from datadog_incidents._core.calls.call import Call, Calls
from datadog_incidents._core.calls.clock import Clock, SystemClock
from datadog_incidents._core.calls.exchange import Ask, Exchanged, Send, Steps
from datadog_incidents._core.calls.options import CallOptions, checked, combined
from datadog_incidents._core.calls.rate_limiter import RateLimiter
from datadog_incidents._core.calls.received import ApiResponse as ApiResponse
from datadog_incidents._core.calls.retry import Outcome
from datadog_incidents._core.calls.telling import tell
from datadog_incidents._core.message import Transport, TransportFailure
from datadog_incidents._core.operations.operation import Method, Operation
from datadog_incidents._core.paging.page import Page
from datadog_incidents._core.paging.paged_call import PagedCall
from datadog_incidents._core.paging.pager import Pager
from datadog_incidents._core.paging.prefetch import Unwanted
from datadog_incidents._core.settings.secret import Secret, concealed
from datadog_incidents._core.settings.setting import given_or_new
from datadog_incidents._core.settings.tokens import token_of
from datadog_incidents._core.transport.holder import TransportHolder
from datadog_incidents.configuration import Configuration
from datadog_incidents.exceptions import DatadogIncidentsError

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
        limiter: knows which rate limits are used up; clients of one organization can share one.
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
        limiter: RateLimiter | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.configuration = given_or_new("configuration", configuration, Configuration)
        self._clock: Clock = SystemClock() if clock is None else clock
        self._calls = Calls(self.configuration, self._clock, RateLimiter() if limiter is None else limiter)
        self._transport = TransportHolder(
            self._open_transport, transport, "the ApiClient is closed; calls belong inside its with block"
        )
        self._defaults: CallOptions = {}
        self._is_derived = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. A call after that raises; closing again does nothing.

        What `with_options` made shares the connections of the client that it was made from: closing it does nothing.
        """
        if self._is_derived:
            return
        for transport in self._transport.close():
            transport.close()

    def with_options(self, **options: Unpack[CallOptions]) -> Self:
        """A client with other options for every call, which shares connections, rate limits and settings with this one.

            patient_api = IncidentsApi(api_client.with_options(timeout=60, max_retries=10))

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
                incident = shortcuts.find_incident(api, "IR-42")
                shortcuts.resolve_incident(api, incident.id)

        Their attempts, pauses and waits for rate limits end with it, as with a `deadline` that they share: what would
        pass it raises. It holds for the calls of this client and of those made from it `with_options`, on this thread
        or task and in those that are started within the block and have its context (`contextvars`), such as the threads
        of `prefetch`. Blocks can be nested; what ends first counts.

        Args:
            seconds: how long, from the beginning of the block.

        Raises:
            InvalidArgumentError: the seconds are no number above 0.
            ApiTimeoutError: raised by a call that would pass the budget.
        """
        return Budget(seconds, self._clock)

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
        call = self._calls.begin(operation, arguments, combined(self._defaults, options))
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
        call = self._calls.begin_request(method, path, query, body, combined(self._defaults, options))
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
            arguments: its arguments; `page_size` defaults to the largest page, and where it begins to 0.
            options: options of every request.
            prefetch: how many pages to fetch ahead on threads, 0 to 32.
            wanted: says of an item whether to deliver it; None delivers all.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            UnstableOperationError: the operation needs an opt-in; nothing was sent.
        """
        options = combined(self._defaults, options)
        paged = PagedCall(self._calls, operation, arguments, options, prefetch, wanted)

        def fetch(offset: int, unwanted: Unwanted) -> Page[Any, Any]:
            return paged.page(offset, self._drive(paged.begin(offset), unwanted))

        return Pager(fetch, paged)

    def _drive(self, call: Call[Any], unwanted: Unwanted | None = None) -> Exchanged:
        """Do what the steps of a call say, and end them in any case."""
        # The loop does not stand in the block itself: interrupted between its rounds, Python would pass over the end.
        try:
            return self._done(call.operation.name, call.steps, unwanted)
        finally:
            call.steps.close()

    def _done(self, name: str, steps: Steps, unwanted: Unwanted | None) -> Exchanged:
        """Do what the steps of a call say, until it ends or nobody wants it any more."""
        outcome: Outcome | Secret | None = None
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
            elif isinstance(step, Ask):
                outcome = _asked(step)
            else:
                outcome = None
                for told in self._calls.waiting(name, step):
                    tell(told)
                self._clock.sleep(step.seconds)

    def _send(self, operation: str, step: Send) -> Outcome:
        lease = self._transport.take(self._calls.prepared, operation)
        try:
            tell(self._calls.sending(operation, step))
            began = self._clock.monotonic()
            outcome: Outcome
            try:
                outcome = lease.transport.send(step.request, step.timeout)
            except TransportFailure as failure:
                outcome = failure
            except StopIteration as error:  # which would end an iteration over pages in silence
                raise RuntimeError("the transport raised StopIteration") from error
            outcome, told = self._calls.sent(operation, step, outcome, self._clock.monotonic() - began)
            tell(told)
            return outcome
        finally:
            for retired in self._transport.give_back(lease):
                retired.close()

    def __reduce__(self) -> Never:
        raise DatadogIncidentsError(
            "an ApiClient holds connections and locks, so it cannot be pickled or copied; pickle its configuration, "
            "and make another client of that: ApiClient(configuration)"
        )

    def _open_transport(self) -> Transport:
        from datadog_incidents._core.transport.urllib3_transport import Urllib3Transport  # loads urllib3: no earlier

        return Urllib3Transport(self.configuration)


def _asked(step: Ask) -> Secret:
    try:
        return token_of(concealed(step.provider()))
    except StopIteration as error:  # as that of a transport
        raise RuntimeError("the provider of the access token raised StopIteration") from error
