"""Incidents as the service returns them, and what comes with them."""

from typing import TypeAlias

from datadog_incidents._core.codec.model import Model, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents.models.attachments import AttachmentData
from datadog_incidents.models.incident_attributes import IncidentResponseAttributes, IncidentResponseRelationships
from datadog_incidents.models.incident_reading import IncidentReading
from datadog_incidents.models.resource_types import IncidentType
from datadog_incidents.models.users import IncidentUserData

__all__ = [
    "IncidentRelatedObject",
    "IncidentResponse",
    "IncidentResponseData",
    "IncidentResponseIncludedItem",
    "IncidentResponseMeta",
    "IncidentResponseMetaPagination",
    "IncidentsResponse",
]


class IncidentRelatedObject(OpenEnum):
    """The kinds of resources that a response can include on request."""

    ATTACHMENTS = "attachments"
    USERS = "users"


@model
class IncidentResponseData(IncidentReading):
    """An incident.

    What is known about it is in `attributes`, as the API has it. Its properties and methods answer the usual questions
    without a look into those.
    """

    attributes: IncidentResponseAttributes | None = None
    """What is known about it."""
    id: str
    """Its UUID, which the operations take as `incident_id`."""
    relationships: IncidentResponseRelationships | None = None
    """The users and resources that it refers to."""
    type: IncidentType = IncidentType.INCIDENTS
    """The resource type, `incidents`."""


IncidentResponseIncludedItem: TypeAlias = IncidentUserData | AttachmentData | IncidentResponseData
"""A resource that comes with a response, told apart by its `type`.

Users and attachments come when asked for. A search repeats the incidents themselves, which the contract does not list.
"""


@model
class IncidentResponse(Model):
    """One incident, and what was asked to come with it."""

    data: IncidentResponseData
    """The incident."""
    included: list[IncidentResponseIncludedItem] | None = None
    """The users and attachments that were asked for; None when nothing was."""


@model
class IncidentResponseMetaPagination(Model):
    """Which part of all incidents a page holds. It does not say whether there are more."""

    next_offset: int | None = None
    """Where the next page begins. The last page has it, too."""
    offset: int | None = None
    """Where this page begins: the number of incidents before it."""
    size: int | None = None
    """The number of incidents on this page; the contract calls it the largest possible number."""


@model
class IncidentResponseMeta(Model):
    """What a page says of itself."""

    pagination: IncidentResponseMetaPagination | None = None
    """Which part of all incidents it holds."""


@model
class IncidentsResponse(Model):
    """A page of incidents, oldest first, and what was asked to come with them."""

    data: list[IncidentResponseData]
    """The incidents; empty beyond the last one."""
    included: list[IncidentResponseIncludedItem] | None = None
    """The users and attachments that were asked for; None when nothing was."""
    meta: IncidentResponseMeta | None = None
    """What the page says of itself."""
