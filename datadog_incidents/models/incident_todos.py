"""The todos of an incident: what is left to do, and who does it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self, TypeAlias

from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.paths import attribute
from datadog_incidents.models.building import built, listed, moment_text
from datadog_incidents.models.incidents import IncidentResponseMeta
from datadog_incidents.models.relationships import RelationshipToUser
from datadog_incidents.models.users import IncidentExpandedUser, User

__all__ = [
    "IncidentTodoAnonymousAssignee",
    "IncidentTodoAnonymousAssigneeSource",
    "IncidentTodoAssignee",
    "IncidentTodoAssigneeArray",
    "IncidentTodoAttributes",
    "IncidentTodoCreateData",
    "IncidentTodoCreateRequest",
    "IncidentTodoListResponse",
    "IncidentTodoPatchData",
    "IncidentTodoPatchRequest",
    "IncidentTodoRelationships",
    "IncidentTodoResponse",
    "IncidentTodoResponseData",
    "IncidentTodoResponseIncludedItem",
    "IncidentTodoType",
]


class IncidentTodoType(OpenEnum):
    """The resource type of todos."""

    INCIDENT_TODOS = "incident_todos"


class IncidentTodoAnonymousAssigneeSource(OpenEnum):
    """The chat that someone without a Datadog account is known from."""

    MICROSOFT_TEAMS = "microsoft_teams"
    SLACK = "slack"


@model
class IncidentTodoAnonymousAssignee(Model):
    """Someone without a Datadog account who has something to do."""

    icon: str
    """The URL of a picture."""
    id: str
    """The id of the person in the chat."""
    name: str
    """The name of the person in the chat."""
    source: IncidentTodoAnonymousAssigneeSource
    """The chat."""


IncidentTodoAssignee: TypeAlias = str | IncidentTodoAnonymousAssignee
"""Who has something to do: the handle of a user such as `@ada@example.com`, or someone without an account."""


class IncidentTodoAssigneeArray(list[IncidentTodoAssignee]):
    """Who has something to do, handles and people without an account in one list. Any list will do in its place."""


@model
class IncidentTodoAttributes(Model):
    """What there is to do. A new todo needs `content` and `assignees`, an update too: it replaces both.

    The service sends four properties that the contract does not list; they say so.
    """

    assignees: IncidentTodoAssigneeArray | list[IncidentTodoAssignee]
    """Who has to do it, in this order; empty for nobody yet."""
    completed: str | Unset | None = UNSET
    """When it was done, as text (ISO 8601); None for not yet, `UNSET` leaves it as it is. A datetime is taken, too."""
    content: str
    """What to do."""
    created: datetime | None = json_property(default=None, read_only=True)
    """When it was created, UTC. The service sets it."""
    created_by: IncidentExpandedUser | None = json_property(default=None, read_only=True)
    """The user who created it; None in a list. The service sets it. Not in the contract."""
    created_by_uuid: str | None = json_property(default=None, read_only=True)
    """The UUID of the user who created it; None in the response to a create. Not in the contract."""
    due_date: str | Unset | None = UNSET
    """Until when, as text (ISO 8601); None for no such moment, `UNSET` leaves it as it is. A datetime is taken, too."""
    incident_id: str | None = None
    """The UUID of the incident that it belongs to, which the path of a request says."""
    last_modified_by: IncidentExpandedUser | None = json_property(default=None, read_only=True)
    """The user who changed it last; None in a list. The service sets it. Not in the contract."""
    last_modified_by_uuid: str | None = json_property(default=None, read_only=True)
    """The UUID of the user who changed it last; None in the response to a create. Not in the contract."""
    modified: datetime | None = json_property(default=None, read_only=True)
    """When it was last changed, UTC. The service sets it."""


@model
class IncidentTodoRelationships(Model):
    """Who made a todo."""

    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""


@model
class IncidentTodoResponseData(Resource):
    """A todo."""

    attributes: IncidentTodoAttributes | None = None
    """What there is to do."""
    id: str
    """The UUID of the todo, which the operations take as `todo_id`."""
    relationships: IncidentTodoRelationships | None = None
    """Who made it."""
    type: IncidentTodoType = IncidentTodoType.INCIDENT_TODOS
    """The resource type, `incident_todos`."""

    @property
    def content(self) -> str | None:
        """What to do."""
        return self._attribute(str, "content")

    @property
    def assignees(self) -> list[IncidentTodoAssignee]:
        """Who has to do it: handles, and people without an account."""
        value = attribute(self.attributes, "assignees")
        return list(value) if is_list(value) else []

    @property
    def is_completed(self) -> bool:
        """Whether it was done."""
        return bool(self._attribute(str, "completed"))

    @property
    def completed(self) -> datetime | None:
        """When it was done; None for not yet, and for a text that is no moment."""
        return self._moment("completed")

    @property
    def due_date(self) -> datetime | None:
        """Until when; None for no such moment, and for a text that is none."""
        return self._moment("due_date")


IncidentTodoResponseIncludedItem: TypeAlias = User
"""A resource that comes with todos."""


@model
class IncidentTodoResponse(Model):
    """A todo, as an operation returns it."""

    data: IncidentTodoResponseData
    """The todo."""
    included: list[IncidentTodoResponseIncludedItem] | None = json_property(default=None, read_only=True)
    """The users that it refers to, if the service sends them."""


@model
class IncidentTodoListResponse(Model):
    """The todos of an incident."""

    data: list[IncidentTodoResponseData]
    """The todos."""
    included: list[IncidentTodoResponseIncludedItem] | None = json_property(default=None, read_only=True)
    """The users that they refer to, if the service sends them."""
    meta: IncidentResponseMeta | None = json_property(default=None, read_only=True)
    """What the list says of itself: there is a single page."""


@model
class IncidentTodoCreateData(Model):
    """A new todo."""

    attributes: IncidentTodoAttributes
    """What there is to do."""
    type: IncidentTodoType = IncidentTodoType.INCIDENT_TODOS
    """The resource type, `incident_todos`."""


@model
class IncidentTodoCreateRequest(Model):
    """The body that creates a todo. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentTodoCreateData
    """The new todo."""

    @classmethod
    def build(
        cls,
        content: str,
        assignees: Sequence[IncidentTodoAssignee] = (),
        *,
        due_date: datetime | str | None = None,
        completed: datetime | str | None = None,
    ) -> Self:
        """Make the body from plain values.

        Args:
            content: what to do.
            assignees: who has to do it: handles such as `@ada@example.com`, or people without an account.
            due_date: until when, as a datetime with a time zone or as text (ISO 8601); None for no such moment.
            completed: when it was done, likewise; None for not yet.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentTodoCreateRequest.build("Restore the data", ["@ada@example.com"])`
        """
        attributes = IncidentTodoAttributes(
            content=content,
            assignees=listed("assignees", assignees),
            due_date=UNSET if due_date is None else moment_text("due_date", due_date),
            completed=UNSET if completed is None else moment_text("completed", completed),
        )
        return built(cls(data=IncidentTodoCreateData(attributes=attributes)))


