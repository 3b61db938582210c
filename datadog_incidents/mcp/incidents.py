"""Incidents as a model is handed them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from datadog_incidents.mcp.room import Answer, Room, time_text

if TYPE_CHECKING:
    from datadog_incidents.configuration import Configuration
    from datadog_incidents.models import IncidentResponseData, IncidentUserData


def row(incident: IncidentResponseData, room: Room) -> Answer:
    """An incident in short.

    Args:
        incident: the incident, with the users that belong to it.
        room: what the answer has room for.
    """
    return {
        "incident": name_of(incident),
        "title": room.short(incident.title),
        "severity": room.short(incident.severity),
        "state": room.short(incident.state),
        "created": time_text(incident.created),
        "resolved": time_text(incident.resolved),
        "commander": room.short(incident.commander and incident.commander.display_name),
        "services": room.few(incident.field_values("services")),
        "teams": room.few(incident.field_values("teams")),
        "customer_impacted": incident.customer_impacted or None,
    }


def named(incident: IncidentResponseData, room: Room, configuration: Configuration) -> Answer:
    """An incident in short, and where people see it.

    Args:
        incident: the incident.
        room: what the answer has room for.
        configuration: says which site it is at.
    """
    return {**row(incident, room), "url": incident.url(configuration.site)}


def name_of(incident: IncidentResponseData) -> str:
    """What people call it: IR-42, or its UUID if it has no number."""
    return incident.id if incident.public_id is None else f"IR-{incident.public_id}"


def seconds_of(duration: timedelta | None) -> int | None:
    """A duration in seconds; None for none."""
    return None if duration is None else round(duration.total_seconds())


def person(user: IncidentUserData | None, room: Room) -> str | None:
    """Who a user is: the name and the e-mail address, as far as they are known.

    Args:
        user: the user; None for nobody.
        room: what the answer has room for.
    """
    if user is None:
        return None
    email = user.email or user.handle
    said: str | None = room.short(f"{user.name} <{email}>" if user.name and email else user.name or email or user.id)
    return said
