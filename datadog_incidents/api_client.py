"""`ApiClient`: carries calls to the service and brings back typed responses."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, Unpack, cast, get_args

from datadog_incidents import _prepared
from datadog_incidents._core import codec
from datadog_incidents._core.clock import Clock, SystemClock
from datadog_incidents._core.collector import CollectorPaused
from datadog_incidents._core.exchange import (
    Exchanged,
    Send,
    Steps,
    Wait,
    exchange,
    request_id_of,
    without_secrets,
)
from datadog_incidents._core.included import Included, at_path, attribute, link
from datadog_incidents._core.message import Request, Response, Transport, TransportFailure
from datadog_incidents._core.operation import Integer, Method, Operation, raw_target_of, target_of
from datadog_incidents._core.options import CallOptions, checked
from datadog_incidents._core.paging import LARGEST_PAGE, Page, Pager
from datadog_incidents._core.rate_limit import RateLimit, RateLimiter, rate_limit_of
from datadog_incidents._core.retry import Outcome
from datadog_incidents._received import Received
from datadog_incidents.configuration import Configuration
from datadog_incidents.exceptions import (
    DatadogIncidentsError,
    DecodeError,
    InvalidArgumentError,
    UnstableOperationError,
)

if TYPE_CHECKING:
    from datadog_incidents._core.events import Callback, Event, ResponseEvent

_T = TypeVar("_T")
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_logger = logging.getLogger("datadog_incidents")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiResponse(Generic[_T]):
    """A response with all that came with it."""

    data: _T
    """What an `*Api` method returns: the model, or None where the response has no body."""
    status: int
    """The HTTP status."""
    headers: Mapping[str, str]
    """The response headers; names compare without regard to case."""
    request_id: str | None
    """The service's name for the request, for its support."""
    rate_limit: RateLimit | None
    """What the response said about the rate limit."""
    attempts: int
    """How many requests it took."""
    mismatches: tuple[str, ...] = ()
    """What did not fit the contract and was kept as it came, a line each with its path."""


