"""The resources that a response includes beside what was asked for (JSON:API compound documents)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from datadog_incidents._core.codec.model import Resource
from datadog_incidents._core.narrowing import is_list


class Included(Mapping[str, Any]):
    """The included resources of one response by id, read when they are first looked at.

    Args:
        load: gives the resources; anything but a list counts as none.
    """

    __slots__ = ("_load", "_resources")

    def __init__(self, load: Callable[[], Any]) -> None:
        self._load: Callable[[], Any] | None = load
        self._resources: dict[str, Any] = {}

    def _loaded(self) -> dict[str, Any]:
        if self._load is not None:
            loaded = self._load()
            found = [(getattr(resource, "id", None), resource) for resource in loaded] if is_list(loaded) else []
            self._resources = {identity: resource for identity, resource in found if isinstance(identity, str)}
            self._load = None
        return self._resources

    def __getitem__(self, identity: str) -> Any:
        return self._loaded()[identity]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded())

    def __len__(self) -> int:
        return len(self._loaded())

    def __repr__(self) -> str:
        return repr(self._loaded())

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[dict[str, Any]]]:
        return dict, (self._loaded(),)


def link(resources: Iterable[Any], included: Mapping[str, Any]) -> None:
    """Let each resource know what came along with it."""
    for resource in resources:
        if isinstance(resource, Resource):
            resource.attach(included)
