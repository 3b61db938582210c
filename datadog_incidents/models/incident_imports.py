"""Importing incidents that happened elsewhere, with the moments at which they did."""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, TypeAlias

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model, OneOf, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents._core.narrowing import is_collection, is_mapping
from datadog_incidents._core.paths import at_path, attribute
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models.body_rules import unless_known
from datadog_incidents.models.building import Identity, built, identity_of
from datadog_incidents.models.incident_building import INCIDENT_ARGUMENTS, IncidentCommander, broken_rules, user_from
from datadog_incidents.models.incident_field_values import gathered
from datadog_incidents.models.incident_fields import IncidentFieldAttributes, IncidentSeverity
from datadog_incidents.models.incident_notification_handles import IncidentNotificationHandle
from datadog_incidents.models.incident_reading import IncidentReading
from datadog_incidents.models.incident_types import IncidentTypeObject
from datadog_incidents.models.relationships import (
    NullableRelationshipToUser,
    RelationshipToIncidentAttachment,
    RelationshipToIncidentImpacts,
    RelationshipToIncidentIntegrationMetadatas,
    RelationshipToIncidentResponders,
    RelationshipToIncidentType,
    RelationshipToIncidentUserDefinedFields,
    RelationshipToUser,
)
from datadog_incidents.models.resource_types import IncidentType
from datadog_incidents.models.users import IncidentNonDatadogCreator, IncidentUserData

__all__ = [
    "IncidentImportFieldAttributes",
    "IncidentImportFieldAttributesMultipleValue",
    "IncidentImportFieldAttributesSingleValue",
    "IncidentImportFieldValue",
    "IncidentImportRelatedObject",
    "IncidentImportRelationships",
    "IncidentImportRequest",
    "IncidentImportRequestAttributes",
    "IncidentImportRequestData",
    "IncidentImportResponse",
    "IncidentImportResponseAttributes",
    "IncidentImportResponseData",
    "IncidentImportResponseIncludedItem",
    "IncidentImportResponseRelationships",
    "IncidentImportVisibility",
]

_LONGEST_TITLE: Final = 1024
"""Characters."""


class IncidentImportRelatedObject(OpenEnum):
    """The kinds of resources that the response to an import can include on request."""

    COMMANDER_USER = "commander_user"
    CREATED_BY_USER = "created_by_user"
    DECLARED_BY_USER = "declared_by_user"
    INCIDENT_TYPE = "incident_type"
    LAST_MODIFIED_BY_USER = "last_modified_by_user"


class IncidentImportVisibility(OpenEnum):
    """Who can see an incident that is imported: the organization, or only those who are told."""

    ORGANIZATION = "organization"
    PRIVATE = "private"


@model
class IncidentImportFieldAttributes(OneOf):
    """A field of an incident that is imported, of one value or of several; it needs no type.

    Calling it makes the variant that fits the value: a list makes it a field of several values.

    Example:
        `IncidentImportFieldAttributes(value="SEV-2")` is an `IncidentImportFieldAttributesSingleValue`.
    """

    variants: ClassVar[tuple[str, ...]] = (
        "IncidentImportFieldAttributesSingleValue",
        "IncidentImportFieldAttributesMultipleValue",
    )

    if TYPE_CHECKING:  # what the variants have in common, so that a field can be used without asking which it is
        value: str | list[str] | Unset | None = UNSET

    @classmethod
    def build(
        cls, **properties: Any
    ) -> "IncidentImportFieldAttributesSingleValue | IncidentImportFieldAttributesMultipleValue":
        """Make the variant that fits the value."""
        is_multiple = isinstance(properties.get("value"), list)
        variant = (
            IncidentImportFieldAttributesMultipleValue if is_multiple else IncidentImportFieldAttributesSingleValue
        )
        return variant(**properties)


@model
class IncidentImportFieldAttributesSingleValue(IncidentImportFieldAttributes):
    """A field of one value, of an incident that is imported."""

    value: str | Unset | None = UNSET  # pyright: ignore[reportIncompatibleVariableOverride]  # a variant is narrower
    """The value; None for an empty field."""


@model
class IncidentImportFieldAttributesMultipleValue(IncidentImportFieldAttributes):
    """A field of several values, of an incident that is imported."""

    value: list[str] | Unset | None = UNSET  # pyright: ignore[reportIncompatibleVariableOverride]  # a variant is narrower
    """The values; None for an empty field."""


