"""Paging people about an incident, and linking pages to it."""

from collections.abc import Iterator, Sequence
from typing import Self

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model, Resource, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents.models.body_rules import unless_known
from datadog_incidents.models.building import Identity, built, identity_of, listed

__all__ = [
    "IncidentCreateOnCallPageDataAttributesRequest",
    "IncidentCreateOnCallPageDataRequest",
    "IncidentCreateOnCallPageRequest",
    "IncidentCreatePageFromIncidentDataAttributesRequest",
    "IncidentCreatePageFromIncidentDataRequest",
    "IncidentCreatePageFromIncidentRequest",
    "IncidentCreatePageFromIncidentType",
    "IncidentOnCallPageDataAttributesRequest",
    "IncidentOnCallPageDataRequest",
    "IncidentOnCallPageLinkRequest",
    "IncidentOnCallPageTarget",
    "IncidentOnCallPageType",
    "IncidentPageRoleReference",
    "IncidentPageRoleType",
    "IncidentPageTarget",
    "IncidentPageTargetType",
    "IncidentPageUUIDDataResponse",
    "IncidentPageUUIDResponse",
    "IncidentPageUUIDType",
]


class IncidentCreatePageFromIncidentType(OpenEnum):
    """The resource type of pages to create."""

    PAGE = "page"


class IncidentOnCallPageType(OpenEnum):
    """The resource type of pages to link."""

    PAGE = "page"


class IncidentPageUUIDType(OpenEnum):
    """The resource type of references to pages."""

    PAGE_UUID = "page_uuid"


class IncidentPageRoleType(OpenEnum):
    """Whether a role comes with every incident, or is one that the organization defines."""

    INCIDENT_RESERVED_ROLES = "incident_reserved_roles"
    INCIDENT_USER_DEFINED_ROLES = "incident_user_defined_roles"


class IncidentPageTargetType(OpenEnum):
    """What the identifier of whom to page is."""

    TEAM_HANDLE = "team_handle"
    TEAM_UUID = "team_uuid"
    USER_UUID = "user_uuid"


@model
class IncidentPageRoleReference(Model):
    """A reference to a role that people have in an incident."""

    id: str
    """The UUID of the role."""
    type: IncidentPageRoleType
    """Whether it comes with every incident, or is one that the organization defines."""


@model
class IncidentPageTarget(Model):
    """Whom to page.

    Example:
        `IncidentPageTarget(identifier="payments", type=IncidentPageTargetType.TEAM_HANDLE)`
    """

    identifier: str
    """The handle or UUID of the team, or the UUID of the user."""
    type: IncidentPageTargetType
    """What the identifier is."""


@model
class IncidentCreateOnCallPageDataAttributesRequest(Model):
    """Whom to page, and what about."""

    description: str | None = None
    """What those who are paged have to know."""
    role: IncidentPageRoleReference | None = None
    """The role that they are paged for."""
    services: list[str] | None = None
    """The services that are affected."""
    tags: list[str] | None = None
    """Tags of the page, such as `env:production`."""
    target: IncidentPageTarget | None = None
    """Whom to page."""
    title: str | None = None
    """What it is about, in one line."""


@model
class IncidentCreateOnCallPageDataRequest(Model):
    """A new page."""

    attributes: IncidentCreateOnCallPageDataAttributesRequest
    """Whom to page, and what about."""
    type: IncidentCreatePageFromIncidentType = IncidentCreatePageFromIncidentType.PAGE
    """The resource type, `page`."""


