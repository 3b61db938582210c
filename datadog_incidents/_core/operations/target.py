"""What turns an operation with its arguments into a request target and a body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from datadog_incidents._core.codec import codec
from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.narrowing import is_list, is_mapping, is_object
from datadog_incidents._core.operations.operation import Operation
from datadog_incidents._core.settings.suggestion import nearest
from datadog_incidents.exceptions import InvalidArgumentError

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def target_of(operation: Operation[Any], arguments: Mapping[str, Any]) -> tuple[str, bytes | None]:
    """The request target (path and query) and the body of a call.

    Args:
        operation: what is called.
        arguments: the arguments by parameter name; None counts as not given.

    Raises:
        InvalidArgumentError: an argument is missing, unknown or wrong.
    """
    path, body = operation.path, None
    query: list[str] = []
    for parameter in operation.parameters:
        value = arguments.get(parameter.name)
        if value is None and not parameter.required:
            continue
        written = parameter.kind.write(parameter.name, value)
        if not written:  # a list of nothing
            continue
        wire = parameter.wire or parameter.name
        if parameter.location == "path":
            path = path.replace(f"{{{wire}}}", written)
        elif parameter.location == "query":
            query.append(f"{quote(wire, safe='')}={quote(written, safe='', errors='surrogatepass')}")
        else:
            body = written.encode("ascii")
    if not arguments.keys() <= {parameter.name for parameter in operation.parameters}:
        _refuse_unknown(operation, arguments)
    if body is not None:
        _refuse_two_ids(operation, arguments, body)
    return f"{path}?{'&'.join(query)}" if query else path, body


def _refuse_two_ids(operation: Operation[Any], arguments: Mapping[str, Any], body: bytes) -> None:
    """A body that was meant for another resource than the path names is for one of them, nobody knows which.

    An id that the service sets, and that is therefore not in the body as it is sent, says nothing: what was read of one
    incident may be set on another.

    Raises:
        InvalidArgumentError: they differ.
    """
    if "{" not in operation.path:
        return
    data = _inside(arguments.get("body"), "data")
    for parameter in operation.parameters:
        if parameter.location != "path":
            continue
        name, placeholder = parameter.name, f"{{{parameter.wire or parameter.name}}}"
        is_updated = operation.method != "POST" and operation.path.endswith(placeholder)
        inside = [_inside(_inside(data, "attributes"), name), *([_inside(data, "id")] if is_updated else ())]
        given = str(arguments.get(name))
        for other in map(str, inside):
            # What is no id of the service is not compared: the service will say so.
            are_ids = _UUID.fullmatch(given) and _UUID.fullmatch(other)
            if are_ids and other.lower() != given.lower() and other.encode() in body:
                raise InvalidArgumentError(f"{name}: {given!r} is not the id in the body, {other!r}")


def _inside(value: Any, name: str) -> Any:
    """What a body, given as a model or as a mapping, holds under a name."""
    return value.get(name) if is_mapping(value) else getattr(value, name, None)


def raw_target_of(path: str, query: Mapping[str, Any]) -> str:
    """The request target for an endpoint that the library lacks.

    Args:
        path: from the root of the API, percent-encoded where needed.
        query: query parameters, unencoded; a list is joined by commas, None leaves one out.

    Raises:
        InvalidArgumentError: the path is none, or a query parameter cannot be written.
    """
    if not path.startswith("/") or any(segment in (".", "..") for segment in path.split("/")):
        raise InvalidArgumentError(f"path: expected a path such as '/api/v2/incidents', got {path!r}")
    if any(character <= " " or character in "\x7f?#" or character > "~" for character in path):
        raise InvalidArgumentError(f"path: {path!r} holds a character that must be percent-encoded")
    given = {name: _query_value(name, value) for name, value in query.items() if value is not None}
    written = [f"{quote(name, safe='')}={quote(v, safe='', errors='surrogatepass')}" for name, v in given.items()]
    return f"{path}?{'&'.join(written)}" if written else path


def _query_value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    try:
        plain = codec.plain(value)
    except (TypeError, RecursionError) as error:
        let_through(error)
        raise InvalidArgumentError(f"query: {name}: {error}") from None
    if is_list(plain):
        return ",".join(_query_value(name, item) for item in plain)
    if plain is None or is_object(plain):
        raise InvalidArgumentError(f"query: {name}: expected a plain value or a list of them, got {value!r:.60}")
    return str(plain)


def _refuse_unknown(operation: Operation[Any], arguments: Mapping[str, Any]) -> None:
    known = [parameter.name for parameter in operation.parameters]
    unknown = next(name for name in arguments if name not in known)
    close = nearest(unknown, known)
    hint = f"did you mean {close!r}?" if close else f"it takes {', '.join(known) or 'none'}"
    raise InvalidArgumentError(f"{operation.name}: there is no argument {unknown!r}; {hint}")