@model
class IncidentImportResponseAttributes(Model):
    """What is known about an incident that was imported."""

    archived: datetime | None = None
    """When it was archived, UTC; None when it is not."""
    case_id: int | None = None
    """The number of the case in Case Management that belongs to it, if any."""
    created: datetime | None = None
    """When it was imported, UTC."""
    created_by_uuid: str | None = None
    """The UUID of the user who imported it."""
    creation_idempotency_key: str | None = None
    """The key that guards its creation against repetition; None without one."""
    customer_impact_end: datetime | None = None
    """When customers stopped being affected, UTC; None before that."""
    customer_impact_scope: str | None = None
    """What customers noticed; None without customer impact."""
    customer_impact_start: datetime | None = None
    """When customers began to be affected, UTC; None when they are not."""
    declared: datetime | None = None
    """When it was declared, UTC; the moment of its import unless told otherwise."""
    declared_by_uuid: str | None = None
    """The UUID of the user who declared it."""
    detected: datetime | None = None
    """When it was noticed, UTC; the moment of its import unless told otherwise."""
    fields: dict[str, IncidentFieldAttributes] | None = None
    """The fields by name, each with its type, such as `severity`, `state`, `teams` and `slug`."""
    incident_type_uuid: str | None = None
    """The UUID of its incident type."""
    is_test: bool | None = None
    """Whether it is only a drill."""
    last_modified_by_uuid: str | None = None
    """The UUID of the user who changed it last."""
    modified: datetime | None = None
    """When it was last changed, UTC."""
    non_datadog_creator: IncidentNonDatadogCreator | None = None
    """Who created it, if that was someone without a Datadog account; else None."""
    notification_handles: list[IncidentNotificationHandle] | None = None
    """Who is told of changes; None when nobody is."""
    public_id: int | None = None
    """Its number in the organization: the 42 of `IR-42`."""
    resolved: datetime | None = None
    """When it was resolved, UTC; None before that."""
    severity: IncidentSeverity | None = None
    """How bad it is; `UNKNOWN` until someone says."""
    state: str | None = None
    """`active`, `stable`, `resolved` or a state that the organization defines."""
    title: str
    """What happened, in one line."""
    visibility: str | None = None
    """Who can see it, such as `organization` or `private`."""


@model
class IncidentImportResponseRelationships(Model):
    """The users and resources that an incident which was imported refers to."""

    attachments: RelationshipToIncidentAttachment | None = None
    """Its links and postmortems."""
    commander_user: NullableRelationshipToUser | None = None
    """The user who led the response; `commander_user.data` is None when there was none."""
    created_by_user: RelationshipToUser | None = None
    """The user who imported it."""
    declared_by_user: RelationshipToUser | None = None
    """The user who declared it."""
    impacts: RelationshipToIncidentImpacts | None = None
    """Its impacts on customers."""
    incident_type: RelationshipToIncidentType | None = None
    """Its incident type."""
    integrations: RelationshipToIncidentIntegrationMetadatas | None = None
    """Where it lives in Slack, Jira and the like."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""
    responders: RelationshipToIncidentResponders | None = None
    """Those who worked on it."""
    user_defined_fields: RelationshipToIncidentUserDefinedFields | None = None
    """The fields that the organization defines."""


@model
class IncidentImportResponseData(IncidentReading):
    """An incident that was imported. It answers what any incident does."""

    attributes: IncidentImportResponseAttributes | None = None
    """What is known about it."""
    id: str
    """Its UUID, which the operations take as `incident_id`."""
    relationships: IncidentImportResponseRelationships | None = None
    """The users and resources that it refers to."""
    type: IncidentType = IncidentType.INCIDENTS
    """The resource type, `incidents`."""

    @property
    def incident_type(self) -> IncidentTypeObject | None:
        """Its incident type, if that was included."""
        return self._related(IncidentTypeObject, "incident_type")


IncidentImportResponseIncludedItem: TypeAlias = IncidentUserData | IncidentTypeObject
"""A resource that comes with an incident which was imported, told apart by its `type`."""


@model
class IncidentImportResponse(Model):
    """An incident that was imported, and what was asked to come with it."""

    data: IncidentImportResponseData
    """The incident."""
    included: list[IncidentImportResponseIncludedItem] | None = json_property(default=None, read_only=True)
    """The users and the incident type that were asked for; None when nothing was."""


@model
class IncidentImportRequestAttributes(Model):
    """What to say about an incident that is imported."""

    declared: datetime | None = None
    """When it was declared, with a time zone; None for the moment of its import."""
    detected: datetime | None = None
    """When it was noticed, with a time zone; None for the moment of its import."""
    fields: dict[str, IncidentImportFieldAttributes] | None = None
    """The fields to set, by name, such as `severity`, `state` and `teams`."""
    incident_type_uuid: str | None = None
    """The UUID of its incident type; None for the default type."""
    resolved: datetime | None = None
    """When it was resolved, with a time zone; only with the field `state` at `resolved`."""
    title: str
    """What happened, in one line, up to 1,024 characters."""
    visibility: IncidentImportVisibility | None = None
    """Who can see it; None for what the organization has set."""


@model
class IncidentImportRelationships(Model):
    """The users that an incident which is imported refers to."""

    commander_user: NullableRelationshipToUser | None = None
    """The user who led the response."""
    declared_by_user: NullableRelationshipToUser | None = None
    """The user who declared it; None for the one who imports it."""


@model
class IncidentImportRequestData(Model):
    """An incident to import."""

    attributes: IncidentImportRequestAttributes
    """What to say about it."""
    relationships: IncidentImportRelationships | None = None
    """The users that it refers to."""
    type: IncidentType = IncidentType.INCIDENTS
    """The resource type, `incidents`."""


IncidentImportFieldValue: TypeAlias = (
    str | Sequence[str] | Set[str] | IncidentImportFieldAttributes | IncidentFieldAttributes | None
)
"""What `build` takes as the value of a field: a string, several, or None for an empty field.

