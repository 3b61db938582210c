"""What a tool takes: arguments as data, which a model reads as a JSON schema and which check what it then passes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.operations.parameters import Flag, Integer, SearchQuery, Text
from datadog_incidents._core.settings.suggestion import hint, not_among
from datadog_incidents._core.spoken_moments import ahead, moment
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.mcp.words import words


class Kind(Protocol):
    """What an argument is."""

    def schema(self) -> dict[str, Any]:
        """The JSON schema of a value."""
        ...

    def read(self, name: str, value: Any, now: datetime, /) -> Any:
        """Check a value, and give it as Python has it.

        Raises:
            InvalidArgumentError: the value is not allowed; the message names the argument and what is.
        """
        ...


class Words(NamedTuple):
    """A text that is not blank."""

    longest: int = 10_000

    def schema(self) -> dict[str, Any]:
        """A string."""
        return {"type": "string"}

    def read(self, name: str, value: Any, _now: datetime, /) -> str:
        """The text as it is."""
        text = Text().write(name, value)
        if len(text) > self.longest:
            raise InvalidArgumentError(f"{name}: has {len(text):,} characters; {self.longest:,} are allowed")
        return text


class Written(NamedTuple):
    """A text that is going to be written: what is seen of it, so that a user who agrees to it has seen all of it."""

    longest: int = 10_000

    def schema(self) -> dict[str, Any]:
        """A string."""
        return {"type": "string"}

    def read(self, name: str, value: Any, now: datetime, /) -> str:
        """The text as a person sees it, with its line breaks."""
        return "\n".join(map(words, Words(self.longest).read(name, value, now).splitlines()))


class QueryWords(NamedTuple):
    """A query in the search language of the service."""

    def schema(self) -> dict[str, Any]:
        """A string."""
        return {"type": "string"}

    def read(self, name: str, value: Any, _now: datetime, /) -> str:
        """The query as it is."""
        return SearchQuery().write(name, value)


class Reference(NamedTuple):
    """What people call an incident: `IR-42`, 42, a UUID or an address in the web app."""

    def schema(self) -> dict[str, Any]:
        """A string; a number is taken as well."""
        return {"type": "string"}

    def read(self, name: str, value: Any, _now: datetime, /) -> str:
        """The reference as a text."""
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return Text().write(name, str(value) if is_number else value)


class Whole(NamedTuple):
    """A whole number within bounds."""

    minimum: int
    maximum: int

    def schema(self) -> dict[str, Any]:
        """An integer."""
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}

    def read(self, name: str, value: Any, _now: datetime, /) -> int:
        """The number."""
        return int(Integer(self.minimum, self.maximum).write(name, value))


class YesNo(NamedTuple):
    """Yes or no."""

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}

    def read(self, name: str, value: Any, _now: datetime, /) -> bool:
        """The value."""
        return Flag().write(name, value) == "true"


class OneOf(NamedTuple):
    """One of several values."""

    values: tuple[str, ...]

    def schema(self) -> dict[str, Any]:
        """A string with its values."""
        return {"type": "string", "enum": list(self.values)}

    def read(self, name: str, value: Any, _now: datetime, /) -> str:
        """The value."""
        if isinstance(value, str) and value in self.values:
            return value
        raise InvalidArgumentError(f"{name}: {not_among(value, self.values)}")


class Several(NamedTuple):
    """A list of one kind; a single value may stand for itself."""

    kind: Kind
    most: int = 50

    def schema(self) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "items": self.kind.schema()}

    def read(self, name: str, value: Any, now: datetime, /) -> tuple[Any, ...]:
        """The values, each once."""
        values = value if is_list(value) else [value]
        if len(values) > self.most:
            raise InvalidArgumentError(f"{name}: has {len(values)} values; {self.most} are allowed")
        return tuple(dict.fromkeys(self.kind.read(name, each, now) for each in values))


class Moment(NamedTuple):
    """A moment: ISO 8601, or how long ago."""

    to_come: bool = False
    """Whether it is one to come, so that how long ago says nothing."""

    def schema(self) -> dict[str, Any]:
        """A string."""
        return {"type": "string"}

    def read(self, name: str, value: Any, now: datetime, /) -> datetime:
        """The moment, with a time zone."""
        meant = (ahead if self.to_come else moment)(name, Text().write(name, value), now)
        if self.to_come and meant <= now:
            raise InvalidArgumentError(f"{name}: {value!r} has passed; write a moment to come, as 2026-01-31T14:05Z")
        return meant


class Argument(NamedTuple):
    """One argument of a tool."""

    kind: Kind
    says: str
    """What it is for, in as few words as will do."""
    required: bool = False
    default: Any = None
    """What is taken where it is not given."""


Arguments = Mapping[str, Argument]


def schema_of(arguments: Arguments) -> dict[str, Any]:
    """The JSON schema of what a tool takes.

    Args:
        arguments: its arguments by name.
    """
    properties = {
        name: {
            **each.kind.schema(),
            "description": each.says,
            **({} if each.default is None else {"default": each.default}),
        }
        for name, each in arguments.items()
    }
    required = [name for name, each in arguments.items() if each.required]
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def read(arguments: Arguments, given: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Check what a model passes, before anything is sent.

    Args:
        arguments: the arguments of the tool by name.
        given: what was passed; null counts as not given.
        now: the present, for times such as `90d`.

    Returns:
        All arguments by name, as Python has them; the default, or None, for what was not given.

    Raises:
        InvalidArgumentError: there is no such argument, one is missing, or a value is not allowed.
    """
    for name in given:
        if name not in arguments:
            advice = hint(name, arguments) if arguments else "none is taken here"
            raise InvalidArgumentError(f"there is no argument {name!r}; {advice}")
    values: dict[str, Any] = {}
    for name, each in arguments.items():
        value = given.get(name)
        value = each.default if value is None else value
        if value is None and each.required:
            raise InvalidArgumentError(f"{name}: is missing; it is {each.says}")
        values[name] = None if value is None else each.kind.read(name, value, now)
    return values
