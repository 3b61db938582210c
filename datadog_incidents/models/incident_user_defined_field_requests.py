"""The bodies that create and update user-defined fields."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, Self, TypeVar

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model, model
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents._core.paths import attribute
from datadog_incidents._core.settings.suggestion import not_among
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models.body_rules import attributes_of, member_of, unless_known
from datadog_incidents.models.building import Identity, built, identity_of, listed, reference_to_type
from datadog_incidents.models.incident_user_defined_fields import (
    IncidentUserDefinedFieldCategory,
    IncidentUserDefinedFieldCollected,
    IncidentUserDefinedFieldFieldType,
    IncidentUserDefinedFieldValidValue,
)
from datadog_incidents.models.relationships import RelationshipToIncidentType
from datadog_incidents.models.resource_types import IncidentUserDefinedFieldType

_T = TypeVar("_T")

__all__ = [
    "IncidentUserDefinedFieldAttributesCreateRequest",
    "IncidentUserDefinedFieldAttributesUpdateRequest",
    "IncidentUserDefinedFieldCreateData",
    "IncidentUserDefinedFieldCreateRelationships",
    "IncidentUserDefinedFieldCreateRequest",
    "IncidentUserDefinedFieldUpdateData",
    "IncidentUserDefinedFieldUpdateRequest",
]


@model
class IncidentUserDefinedFieldAttributesCreateRequest(Model):
    """What a new field is. It needs `name` and `type`."""

    category: IncidentUserDefinedFieldCategory | Unset | None = UNSET
    """The section that it is shown in; None for no particular one, `UNSET` leaves that to the service."""
    collected: IncidentUserDefinedFieldCollected | Unset | None = UNSET
    """The state in which people are asked for it; None for none, `UNSET` leaves that to the service."""
    default_value: str | Unset | None = UNSET
    """The value that an incident begins with; None for none, `UNSET` leaves it out."""
    display_name: str | None = None
    """What it is shown as."""
    name: str
    """Its name in the `fields` of an incident. It cannot be changed."""
    ordinal: str | Unset | None = UNSET
    """Where it stands among the others: a decimal number as text; None for nowhere in particular."""
    required: bool | None = None
    """Whether an incident cannot be resolved without it; left out, it can."""
    tag_key: str | Unset | None = UNSET
    """The key of the tag whose values it offers, of a `metrictag`; None for none, `UNSET` leaves it out."""
    type: IncidentUserDefinedFieldFieldType
    """How it is entered. It cannot be changed."""
    valid_values: list[IncidentUserDefinedFieldValidValue] | None = None
    """The values to choose from; left out, any will do."""


@model
class IncidentUserDefinedFieldAttributesUpdateRequest(Model):
    """What to change about a field. What is left out stays as it is."""

    category: IncidentUserDefinedFieldCategory | Unset | None = UNSET
    """The section that it is shown in; None clears it, `UNSET` leaves it as it is."""
    collected: IncidentUserDefinedFieldCollected | Unset | None = UNSET
    """The state in which people are asked for it; None clears it, `UNSET` leaves it as it is."""
    default_value: str | Unset | None = UNSET
    """The value that an incident begins with; None clears it, `UNSET` leaves it as it is."""
    display_name: str | None = None
    """What it is shown as."""
    ordinal: str | Unset | None = UNSET
    """Where it stands among the others: a decimal number as text; None clears it."""
    required: bool | Unset | None = UNSET
    """Whether an incident cannot be resolved without it; None clears it."""
    valid_values: list[IncidentUserDefinedFieldValidValue] | Unset | None = UNSET
    """The values to choose from, all of them; None clears them."""


@model
class IncidentUserDefinedFieldCreateRelationships(Model):
    """What a new field belongs to."""

    incident_type: RelationshipToIncidentType
    """The incident type that it is for. It cannot be changed."""


@model
class IncidentUserDefinedFieldCreateData(Model):
    """A new user-defined field."""

    attributes: IncidentUserDefinedFieldAttributesCreateRequest
    """What it is."""
    relationships: IncidentUserDefinedFieldCreateRelationships
    """What it belongs to."""
    type: IncidentUserDefinedFieldType = IncidentUserDefinedFieldType.USER_DEFINED_FIELD
    """The resource type, `user_defined_field`."""


@model
class IncidentUserDefinedFieldCreateRequest(Model):
    """The body that creates a user-defined field. `build` makes it from plain values; or nest the models."""

    data: IncidentUserDefinedFieldCreateData
    """The new field."""

    @classmethod
    def build(
        cls,
        name: str,
        type: IncidentUserDefinedFieldFieldType | int | str,  # noqa: A002  # the attribute's name
        *,
        incident_type: Identity,
        display_name: str | None = None,
        category: IncidentUserDefinedFieldCategory | str | None = None,
        collected: IncidentUserDefinedFieldCollected | str | None = None,
        required: bool | None = None,
        valid_values: Sequence[str | IncidentUserDefinedFieldValidValue] | None = None,
        default_value: str | None = None,
        tag_key: str | None = None,
        ordinal: str | Decimal | int | None = None,
    ) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            name: its name in the `fields` of an incident: a letter or digit first, then letters, digits, `_` and `.`.
            type: how it is entered, by name or number: `dropdown` (1), `multiselect` (2), `textbox` (3), `textarray`
                (4), `metrictag` (5), `autocomplete` (6), `number` (7) or `datetime` (8).
            incident_type: the incident type that it is for, or its UUID.
            display_name: what it is shown as.
            category: the section that it is shown in: `what_happened` or `why_it_happened`.
            collected: the state in which people are asked for it: `active`, `stable`, `resolved` or `completed`.
            required: whether an incident cannot be resolved without it.
            valid_values: the values to choose from.
            default_value: the value that an incident begins with.
            tag_key: the key of the tag whose values it offers, of a `metrictag`.
            ordinal: where it stands among the others, a decimal number.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentUserDefinedFieldCreateRequest.build("region", "textbox", incident_type=incident_type)`
        """
        attributes = IncidentUserDefinedFieldAttributesCreateRequest(
            name=name,
            type=_field_type(type),
            display_name=display_name,
            category=UNSET if category is None else member_of(IncidentUserDefinedFieldCategory, category),
            collected=UNSET if collected is None else member_of(IncidentUserDefinedFieldCollected, collected),
            required=required,
            valid_values=None if valid_values is None else _valid_values(valid_values),
            default_value=UNSET if default_value is None else default_value,
            tag_key=UNSET if tag_key is None else tag_key,
            ordinal=UNSET if ordinal is None else _ordinal(ordinal),
        )
        relationships = IncidentUserDefinedFieldCreateRelationships(incident_type=reference_to_type(incident_type))
        return built(cls(data=IncidentUserDefinedFieldCreateData(attributes=attributes, relationships=relationships)))

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        name = attribute(attributes_of(self), "name")
        if isinstance(name, str) and not _NAME.fullmatch(name):
            problem = f"{name!r:.60} is no name; a letter or digit comes first, then letters, digits, '_' and '.'"
            yield Mismatch("data.attributes.name", problem)
        yield from unless_known(IncidentUserDefinedFieldFieldType, self, "type")
        yield from _broken_rules(self)


