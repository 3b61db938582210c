# Made of api/__init__.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The operations of the API: one module and one class for each noun, and `AsyncIncidentsApi`, which has them all."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datadog_incidents.async_api.incidents_api import AsyncIncidentsApi as AsyncIncidentsApi
else:
    _exports = {".incidents_api": ("AsyncIncidentsApi",)}
    __all__ = [name for names in _exports.values() for name in names]

    def __getattr__(name: str) -> object:
        from datadog_incidents._core.lazy import find

        return find(__name__, _exports, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
