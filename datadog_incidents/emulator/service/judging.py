"""Whether a request is as its operation takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.refusals import wrong_type
from datadog_incidents.emulator.service.validation import Choice, Object, problems, query_document
from datadog_incidents.emulator.wire import JSON, Document, is_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.service.operations import Operation


def judged(operation: Operation, path: Mapping[str, str], query: Mapping[str, str], body: Document) -> Document:
    """Let a request pass, or refuse it.

    Args:
        operation: what is called.
        path: the parameters from the path.
        query: the parameters from the query.
        body: the request document.

    Returns:
        The parameters from the query, each as what it means.

    Raises:
        RefusedError: it is not as the operation takes it.
    """
    style = operation.handler.style
    if operation.body and style.is_json_api:
        _require_type(operation.body, body)
    document = query_document(operation.parameters, query)
    errors = [*problems(operation.path_parameters, dict(path)), *problems(operation.parameters, document)]
    if operation.body:
        errors = errors or list(problems(operation.body, body))
    if errors:
        raise style.refusal(*errors)
    return document


def _require_type(shape: Object, body: Document) -> None:
    """The type of a body is looked at before anything else, where the answer is JSON:API."""
    data: JSON = body.get("data") if is_object(body) else None
    sent: JSON = data.get("type") if is_object(data) else None
    expected = _below(_below(shape, "data"), "type")
    if isinstance(sent, str) and isinstance(expected, Choice) and sent not in expected.values:
        raise wrong_type(sent, tuple(map(str, expected.values)))


def _below(shape: object, name: str) -> object:
    return shape.properties.get(name) if isinstance(shape, Object) else None