@model
class IncidentUserDefinedFieldUpdateData(Model):
    """A user-defined field and what to change about it."""

    attributes: IncidentUserDefinedFieldAttributesUpdateRequest
    """What to change."""
    id: str
    """The UUID of the field, as in the path."""
    type: IncidentUserDefinedFieldType = IncidentUserDefinedFieldType.USER_DEFINED_FIELD
    """The resource type, `user_defined_field`."""


@model
class IncidentUserDefinedFieldUpdateRequest(Model):
    """The body that updates a user-defined field. `build` makes it from plain values; or nest the models."""

    data: IncidentUserDefinedFieldUpdateData
    """The field and what to change about it."""

    @classmethod
    def build(
        cls,
        field: Identity,
        *,
        display_name: str | None = None,
        category: IncidentUserDefinedFieldCategory | str | Unset | None = UNSET,
        collected: IncidentUserDefinedFieldCollected | str | Unset | None = UNSET,
        required: bool | Unset | None = UNSET,
        valid_values: Sequence[str | IncidentUserDefinedFieldValidValue] | Unset | None = UNSET,
        default_value: str | Unset | None = UNSET,
        ordinal: str | Decimal | int | Unset | None = UNSET,
    ) -> Self:
        """Make the body from plain values. What is not given stays as it is.

        Args:
            field: the field, or its UUID.
            display_name: what it is shown as.
            category: the section that it is shown in: `what_happened` or `why_it_happened`; None clears it.
            collected: the state in which people are asked for it: `active`, `stable`, `resolved` or `completed`; None
                clears it.
            required: whether an incident cannot be resolved without it; None clears it.
            valid_values: the values to choose from, all of them; None clears them.
            default_value: the value that an incident begins with; None clears it.
            ordinal: where it stands among the others, a decimal number; None clears it.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentUserDefinedFieldUpdateRequest.build(field, required=True, default_value=None)`
        """
        attributes = IncidentUserDefinedFieldAttributesUpdateRequest(
            display_name=display_name,
            category=_given(category, lambda value: member_of(IncidentUserDefinedFieldCategory, value)),
            collected=_given(collected, lambda value: member_of(IncidentUserDefinedFieldCollected, value)),
            required=required,
            valid_values=_given(valid_values, _valid_values),
            default_value=default_value,
            ordinal=_given(ordinal, _ordinal),
        )
        return built(
            cls(data=IncidentUserDefinedFieldUpdateData(attributes=attributes, id=identity_of("field", field)))
        )

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        return _broken_rules(self)


_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.]*")
_ORDINAL: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?")


def _broken_rules(body: Model) -> Iterator[Mismatch]:
    yield from unless_known(IncidentUserDefinedFieldCategory, body, "category")
    yield from unless_known(IncidentUserDefinedFieldCollected, body, "collected")


def _given(value: Any, convert: Callable[[Any], _T]) -> _T | Unset | None:
    """A value as the body has it; None and `UNSET` as they are."""
    return value if value is None or value is UNSET else convert(value)


def _field_type(kind: IncidentUserDefinedFieldFieldType | int | str) -> IncidentUserDefinedFieldFieldType:
    """A type by its number or name; what is neither stays, for the check to find."""
    if not isinstance(kind, str):
        return member_of(IncidentUserDefinedFieldFieldType, kind)
    names = {member.name.lower(): member for member in IncidentUserDefinedFieldFieldType}
    if kind.lower() not in names:
        raise InvalidArgumentError(f"type: {not_among(kind, names)}")
    return names[kind.lower()]


def _valid_values(values: Any) -> list[IncidentUserDefinedFieldValidValue]:
    """Values to choose from, texts being shown as they are."""
    valid = IncidentUserDefinedFieldValidValue
    return [
        valid(display_name=each, value=each) if isinstance(each, str) else each
        for each in listed("valid_values", values)
    ]


def _ordinal(ordinal: str | Decimal | int) -> str:
    """A number as the text that the contract has for it."""
    text = format(ordinal, "f") if isinstance(ordinal, Decimal) else str(ordinal)
    if not _ORDINAL.fullmatch(text):
        raise InvalidArgumentError(f"ordinal: expected a decimal number, such as '1.5', got {ordinal!r:.60}")
    return text
