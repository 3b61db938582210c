"""What goes over the wire: JSON documents, timestamps, answers and refusals."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import Any, TypeAlias, TypeGuard

JSON: TypeAlias = Any
"""Any JSON value. Documents are free-form here on purpose: the emulator must not judge by the client's own models."""

Document: TypeAlias = dict[str, JSON]
"""A JSON object."""

JSON_TYPE = "application/json"
JSON_API_TYPE = "application/vnd.api+json"
HTML_TYPE = "text/html; charset=utf-8"


class Cut(Enum):
    """How a connection ends when an answer does not arrive whole."""

    RESET = "reset"
    """Nothing is sent: the connection is reset."""
    TRUNCATED = "truncated"
    """The body stops half way, though its length was announced."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP response of the emulator, before a face (HTTP or in process) delivers it."""

    status: int
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    cut: Cut | None = None


class RefusedError(Exception):
    """A request that is answered with an error.

    Args:
        status: the HTTP status.
        errors: what the `errors` list of the body holds: texts, or objects with a title.
    """

    def __init__(self, status: int, *errors: str | Document) -> None:
        texts: list[JSON] = [each if isinstance(each, str) else each.get("detail", each["title"]) for each in errors]
        super().__init__("; ".join(texts))
        self.status = status
        self.errors = errors


def is_object(value: JSON) -> TypeGuard[Document]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: JSON) -> TypeGuard[list[JSON]]:
    """Whether a JSON value is an array."""
    return isinstance(value, list)


def json_answer(status: int, document: JSON, content_type: str = JSON_TYPE) -> Answer:
    """An answer with a JSON body, written as compactly as the service does."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, {"content-type": content_type}, body)


def error_answer(status: int, *errors: str | Document) -> Answer:
    """An answer in one of the service's two error shapes: objects come as JSON:API."""
    content_type = JSON_API_TYPE if any(map(is_object, errors)) else JSON_TYPE
    return json_answer(status, {"errors": list(errors)}, content_type)


def format_timestamp(moment: datetime) -> str:
    """Write a moment as the service does: in UTC, `+00:00`, six fraction digits, or none when they are all zero."""
    return moment.astimezone(UTC).isoformat()


def parse_timestamp(text: str) -> datetime:
    """Read an ISO 8601 timestamp as a moment in UTC; one without an offset is taken as UTC.

    Raises:
        ValueError: the text is no timestamp.
        OverflowError: in UTC, it lies before the year 1 or after 9999.
    """
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
