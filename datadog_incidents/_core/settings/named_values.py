"""A mapping with a fixed set of names, for settings that are written as `configuration.setting[name] = value`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, Generic, TypeVar, overload

from datadog_incidents._core.settings.suggestion import hint
from datadog_incidents.exceptions import ConfigurationError

_N = TypeVar("_N", bound=str)
_V = TypeVar("_V")
_T = TypeVar("_T")


class NamedValues(MutableMapping[_N, _V], Generic[_N, _V]):
    """A mapping in which a misspelt name and an impossible value raise at once, and None clears a name.

    Args:
        setting: the name of the setting, for messages.
        names: the names there are.
        check: takes the label of a value and the value, returns what to store or raises ConfigurationError.
        changed: called after every change.
        required: whether None is refused rather than clearing a name.
    """

    __slots__ = ("_changed", "_check", "_names", "_required", "_setting", "_values")

    def __init__(
        self,
        setting: str,
        names: tuple[_N, ...],
        check: Callable[[str, _V], _V],
        changed: Callable[[], None],
        *,
        required: bool = False,
    ) -> None:
        self._required = required
        self._setting = setting
        self._names = names
        self._check = check
        self._changed = changed
        self._values: dict[_N, _V] = {}

    def _known(self, name: _N) -> _N:
        if name not in self._names:
            raise ConfigurationError(f"{self._setting}: there is no {name!r}; {hint(str(name), self._names)}")
        return name

    def __getitem__(self, name: _N) -> _V:
        return self._values[self._known(name)]

    @overload
    def get(self, name: _N, /) -> _V | None: ...
    @overload
    def get(self, name: _N, /, default: _V) -> _V: ...
    @overload
    def get(self, name: _N, /, default: _T) -> _V | _T: ...
    def get(self, name: _N, /, default: Any = None) -> Any:
        """The value of a name, or the default; what a Mapping has by nature takes any KeyError for there being none."""
        return self._values.get(self._known(name), default)

    def __contains__(self, name: Any) -> bool:
        return self._known(name) in self._values

    def __setitem__(self, name: _N, value: _V | None) -> None:
        name = self._known(name)
        if value is None:
            self._refuse_to_clear(name)
            self._values.pop(name, None)
        else:
            self._values[name] = self._check(f"{self._setting}[{name!r}]", value)
        self._changed()

    def __delitem__(self, name: _N) -> None:
        self._refuse_to_clear(self._known(name))
        del self._values[name]
        self._changed()

    def _refuse_to_clear(self, name: _N) -> None:
        if self._required:
            raise ConfigurationError(f"{self._setting}[{name!r}]: there has to be one")

    def __iter__(self) -> Iterator[_N]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(self._values)
