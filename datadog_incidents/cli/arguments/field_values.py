"""Fields of an incident from `--field NAME=VALUE`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from datadog_incidents._core.settings.suggestion import hint
from datadog_incidents.cli.arguments.filters import assignments
from datadog_incidents.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentFieldValue


def fields_from(given: Sequence[str]) -> dict[str, IncidentFieldValue] | None:
    """The fields that `build` takes; None when there are none.

    Args:
        given: `NAME=VALUE` for well-known fields, `NAME:TYPE=VALUE` for others; several values by repetition, and an
            empty one clears the field.

    Raises:
        InvalidArgumentError: a type is missing or unknown, or a field of one value got several.
    """
    return {
        name.partition(":")[0]: _field(name, values) for name, values in assignments("--field", given).items()
    } or None


def _field(name: str, values: list[str]) -> Any:
    from datadog_incidents import models
    from datadog_incidents.models.incident_field_values import WELL_KNOWN_FIELDS

    name, _, kind = name.partition(":")
    single = [each.value for each in models.IncidentFieldAttributesSingleValueType]
    types = [*single, *(each.value for each in models.IncidentFieldAttributesValueType)]
    if not kind and name not in WELL_KNOWN_FIELDS:
        raise InvalidArgumentError(
            f"--field: {name!r} is no field that every organization has ({hint(name, WELL_KNOWN_FIELDS)}); "
            f"for one of your own give its type as in {name}:{types[0]}=VALUE, out of {', '.join(types)}"
        )
    if kind and kind not in types:
        raise InvalidArgumentError(f"--field: {kind!r} is no type of field; {hint(kind, types)}")
    make: Any = getattr(models, kind) if kind else WELL_KNOWN_FIELDS[name]
    if make.__name__ not in single:
        return make([value for value in values if value] or None)
    if len(values) > 1:
        raise InvalidArgumentError(f"--field: {name} holds one value, got {len(values)}")
    return make(values[0] or None)
