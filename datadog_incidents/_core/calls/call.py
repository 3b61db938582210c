"""What a call passes before it is sent and after it came back: all that both kinds of client share.

A client asks `Calls` for the steps of a call, drives them over its transport, and hands back what came of it.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any, Final, Generic, NamedTuple, TypeVar, cast, get_args

from datadog_incidents._core.calls.clock import Watch
from datadog_incidents._core.calls.exchange import Exchanged, Send, Steps, Wait, exchange
from datadog_incidents._core.calls.failures import request_id_of, without_secrets
from datadog_incidents._core.calls.included import Included, link
from datadog_incidents._core.calls.options import CallOptions, checked
from datadog_incidents._core.calls.prepared import CallSettings, Prepared, headers_of, prepare, terms_of, tokens_for
from datadog_incidents._core.calls.rate_limiter import RateLimiter
from datadog_incidents._core.calls.received import ApiResponse, Received
from datadog_incidents._core.calls.retry import Outcome
from datadog_incidents._core.calls.telling import Told, told_of_outcome, told_of_request, told_of_wait
from datadog_incidents._core.codec import codec
from datadog_incidents._core.collector import without_collector
from datadog_incidents._core.message import Request
from datadog_incidents._core.operations.operation import Method, Operation
from datadog_incidents._core.operations.target import raw_target_of, target_of
from datadog_incidents._core.paths import at_path, attribute
from datadog_incidents.exceptions import InvalidArgumentError, UnstableOperationError

_T = TypeVar("_T")


class Call(NamedTuple, Generic[_T]):
    """A call that is ready to be driven."""

    operation: Operation[_T]
    steps: Steps


class Calls:
    """The calls of one client.

    Args:
        settings: what they are made with; changes are noticed.
        clock: tells the time.
        limiter: knows which rate limits are used up.

    Raises:
        ConfigurationError: a key is missing, or the keys would travel unencrypted.
    """

    def __init__(self, settings: CallSettings, clock: Watch, limiter: RateLimiter) -> None:
        self._settings = settings
        self._clock = clock
        self._limiter = limiter
        self._prepared = prepare(settings)

    @property
    def prepared(self) -> Prepared:
        """What the settings come to, as they are now; another object once one was changed."""
        if self._prepared.changes != self._settings.changes:
            self._prepared = prepare(self._settings, self._prepared.tokens)
        return self._prepared

    # ------------------------------------------------------------------------------------------------ before it is sent

    def begin(self, operation: Operation[_T], arguments: Mapping[str, Any], options: CallOptions) -> Call[_T]:
        """The call of an operation.

        Raises:
            InvalidArgumentError: an argument or option is wrong.
            UnstableOperationError: the operation needs an opt-in.
        """
        options = checked(options, arguments) if options else options
        self.require_opt_in(operation, options)
        target, body = target_of(operation, arguments)
        if operation.deprecated:
            _tell_deprecation(operation)
        return self._call(operation, target, body, options)

    def begin_request(
        self, method: Method, path: str, query: Mapping[str, Any], body: Any, options: CallOptions
    ) -> Call[Any]:
        """The call of an endpoint that is no operation of the library.

        Raises:
            InvalidArgumentError: an argument or option is wrong.
        """
        if method not in get_args(Method):
            raise InvalidArgumentError(f"method: {method!r} is not one of {', '.join(get_args(Method))}")
        target = raw_target_of(path, query)
        content = None if body is None else codec.write_json("body", body).encode("ascii")
        operation: Operation[Any] = Operation(name=f"{method} {path}", method=method, path=path)
        return self._call(operation, target, content, checked(options))

    def require_opt_in(self, operation: Operation[Any], options: CallOptions) -> None:
        """Let an operation pass only if it is stable or was opted in to.

        Raises:
            UnstableOperationError: it was not.
        """
        if not operation.unstable or options.get("allow_unstable"):
            return
        if "allow_unstable" in options or not self._settings.unstable_operations.get(operation.name):
            raise UnstableOperationError(
                f"{operation.name} is an unstable operation of the API and needs an opt-in: "
                f'configuration.unstable_operations["{operation.name}"] = True for all calls, '
                f"or allow_unstable=True for one"
            )

    def _call(self, operation: Operation[_T], target: str, body: bytes | None, options: CallOptions) -> Call[_T]:
        prepared = self.prepared
        request = Request(
            method=operation.method,
            target=prepared.prefix + target,
            headers=headers_of(prepared, body, options),
            body=body,
        )
        terms = terms_of(prepared, operation, options)
        tokens = tokens_for(prepared, request)
        steps = exchange(operation.name, request, terms, self._limiter, self._clock, _jitter, tokens)
        if (tracer := self._settings.tracer) is not None:
            from datadog_incidents._core.calls.tracing import traced  # loads OpenTelemetry

            steps = traced(tracer, operation, self._settings.base_url, steps)
        return Call(operation, steps)

    # ------------------------------------------------------------------------------------------------- while it is sent

    def sending(self, operation: str, step: Send) -> Told | None:
        """A request is about to be sent; gives what there is to tell of that."""
        return told_of_request(self._settings, operation, step)

    def sent(self, operation: str, step: Send, outcome: Outcome, seconds: float) -> tuple[Outcome, Told | None]:
        """An attempt ended; gives its outcome without the secrets that it may repeat, and what there is to tell.

        Args:
            operation: its name.
            step: what was sent.
            outcome: what came of it.
            seconds: how long it took.
        """
        outcome = without_secrets(outcome, step.request)
        return outcome, told_of_outcome(self._settings, operation, step, outcome, seconds, self._clock.epoch())

    def waiting(self, operation: str, step: Wait) -> list[Told]:
        """A wait is about to begin; gives what there is to tell of that."""
        return told_of_wait(self._settings, operation, step)

    # ----------------------------------------------------------------------------------------------- after it came back

    def received(self, operation: Operation[Any], exchanged: Exchanged) -> Received:
        """What came back, to be read as the settings say."""
        return Received(operation, exchanged, self._prepared.strict)

    def answer(self, operation: Operation[_T], exchanged: Exchanged) -> ApiResponse[_T]:
        """The typed response to an operation, each resource linked with what was included beside it.

        Raises:
            DecodeError: the response is not what the API promises.
        """
        if operation.response is None:
            return _api_response(cast("_T", None), exchanged)
        report: codec.Report = set()
        received = self.received(operation, exchanged)
        data = without_collector(received.read_whole, operation.response, report)  # once, for parsing and reading
        if included := getattr(data, "included", None):
            link(at_path(data, operation.resources, attribute), Included(lambda: included))
        return _api_response(cast("_T", data), exchanged, tuple(received.mismatches(data)) if report else ())

    def raw_answer(self, operation: Operation[Any], exchanged: Exchanged) -> ApiResponse[Any]:
        """The response of an endpoint that is no operation of the library: its JSON, or None without a body."""
        received = Received(operation, exchanged, strict=False)
        return _api_response(received.document() if exchanged.response.body else None, exchanged)


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


_told_deprecated: Final[set[str]] = set()
"""The names of the operations that were said to be deprecated; once in a process is enough."""


def _tell_deprecation(operation: Operation[Any]) -> None:
    if operation.name in _told_deprecated:
        return
    _told_deprecated.add(operation.name)
    message = f"{operation.name} is deprecated: {operation.deprecated}"
    warnings.warn(message, DeprecationWarning, stacklevel=_frames_until_caller())


def _frames_until_caller() -> int:
    """How many frames lie between this one and the code that called the library: both kinds of client differ in it."""
    import inspect  # slow to load, and hardly ever needed

    frame, frames = inspect.currentframe(), 0
    while frame is not None and str(frame.f_globals.get("__name__")).startswith("datadog_incidents."):
        frame, frames = frame.f_back, frames + 1
    return frames


def _jitter() -> float:
    import random  # slow to load, and most calls need no retry

    return random.random()  # noqa: S311  # spreads requests, keeps no secret
