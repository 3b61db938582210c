"""One page of an operation's items."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import Any, Generic, Protocol, Self, TypeVar, cast, runtime_checkable

from datadog_incidents._core.by_name import model_named
from datadog_incidents._core.calls.included import Included, link
from datadog_incidents._core.codec import codec
from datadog_incidents._core.codec.structure import Structure
from datadog_incidents._core.html_table import html_table
from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.operations.operation import Operation, Paging
from datadog_incidents._core.paths import at_path, attribute, member
from datadog_incidents.exceptions import DecodeError

_I = TypeVar("_I")
_R = TypeVar("_R")


class Reader(Protocol):
    """Reads JSON the way its client is configured."""

    def read(self, model: str, document: Any) -> Any:
        """Read a response as the model of that name."""
        ...

    def items(self, model: str, elements: Sequence[Any]) -> list[Any]:
        """Read the elements of a list; what is no object is kept as it is."""
        ...


class Page(Generic[_I, _R]):
    """One page: its items, and all else of the response, each read when it is first asked for.

    Args:
        operation: what the page is of.
        document: the JSON of the response.
        offset: the position of its first item in the whole.
        reader: reads JSON as models.
        wanted: says of an item whether it belongs here; None takes all.

    Raises:
        DecodeError: the document has no list of items.
    """

    def __init__(
        self,
        operation: Operation[_R],
        document: Any,
        offset: int,
        reader: Reader,
        wanted: Callable[[_I], bool] | None = None,
    ) -> None:
        paging = cast("Paging", operation.paging)
        self._response_model = cast("str", operation.response)
        self._item_model = paging.item
        self._document = document
        self._reader = reader
        self._wanted = wanted
        self._start = offset
        total = at_path(document, paging.total, member) if paging.total else []
        self.total: int | None = total[0] if total and type(total[0]) is int else None
        """How many items there are in all; None where the API does not tell."""
        elements = document
        for name in paging.items:
            elements = member(elements, name)
        if not is_list(elements):
            path = ".".join(paging.items)
            raise DecodeError(f"{path}: expected a list, got {type(elements).__name__}", path=path)
        inner = operation.resources[len(paging.items) :]
        self._elements = [next(iter(at_path(element, inner, member)), None) for element in elements]
        self.ids: list[str | None] = [_id_of(element) for element in self._elements]
        """The ids of all items in the page, delivered before or not; None for an item that has none."""
        self._fresh: Sequence[int] = range(len(self._elements))

    @property
    def offset(self) -> int:
        """The position of its first item in the whole, from 0."""
        return self._start + (self._fresh[0] if self._fresh else 0)

    @property
    def next_offset(self) -> int:
        """The offset of the page after this one: pass it as `page_offset` to go on from here."""
        return self._start + len(self._elements)

    def keep(self, fresh: Sequence[int]) -> Self:
        """Make some of the items, by their index, the items of this page; the others were delivered before."""
        self._fresh = fresh
        return self

    @cached_property
    def items(self) -> list[_I]:
        """The items of this page, but for those that an earlier page had, and those that are not wanted.

        So it may be empty, though more pages follow.

        Raises:
            DecodeError: with `strict_decoding`, one of them does not fit the contract.
        """
        fresh = [element for index in self._fresh if (element := self._elements[index]) is not None]
        items: list[_I] = self._reader.items(self._item_model, fresh)
        link(items, self.included)
        return items if self._wanted is None else list(filter(self._wanted, items))

    @cached_property
    def included(self) -> Mapping[str, Any]:
        """The users and attachments that came with this page, by id, without its own items, which a search repeats."""
        own = set(self.ids)
        resources = [each for each in at_path(self._document, ("included",), member) if _id_of(each) not in own]
        # Items hold on to this: neither the page nor its JSON must be part of it.
        return Included(partial(_read_included, self._response_model, resources)) if resources else {}

    @cached_property
    def response(self) -> _R:
        """The page as the whole response of the operation, such as an IncidentSearchResponse with its facets."""
        return cast("_R", self._reader.read(self._response_model, self._document))

    def __repr__(self) -> str:
        if not hasattr(self, "_fresh"):
            return "<Page that could not be read>"
        items = vars(self).get("items", self._fresh)  # those that are not wanted are known once the items were read
        return f"Page(offset={self.offset}, items={len(items)}, total={self.total})"

    def _repr_html_(self) -> str | None:
        """What a notebook shows: its items, a row each."""
        try:
            items = self.items
        except DecodeError:  # whoever asks for the items is told; a page that is only looked at is shown by its repr
            return None
        return html_table([_brief(item) for item in items], repr(self))


@runtime_checkable
class _InBrief(Protocol):
    """What says itself what a line about it has room for."""

    def in_brief(self) -> Mapping[str, object]: ...  # as the models have it


def _brief(item: object) -> Mapping[str, object]:
    """What a line about an item has room for, by name: its id and those of its attributes that are a single value."""
    if isinstance(item, _InBrief):
        return item.in_brief()
    attributes = attribute(item, "attributes")
    if not isinstance(attributes, Structure):
        return {"item": item}
    held = [("id", attribute(item, "id")), *attributes.__rich_repr__()]
    return {name: value for name, value in held if isinstance(value, (str, int, float, datetime))}


def _id_of(resource: Any) -> str | None:
    identity = member(resource, "id")
    return identity if isinstance(identity, str) else None


def _read_included(model: str, resources: list[Any]) -> Any:
    return attribute(codec.decode(model_named(model), {"included": resources}), "included")
