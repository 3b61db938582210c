"""`ApiClient`: carries calls to the service and brings back typed responses."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import MappingProxyType, TracebackType
from typing import Any, Generic, Self, TypeVar, Unpack, cast, get_args
from urllib.parse import quote, urlsplit

from datadog_incidents._core import codec
from datadog_incidents._core.clock import Clock, SystemClock
from datadog_incidents._core.exchange import Exchanged, Send, Steps, Terms, excerpt_of, exchange, request_id_of
from datadog_incidents._core.included import Included, at_path, attribute, link
from datadog_incidents._core.json_text import read_json
from datadog_incidents._core.message import Request, Response, Timeout, Transport, TransportFailure
from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents._core.operation import Method, Operation, model_named, target_of
from datadog_incidents._core.options import CallOptions, checked
from datadog_incidents._core.paging import LARGEST_PAGE, Page, Pager
from datadog_incidents._core.rate_limit import RateLimit, RateLimiter
from datadog_incidents._core.retry import Outcome, RetryPolicy
from datadog_incidents._core.secret import Secret
from datadog_incidents._core.transport import Urllib3Transport
from datadog_incidents._core.version import __version__
from datadog_incidents.configuration import Configuration, TimeoutSetting
from datadog_incidents.exceptions import (
    ConfigurationError,
    DatadogIncidentsError,
    DecodeError,
    InvalidArgumentError,
    UnstableOperationError,
)

_T = TypeVar("_T")
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_LOOPBACK = re.compile(r"localhost|::1|127(\.\d{1,3}){3}")
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


@dataclass(frozen=True, slots=True)
class _Ready:
    """What a configuration comes to, made once for all calls."""

    changes: int
    transport: Transport
    prefix: str
    headers: Mapping[str, str] = field(repr=False)
    terms: Terms
    strict: bool


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
        self._own_transport = transport
        self._clock: Clock = SystemClock() if clock is None else clock
        self._limiter = RateLimiter()
        self._closed = False
        self._ready = self._prepare()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. A call after that raises; closing again does nothing."""
        self._closed = True
        self._ready.transport.close()

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
        report: codec.Report = []
        with _decoding(operation, exchanged):
            data = self._read(operation.response, _document(exchanged), report)
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
        if not path.startswith("/") or any(segment in (".", "..") for segment in path.split("/")):
            raise InvalidArgumentError(f"path: expected a path such as '/api/v2/incidents', got {path!r}")
        if any(character <= " " or character in "\x7f?#" or character > "~" for character in path):
            raise InvalidArgumentError(f"path: {path!r} holds a character that must be percent-encoded")
        written = [
            f"{quote(name, safe='')}={quote(_query_value(name, value), safe='', errors='surrogatepass')}"
            for name, value in query.items()
            if value is not None
        ]
        target = f"{path}?{'&'.join(written)}" if written else path
        content = None if body is None else codec.write_json("body", body).encode("ascii")
        operation: Operation[Any] = Operation(name=f"{method} {path}", method=method, path=path)
        exchanged = self._carry(operation, target, content, checked(options))
        with _decoding(operation, exchanged):
            return _api_response(_document(exchanged) if exchanged.response.body else None, exchanged)

    def paginate(
        self, operation: Operation[Any], arguments: Mapping[str, Any], options: CallOptions
    ) -> Pager[Any, Any]:
        """A pager over the items of an operation; `*_with_pagination` methods give it its types.

        Args:
            operation: a paged operation.
            arguments: its arguments; `page_size` defaults to the largest page, `page_offset` to 0.
            options: options of every request.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            UnstableOperationError: the operation needs an opt-in; nothing was sent.
        """
        size, offset = arguments.get("page_size"), arguments.get("page_offset")
        start = 0 if offset is None else offset
        arguments = {**arguments, "page_size": LARGEST_PAGE if size is None else size, "page_offset": start}
        target_of(operation, arguments)
        self._require_opt_in(operation, checked(options))

        def fetch(offset: int) -> Page[Any, Any]:
            exchanged = self._exchange(operation, {**arguments, "page_offset": offset}, options)
            with _decoding(operation, exchanged):
                return Page(operation, _document(exchanged), offset, self._read)

        return Pager(fetch, offset=start, tells_total=bool(operation.paging and operation.paging.total))

    # ------------------------------------------------------------------------------------------------------- sending

    def _exchange(self, operation: Operation[Any], arguments: Mapping[str, Any], options: CallOptions) -> Exchanged:
        options = checked(options) if options else options
        self._require_opt_in(operation, options)
        target, body = target_of(operation, arguments)
        return self._carry(operation, target, body, options)

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

    def _carry(self, operation: Operation[Any], target: str, body: bytes | None, options: CallOptions) -> Exchanged:
        if self._closed:
            raise DatadogIncidentsError(
                f"{operation.name}: the ApiClient is closed; calls belong inside its with block"
            )
        ready = self._ready
        if ready.changes != self.configuration.changes:
            ready = self._ready = self._prepare()
        headers = dict(ready.headers)
        if body is not None:
            headers["Content-Type"] = "application/json"
        headers = _replaced(headers, options.get("headers") or {})
        request = Request(method=operation.method, target=ready.prefix + target, headers=headers, body=body)
        terms = _terms_for(ready.terms, options) if options else ready.terms
        return self._drive(exchange(operation.name, request, terms, self._limiter, self._clock, random.random), ready)

    def _drive(self, steps: Steps, ready: _Ready) -> Exchanged:
        """Do what the exchange says, until it ends."""
        outcome: Outcome | None = None
        try:
            while True:
                step = steps.send(outcome)
                if isinstance(step, Send):
                    outcome = self._send(step, ready.transport)
                else:
                    _logger.info("waiting %.1f s: %s", step.seconds, step.reason)
                    self._clock.sleep(step.seconds)
                    outcome = None
        except StopIteration as finished:
            return cast(Exchanged, finished.value)

    def _send(self, step: Send, transport: Transport) -> Outcome:
        started = self._clock.monotonic()
        try:
            outcome: Outcome = transport.send(step.request, step.timeout)
        except TransportFailure as failure:
            outcome = failure
        if _logger.isEnabledFor(logging.DEBUG):
            _log(step, outcome, self._clock.monotonic() - started)
        return outcome

    def _prepare(self) -> _Ready:
        configuration = self.configuration
        _refuse_plain_http(configuration)
        return _Ready(
            changes=configuration.changes,
            transport=self._own_transport or Urllib3Transport(configuration),
            prefix=urlsplit(configuration.base_url).path,
            headers=_headers(configuration),
            terms=Terms(
                timeout=_timeout(configuration.timeout),
                deadline=configuration.deadline,
                retry=RetryPolicy(
                    configuration.max_retries, configuration.retry_backoff_factor, configuration.retry_unsafe
                ),
            ),
            strict=configuration.strict_decoding,
        )

    # ------------------------------------------------------------------------------------------------------- reading

    def _read(self, model: str, document: Any, report: codec.Report | None = None, *, partial: bool = False) -> Any:
        report = [] if report is None else report
        strict = self._ready.strict and not partial
        value = codec.decode(model_named(model), document, strict=strict, report=report)
        if report:
            _logger.warning("%s: kept as it came, since it does not fit the contract: %s", model, ", ".join(report[:5]))
        return value


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


