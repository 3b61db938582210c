"""Whether an incident is already as a change would make it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents._core.paths import at_path, attribute

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentResponseData, IncidentUpdateRequest


def is_as_wanted(incident: IncidentResponseData, body: IncidentUpdateRequest) -> bool:
    """Whether a request would change nothing, as far as the incident tells; in doubt it would.

    Args:
        incident: as a search finds it, with its users.
        body: what would be sent.
    """
    asked = body.data.to_dict()
    named: dict[str, Any] = asked.get("attributes") or {}
    return all(_has(incident, name, attribute(body.data.attributes, name)) for name in named) and (
        "relationships" not in asked or _leader(incident) == _leader(body.data)
    )


def _has(incident: IncidentResponseData, name: str, wanted: Any) -> bool:
    has = attribute(incident.attributes, name)
    if name == "fields" and is_object(wanted):
        return all(
            set(incident.field_values(field)) == _values(attribute(value, "value")) for field, value in wanted.items()
        )
    if name == "notification_handles":
        return _handles(has) == _handles(wanted)
    return bool(has == wanted)


def _values(value: Any) -> set[str]:
    """The values of a field, whose order says nothing."""
    return set(value if is_list(value) else [] if value is None else [value])


def _handles(value: Any) -> set[Any]:
    """Who is told of changes; whatever else is known of them says nothing."""
    return {attribute(each, "handle") for each in value or ()}


def _leader(data: Any) -> list[Any]:
    """The id of the commander of an incident, or of a request; none for nobody."""
    return at_path(data, ("relationships", "commander_user", "data", "id"), attribute)
