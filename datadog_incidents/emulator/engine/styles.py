"""The two styles in which the service answers: each operation has its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from datadog_incidents.emulator.wire import (
    HTML_TYPE,
    JSON,
    JSON_API_TYPE,
    JSON_TYPE,
    Answer,
    Document,
    RefusedError,
    is_array,
    json_answer,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How an operation answers.

    Args:
        content_type: of every answer with a body.
        no_content: the headers of an answer without one.
        is_json_api: whether errors are objects, moments end in `Z`, and names are in order.
    """

    content_type: str
    no_content: Mapping[str, str] = field(default_factory=dict[str, str])
    is_json_api: bool

    def answer(self, status: int, document: JSON) -> Answer:
        """An answer with a body.

        Args:
            status: the HTTP status.
            document: the body.
        """
        return json_answer(status, document, self.content_type)

    def empty(self) -> Answer:
        """An answer without a body."""
        return Answer(204, dict(self.no_content))

    def refusal(self, *problems: str) -> RefusedError:
        """A request that is not as it should be.

        Args:
            problems: what is wrong with it.
        """
        if self.is_json_api:
            return RefusedError(400, *({"title": "Bad Request", "detail": each} for each in problems))
        return RefusedError(400, *problems)

    def resource(self, kind: str, identifier: str, attributes: Document, relationships: Document) -> Document:
        """A resource's document.

        Args:
            kind: its type on the wire.
            identifier: its id.
            attributes: its attributes.
            relationships: what it refers to: a reference, a list of them or None for each name.
        """
        related: Document = {name: {"data": self._references(each)} for name, each in relationships.items()}
        if self.is_json_api:
            whole: Document = {"id": identifier, "type": kind, "attributes": _sorted(attributes)}
        else:
            whole = {"type": kind, "id": identifier, "attributes": attributes}
        return {**whole, "relationships": _sorted(related) if self.is_json_api else related} if related else whole

    def _references(self, value: JSON) -> JSON:
        if is_array(value):
            return [self._references(each) for each in value]
        if value is None or not self.is_json_api:
            return value
        return {"id": value["id"], "type": value["type"]}

    def moment(self, text: str) -> str:
        """A moment as this style writes it.

        Args:
            text: the moment as it is kept: in UTC, with `+00:00`, six digits or none.
        """
        if not self.is_json_api:
            return text
        bare = text.removesuffix("+00:00")
        return f"{bare.rstrip('0') if '.' in bare else bare}Z"


PLAIN_JSON = Style(content_type=JSON_TYPE, no_content={"content-type": HTML_TYPE}, is_json_api=False)
"""`application/json`, errors as texts, `+00:00`."""

JSON_API = Style(content_type=JSON_API_TYPE, is_json_api=True)
"""`application/vnd.api+json`, errors as objects, `Z`."""


def nine_digits(text: str, nanoseconds: int) -> str:
    """A moment as it is told from memory, before a database has cut its last three digits off.

    Args:
        text: the moment, as `JSON_API` writes it.
        nanoseconds: the last three digits.
    """
    bare, _, fraction = text.removesuffix("Z").partition(".")
    return f"{bare}.{fraction:0<6}{nanoseconds:03}Z"


def _sorted(document: Document) -> Document:
    return dict(sorted(document.items()))
