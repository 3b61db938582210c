"""The fields that the impacts of incidents have besides the usual ones: list, create, replace and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.operations.operation import Operation, Parameter
from datadog_incidents._core.operations.parameters import Body, Identifier
from datadog_incidents.api.noun import Noun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentImpactFieldRequest,
        IncidentImpactFieldResponse,
        IncidentImpactFieldsResponse,
    )

CREATE_INCIDENT_IMPACT_FIELD: Final[Operation[IncidentImpactFieldResponse]] = Operation(
    name="create_incident_impact_field",
    method="POST",
    path="/api/v2/incidents/config/impact-fields",
    parameters=(Parameter("body", "body", Body("IncidentImpactFieldRequest"), required=True),),
    response="IncidentImpactFieldResponse",
    resources=("data",),
    success=201,
    permissions=("incident_settings_write",),
    unstable=True,
)
DELETE_INCIDENT_IMPACT_FIELD: Final[Operation[None]] = Operation(
    name="delete_incident_impact_field",
    method="DELETE",
    path="/api/v2/incidents/config/impact-fields/{field_id}",
    parameters=(Parameter("field_id", "path", Identifier(), required=True),),
    success=204,
    permissions=("incident_settings_write",),
    unstable=True,
)
LIST_INCIDENT_IMPACT_FIELDS: Final[Operation[IncidentImpactFieldsResponse]] = Operation(
    name="list_incident_impact_fields",
    method="GET",
    path="/api/v2/incidents/config/impact-fields",
    parameters=(),
    response="IncidentImpactFieldsResponse",
    resources=("data",),
    permissions=("incident_settings_read",),
    unstable=True,
)
UPDATE_INCIDENT_IMPACT_FIELD: Final[Operation[IncidentImpactFieldResponse]] = Operation(
    name="update_incident_impact_field",
    method="PUT",
    path="/api/v2/incidents/config/impact-fields/{field_id}",
    parameters=(
        Parameter("field_id", "path", Identifier(), required=True),
        Parameter("body", "body", Body("IncidentImpactFieldRequest"), required=True),
    ),
    response="IncidentImpactFieldResponse",
    resources=("data",),
    permissions=("incident_settings_write",),
    unstable=True,
)


class IncidentImpactFieldsOperations(Noun):
    """The operations on impact fields."""

    def create_incident_impact_field(
        self, body: IncidentImpactFieldRequest, **options: Unpack[CallOptions]
    ) -> IncidentImpactFieldResponse:
        """Create an impact field.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_settings_write`.

        Args:
            body: the field to create.
            options: see `CallOptions`.

        Returns:
            The field as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident type.
            BadRequestException: the service refused the body.
        """
        return self.api_client.call(CREATE_INCIDENT_IMPACT_FIELD, {"body": body}, **options).data

    def list_incident_impact_fields(self, **options: Unpack[CallOptions]) -> IncidentImpactFieldsResponse:
        """Get all impact fields of the organization.

        Permission: `incident_settings_read`.

        Args:
            options: see `CallOptions`.

        Returns:
            The fields, in one page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return self.api_client.call(LIST_INCIDENT_IMPACT_FIELDS, {}, **options).data

    def update_incident_impact_field(
        self, field_id: str, body: IncidentImpactFieldRequest, **options: Unpack[CallOptions]
    ) -> IncidentImpactFieldResponse:
        """Replace an impact field: the body has all of it.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_settings_write`.

        Args:
            field_id: the UUID of the field.
            body: what the field is to become.
            options: see `CallOptions`.

        Returns:
            The field as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such field.
            BadRequestException: the service refused the body.
        """
        return self.api_client.call(UPDATE_INCIDENT_IMPACT_FIELD, {"field_id": field_id, "body": body}, **options).data

    def delete_incident_impact_field(self, field_id: str, **options: Unpack[CallOptions]) -> None:
        """Delete an impact field.

        Permission: `incident_settings_write`.

        Args:
            field_id: the UUID of the field.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such field, or it was deleted before.
        """
        return self.api_client.call(DELETE_INCIDENT_IMPACT_FIELD, {"field_id": field_id}, **options).data