@model
class IncidentCreateOnCallPageRequest(Model):
    """The body that pages people. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentCreateOnCallPageDataRequest
    """The new page."""

    @classmethod
    def build(
        cls,
        title: str | None = None,
        *,
        target: IncidentPageTarget | None = None,
        role: IncidentPageRoleReference | None = None,
        description: str | None = None,
        services: str | Sequence[str] | None = None,
        tags: str | Sequence[str] | None = None,
    ) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            title: what it is about, in one line.
            target: whom to page.
            role: the role that they are paged for.
            description: what those who are paged have to know.
            services: the services that are affected.
            tags: tags of the page, such as `env:production`.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentCreateOnCallPageRequest.build(
                "Checkout answers with errors",
                target=IncidentPageTarget(identifier="payments", type=IncidentPageTargetType.TEAM_HANDLE),
            )`
        """
        attributes = IncidentCreateOnCallPageDataAttributesRequest(
            description=description,
            role=role,
            services=None if services is None else listed("services", services),
            tags=None if tags is None else listed("tags", tags),
            target=target,
            title=title,
        )
        return built(cls(data=IncidentCreateOnCallPageDataRequest(attributes=attributes)))

    def broken_rules(self) -> Iterator[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        return _unknown_types(self)


@model
class IncidentCreatePageFromIncidentDataAttributesRequest(IncidentCreateOnCallPageDataAttributesRequest):
    """Whom to page, and what about, for the deprecated `create_page_from_incident`."""

    incident_public_id: str | None = None
    """The number of the incident in the organization: the 42 of `IR-42`."""


@model
class IncidentCreatePageFromIncidentDataRequest(Model):
    """A new page, for the deprecated `create_page_from_incident`."""

    attributes: IncidentCreatePageFromIncidentDataAttributesRequest
    """Whom to page, and what about."""
    type: IncidentCreatePageFromIncidentType = IncidentCreatePageFromIncidentType.PAGE
    """The resource type, `page`."""


@model
class IncidentCreatePageFromIncidentRequest(Model):
    """The body of the deprecated `create_page_from_incident`; use `IncidentCreateOnCallPageRequest` in new programs."""

    data: IncidentCreatePageFromIncidentDataRequest
    """The new page."""

    @classmethod
    def build(
        cls,
        title: str | None = None,
        *,
        target: IncidentPageTarget | None = None,
        role: IncidentPageRoleReference | None = None,
        description: str | None = None,
        services: str | Sequence[str] | None = None,
        tags: str | Sequence[str] | None = None,
        incident_public_id: str | None = None,
    ) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            title: what it is about, in one line.
            target: whom to page.
            role: the role that they are paged for.
            description: what those who are paged have to know.
            services: the services that are affected.
            tags: tags of the page, such as `env:production`.
            incident_public_id: the number of the incident in the organization: the 42 of `IR-42`.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentCreatePageFromIncidentRequest.build(
                "Checkout answers with errors",
                target=IncidentPageTarget(identifier="payments", type=IncidentPageTargetType.TEAM_HANDLE),
            )`
        """
        attributes = IncidentCreatePageFromIncidentDataAttributesRequest(
            description=description,
            incident_public_id=incident_public_id,
            role=role,
            services=None if services is None else listed("services", services),
            tags=None if tags is None else listed("tags", tags),
            target=target,
            title=title,
        )
        return built(cls(data=IncidentCreatePageFromIncidentDataRequest(attributes=attributes)))

    def broken_rules(self) -> Iterator[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        return _unknown_types(self)


@model
class IncidentPageUUIDDataResponse(Resource):
    """A reference to a page."""

    id: str
    """The UUID of the page."""
    type: IncidentPageUUIDType = IncidentPageUUIDType.PAGE_UUID
    """The resource type, `page_uuid`."""


@model
class IncidentPageUUIDResponse(Model):
    """The page that an operation made, by its UUID alone."""

    data: IncidentPageUUIDDataResponse
    """The reference to the page."""


@model
class IncidentOnCallPageTarget(Model):
    """Whom a page is for."""

    identifier: str
    """The handle or UUID of the team, or the UUID of the user."""
    type: str
    """What the identifier is, such as `team_handle`."""


@model
class IncidentOnCallPageDataAttributesRequest(Model):
    """What to say about a page that is linked."""

    key: str | None = None
    """The key of the page, such as `PAGE-12345`."""
    page_target: IncidentOnCallPageTarget | None = None
    """Whom it is for."""
    team_id: str | None = None
    """The id of the team that it is for. The API deprecates it: give `page_target` instead."""


@model
class IncidentOnCallPageDataRequest(Model):
    """A page to link to an incident."""

    attributes: IncidentOnCallPageDataAttributesRequest | None = None
    """What to say about it."""
    id: str
    """The id of the page."""
    type: IncidentOnCallPageType = IncidentOnCallPageType.PAGE
    """The resource type, `page`."""


@model
class IncidentOnCallPageLinkRequest(Model):
    """The body that links a page to an incident. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentOnCallPageDataRequest
    """The page."""

    @classmethod
    def build(
        cls, page: Identity, *, key: str | None = None, page_target: IncidentOnCallPageTarget | None = None
    ) -> Self:
        """Make the body from plain values. What is None is left out.

        Args:
            page: the page, or its id.
            key: the key of the page, such as `PAGE-12345`.
            page_target: whom it is for.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentOnCallPageLinkRequest.build(page, key="PAGE-12345")`
        """
        attributes = IncidentOnCallPageDataAttributesRequest(key=key, page_target=page_target)
        is_empty = attributes == IncidentOnCallPageDataAttributesRequest()
        data = IncidentOnCallPageDataRequest(attributes=None if is_empty else attributes, id=identity_of("page", page))
        return built(cls(data=data))


def _unknown_types(body: Model) -> Iterator[Mismatch]:
    yield from unless_known(IncidentPageRoleType, body, "role.type")
    yield from unless_known(IncidentPageTargetType, body, "target.type")
