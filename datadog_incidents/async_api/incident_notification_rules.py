# Made of api/incident_notification_rules.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The rules by which people are notified of incidents: list, create, get, replace and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_notification_rules import (
    CREATE_INCIDENT_NOTIFICATION_RULE,
    DELETE_INCIDENT_NOTIFICATION_RULE,
    GET_INCIDENT_NOTIFICATION_RULE,
    LIST_INCIDENT_NOTIFICATION_RULES,
    UPDATE_INCIDENT_NOTIFICATION_RULE,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        CreateIncidentNotificationRuleRequest,
        IncidentNotificationRule,
        IncidentNotificationRuleArray,
        PutIncidentNotificationRuleRequest,
    )


class AsyncIncidentNotificationRulesOperations(AsyncNoun):
    """The operations on notification rules."""

    async def create_incident_notification_rule(
        self, body: CreateIncidentNotificationRuleRequest, **options: Unpack[CallOptions]
    ) -> IncidentNotificationRule:
        """Create a notification rule. Once enabled, it notifies people.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_notification_settings_write`.

        Args:
            body: the rule to create.
            options: see `CallOptions`.

        Returns:
            The rule as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident type.
            BadRequestException: the service refused the body.
        """
        return (await self.api_client.call(CREATE_INCIDENT_NOTIFICATION_RULE, {"body": body}, **options)).data

    async def get_incident_notification_rule(
        self, id: str, *, include: str | Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> IncidentNotificationRule:
        """Get a notification rule.

        Permission: `incident_notification_settings_read`.

        Args:
            id: the UUID of the rule.
            include: related resources to include: `created_by_user`, `last_modified_by_user`, `incident_type` and
                `notification_template`, in one text with commas or in a list.
            options: see `CallOptions`.

        Returns:
            The rule; what was included is in `included`, and by id in `data.included`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such rule.
        """
        return (
            await self.api_client.call(GET_INCIDENT_NOTIFICATION_RULE, {"id": id, "include": include}, **options)
        ).data

    async def list_incident_notification_rules(
        self, *, include: str | Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> IncidentNotificationRuleArray:
        """Get all notification rules of the organization, whatever incident type they are for.

        Permission: `incident_notification_settings_read`.

        Args:
            include: related resources to include: `created_by_user`, `last_modified_by_user`, `incident_type` and
                `notification_template`, in one text with commas or in a list.
            options: see `CallOptions`.

        Returns:
            The rules, in one page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return (await self.api_client.call(LIST_INCIDENT_NOTIFICATION_RULES, {"include": include}, **options)).data

    async def update_incident_notification_rule(
        self,
        id: str,
        body: PutIncidentNotificationRuleRequest,
        *,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentNotificationRule:
        """Replace a notification rule: the body has all of it.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_notification_settings_write`.

        Args:
            id: the UUID of the rule.
            body: what the rule is to become.
            include: related resources to include: `created_by_user`, `last_modified_by_user`, `incident_type` and
                `notification_template`, in one text with commas or in a list.
            options: see `CallOptions`.

        Returns:
            The rule as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such rule, or no such incident type.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                UPDATE_INCIDENT_NOTIFICATION_RULE, {"id": id, "body": body, "include": include}, **options
            )
        ).data

    async def delete_incident_notification_rule(
        self, id: str, *, include: str | Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> None:
        """Delete a notification rule.

        Permission: `incident_notification_settings_write`.

        Args:
            id: the UUID of the rule.
            include: related resources to include: `created_by_user`, `last_modified_by_user`, `incident_type` and
                `notification_template`, in one text with commas or in a list.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such rule, or it was deleted before.
        """
        return (
            await self.api_client.call(DELETE_INCIDENT_NOTIFICATION_RULE, {"id": id, "include": include}, **options)
        ).data
