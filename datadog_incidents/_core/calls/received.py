"""What came back from a call: its JSON, and the models that are read from it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple, Self

from datadog_incidents._core.by_name import model_named
from datadog_incidents._core.calls.exchange import Exchanged
from datadog_incidents._core.calls.failures import LONGEST_TEXT, excerpt_of, reference_of, request_id_of, secrets_of
from datadog_incidents._core.codec import codec
from datadog_incidents._core.codec.json_text import read_json
from datadog_incidents._core.one_line import in_short
from datadog_incidents._core.operations.operation import Operation
from datadog_incidents._core.settings.secret import scrubbed, scrubbed_text
from datadog_incidents.exceptions import DecodeError

_logger = logging.getLogger("datadog_incidents")


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
            raise self._unreadable(error) from None

    def without_body(self) -> Self:
        """What is left once its JSON has been parsed: a page that is kept need not keep its bytes and the keys, too."""
        request, response = self.exchanged.request, self.exchanged.response
        bare = self.exchanged._replace(request=replace(request, headers={}), response=replace(response, body=b""))
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
            value = codec.decode(model_named(model), document, strict=self.strict, report=report)
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

    def blamed(self, error: DecodeError) -> DecodeError:
        """An error about what the response says, with the call that it is about."""
        request, response, name = self.exchanged.request, self.exchanged.response, self.operation.name
        said = in_short(scrubbed_text(str(error), secrets_of(request, response)), LONGEST_TEXT)
        return DecodeError(
            f"{name}: the service answered {response.status}, but not as the API says: {said}{reference_of(response)}",
            path=error.path,
            status=response.status,
            operation=name,
            attempts=self.exchanged.attempts,
            request_id=request_id_of(response),
        )

    def _unreadable(self, reason: Exception) -> DecodeError:
        request, response = self.exchanged.request, self.exchanged.response
        if not response.body:
            return self.blamed(DecodeError("expected JSON, got an empty body"))
        excerpt = excerpt_of(scrubbed(response.body, secrets_of(request, response)))
        return self.blamed(DecodeError(f"expected JSON, got no JSON ({type(reason).__name__}): {excerpt}"))

    def _log(self, model: str, report: codec.Report) -> None:
        if report:
            unfit = ", ".join(sorted(report)[:5])
            _logger.warning("%s: kept as it came, since it does not fit the contract: %s", model, unfit)
