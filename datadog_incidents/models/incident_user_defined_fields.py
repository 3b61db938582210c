"""The fields that an organization defines for its incidents, as they are read."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum, OpenIntEnum
from datadog_incidents.models.incident_types import IncidentTypeObject
from datadog_incidents.models.relationships import RelationshipToIncidentType, RelationshipToUser
from datadog_incidents.models.resource_types import IncidentUserDefinedFieldType
from datadog_incidents.models.users import IncidentUserData

__all__ = [
    "IncidentUserDefinedFieldAttributesResponse",
    "IncidentUserDefinedFieldCategory",
    "IncidentUserDefinedFieldCollected",
    "IncidentUserDefinedFieldFieldType",
    "IncidentUserDefinedFieldListMeta",
    "IncidentUserDefinedFieldListResponse",
    "IncidentUserDefinedFieldMetadata",
    "IncidentUserDefinedFieldRelationships",
    "IncidentUserDefinedFieldResponse",
    "IncidentUserDefinedFieldResponseData",
    "IncidentUserDefinedFieldValidValue",
]


class IncidentUserDefinedFieldFieldType(OpenIntEnum):
    """How a field is entered, and whether it holds one value or several."""

    DROPDOWN = 1
    MULTISELECT = 2
    TEXTBOX = 3
    TEXTARRAY = 4
    METRICTAG = 5
    AUTOCOMPLETE = 6
    NUMBER = 7
    DATETIME = 8


class IncidentUserDefinedFieldCategory(OpenEnum):
    """The section of an incident's page that a field is shown in."""

    WHAT_HAPPENED = "what_happened"
    WHY_IT_HAPPENED = "why_it_happened"


class IncidentUserDefinedFieldCollected(OpenEnum):
    """The state of an incident in which people are asked for the field."""

    ACTIVE = "active"
    COMPLETED = "completed"
    RESOLVED = "resolved"
    STABLE = "stable"


@model
class IncidentUserDefinedFieldMetadata(Model):
    """Where the values of an `autocomplete` field are looked up."""

    category: str
    """The kind of values."""
    search_limit_param: str
    """The parameter for how many values to get."""
    search_params: dict[str, Any]
    """Further parameters."""
    search_query_param: str
    """The parameter for what was entered."""
    search_result_path: str
    """Where the values are in an answer."""
    search_url: str
    """The address that is asked."""


@model
class IncidentUserDefinedFieldValidValue(Model):
    """A value that can be chosen."""

    description: str | None = None
    """What it means; the service answers an empty text where it was left out."""
    display_name: str
    """What it is shown as."""
    short_description: str | None = None
    """What it means, in short; likewise."""
    value: str
    """The value that an incident holds."""


@model
class IncidentUserDefinedFieldAttributesResponse(Model):
    """What a field is."""

    category: IncidentUserDefinedFieldCategory | None
    """The section that it is shown in; None for no particular one."""
    collected: IncidentUserDefinedFieldCollected | None
    """The state in which people are asked for it; None for none."""
    created: datetime = json_property(read_only=True)
    """When it was created, UTC. The service sets it."""
    default_value: str | None
    """The value that an incident begins with; None for none."""
    deleted: datetime | None = json_property(read_only=True)
    """When it was deleted, UTC; None for one that is in use. The service sets it."""
    display_name: str
    """What it is shown as."""
    metadata: IncidentUserDefinedFieldMetadata | None
    """Where its values are looked up, of an `autocomplete`; None for nowhere."""
    modified: datetime | None = json_property(read_only=True)
    """When it was last changed, UTC; None for never. The service sets it."""
    name: str
    """Its name in the `fields` of an incident. It cannot be changed."""
    ordinal: str | None
    """Where it stands among the others: a decimal number as text; None for nowhere in particular."""
    required: bool
    """Whether an incident cannot be resolved without it."""
    reserved: bool = json_property(read_only=True)
    """Whether the service itself needs it. The service sets it."""
    tag_key: str | None
    """The key of the tag whose values it offers, of a `metrictag`; None for none."""
    type: IncidentUserDefinedFieldFieldType | None
    """How it is entered."""
    valid_values: list[IncidentUserDefinedFieldValidValue] | None
    """The values to choose from, in no order; None where any will do."""


