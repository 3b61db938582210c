"""The operations of the API: one module and one class for each noun, and `IncidentsApi`, which has them all."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datadog_incidents.api.incidents_api import IncidentsApi as IncidentsApi
else:
    _exports = {".incidents_api": ("IncidentsApi",)}
    __all__ = [name for names in _exports.values() for name in names]

    def __getattr__(name: str) -> object:
        from datadog_incidents._core.lazy import find

        return find(__name__, _exports, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
