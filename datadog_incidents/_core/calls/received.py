"""What came back from a call: its JSON, and the models that are read from it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, NamedTuple, Self, TypeVar

from datadog_incidents._core.by_name import model_named
from datadog_incidents._core.calls.exchange import Exchanged
from datadog_incidents._core.calls.failures import excerpt_of, reference_of, request_id_of, secrets_of
from datadog_incidents._core.codec import codec
from datadog_incidents._core.codec.json_text import read_json
from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.one_line import in_short
from datadog_incidents._core.operations.operation import Operation
from datadog_incidents._core.settings.secret import scrubbed, scrubbed_text
from datadog_incidents.exceptions import DecodeError
from datadog_incidents.rate_limit import RateLimit

_T = TypeVar("_T")

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


class Received(NamedTuple):
    """The response to a call. What does not fit the contract is kept and logged, or raises if strict."""

    operation: Operation[Any]
    exchanged: Exchanged
    strict: bool

    def document(self) -> Any:
        """Its JSON.

        Raises:
            DecodeError: it is no JSON.
        """
        try:
            return read_json(self.exchanged.response.body)
        except (ValueError, RecursionError) as error:
            let_through(error)
            raise self._unreadable(error) from None

    def without_body(self) -> Self:
        """What is left once its JSON has been parsed: a page that is kept need not keep its bytes and the keys, too.

        Unless it is strict: then what is read of it later may raise, with a text that must not show them.
        """
        request, response = self.exchanged.request, self.exchanged.response
        secrets = tuple(self._secrets()) if self.strict else ()
        bare = self.exchanged._replace(
            request=replace(request, headers={}, secrets=()), response=replace(response, body=b"", secrets=secrets)
        )
        return self._replace(exchanged=bare)

    def read(self, model: str, document: Any, report: codec.Report | None = None) -> Any:
        """Read JSON as the model of that name.

        Args:
            model: the name of the model.
            document: the JSON.
            report: receives the class and field of each value that was kept raw.

        Raises:
            DecodeError: it is no object, or something does not fit and the client is strict.
        """
        report = set() if report is None else report
        try:
            value = codec.decode(model_named(model), document, strict=self.strict, report=report, shown=self.shown)
        except DecodeError as error:
            raise self.blamed(error) from None
        self._log(model, report)
        return value

    def read_whole(self, model: str, report: codec.Report) -> Any:
        """Read its JSON as the model of that name; see `read`."""
        return self.read(model, self.document(), report)

    def items(self, model: str, elements: Iterable[Any]) -> list[Any]:
        """Read the elements of a list as models of that name; one that is no object is kept as it is.

        Raises:
            DecodeError: one of them does not fit and the client is strict.
        """
        if self.strict:
            return [self.read(model, element) for element in elements]
        report: codec.Report = set()
        items = codec.decode_all(model_named(model), elements, report)
        self._log(model, report)
        return items

    def mismatches(self, model: Any) -> list[str]:
        """What does not fit the contract in the model that was read, a line each."""
        return [self.shown(str(difference)) for difference in codec.differences(model)]

    def blamed(self, error: DecodeError) -> DecodeError:
        """An error about what the response says, with the call that it is about."""
        response, name = self.exchanged.response, self.operation.name
        identity = request_id_of(response)
        identity = None if identity is None else self.shown(identity)
        said = f"{self.shown(str(error))}{reference_of(identity)}"
        return DecodeError(
            f"{name}: the service answered {response.status}, but not as the API says: {said}",
            path=error.path,
            status=response.status,
            operation=name,
            attempts=self.exchanged.attempts,
            request_id=identity,
        )

    def shown(self, text: str) -> str:
        """What a message can show of a text with something of the response in it: no secrets, and not all of it."""
        return in_short(scrubbed_text(text, self._secrets()))

    def _secrets(self) -> list[str]:
        return secrets_of(self.exchanged.request, self.exchanged.response)

    def _unreadable(self, reason: Exception) -> DecodeError:
        body = self.exchanged.response.body
        if not body:
            return self.blamed(DecodeError("expected JSON, got an empty body"))
        excerpt = excerpt_of(scrubbed(body, self._secrets()))
        return self.blamed(DecodeError(f"expected JSON, got no JSON ({type(reason).__name__}): {excerpt}"))

    def _log(self, model: str, report: codec.Report) -> None:
        if report:
            unfit = ", ".join(sorted(report)[:5])
            _logger.warning("%s: kept as it came, since it does not fit the contract: %s", model, unfit)
