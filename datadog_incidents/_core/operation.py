"""Operations as data, and what turns one with its arguments into a path and a body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeAlias, TypeVar, cast
from urllib.parse import quote

from datadog_incidents._core import codec
from datadog_incidents._core.model import Model
from datadog_incidents._core.narrowing import is_collection, is_list, is_mapping, is_object, is_uuid
from datadog_incidents._core.open_enum import OpenEnum
from datadog_incidents._core.suggestion import nearest, not_among
from datadog_incidents.exceptions import InvalidArgumentError

_T = TypeVar("_T")

Method: TypeAlias = Literal["GET", "POST", "PATCH", "PUT", "DELETE"]


@cache
def model_named(name: str) -> Any:
    """A model or enum by its name: loaded only when it is used."""
    return getattr(import_module("datadog_incidents.models"), name)


class ParameterKind(Protocol):
    """What a parameter takes and how it is written on the wire."""

    def write(self, name: str, value: Any) -> str:
        """Check a value and write it.

        Raises:
            InvalidArgumentError: the value is not allowed; the message names the argument and what is.
        """
        ...


class Text(NamedTuple):
    """A string that is not blank."""

    def write(self, name: str, value: Any) -> str:
        """The string as it is."""
        if not isinstance(value, str):
            raise InvalidArgumentError(f"{name}: expected a string, got {type(value).__name__}")
        if not value.strip():
            raise InvalidArgumentError(f"{name}: must not be empty")
        return value


_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
"""What goes into a path as it is, as the ids of the service do."""


class Identifier(NamedTuple):
    """The id of a resource, one segment of the path: nothing in it may lead to another path."""

    def write(self, name: str, value: Any) -> str:
        """The id, percent-encoded; a UUID by its text."""
        if isinstance(value, str) and _PLAIN.fullmatch(value):
            return str(value)
        if not isinstance(value, str) and not is_uuid(value):
            raise InvalidArgumentError(f"{name}: expected an id as a string, got {type(value).__name__}")
        written = str(value)
        if not written.strip():
            raise InvalidArgumentError(f"{name}: must not be empty")
        if any(segment in (".", "..") for segment in re.split(r"[/\\]", written)):
            raise InvalidArgumentError(f"{name}: {written!r} would change the path; expected an id")
        if re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", written):
            raise InvalidArgumentError(f"{name}: {written!r} holds a control character; expected an id")
        return quote(written, safe="")


class Integer(NamedTuple):
    """A whole number within bounds."""

    minimum: int
    maximum: int | None = None

    def write(self, name: str, value: Any) -> str:
        """The number in decimal digits."""
        allowed = f"{self.minimum} or more" if self.maximum is None else f"{self.minimum} to {self.maximum}"
        if not isinstance(value, int) or isinstance(value, bool):
            raise InvalidArgumentError(f"{name}: expected a whole number, {allowed}; got {value!r}")
        if value < self.minimum or (self.maximum is not None and value > self.maximum):
            raise InvalidArgumentError(f"{name}: must be {allowed}, got {value}")
        return str(value)


class Choice(NamedTuple):
    """One value of an enum."""

    enum: str

    def write(self, name: str, value: Any) -> str:
        """The value, if the contract knows it."""
        known = [member.value for member in cast("type[OpenEnum]", model_named(self.enum))]
        if isinstance(value, str) and str(value) in known:
            return str(value)
        advice = "; it takes one value, not several" if is_collection(value) else ""
        raise InvalidArgumentError(f"{name}: {not_among(value, known)}{advice}")


class Choices(NamedTuple):
    """Several values of an enum."""

    enum: str

    def write(self, name: str, value: Any) -> str:
        """The values joined by commas, each once; a single one may stand for itself."""
        values = [value] if isinstance(value, str) else value
        if not is_collection(values):
            raise InvalidArgumentError(f"{name}: expected a list of {self.enum}, got {type(value).__name__}")
        one = Choice(self.enum)
        return ",".join(dict.fromkeys(one.write(name, item) for item in values))


class Body(NamedTuple):
    """The model that is sent as the JSON body."""

    model: str

    def write(self, name: str, value: Any) -> str:
        """The JSON text of the model, once all in it fits the contract and the rules of the service."""
        expected = cast("type[Model]", model_named(self.model))
        if not isinstance(value, expected):
            advice = f"; {self.model}.from_dict({name}) makes one of it" if is_mapping(value) else ""
            raise InvalidArgumentError(f"{name}: expected {self.model}, got {type(value).__name__}{advice}")
        return codec.write_body(name, value)


class Parameter(NamedTuple):
    """One parameter of an operation."""

    name: str
    """Its name in Python."""
    location: Literal["path", "query", "body"]
    kind: ParameterKind
    wire: str = ""
    """Its name on the wire, where that differs."""
    required: bool = False


class Paging(NamedTuple):
    """How the pages of an operation are walked: by `page_size` and `page_offset`."""

    item: str
    """The model of an item, by name."""
    items: tuple[str, ...]
    """Where the list of items is in the JSON of a page."""
    total: tuple[str, ...] = ()
    """Where a page's JSON says how many items there are in all; empty where the API does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Generic[_T]):
    """One operation of the API, as data. `_T` is what its response is read as."""

    name: str
    method: Method
    path: str
    """Path template, such as `/api/v2/incidents/{incident_id}`."""
    parameters: tuple[Parameter, ...] = ()
    response: str | None = None
    """The model of the response by name; None where there is no body."""
    resources: tuple[str, ...] = ()
    """Where the resources are in the JSON of a response; a list on the way means each of its elements."""
    unstable: bool = False
    """Whether the API asks for an opt-in."""
    paging: Paging | None = None


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
    return f"{path}?{'&'.join(query)}" if query else path, body


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