@model
class IncidentTodoPatchData(Model):
    """What a todo is to become."""

    attributes: IncidentTodoAttributes
    """What there is to do."""
    type: IncidentTodoType = IncidentTodoType.INCIDENT_TODOS
    """The resource type, `incident_todos`."""


@model
class IncidentTodoPatchRequest(Model):
    """The body that updates a todo. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentTodoPatchData
    """What it is to become."""

    @classmethod
    def build(
        cls,
        content: str,
        assignees: Sequence[IncidentTodoAssignee],
        *,
        due_date: datetime | str | Unset | None = UNSET,
        completed: datetime | str | Unset | None = UNSET,
    ) -> Self:
        """Make the body from plain values. `content` and `assignees` replace what was there.

        Args:
            content: what to do.
            assignees: who has to do it: handles such as `@ada@example.com`, or people without an account.
            due_date: until when, as a datetime with a time zone or as text (ISO 8601); None clears it.
            completed: when it was done, likewise; None for not done after all.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentTodoPatchRequest.build(todo.content, todo.assignees, completed=datetime.now(UTC))`
        """
        attributes = IncidentTodoAttributes(
            content=content,
            assignees=listed("assignees", assignees),
            due_date=moment_text("due_date", due_date),
            completed=moment_text("completed", completed),
        )
        return built(cls(data=IncidentTodoPatchData(attributes=attributes)))
