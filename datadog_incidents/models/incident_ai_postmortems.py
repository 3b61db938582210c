"""Postmortems that the service writes by AI."""

from datadog_incidents._core.codec.model import Model, Resource, model
from datadog_incidents._core.codec.open_enum import OpenEnum

__all__ = [
    "IncidentAIPostmortemDataAttributesResponse",
    "IncidentAIPostmortemDataResponse",
    "IncidentAIPostmortemResponse",
    "IncidentAIPostmortemResponseType",
]


class IncidentAIPostmortemResponseType(OpenEnum):
    """The resource type of postmortems that were written by AI."""

    GET_INCIDENT_AI_POSTMORTEM_RESPONSE = "get_incident_ai_postmortem_response"


@model
class IncidentAIPostmortemDataAttributesResponse(Model):
    """The sections of a postmortem. Each is a text, and may be left out."""

    action_items: str | None = None
    """What is to be done, so that it does not happen again."""
    customer_impact: str | None = None
    """What customers noticed."""
    executive_summary: str | None = None
    """All of it, in short."""
    key_timeline: str | None = None
    """What happened when."""
    lessons_learned: str | None = None
    """What is known now that was not known before."""
    system_overview: str | None = None
    """The systems that had a part in it, and how they work."""


@model
class IncidentAIPostmortemDataResponse(Resource):
    """A postmortem that was written by AI."""

    attributes: IncidentAIPostmortemDataAttributesResponse
    """Its sections."""
    id: str
    """The UUID of the postmortem."""
    type: IncidentAIPostmortemResponseType = IncidentAIPostmortemResponseType.GET_INCIDENT_AI_POSTMORTEM_RESPONSE
    """The resource type, `get_incident_ai_postmortem_response`."""

    @property
    def action_items(self) -> str | None:
        """What is to be done, so that it does not happen again."""
        return self._attribute(str, "action_items")

    @property
    def customer_impact(self) -> str | None:
        """What customers noticed."""
        return self._attribute(str, "customer_impact")

    @property
    def executive_summary(self) -> str | None:
        """All of it, in short."""
        return self._attribute(str, "executive_summary")

    @property
    def key_timeline(self) -> str | None:
        """What happened when."""
        return self._attribute(str, "key_timeline")

    @property
    def lessons_learned(self) -> str | None:
        """What is known now that was not known before."""
        return self._attribute(str, "lessons_learned")

    @property
    def system_overview(self) -> str | None:
        """The systems that had a part in it, and how they work."""
        return self._attribute(str, "system_overview")


@model
class IncidentAIPostmortemResponse(Model):
    """A postmortem that was written by AI, as the operation returns it."""

    data: IncidentAIPostmortemDataResponse
    """The postmortem."""
