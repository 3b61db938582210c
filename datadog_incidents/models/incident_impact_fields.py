"""The fields that the impacts of an organization's incidents have besides the usual ones."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents.models.body_rules import member_of, unless_known
from datadog_incidents.models.building import Identity, built, listed, reference_to_type
from datadog_incidents.models.relationships import RelationshipToIncidentType, RelationshipToUser
from datadog_incidents.models.users import IncidentUserData

__all__ = [
    "IncidentImpactFieldChoice",
    "IncidentImpactFieldDataAttributesRequest",
    "IncidentImpactFieldDataAttributesResponse",
    "IncidentImpactFieldDataRequest",
    "IncidentImpactFieldDataResponse",
    "IncidentImpactFieldRelationships",
    "IncidentImpactFieldRelationshipsRequest",
    "IncidentImpactFieldRequest",
    "IncidentImpactFieldResponse",
    "IncidentImpactFieldType",
    "IncidentImpactFieldValueType",
    "IncidentImpactFieldsResponse",
]


@model
class IncidentImpactFieldChoice(Model):
    """A value that can be chosen."""

    description: str | None = None
    """What it means."""
    display_name: str
    """What it is shown as."""
    value: str
    """The value that an impact holds."""


class IncidentImpactFieldValueType(OpenEnum):
    """What kind of value an impact field holds."""

    DATETIME = "datetime"
    DROPDOWN = "dropdown"
    METRICTAG = "metrictag"
    MULTISELECT = "multiselect"
    NUMBER = "number"
    TEXT = "text"
    TEXTARRAY = "textarray"


@model
class IncidentImpactFieldDataAttributesRequest(Model):
    """What an impact field is. An update replaces all of it."""

    display_name: str
    """What it is shown as."""
    field_choices: list[IncidentImpactFieldChoice] | None = None
    """The values to choose from, of a `dropdown`, `multiselect` or the like. Left out, there are none."""
    field_type: IncidentImpactFieldValueType
    """What kind of value it holds."""
    name: str
    """Its name in the `fields` of an impact."""
    tag_key: str | Unset | None = UNSET
    """The key of the tag whose values it offers, of a `metrictag`; None for none, `UNSET` leaves it out."""


@model
class IncidentImpactFieldDataAttributesResponse(Model):
    """What an impact field is."""

    display_name: str
    """What it is shown as."""
    field_choices: list[IncidentImpactFieldChoice] | None = None
    """The values to choose from, of a `dropdown`, `multiselect` or the like."""
    field_type: IncidentImpactFieldValueType
    """What kind of value it holds."""
    name: str
    """Its name in the `fields` of an impact."""
    tag_key: str | None = None
    """The key of the tag whose values it offers, of a `metrictag`; None for none."""


@model
class IncidentImpactFieldRelationshipsRequest(Model):
    """What an impact field belongs to."""

    incident_type: RelationshipToIncidentType
    """The incident type that it is for."""


class IncidentImpactFieldType(OpenEnum):
    """The resource type of impact fields."""

    IMPACT_FIELDS = "impact_fields"


@model
class IncidentImpactFieldDataRequest(Model):
    """An impact field to create, or what one is to become."""

    attributes: IncidentImpactFieldDataAttributesRequest
    """What it is."""
    relationships: IncidentImpactFieldRelationshipsRequest
    """What it belongs to."""
    type: IncidentImpactFieldType = IncidentImpactFieldType.IMPACT_FIELDS
    """The resource type, `impact_fields`."""


@model
class IncidentImpactFieldRelationships(Model):
    """Who made an impact field, and what it belongs to."""

    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    incident_type: RelationshipToIncidentType | None = None
    """The incident type that it is for."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""


