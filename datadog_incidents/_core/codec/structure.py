"""The bare form of a model: a dataclass whose annotations are the schema of a JSON object."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, SupportsIndex

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.unset import UNSET

_NOTHING = (None, UNSET)


@dataclasses.dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Structure:
    """A JSON object with known properties, as schema and codec know it; `Model` is what users meet.

    The annotations of a subclass are its schema. A field without a default is required by the contract.
    """

    additional_properties: dict[str, Any] | None = None
    """Properties that the contract does not know, by name; None when there are none."""

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse in this model though it fits the contract; a body that is sent may know."""
        return ()

    def _shown(self) -> list[tuple[str, Any]]:
        """The fields worth showing: all but those that say nothing, which are None or `UNSET` by default."""
        first, *others = dataclasses.fields(self)
        held = [(field, getattr(self, field.name)) for field in (*others, first)]
        return [(field.name, value) for field, value in held if value is not field.default or value not in _NOTHING]

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        names = [field.name for field in dataclasses.fields(self)]
        return [getattr(self, name) for name in names] == [getattr(other, name) for name in names]

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        return object.__reduce_ex__(
            self, max(int(protocol), 2)
        )  # what came before 2 knows no slots, but takes their form

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._shown())})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return self._shown()
