"""The operations of the API, one module and one `*Api` class for each noun, each operation also as a constant."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datadog_incidents.api.incidents_api import IncidentsApi as IncidentsApi
else:
    from datadog_incidents._core.lazy import lazy_exports

    _exports = {".incidents_api": ("IncidentsApi",)}
    __all__ = [name for names in _exports.values() for name in names]
    __getattr__, __dir__ = lazy_exports(__name__, _exports)
