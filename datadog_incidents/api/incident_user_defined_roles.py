"""The roles that an organization defines for responders: list, create, get, update and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.operations.operation import Operation, Parameter
from datadog_incidents._core.operations.parameters import Body, Identifier, Text, Texts
from datadog_incidents.api.noun import Noun

if TYPE_CHECKING:
    from uuid import UUID

    from datadog_incidents.models import (
        IncidentUserDefinedRolePatchRequest,
        IncidentUserDefinedRoleRequest,
        IncidentUserDefinedRoleResponse,
        IncidentUserDefinedRolesResponse,
    )

CREATE_INCIDENT_USER_DEFINED_ROLE: Final[Operation[IncidentUserDefinedRoleResponse]] = Operation(
    name="create_incident_user_defined_role",
    method="POST",
    path="/api/v2/incidents/config/user-defined-roles",
    parameters=(
        Parameter("include", "query", Texts()),
        Parameter("body", "body", Body("IncidentUserDefinedRoleRequest"), required=True),
    ),
    response="IncidentUserDefinedRoleResponse",
    resources=("data",),
    success=201,
    unstable=True,
)
DELETE_INCIDENT_USER_DEFINED_ROLE: Final[Operation[None]] = Operation(
    name="delete_incident_user_defined_role",
    method="DELETE",
    path="/api/v2/incidents/config/user-defined-roles/{role_id}",
    parameters=(Parameter("role_id", "path", Identifier(), required=True),),
    success=204,
    unstable=True,
)
GET_INCIDENT_USER_DEFINED_ROLE: Final[Operation[IncidentUserDefinedRoleResponse]] = Operation(
    name="get_incident_user_defined_role",
    method="GET",
    path="/api/v2/incidents/config/user-defined-roles/{role_id}",
    parameters=(Parameter("role_id", "path", Identifier(), required=True), Parameter("include", "query", Texts())),
    response="IncidentUserDefinedRoleResponse",
    resources=("data",),
    unstable=True,
)
LIST_INCIDENT_USER_DEFINED_ROLES: Final[Operation[IncidentUserDefinedRolesResponse]] = Operation(
    name="list_incident_user_defined_roles",
    method="GET",
    path="/api/v2/incidents/config/user-defined-roles",
    parameters=(
        Parameter("filter_incident_type", "query", Text(), wire="filter[incident-type]"),
        Parameter("include", "query", Texts()),
    ),
    response="IncidentUserDefinedRolesResponse",
    resources=("data",),
    unstable=True,
)
UPDATE_INCIDENT_USER_DEFINED_ROLE: Final[Operation[IncidentUserDefinedRoleResponse]] = Operation(
    name="update_incident_user_defined_role",
    method="PATCH",
    path="/api/v2/incidents/config/user-defined-roles/{role_id}",
    parameters=(
        Parameter("role_id", "path", Identifier(), required=True),
        Parameter("include", "query", Texts()),
        Parameter("body", "body", Body("IncidentUserDefinedRolePatchRequest"), required=True),
    ),
    response="IncidentUserDefinedRoleResponse",
    resources=("data",),
    unstable=True,
)


class IncidentUserDefinedRolesOperations(Noun):
    """The operations on user-defined roles."""

    def create_incident_user_defined_role(
        self,
        body: IncidentUserDefinedRoleRequest,
        *,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentUserDefinedRoleResponse:
        """Create a role for the responders of incidents of a type.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Args:
            body: the role to create.
            include: related resources to include: `created_by_user`, `last_modified_by_user` and `incident_type`, in
                one text with commas or in a list.
            options: see `CallOptions`.

        Returns:
            The role as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident type.
            BadRequestException: the service refused the body.
        """
        return self.api_client.call(
            CREATE_INCIDENT_USER_DEFINED_ROLE, {"body": body, "include": include}, **options
        ).data

    def get_incident_user_defined_role(
        self, role_id: str, *, include: str | Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> IncidentUserDefinedRoleResponse:
        """Get a user-defined role.

        Args:
            role_id: the UUID of the role.
            include: related resources to include: `created_by_user`, `last_modified_by_user` and `incident_type`, in
                one text with commas or in a list.
            options: see `CallOptions`.

        Returns:
            The role; what was included is in `included`, and by id in `data.included`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such role.
        """
        return self.api_client.call(
            GET_INCIDENT_USER_DEFINED_ROLE, {"role_id": role_id, "include": include}, **options
        ).data

    def list_incident_user_defined_roles(
        self,
        *,
        filter_incident_type: str | UUID | None = None,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentUserDefinedRolesResponse:
        """Get the user-defined roles of the organization.

        Args:
            filter_incident_type: the UUID of an incident type, for the roles of that one alone.
            include: related resources to include: `created_by_user`, `last_modified_by_user` and `incident_type`, in
                one text with commas or in a list.
            options: see `CallOptions`.

        Returns:
            The roles, in one page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return self.api_client.call(
            LIST_INCIDENT_USER_DEFINED_ROLES,
            {"filter_incident_type": filter_incident_type, "include": include},
            **options,
        ).data

    def update_incident_user_defined_role(
        self,
        role_id: str,
        body: IncidentUserDefinedRolePatchRequest,
        *,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentUserDefinedRoleResponse:
        """Update a user-defined role: what the body names changes, all else stays. It keeps its incident type.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Args:
            role_id: the UUID of the role.
            body: what to change.
            include: related resources to include: `created_by_user`, `last_modified_by_user` and `incident_type`, in
                one text with commas or in a list.
            options: see `CallOptions`.

        Returns:
            The role as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such role.
            BadRequestException: the service refused the body.
        """
        return self.api_client.call(
            UPDATE_INCIDENT_USER_DEFINED_ROLE, {"role_id": role_id, "body": body, "include": include}, **options
        ).data

    def delete_incident_user_defined_role(self, role_id: str, **options: Unpack[CallOptions]) -> None:
        """Delete a user-defined role.

        Args:
            role_id: the UUID of the role.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such role, or it was deleted before.
        """
        return self.api_client.call(DELETE_INCIDENT_USER_DEFINED_ROLE, {"role_id": role_id}, **options).data
