# Made of api/incident_todos.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The todos of an incident: list, create, get, update and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_todos import (
    CREATE_INCIDENT_TODO,
    DELETE_INCIDENT_TODO,
    GET_INCIDENT_TODO,
    LIST_INCIDENT_TODOS,
    UPDATE_INCIDENT_TODO,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentTodoCreateRequest,
        IncidentTodoListResponse,
        IncidentTodoPatchRequest,
        IncidentTodoResponse,
    )


class AsyncIncidentTodosOperations(AsyncNoun):
    """The operations on the todos of an incident."""

    async def create_incident_todo(
        self, incident_id: str, body: IncidentTodoCreateRequest, **options: Unpack[CallOptions]
    ) -> IncidentTodoResponse:
        """Create a todo for an incident.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).
        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: the todo to create.
            options: see `CallOptions`.

        Returns:
            The todo as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(CREATE_INCIDENT_TODO, {"incident_id": incident_id, "body": body}, **options)
        ).data

    async def get_incident_todo(
        self, incident_id: str, todo_id: str, **options: Unpack[CallOptions]
    ) -> IncidentTodoResponse:
        """Get a todo of an incident.

        Permission: `incident_read`.

        Args:
            incident_id: the UUID of the incident.
            todo_id: the UUID of the todo.
            options: see `CallOptions`.

        Returns:
            The todo.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or todo.
        """
        arguments = {"incident_id": incident_id, "todo_id": todo_id}
        return (await self.api_client.call(GET_INCIDENT_TODO, arguments, **options)).data

    async def list_incident_todos(self, incident_id: str, **options: Unpack[CallOptions]) -> IncidentTodoListResponse:
        """Get all todos of an incident. They come in one page, without the users in full.

        Permission: `incident_read`.

        Args:
            incident_id: the UUID of the incident.
            options: see `CallOptions`.

        Returns:
            The todos.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
        """
        return (await self.api_client.call(LIST_INCIDENT_TODOS, {"incident_id": incident_id}, **options)).data

    async def update_incident_todo(
        self, incident_id: str, todo_id: str, body: IncidentTodoPatchRequest, **options: Unpack[CallOptions]
    ) -> IncidentTodoResponse:
        """Update a todo: its content and assignees are replaced, what else the body names changes.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).
        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            todo_id: the UUID of the todo.
            body: what it is to become.
            options: see `CallOptions`.

        Returns:
            The todo as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or todo.
            BadRequestException: the service refused the body.
        """
        arguments = {"incident_id": incident_id, "todo_id": todo_id, "body": body}
        return (await self.api_client.call(UPDATE_INCIDENT_TODO, arguments, **options)).data

    async def delete_incident_todo(self, incident_id: str, todo_id: str, **options: Unpack[CallOptions]) -> None:
        """Delete a todo of an incident.

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            todo_id: the UUID of the todo.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or todo, or it was deleted before.
        """
        arguments = {"incident_id": incident_id, "todo_id": todo_id}
        return (await self.api_client.call(DELETE_INCIDENT_TODO, arguments, **options)).data
