"""Bodies made of plain values: what `build` methods have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, TypeAlias, TypeVar
from uuid import UUID

from datadog_incidents._core.codec import codec
from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents._core.moments import moment_of
from datadog_incidents._core.narrowing import is_collection
from datadog_incidents._core.paths import attribute
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models.relationships import RelationshipToIncidentType, RelationshipToIncidentTypeData

_M = TypeVar("_M", bound=Model)

__all__ = ["Identity"]

Identity: TypeAlias = str | UUID | Model
"""What stands for a resource: its id, or the resource itself as the API returns it."""

_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType({r"^data\.attributes\.": ""})


def built(body: _M, arguments: Mapping[str, str] = _ATTRIBUTES) -> _M:
    """A body that would be accepted, with texts of moments, ids and the like as its schema has them.

    Args:
        body: what `build` made.
        arguments: where in the body its arguments end up, as patterns of paths; what is at no such place goes by its
            own name. Attributes go by their own names anyway.

    Raises:
        InvalidArgumentError: it would not be; the message names the argument of `build`.
    """

    def blame(refusal: Mismatch) -> str:
        path = refusal.path
        for pattern, argument in {**arguments, **_ATTRIBUTES}.items():
            path = re.sub(pattern, argument, path)
        return f"{path}: {refusal.problem}"

    return codec.checked(body, blame)


def listed(argument: str, values: Any) -> list[Any]:
    """Several values as a list; a single text or model counts as a list of one.

    Raises:
        InvalidArgumentError: it is neither a list nor one of these.
    """
    if isinstance(values, (str, Model)):
        return [values]
    if is_collection(values):
        return list(values)
    raise InvalidArgumentError(f"{argument}: expected a list, got {type(values).__name__}")


def moment_from(argument: str, value: datetime | str | Unset | None) -> datetime | Unset | None:
    """A moment, also from its text (RFC 3339); anything else is left to the check.

    Raises:
        InvalidArgumentError: it is a text that is no moment, or that has no time zone.
    """
    if not isinstance(value, str):
        return value
    moment = moment_of(value)
    if moment is None:
        raise InvalidArgumentError(f"{argument}: expected a timestamp with a time zone, got {value!r:.60}")
    return moment


def moment_text(argument: str, value: datetime | str | Unset | None) -> str | Unset | None:
    """A moment as the text (RFC 3339) that the contract has for some; None and `UNSET` as they are.

    Raises:
        InvalidArgumentError: it is no moment, or has no time zone.
    """
    if value is None or value is UNSET:
        return value
    moment = moment_of(value) if isinstance(value, str) else value
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise InvalidArgumentError(f"{argument}: expected a timestamp with a time zone, got {value!r:.60}")
    return value if isinstance(value, str) else moment.isoformat()


def identity_of(argument: str, resource: Identity) -> str:
    """The id of a resource.

    Args:
        argument: the argument that it was given as, for messages.
        resource: its id, or the resource.

    Raises:
        InvalidArgumentError: it is neither.
    """
    identity = attribute(resource, "id") if isinstance(resource, Model) else resource
    if not isinstance(identity, str | UUID) or not str(identity).strip():
        raise InvalidArgumentError(f"{argument}: expected an id or a resource that has one, got {resource!r:.60}")
    return str(identity)


def reference_to_type(incident_type: Identity) -> RelationshipToIncidentType:
    """A reference to the incident type that something is for.

    Args:
        incident_type: the argument of that name.

    Raises:
        InvalidArgumentError: it is neither an id nor a resource.
    """
    return RelationshipToIncidentType(
        data=RelationshipToIncidentTypeData(id=identity_of("incident_type", incident_type))
    )
