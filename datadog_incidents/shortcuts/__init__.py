# Written by docs/generate_shortcuts.py from async_shortcuts/__init__.py: edit that, and run `make async`.
"""Short cuts: what is often wanted of incidents and takes more than one call, or more than a line.

    from datadog_incidents import shortcuts

    incident = shortcuts.find_incident(api, "IR-42")
    shortcuts.resolve_incident(api, incident.id)

Each is a plain function over an `IncidentsApi`, so what it does can be read here. The options (`CallOptions`)
are those of every request that it makes, the opt-ins those of the operations that it names.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datadog_incidents.references import parse_reference as parse_reference
    from datadog_incidents.shortcuts.changing import resolve_incident as resolve_incident
    from datadog_incidents.shortcuts.changing import update_incident as update_incident
    from datadog_incidents.shortcuts.creating import create_incident_unless_open as create_incident_unless_open
    from datadog_incidents.shortcuts.finding import active_incidents as active_incidents
    from datadog_incidents.shortcuts.finding import find_incident as find_incident
    from datadog_incidents.shortcuts.finding import find_incidents_by_title as find_incidents_by_title
    from datadog_incidents.shortcuts.finding import newest_incidents as newest_incidents
    from datadog_incidents.shortcuts.finding import open_incidents as open_incidents
    from datadog_incidents.shortcuts.users import find_user as find_user
else:
    _exports = {
        ".changing": ("resolve_incident", "update_incident"),
        ".creating": ("create_incident_unless_open",),
        ".finding": (
            "active_incidents",
            "find_incident",
            "find_incidents_by_title",
            "newest_incidents",
            "open_incidents",
        ),
        ".users": ("find_user",),
        "..references": ("parse_reference",),
    }
    __all__ = [name for names in _exports.values() for name in names]

    def __getattr__(name: str) -> object:
        from datadog_incidents._core.lazy import find

        return find(__name__, _exports, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