def _document(exchanged: Exchanged) -> Any:
    """The JSON of a response."""
    body = exchanged.response.body
    try:
        return read_json(body)
    except (ValueError, RecursionError) as error:
        what = "an empty body" if not body else f"no JSON ({type(error).__name__})"
        excerpt = f": {excerpt_of(body)}" if body else ""
        raise DecodeError(f"expected JSON, got {what}{excerpt}") from None


@contextmanager
def _decoding(operation: Operation[Any], exchanged: Exchanged) -> Generator[None, None, None]:
    """Let a DecodeError say which call it is about."""
    try:
        yield
    except DecodeError as error:
        response = exchanged.response
        identity = request_id_of(response)
        reference = f" (request id {identity})" if identity else ""
        raise DecodeError(
            f"{operation.name}: the service answered {response.status}, but not as the API says: {error}{reference}",
            path=error.path,
            status=response.status,
            operation=operation.name,
            attempts=exchanged.attempts,
            request_id=identity,
        ) from None


def _headers(configuration: Configuration) -> dict[str, str]:
    """The headers of every request, with the credentials.

    Raises:
        ConfigurationError: a key is missing.
    """
    headers = {
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
        "User-Agent": configuration.user_agent or f"datadog-incidents/{__version__}",
    }
    headers = _replaced(headers, configuration.default_headers)
    if configuration.access_token is not None:
        token = str.__str__(configuration.access_token)
        return _replaced(headers, {"Authorization": Secret(f"Bearer {token}")})
    keys = configuration.api_key
    missing = [
        f"{label} (set {variable} or Configuration({argument}=…))"
        for name, label, variable, argument in _KEYS
        if name not in keys
    ]
    if missing:
        raise ConfigurationError(f"missing: {' and '.join(missing)}; or an OAuth token (set DD_BEARER_TOKEN)")
    return _replaced(headers, {"DD-API-KEY": keys["apiKeyAuth"], "DD-APPLICATION-KEY": keys["appKeyAuth"]})