@model
class IncidentImpactFieldDataResponse(Resource):
    """An impact field."""

    attributes: IncidentImpactFieldDataAttributesResponse
    """What it is."""
    id: str
    """The UUID of the field, which the operations take as `field_id`."""
    relationships: IncidentImpactFieldRelationships | None = None
    """Who made it, and what it belongs to."""
    type: IncidentImpactFieldType = IncidentImpactFieldType.IMPACT_FIELDS
    """The resource type, `impact_fields`."""

    @property
    def name(self) -> str | None:
        """Its name in the `fields` of an impact."""
        return self._attribute(str, "name")

    @property
    def display_name(self) -> str | None:
        """What it is shown as."""
        return self._attribute(str, "display_name")

    @property
    def field_type(self) -> IncidentImpactFieldValueType | None:
        """What kind of value it holds."""
        return self._attribute(IncidentImpactFieldValueType, "field_type")

    @property
    def choices(self) -> list[str]:
        """The values to choose from; empty when any value will do."""
        values: list[object] = [each.value for each in self._listed(IncidentImpactFieldChoice, "field_choices")]
        return [value for value in values if isinstance(value, str)]

    @property
    def incident_type_id(self) -> str | None:
        """The UUID of the incident type that it is for."""
        return self._related_id("incident_type")

    @property
    def created_by_user(self) -> IncidentUserData | None:
        """The user who created it, if that was included."""
        return self._related(IncidentUserData, "created_by_user")

    @property
    def last_modified_by_user(self) -> IncidentUserData | None:
        """The user who changed it last, if that was included."""
        return self._related(IncidentUserData, "last_modified_by_user")


@model
class IncidentImpactFieldRequest(Model):
    """The body that creates or replaces an impact field. `build` makes it from plain values; or nest the models."""

    data: IncidentImpactFieldDataRequest
    """The field."""

    @classmethod
    def build(
        cls,
        name: str,
        *,
        field_type: IncidentImpactFieldValueType | str,
        incident_type: Identity,
        display_name: str | None = None,
        field_choices: Sequence[str | IncidentImpactFieldChoice] | None = None,
        tag_key: str | None = None,
    ) -> Self:
        """Make the body from plain values.

        Args:
            name: its name in the `fields` of an impact.
            field_type: what kind of value it holds: `text`, `textarray`, `number`, `datetime`, `dropdown`,
                `multiselect` or `metrictag`.
            incident_type: the incident type that it is for, or its UUID.
            display_name: what it is shown as; None for the name.
            field_choices: the values to choose from, of a `dropdown` or `multiselect`.
            tag_key: the key of the tag whose values it offers, of a `metrictag`.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentImpactFieldRequest.build("region", field_type="text", incident_type=incident_type)`
        """
        attributes = IncidentImpactFieldDataAttributesRequest(
            name=name,
            display_name=name if display_name is None else display_name,
            field_type=member_of(IncidentImpactFieldValueType, field_type),
            field_choices=None
            if field_choices is None
            else [_choice(each) for each in listed("field_choices", field_choices)],
            tag_key=UNSET if tag_key is None else tag_key,
        )
        relationships = IncidentImpactFieldRelationshipsRequest(incident_type=reference_to_type(incident_type))
        return built(cls(data=IncidentImpactFieldDataRequest(attributes=attributes, relationships=relationships)))

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        return unless_known(IncidentImpactFieldValueType, self, "field_type")


@model
class IncidentImpactFieldResponse(Model):
    """An impact field, as an operation returns it."""

    data: IncidentImpactFieldDataResponse
    """The field."""
    included: list[IncidentUserData] | None = json_property(default=None, read_only=True)
    """The users that it refers to, if the service sends them."""


@model
class IncidentImpactFieldsResponse(Model):
    """The impact fields of the organization."""

    data: list[IncidentImpactFieldDataResponse]
    """The fields."""
    included: list[IncidentUserData] | None = json_property(default=None, read_only=True)
    """The users that they refer to, if the service sends them."""


def _choice(choice: Any) -> Any:
    return IncidentImpactFieldChoice(display_name=choice, value=choice) if isinstance(choice, str) else choice
