"""The fields of an incident: `severity`, `state`, `teams` and those that an organization defines itself."""

from typing import TYPE_CHECKING, Any, ClassVar

from datadog_incidents._core.codec.model import OneOf, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.codec.unset import UNSET, Unset

__all__ = [
    "IncidentFieldAttributes",
    "IncidentFieldAttributesMultipleValue",
    "IncidentFieldAttributesSingleValue",
    "IncidentFieldAttributesSingleValueType",
    "IncidentFieldAttributesValueType",
    "IncidentSeverity",
]


class IncidentFieldAttributesSingleValueType(OpenEnum):
    """The types of a field that holds one value."""

    DROPDOWN = "dropdown"
    TEXTBOX = "textbox"


class IncidentFieldAttributesValueType(OpenEnum):
    """The types of a field that holds several values."""

    AUTOCOMPLETE = "autocomplete"
    METRICTAG = "metrictag"
    MULTISELECT = "multiselect"
    TEXTARRAY = "textarray"


class IncidentSeverity(OpenEnum):
    """How bad an incident is, from `SEV_0`, the worst, to `SEV_5`."""

    SEV_0 = "SEV-0"
    SEV_1 = "SEV-1"
    SEV_2 = "SEV-2"
    SEV_3 = "SEV-3"
    SEV_4 = "SEV-4"
    SEV_5 = "SEV-5"
    UNKNOWN = "UNKNOWN"


@model
class IncidentFieldAttributes(OneOf):
    """A field of an incident, of one value or of several.

    Calling it makes the variant that fits the `type`. Without a type, or with one that the contract does not know, the
    value decides: a list makes it a field of several values.

    Example:
        `IncidentFieldAttributes(type="dropdown", value="SEV-2")` is an `IncidentFieldAttributesSingleValue`.
    """

    variants: ClassVar[tuple[str, ...]] = ("IncidentFieldAttributesSingleValue", "IncidentFieldAttributesMultipleValue")

    if TYPE_CHECKING:  # what the variants have in common, so that a field can be used without asking which it is
        type: str | None = None
        value: str | list[str] | Unset | None = UNSET

    @classmethod
    def build(cls, **properties: Any) -> "IncidentFieldAttributesSingleValue | IncidentFieldAttributesMultipleValue":
        """Make the variant that fits the properties."""
        kind, is_multiple = properties.get("type"), isinstance(properties.get("value"), list)
        if isinstance(kind, str):
            single, multiple = IncidentFieldAttributesSingleValueType(kind), IncidentFieldAttributesValueType(kind)
            is_multiple = multiple.is_known or (is_multiple and not single.is_known)
            properties["type"] = multiple if is_multiple else single
        variant = IncidentFieldAttributesMultipleValue if is_multiple else IncidentFieldAttributesSingleValue
        return variant(**properties)


@model
class IncidentFieldAttributesSingleValue(IncidentFieldAttributes):
    """A field that holds one value."""

    type: IncidentFieldAttributesSingleValueType | None = None  # pyright: ignore[reportIncompatibleVariableOverride]  # a variant is narrower
    """How the value is entered."""
    value: str | Unset | None = UNSET  # pyright: ignore[reportIncompatibleVariableOverride]  # a variant is narrower
    """The value; often None. In an update None clears the field, and `UNSET` leaves it as it is."""


@model
class IncidentFieldAttributesMultipleValue(IncidentFieldAttributes):
    """A field that holds several values."""

    type: IncidentFieldAttributesValueType | None = None  # pyright: ignore[reportIncompatibleVariableOverride]  # a variant is narrower
    """How the values are entered."""
    value: list[str] | Unset | None = UNSET  # pyright: ignore[reportIncompatibleVariableOverride]  # a variant is narrower
    """The values; often None rather than empty. In an update None clears the field, and `UNSET` leaves it as it is."""
