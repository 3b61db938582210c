"""What parameters take, and how they are written on the wire."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast
from urllib.parse import quote

from datadog_incidents._core.by_name import model_named
from datadog_incidents._core.codec import codec
from datadog_incidents._core.codec.meaning import read_as
from datadog_incidents._core.narrowing import is_collection, is_mapping, is_uuid
from datadog_incidents._core.operations.pasted import ADVICE, pasted_piece
from datadog_incidents._core.settings.suggestion import not_among
from datadog_incidents.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from datadog_incidents._core.codec.model import Model
    from datadog_incidents._core.codec.open_enum import OpenEnum


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
        """The string as it is; a UUID by its text."""
        if is_uuid(value):
            return str(value)
        if not isinstance(value, str):
            raise InvalidArgumentError(f"{name}: expected a string, got {type(value).__name__}")
        if not value.strip():
            raise InvalidArgumentError(f"{name}: must not be empty")
        return value


class Texts(NamedTuple):
    """Several strings, or one; none of them blank."""

    def write(self, name: str, value: Any) -> str:
        """The strings joined by commas, each once."""
        values = [value] if isinstance(value, str) else value
        if not is_collection(values):
            raise InvalidArgumentError(f"{name}: expected a string or a list of them, got {type(value).__name__}")
        one = Text()
        return ",".join(dict.fromkeys(one.write(name, item) for item in values))


class Flag(NamedTuple):
    """Yes or no."""

    def write(self, name: str, value: Any) -> str:
        """`true` or `false`."""
        if not isinstance(value, bool):
            raise InvalidArgumentError(f"{name}: expected True or False, got {value!r}")
        return "true" if value else "false"


class SearchQuery(NamedTuple):
    """A query in the search language, as it is typed rather than as a web address holds it."""

    def write(self, name: str, value: Any) -> str:
        """The query as it is."""
        query = Text().write(name, value)
        piece = pasted_piece(query)
        if piece is not None:
            raise InvalidArgumentError(f"{name}: {piece[:_EXCERPT]!r} comes from a web address; {ADVICE}")
        return query


_EXCERPT = 60
"""Characters that a message shows of what does not belong into a query."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
"""What goes into a path as it is, as the ids of the service do."""


class Identifier(NamedTuple):
    """The id of a resource, one segment of the path: nothing in it may lead to another path."""

    mistaken: str = ""
    """A pattern of what people may take for the id; empty for none."""
    advice: str = ""
    """What to do with that instead."""

    def write(self, name: str, value: Any) -> str:
        """The id, percent-encoded; a UUID by its text."""
        if self.mistaken and isinstance(value, (str, int)) and re.fullmatch(self.mistaken, str(value).strip()):
            raise InvalidArgumentError(f"{name}: {value!r} is no id; {self.advice}")
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
        """The JSON text of the model, once all in it fits the contract and the rules of the service.

        A mapping is read as the model, and checked like it.
        """
        expected = cast("type[Model]", model_named(self.model))
        if is_mapping(value):
            value = read_as(expected, value)
        if not isinstance(value, expected):
            raise InvalidArgumentError(f"{name}: expected {self.model}, got {type(value).__name__}")
        return codec.write_body(name, value)
