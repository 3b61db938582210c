"""The templates that postmortems are written in: list, create, get, update and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.operations.operation import Operation, Parameter
from datadog_incidents._core.operations.parameters import Body, Identifier, Text
from datadog_incidents.api.noun import Noun

if TYPE_CHECKING:
    from uuid import UUID

    from datadog_incidents.models import (
        PostmortemTemplateRequest,
        PostmortemTemplateResponse,
        PostmortemTemplatesResponse,
    )

CREATE_INCIDENT_POSTMORTEM_TEMPLATE: Final[Operation[PostmortemTemplateResponse]] = Operation(
    name="create_incident_postmortem_template",
    method="POST",
    path="/api/v2/incidents/config/postmortem-templates",
    parameters=(Parameter("body", "body", Body("PostmortemTemplateRequest"), required=True),),
    response="PostmortemTemplateResponse",
    resources=("data",),
    success=201,
    unstable=True,
)
DELETE_INCIDENT_POSTMORTEM_TEMPLATE: Final[Operation[None]] = Operation(
    name="delete_incident_postmortem_template",
    method="DELETE",
    path="/api/v2/incidents/config/postmortem-templates/{template_id}",
    parameters=(Parameter("template_id", "path", Identifier(), required=True),),
    success=204,
    unstable=True,
)
GET_INCIDENT_POSTMORTEM_TEMPLATE: Final[Operation[PostmortemTemplateResponse]] = Operation(
    name="get_incident_postmortem_template",
    method="GET",
    path="/api/v2/incidents/config/postmortem-templates/{template_id}",
    parameters=(Parameter("template_id", "path", Identifier(), required=True),),
    response="PostmortemTemplateResponse",
    resources=("data",),
    unstable=True,
)
LIST_INCIDENT_POSTMORTEM_TEMPLATES: Final[Operation[PostmortemTemplatesResponse]] = Operation(
    name="list_incident_postmortem_templates",
    method="GET",
    path="/api/v2/incidents/config/postmortem-templates",
    parameters=(
        Parameter("filter_incident_type", "query", Text(), wire="filter[incident-type]"),
        Parameter("sort", "query", Text()),
    ),
    response="PostmortemTemplatesResponse",
    resources=("data",),
    unstable=True,
)
UPDATE_INCIDENT_POSTMORTEM_TEMPLATE: Final[Operation[PostmortemTemplateResponse]] = Operation(
    name="update_incident_postmortem_template",
    method="PATCH",
    path="/api/v2/incidents/config/postmortem-templates/{template_id}",
    parameters=(
        Parameter("template_id", "path", Identifier(), required=True),
        Parameter("body", "body", Body("PostmortemTemplateRequest"), required=True),
    ),
    response="PostmortemTemplateResponse",
    resources=("data",),
    unstable=True,
)


class IncidentPostmortemTemplatesOperations(Noun):
    """The operations on postmortem templates."""

    def create_incident_postmortem_template(
        self, body: PostmortemTemplateRequest, **options: Unpack[CallOptions]
    ) -> PostmortemTemplateResponse:
        """Create a postmortem template.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Args:
            body: the template to create.
            options: see `CallOptions`.

        Returns:
            The template as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident type.
            BadRequestException: the service refused the body.
        """
        return self.api_client.call(CREATE_INCIDENT_POSTMORTEM_TEMPLATE, {"body": body}, **options).data

    def get_incident_postmortem_template(
        self, template_id: str, **options: Unpack[CallOptions]
    ) -> PostmortemTemplateResponse:
        """Get a postmortem template.

        Args:
            template_id: the id of the template; it need not be a UUID.
            options: see `CallOptions`.

        Returns:
            The template.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such template.
        """
        return self.api_client.call(GET_INCIDENT_POSTMORTEM_TEMPLATE, {"template_id": template_id}, **options).data

    def list_incident_postmortem_templates(
        self, *, filter_incident_type: str | UUID | None = None, sort: str | None = None, **options: Unpack[CallOptions]
    ) -> PostmortemTemplatesResponse:
        """Get the postmortem templates of the organization.

        Args:
            filter_incident_type: the UUID of an incident type, for the templates of that one alone.
            sort: what to sort by, such as `name`; the service takes None for `created_at`.
            options: see `CallOptions`.

        Returns:
            The templates, in one page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return self.api_client.call(
            LIST_INCIDENT_POSTMORTEM_TEMPLATES, {"filter_incident_type": filter_incident_type, "sort": sort}, **options
        ).data

    def update_incident_postmortem_template(
        self, template_id: str, body: PostmortemTemplateRequest, **options: Unpack[CallOptions]
    ) -> PostmortemTemplateResponse:
        """Update a postmortem template: what the body names changes, all else stays. It keeps its incident type.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Args:
            template_id: the id of the template; it need not be a UUID.
            body: what it is to become; its name has to be there.
            options: see `CallOptions`.

        Returns:
            The template as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such template.
            BadRequestException: the service refused the body.
        """
        return self.api_client.call(
            UPDATE_INCIDENT_POSTMORTEM_TEMPLATE, {"template_id": template_id, "body": body}, **options
        ).data

    def delete_incident_postmortem_template(self, template_id: str, **options: Unpack[CallOptions]) -> None:
        """Delete a postmortem template.

        Args:
            template_id: the id of the template; it need not be a UUID.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such template, or it was deleted before.
        """
        return self.api_client.call(DELETE_INCIDENT_POSTMORTEM_TEMPLATE, {"template_id": template_id}, **options).data