@model
class IncidentUserDefinedFieldListMeta(Model):
    """Where a page of fields is in the whole."""

    offset: int | None = None
    """The position of its first field, from 0."""
    size: int | None = None
    """How many fields it has."""


@model
class IncidentUserDefinedFieldRelationships(Model):
    """Who made a field, and what it belongs to."""

    created_by_user: RelationshipToUser
    """The user who created it."""
    incident_type: RelationshipToIncidentType
    """The incident type that it is for. It cannot be changed."""
    last_modified_by_user: RelationshipToUser
    """The user who changed it last."""


@model
class IncidentUserDefinedFieldResponseData(Resource):
    """A user-defined field."""

    attributes: IncidentUserDefinedFieldAttributesResponse
    """What it is."""
    id: str
    """The UUID of the field, which the operations take as `field_id`."""
    relationships: IncidentUserDefinedFieldRelationships
    """Who made it, and what it belongs to."""
    type: IncidentUserDefinedFieldType = IncidentUserDefinedFieldType.USER_DEFINED_FIELD
    """The resource type, `user_defined_field`."""

    @property
    def name(self) -> str | None:
        """Its name in the `fields` of an incident."""
        return self._attribute(str, "name")

    @property
    def display_name(self) -> str | None:
        """What it is shown as."""
        return self._attribute(str, "display_name")

    @property
    def field_type(self) -> IncidentUserDefinedFieldFieldType | None:
        """How it is entered."""
        return self._attribute(IncidentUserDefinedFieldFieldType, "type")

    @property
    def is_required(self) -> bool:
        """Whether an incident cannot be resolved without it."""
        return self._attribute(bool, "required") or False

    @property
    def is_deleted(self) -> bool:
        """Whether it was deleted."""
        return self._attribute(datetime, "deleted") is not None

    @property
    def ordinal(self) -> Decimal | None:
        """Where it stands among the others; None for nowhere in particular."""
        try:
            return Decimal(self._attribute(str, "ordinal") or "")
        except InvalidOperation:
            return None

    @property
    def choices(self) -> list[str]:
        """The values to choose from; empty when any value will do."""
        valid_values = self._listed(IncidentUserDefinedFieldValidValue, "valid_values")
        values: list[object] = [each.value for each in valid_values]
        return [value for value in values if isinstance(value, str)]

    @property
    def incident_type_id(self) -> str | None:
        """The UUID of the incident type that it is for."""
        return self._related_id("incident_type")

    @property
    def incident_type(self) -> IncidentTypeObject | None:
        """The incident type that it is for, if it was included."""
        return self._related(IncidentTypeObject, "incident_type")

    @property
    def created_by_user(self) -> IncidentUserData | None:
        """The user who created it, if that was included."""
        return self._related(IncidentUserData, "created_by_user")

    @property
    def last_modified_by_user(self) -> IncidentUserData | None:
        """The user who changed it last, if that was included."""
        return self._related(IncidentUserData, "last_modified_by_user")


@model
class IncidentUserDefinedFieldListResponse(Model):
    """A page of the user-defined fields of the organization."""

    data: list[IncidentUserDefinedFieldResponseData]
    """The fields."""
    included: list[IncidentUserData | IncidentTypeObject] | None = None
    """The users and incident types that were asked for; None when nothing was. Not in the contract."""
    meta: IncidentUserDefinedFieldListMeta
    """Where the page is in the whole."""


@model
class IncidentUserDefinedFieldResponse(Model):
    """A user-defined field, as an operation returns it."""

    data: IncidentUserDefinedFieldResponseData
    """The field."""
    included: list[IncidentUserData | IncidentTypeObject] | None = None
    """The users and the incident type that were asked for; None when nothing was. Not in the contract."""
