"""Operations as data."""

from __future__ import annotations

from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

from datadog_incidents._core.operations.parameters import ParameterKind

_T = TypeVar("_T")

Method: TypeAlias = Literal["GET", "POST", "PATCH", "PUT", "DELETE"]

LARGEST_PAGE = 100
"""Items in the largest page that most operations give."""


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
    """How the pages of an operation are walked: by `page_size`, and where they begin."""

    item: str
    """The model of an item, by name."""
    items: tuple[str, ...]
    """Where the list of items is in the JSON of a page."""
    total: tuple[str, ...] = ()
    """Where a page's JSON says how many items there are in all; empty where the API does not tell."""
    largest: int = LARGEST_PAGE
    """Items in the largest page."""
    by: Literal["page_offset", "page_number"] = "page_offset"
    """The parameter that says where a page begins: at which item, or after how many pages of its size."""


class Operation(NamedTuple, Generic[_T]):
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
    success: int = 200
    """The status of a success."""
    permissions: tuple[str, ...] = ()
    """What the keys must be allowed to do: one of these, or all where `all_permissions` says so; empty: not told."""
    all_permissions: bool = False
    unstable: bool = False
    """Whether the API asks for an opt-in."""
    deprecated: str = ""
    """What to call instead, where the API gave it up; empty where it did not."""
    only_once: bool = False
    """Whether it is never repeated once it may have been carried out, whatever the settings say: it wakes people."""
    paging: Paging | None = None
