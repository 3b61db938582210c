# Made of api/incident_rules.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The rules of automation: list, create, get, update and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_rules import (
    CREATE_INCIDENT_RULE,
    DELETE_INCIDENT_RULE,
    GET_INCIDENT_RULE,
    LIST_INCIDENT_RULES,
    UPDATE_INCIDENT_RULE,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from uuid import UUID

    from datadog_incidents.models import (
        IncidentRulePatchRequest,
        IncidentRuleRequest,
        IncidentRuleResponse,
        IncidentRulesResponse,
    )


class AsyncIncidentRulesOperations(AsyncNoun):
    """The operations on the rules of automation."""

    async def create_incident_rule(
        self, body: IncidentRuleRequest, **options: Unpack[CallOptions]
    ) -> IncidentRuleResponse:
        """Create a rule. Once enabled, it acts on incidents: opens channels, starts workflows, notifies people.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permissions: `incident_settings_write` or `incident_notification_settings_write`.

        Args:
            body: the rule to create.
            options: see `CallOptions`.

        Returns:
            The rule as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            BadRequestException: the service refused the body.
        """
        return (await self.api_client.call(CREATE_INCIDENT_RULE, {"body": body}, **options)).data

    async def get_incident_rule(self, rule_id: str, **options: Unpack[CallOptions]) -> IncidentRuleResponse:
        """Get a rule.

        Permissions: `incident_settings_read` or `incident_notification_settings_read`.

        Args:
            rule_id: the UUID of the rule.
            options: see `CallOptions`.

        Returns:
            The rule.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such rule.
        """
        return (await self.api_client.call(GET_INCIDENT_RULE, {"rule_id": rule_id}, **options)).data

    async def list_incident_rules(
        self,
        *,
        filter_task_id: str | None = None,
        filter_trigger: str | None = None,
        incident_type_uuid: str | UUID | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentRulesResponse:
        """Get the rules of the organization.

        Permissions: `incident_settings_read` or `incident_notification_settings_read`.

        Args:
            filter_task_id: a task such as `slack-create-channel-job`, for the rules that do that alone.
            filter_trigger: a trigger such as `incident_created_trigger`, for the rules that follow that alone.
            incident_type_uuid: the UUID of an incident type, for the rules of that one alone.
            options: see `CallOptions`.

        Returns:
            The rules, in one page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return (
            await self.api_client.call(
                LIST_INCIDENT_RULES,
                {
                    "filter_task_id": filter_task_id,
                    "filter_trigger": filter_trigger,
                    "incident_type_uuid": incident_type_uuid,
                },
                **options,
            )
        ).data

    async def update_incident_rule(
        self, rule_id: str, body: IncidentRulePatchRequest, **options: Unpack[CallOptions]
    ) -> IncidentRuleResponse:
        """Update a rule: what the body names changes, all else stays.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permissions: `incident_settings_write` or `incident_notification_settings_write`.

        Args:
            rule_id: the UUID of the rule.
            body: what to change.
            options: see `CallOptions`.

        Returns:
            The rule as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such rule.
            BadRequestException: the service refused the body.
        """
        return (await self.api_client.call(UPDATE_INCIDENT_RULE, {"rule_id": rule_id, "body": body}, **options)).data

    async def delete_incident_rule(self, rule_id: str, **options: Unpack[CallOptions]) -> None:
        """Delete a rule. What it did stays.

        Permissions: `incident_settings_write` or `incident_notification_settings_write`.

        Args:
            rule_id: the UUID of the rule.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such rule, or it was deleted before.
        """
        return (await self.api_client.call(DELETE_INCIDENT_RULE, {"rule_id": rule_id}, **options)).data
