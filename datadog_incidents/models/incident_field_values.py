"""Fields of an incident from plain values: a maker for each type of a field, and the types of the well-known fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any, Final, TypeAlias, TypeVar

from datadog_incidents._core.codec.unset import Unset
from datadog_incidents._core.narrowing import is_mapping
from datadog_incidents._core.settings.suggestion import nearest
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models.incident_fields import (
    IncidentFieldAttributes,
    IncidentFieldAttributesMultipleValue,
    IncidentFieldAttributesSingleValue,
    IncidentFieldAttributesSingleValueType,
    IncidentFieldAttributesValueType,
)

_T = TypeVar("_T")

__all__ = [
    "IncidentFieldValue",
    "autocomplete",
    "dropdown",
    "metrictag",
    "multiselect",
    "textarray",
    "textbox",
]

IncidentFieldValue: TypeAlias = str | Sequence[str] | Set[str] | IncidentFieldAttributes | None
"""What `build` takes as the value of a field.

A plain value will do for the well-known fields: a string for `severity`, `state`, `detection_method`, `root_cause` and
`summary`; a string or several for `services` and `teams`. For any other field it is what `dropdown` and the like make.
None clears a well-known field.
"""


def dropdown(value: str | None) -> IncidentFieldAttributesSingleValue:
    """A field of one value from a list.

    Args:
        value: the value; None clears the field.
    """
    return IncidentFieldAttributesSingleValue(type=IncidentFieldAttributesSingleValueType.DROPDOWN, value=value)


def textbox(value: str | None) -> IncidentFieldAttributesSingleValue:
    """A field of free text.

    Args:
        value: the text; None clears the field.
    """
    return IncidentFieldAttributesSingleValue(type=IncidentFieldAttributesSingleValueType.TEXTBOX, value=value)


def multiselect(values: str | Sequence[str] | Set[str] | None) -> IncidentFieldAttributesMultipleValue:
    """A field of several values from a list.

    Args:
        values: the values; a single string counts as a list of one, None clears the field.
    """
    return _multiple(IncidentFieldAttributesValueType.MULTISELECT, values)


def textarray(values: str | Sequence[str] | Set[str] | None) -> IncidentFieldAttributesMultipleValue:
    """A field of several free texts.

    Args:
        values: the texts; a single string counts as a list of one, None clears the field.
    """
    return _multiple(IncidentFieldAttributesValueType.TEXTARRAY, values)


def metrictag(values: str | Sequence[str] | Set[str] | None) -> IncidentFieldAttributesMultipleValue:
    """A field of several values of a metric's tag.

    Args:
        values: the values; a single string counts as a list of one, None clears the field.
    """
    return _multiple(IncidentFieldAttributesValueType.METRICTAG, values)


def autocomplete(values: str | Sequence[str] | Set[str] | None) -> IncidentFieldAttributesMultipleValue:
    """A field of several values that the service completes while they are typed, such as `services` and `teams`.

    Args:
        values: the values; a single string counts as a list of one, None clears the field.
    """
    return _multiple(IncidentFieldAttributesValueType.AUTOCOMPLETE, values)


def _multiple(
    kind: IncidentFieldAttributesValueType, values: str | Sequence[str] | Set[str] | None
) -> IncidentFieldAttributesMultipleValue:
    listed = [values] if isinstance(values, str) else list(values) if isinstance(values, (Sequence, Set)) else values
    return IncidentFieldAttributesMultipleValue(type=kind, value=listed)


WELL_KNOWN_FIELDS: Final = {
    "severity": dropdown,
    "state": dropdown,
    "detection_method": dropdown,
    "root_cause": textbox,
    "summary": textbox,
    "services": autocomplete,
    "teams": autocomplete,
}
"""The fields that every organization has, with what makes them."""

_MAKERS: Final = (dropdown, textbox, multiselect, textarray, metrictag, autocomplete)


def fields_from(
    fields: Mapping[str, IncidentFieldValue] | None, **by_argument: str | Unset | None
) -> dict[str, IncidentFieldAttributes] | None:
    """The fields of a body; None when there are none.

    Args:
        fields: plain values, or what the makers make, by the name of the field.
        by_argument: values of well-known fields that have an argument of their own; `UNSET` where it was not given.

    Raises:
        InvalidArgumentError: a field is given twice, or with a plain value though its type is not known.
    """
    return {name: _field(name, value) for name, value in gathered(fields, by_argument).items()} or None


def gathered(fields: Mapping[str, _T] | None, by_argument: Mapping[str, _T | Unset]) -> dict[str, _T]:
    """The values of fields by name, wherever they were given.

    Args:
        fields: values by the name of the field.
        by_argument: values of fields that have an argument of their own; `UNSET` where it was not given.

    Raises:
        InvalidArgumentError: a field is given twice, or `fields` is no mapping.
    """
    if fields is not None and not is_mapping(fields):
        raise InvalidArgumentError(f"fields: expected a mapping of names to values, got {type(fields).__name__}")
    given = {name: value for name, value in by_argument.items() if not isinstance(value, Unset)}
    for name, value in (fields or {}).items():
        if name in given:
            raise InvalidArgumentError(f"{name}: given twice, as an argument and in fields; give one of them")
        given[name] = value
    return given


def _field(name: str, value: Any) -> IncidentFieldAttributes:
    if isinstance(value, IncidentFieldAttributes):
        return value
    if name in WELL_KNOWN_FIELDS:
        return WELL_KNOWN_FIELDS[name](value)
    close = nearest(str(name), WELL_KNOWN_FIELDS, cutoff=0.75)
    makers = ", ".join(f"{maker.__name__}()" for maker in _MAKERS)
    raise InvalidArgumentError(
        f"fields[{name!r}]: a plain value does not tell the type of the field; "
        f"{f'did you mean {close!r}? Else ' if close else ''}make it by one of {makers} of datadog_incidents.models"
    )