class ApiClient:
    """Carries calls to the service: authentication, JSON, retries, rate limits.

    One client serves any number of threads. Keep it open while there are calls to make, since it keeps its connections:

        with ApiClient(configuration) as api_client:
            api = IncidentsApi(api_client)

    Args:
        configuration: the settings; without it those of the environment.
        transport: what carries requests instead of urllib3, such as an emulator in the same process.
        clock: tells the time and waits; for tests.

    Raises:
        ConfigurationError: a key is missing, or the keys would travel unencrypted.
    """

    def __init__(
        self,
        configuration: Configuration | None = None,
        *,
        transport: Transport | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.configuration = Configuration() if configuration is None else configuration
        self._given_transport = transport
        self._transport = transport
        self._clock: Clock = SystemClock() if clock is None else clock
        self._limiter = RateLimiter()
        self._lock = threading.Lock()
        self._closed = False
        self._prepared = _prepared.prepare(self.configuration)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. A call after that raises; closing again does nothing."""
        with self._lock:
            self._closed = True
            transport, self._transport = self._transport, None
        if transport is not None:
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
        exchanged = self._exchange(operation, arguments, options)
        if operation.response is None:
            return _api_response(cast(_T, None), exchanged)
        report: codec.Report = set()
        received = Received(operation, exchanged, self._prepared.strict)
        with CollectorPaused():  # once, for parsing and reading
            data = received.read(operation.response, received.document(), report)
        if included := getattr(data, "included", None):
            link(at_path(data, operation.resources, attribute), Included(lambda: included))
        return _api_response(cast(_T, data), exchanged, tuple(data.mismatches()) if report else ())

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
        if method not in get_args(Method):
            raise InvalidArgumentError(f"method: {method!r} is not one of {', '.join(get_args(Method))}")
        target = raw_target_of(path, query)
        content = None if body is None else codec.write_json("body", body).encode("ascii")
        operation: Operation[Any] = Operation(name=f"{method} {path}", method=method, path=path)
        exchanged = self._carry(operation, target, content, checked(options))
        received = Received(operation, exchanged, strict=False)
        return _api_response(received.document() if exchanged.response.body else None, exchanged)

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
        Integer(0, 32).write("prefetch", prefetch)
        size, offset = arguments.get("page_size"), arguments.get("page_offset")
        start = 0 if offset is None else offset
        arguments = {**arguments, "page_size": LARGEST_PAGE if size is None else size, "page_offset": start}
        target_of(operation, arguments)
        self._require_opt_in(operation, checked(options, arguments))

        def fetch(offset: int, unwanted: threading.Event) -> Page[Any, Any]:
            exchanged = self._exchange(operation, {**arguments, "page_offset": offset}, options, unwanted)
            received = Received(operation, exchanged, self._prepared.strict)
            document = received.document()
            try:
                return Page(operation, document, offset, received.without_body(), wanted)
            except DecodeError as error:
                raise received.blamed(error) from None

        tells_total = bool(operation.paging and operation.paging.total)
        return Pager(fetch, start=start, prefetch=prefetch, tells_total=tells_total, operation=operation.name)

    # ------------------------------------------------------------------------------------------------------- sending

    def _exchange(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        options: CallOptions,
        unwanted: threading.Event | None = None,
    ) -> Exchanged:
        options = checked(options, arguments) if options else options
        self._require_opt_in(operation, options)
        target, body = target_of(operation, arguments)
        return self._carry(operation, target, body, options, unwanted)

    def _require_opt_in(self, operation: Operation[Any], options: CallOptions) -> None:
        if not operation.unstable or options.get("allow_unstable"):
            return
        flags = cast("Mapping[str, bool]", self.configuration.unstable_operations)
        if "allow_unstable" in options or not flags.get(operation.name):
            raise UnstableOperationError(
                f"{operation.name} is an unstable operation of the API and needs an opt-in: "
                f'configuration.unstable_operations["{operation.name}"] = True for all calls, '
                f"or allow_unstable=True for one"
            )

    def _carry(
        self,
        operation: Operation[Any],
        target: str,
        body: bytes | None,
        options: CallOptions,
        unwanted: threading.Event | None = None,
    ) -> Exchanged:
        prepared = self._prepared
        if prepared.changes != self.configuration.changes:
            prepared = self._prepare_anew()
        request = Request(
            method=operation.method,
            target=prepared.prefix + target,
            headers=_prepared.headers_of(prepared, body, options),
            body=body,
        )
        terms = _prepared.terms_of(prepared, options)
        return self._drive(
            operation.name,
            exchange(operation.name, request, terms, self._limiter, self._clock, _jitter),
            unwanted,
        )

    def _prepare_anew(self) -> _prepared.Prepared:
        prepared = _prepared.prepare(self.configuration)
        with self._lock:
            self._prepared = prepared
            if self._transport is not self._given_transport:
                self._transport = None  # its connections were made with the settings of before
        return prepared

    def _drive(self, operation: str, steps: Steps, unwanted: threading.Event | None) -> Exchanged:
        """Do what the exchange says, until it ends or nobody wants it any more."""
        outcome: Outcome | None = None
        try:
            while True:
                step = steps.send(outcome)
                if unwanted is not None and unwanted.is_set():
                    raise DatadogIncidentsError(f"{operation}: given up, since nobody waits for it any more")
                outcome = self._send(operation, step) if isinstance(step, Send) else None
                if isinstance(step, Wait):
                    self._wait(operation, step)
        except StopIteration as finished:
            return cast("Exchanged", finished.value)
        finally:
            steps.close()

    def _send(self, operation: str, step: Send) -> Outcome:
        transport = self._transport or self._open_transport(operation)
        path = step.request.target.partition("?")[0]
        method = step.request.method
        if self.configuration.on_request is not None:
            from datadog_incidents._core.events import RequestEvent  # loaded for those who listen

            event = RequestEvent(operation=operation, method=method, path=path, attempt=step.attempt)
            _report(self.configuration.on_request, event)
        started = self._clock.monotonic()
        try:
            outcome = without_secrets(transport.send(step.request, step.timeout), step.request)
        except TransportFailure as failure:
            outcome = failure
        if self.configuration.on_response is not None or _logger.isEnabledFor(logging.DEBUG):
            from datadog_incidents._core.events import ResponseEvent

            seconds = self._clock.monotonic() - started
            response = outcome if isinstance(outcome, Response) else None
            ended = ResponseEvent(
                operation=operation,
                method=method,
                path=path,
                attempt=step.attempt,
                status=response.status if response else None,
                failure=None if response else str(outcome),
                seconds=seconds,
                request_id=request_id_of(response) if response else None,
                rate_limit=rate_limit_of(response.headers, self._clock.epoch()) if response else None,
            )
            _log(ended)
            _report(self.configuration.on_response, ended)
        return outcome

    def _wait(self, operation: str, step: Wait) -> None:
        from datadog_incidents._core.events import RetryEvent, WaitEvent

        _logger.info("%s: waiting %.1f s: %s", operation, step.seconds, step.reason)
        configuration = self.configuration
        if step.error is not None:
            retry = RetryEvent(operation=operation, attempt=step.attempt, seconds=step.seconds, error=step.error)
            _report(configuration.on_retry, retry)
        _report(configuration.on_wait, WaitEvent(operation=operation, seconds=step.seconds, reason=step.reason))
        self._clock.sleep(step.seconds)

    def _open_transport(self, operation: str) -> Transport:
        with self._lock:
            if self._closed:
                raise DatadogIncidentsError(f"{operation}: the ApiClient is closed; calls belong inside its with block")
            if self._transport is None:
                from datadog_incidents._core.transport import Urllib3Transport  # loads urllib3, so not any earlier

                self._transport = Urllib3Transport(self.configuration)
            return self._transport


def _api_response(data: _T, exchanged: Exchanged, mismatches: tuple[str, ...] = ()) -> ApiResponse[_T]:
    response = exchanged.response
    return ApiResponse(
        data=data,
        status=response.status,
        headers=response.headers,
        request_id=request_id_of(response),
        rate_limit=exchanged.rate_limit,
        attempts=exchanged.attempts,
        mismatches=mismatches,
    )


def _jitter() -> float:
    import random  # slow to load, and most calls need no retry

    return random.random()  # noqa: S311  # spreads requests, keeps no secret


def _report(callback: Callback, event: Event) -> None:
    """Tell a callback; one that raises must not cost its caller the response."""
    if callback is None:
        return
    try:
        callback(event)
    except Exception:
        _logger.exception("a callback failed on %s", type(event).__name__)


def _log(event: ResponseEvent) -> None:
    _logger.debug(
        "%s %s: %s in %.0f ms, attempt %d%s",
        event.method,
        event.path,
        event.status or event.failure,
        event.seconds * 1000,
        event.attempt,
        f", request id {event.request_id}" if event.request_id else "",
    )