def _replaced(headers: dict[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """The headers with others added, which replace those of their name, in whatever case it is written."""
    names = {name.lower() for name in others}
    return {**{name: value for name, value in headers.items() if name.lower() not in names}, **others}


_KEYS = (
    ("apiKeyAuth", "the API key", "DD_API_KEY", "api_key"),
    ("appKeyAuth", "the application key", "DD_APP_KEY", "app_key"),
)


def _refuse_plain_http(configuration: Configuration) -> None:
    parts = urlsplit(configuration.base_url)
    local = _LOOPBACK.fullmatch(parts.hostname or "")
    if parts.scheme == "http" and not local and not configuration.allow_insecure_http:
        raise ConfigurationError(
            f"host: {configuration.base_url!r} would send the keys unencrypted; use https, or allow_insecure_http=True"
        )


def _timeout(setting: TimeoutSetting) -> Timeout:
    return Timeout(*setting) if isinstance(setting, tuple) else Timeout(setting, setting)


def _terms_for(terms: Terms, options: CallOptions) -> Terms:
    """The terms of a call: those of the configuration, with what its options say instead."""
    retries = options.get("max_retries", terms.retry.max_retries)
    return Terms(
        timeout=_timeout(options["timeout"]) if "timeout" in options else terms.timeout,
        deadline=options.get("deadline", terms.deadline),
        retry=replace(terms.retry, max_retries=retries),
    )


def _query_value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    try:
        plain = codec.plain(value)
    except (TypeError, RecursionError) as error:
        raise InvalidArgumentError(f"query: {name}: {error}") from None
    if is_list(plain):
        return ",".join(_query_value(name, item) for item in plain)
    if plain is None or is_object(plain):
        raise InvalidArgumentError(f"query: {name}: expected a plain value or a list of them, got {value!r:.60}")
    return str(plain)


def _log(step: Send, outcome: Outcome, seconds: float) -> None:
    path, result, identity = step.request.target.partition("?")[0], str(outcome), None
    if isinstance(outcome, Response):
        result, identity = str(outcome.status), request_id_of(outcome)
    _logger.debug(
        "%s %s: %s in %.0f ms, attempt %d%s",
        step.request.method,
        path,
        result,
        seconds * 1000,
        step.attempt,
        f", request id {identity}" if identity else "",
    )
