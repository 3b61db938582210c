"""What every organization begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.nouns.global_incident_settings import first_settings
from datadog_incidents.emulator.nouns.incident_types import first_incident_type
from datadog_incidents.emulator.nouns.incident_user_defined_fields import first_fields
from datadog_incidents.emulator.store.users import first_users

if TYPE_CHECKING:
    from datadog_incidents.emulator.store.resource import Resource


def first_resources() -> list[Resource]:
    """The first users, one incident type, the fields of the service, and the settings that hold for all incidents."""
    return [*first_users(), first_incident_type(), *first_fields(), first_settings()]