Here a plain value will do for every field. The field of an incident that was read is taken, too, without its type.
"""


@model
class IncidentImportRequest(Model):
    """The body that imports an incident. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentImportRequestData
    """The incident to import."""

    @classmethod
    def build(
        cls,
        title: str,
        *,
        declared: datetime | None = None,
        detected: datetime | None = None,
        resolved: datetime | None = None,
        severity: IncidentSeverity | str | None = None,
        state: str | None = None,
        fields: Mapping[str, IncidentImportFieldValue] | None = None,
        commander: IncidentCommander | None = None,
        declared_by: IncidentCommander | None = None,
        incident_type_uuid: Identity | None = None,
        visibility: IncidentImportVisibility | str | None = None,
    ) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            title: what happened, in one line, up to 1,024 characters.
            declared: when it was declared, with a time zone; None for the moment of its import.
            detected: when it was noticed, with a time zone; None for the moment of its import.
            resolved: when it was resolved, with a time zone; its state has to be `resolved` then.
            severity: `SEV-0` to `SEV-5` or `UNKNOWN`.
            state: `active`, `stable`, `resolved` or a state that the organization defines.
            fields: further fields by name: a string or several.
            commander: who led the response: the UUID of a user, or a user as the API returns one.
            declared_by: who declared it, likewise.
            incident_type_uuid: its incident type, or the UUID of that; None for the default type.
            visibility: who can see it: `organization` or `private`.

        Returns:
            The body for `import_incident`.

        Raises:
            InvalidArgumentError: an argument would be refused by the service; the message names it.

        Example:
            `IncidentImportRequest.build("Slow", state="resolved", resolved=datetime(2026, 1, 2, tzinfo=UTC))`
        """
        by_argument = {"severity": UNSET if severity is None else severity, "state": UNSET if state is None else state}
        given = {name: _field(value) for name, value in gathered(fields, by_argument).items()}
        if resolved is not None and attribute(given.get("state"), "value") != "resolved":
            raise InvalidArgumentError("resolved: only an incident in that state can have it; give state='resolved'")
        attributes = IncidentImportRequestAttributes(
            declared=declared,
            detected=detected,
            fields=given or None,
            incident_type_uuid=None
            if incident_type_uuid is None
            else identity_of("incident_type_uuid", incident_type_uuid),
            resolved=resolved,
            title=title,
            visibility=None if visibility is None else IncidentImportVisibility(str(visibility)),
        )
        relationships = IncidentImportRelationships(
            commander_user=None if commander is None else user_from("commander", commander),
            declared_by_user=None if declared_by is None else user_from("declared_by", declared_by),
        )
        is_empty = relationships == IncidentImportRelationships()
        data = IncidentImportRequestData(attributes=attributes, relationships=None if is_empty else relationships)
        return built(cls(data=data), INCIDENT_ARGUMENTS)

    def broken_rules(self) -> Iterator[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        yield from broken_rules(self, needs_scope=False)
        yield from unless_known(IncidentImportVisibility, self, "visibility")
        for title in at_path(self, ("data", "attributes", "title"), attribute):
            if isinstance(title, str) and len(title) > _LONGEST_TITLE:
                yield Mismatch("data.attributes.title", f"has {len(title)} characters, at most {_LONGEST_TITLE} fit")
        for fields in at_path(self, ("data", "attributes", "fields"), attribute):
            for name, field in fields.items() if is_mapping(fields) else ():
                for beyond in attribute(field, "additional_properties") or ():
                    yield Mismatch(f"data.attributes.fields.{name}.{beyond}", "an import takes the value alone")


def _field(value: Any) -> IncidentImportFieldAttributes:
    if isinstance(value, IncidentImportFieldAttributes):
        return value
    plain: Any = value.value if isinstance(value, IncidentFieldAttributes) else value
    return IncidentImportFieldAttributes.build(value=list(plain) if is_collection(plain) else plain)
