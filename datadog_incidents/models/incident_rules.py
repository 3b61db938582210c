"""The rules of automation: what the service does by itself when incidents come and change."""

import json
from datetime import datetime
from typing import Any

from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum, OpenIntEnum
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.narrowing import is_object
from datadog_incidents._core.paths import attribute
from datadog_incidents.models.conditions import values_by_field

__all__ = [
    "IncidentRuleCondition",
    "IncidentRuleDataAttributesResponse",
    "IncidentRuleDataResponse",
    "IncidentRuleExecutionType",
    "IncidentRuleQueryCondition",
    "IncidentRuleResponse",
    "IncidentRuleResponseType",
    "IncidentRuleTaskIDType",
    "IncidentRuleTriggerType",
    "IncidentRuleType",
    "IncidentRulesResponse",
]


class IncidentRuleType(OpenEnum):
    """The resource type of rules in what is sent."""

    INCIDENT_RULES = "incident_rules"


class IncidentRuleResponseType(OpenEnum):
    """The resource type of rules in what the service answers, which differs from what it is sent."""

    INCIDENTS_RULES = "incidents_rules"


class IncidentRuleExecutionType(OpenIntEnum):
    """How often a rule acts on one incident: once, or whenever it applies."""

    SINGLE_EXECUTION = 1
    MULTI_EXECUTION = 2


class IncidentRuleTaskIDType(OpenEnum):
    """What a rule does."""

    GOOGLE_CHAT_CREATE_SPACE_JOB = "google-chat-create-space-job"
    GOOGLE_MEET_CREATE_MEETING_JOB = "google-meet-create-meeting-job"
    GOOGLE_MEET_SUPPRESS_SUMMARIZATION_JOB = "google-meet-suppress-summarization-job"
    JIRA_CREATE_ISSUE_JOB = "jira-create-issue-job"
    MS_TEAMS_CREATE_MEETING_JOB = "ms-teams-create-meeting-job"
    MS_TEAMS_SUPPRESS_SUMMARIZATION_JOB = "ms-teams-suppress-summarization-job"
    NOTIFY_INCIDENT_HANDLES_JOB = "notify-incident-handles-job"
    SERVICENOW_CREATE_INCIDENT_JOB = "servicenow-create-incident-job"
    SLACK_CREATE_CHANNEL_JOB = "slack-create-channel-job"
    WORKFLOW_AUTOMATION_JOB = "workflow-automation-job"
    ZOOM_CREATE_MEETING_JOB = "zoom-create-meeting-job"
    ZOOM_SUPPRESS_SUMMARIZATION_JOB = "zoom-suppress-summarization-job"


class IncidentRuleTriggerType(OpenEnum):
    """What a rule follows: incidents that are created, changed, or saved, which is both."""

    INCIDENT_CREATED_TRIGGER = "incident_created_trigger"
    INCIDENT_MODIFIED_TRIGGER = "incident_modified_trigger"
    INCIDENT_SAVED_TRIGGER = "incident_saved_trigger"


@model
class IncidentRuleCondition(Model):
    """A condition: a field of the incident has one of some values."""

    field: str
    """The name of the field, such as `severity`."""
    values: list[str]
    """The values, such as `SEV-1`; one of them is enough."""


@model
class IncidentRuleQueryCondition(Model):
    """A condition as a query: what has to find the incident."""

    normalized_query: str | Unset | None = UNSET
    """The query as the service understood it; None where there is none."""
    raw_query: str | Unset | None = UNSET
    """The query as someone wrote it; None where there is none."""


@model
class IncidentRuleDataAttributesResponse(Model):
    """What a rule does, and when."""

    condition: IncidentRuleQueryCondition | None = None
    """What has to be true of an incident, as a query."""
    condition_table_type: int | None = None
    """How `condition` is written; 1 for a query."""
    conditions: list[IncidentRuleCondition] | None = None
    """What has to be true of an incident, field by field."""
    created: datetime | None = json_property(default=None, read_only=True)
    """When it was created, UTC. The service sets it."""
    created_by_uuid: str | None = json_property(default=None, read_only=True)
    """The UUID of the user who created it. The service sets it."""
    deleted: datetime | None = json_property(default=None, read_only=True)
    """When it was deleted, UTC; None while it holds. The service sets it."""
    enabled: bool | None = None
    """Whether it is followed."""
    execution_type: int | None = None
    """How often it acts on one incident: 1 for once, 2 for whenever it applies."""
    incident_settings_association_uuid: str | None = json_property(default=None, read_only=True)
    """The UUID of the settings that it is connected with. The service sets it."""
    match_any_condition: bool | None = None
    """Whether one of `conditions` is enough; else all of them have to be true."""
    modified: datetime | None = json_property(default=None, read_only=True)
    """When it was last changed, UTC. The service sets it."""
    modified_by_uuid: str | None = json_property(default=None, read_only=True)
    """The UUID of the user who changed it last. The service sets it."""
    org_id: int | None = json_property(default=None, read_only=True)
    """The number of the organization. The service sets it."""
    task_id: str | None = None
    """What it does, such as `slack-create-channel-job`."""
    task_payload: str | None = None
    """What the task needs to know: JSON, written as a text."""
    trigger: str | None = None
    """What it follows, such as `incident_created_trigger`."""


@model
class IncidentRuleDataResponse(Resource):
    """A rule."""

    attributes: IncidentRuleDataAttributesResponse
    """What it does, and when."""
    id: str
    """The UUID of the rule, which the operations take as `rule_id`."""
    type: IncidentRuleResponseType = IncidentRuleResponseType.INCIDENTS_RULES
    """The resource type, `incidents_rules`."""

    @property
    def task_id(self) -> str | None:
        """What it does, such as `slack-create-channel-job`."""
        return self._attribute(str, "task_id")

    @property
    def task_payload(self) -> dict[str, Any] | None:
        """What the task needs to know, read from the JSON that the attribute holds; None for what is no JSON object."""
        try:
            payload = json.loads(self._attribute(str, "task_payload") or "null")
        except (ValueError, RecursionError) as error:
            let_through(error)
            return None
        return payload if is_object(payload) else None

    @property
    def trigger(self) -> str | None:
        """What it follows, such as `incident_created_trigger`."""
        return self._attribute(str, "trigger")

    @property
    def execution_type(self) -> IncidentRuleExecutionType | None:
        """How often it acts on one incident: once, or whenever it applies."""
        value = self._attribute(int, "execution_type")
        return None if value is None else IncidentRuleExecutionType(value)

    @property
    def is_enabled(self) -> bool:
        """Whether it is followed."""
        return self._attribute(bool, "enabled") or False

    @property
    def is_deleted(self) -> bool:
        """Whether it was deleted."""
        return self._moment("deleted") is not None

    @property
    def query(self) -> str | None:
        """What has to be true of an incident, as the query that someone wrote; None where there is none."""
        query = attribute(self._attribute(IncidentRuleQueryCondition, "condition"), "raw_query")
        return query if isinstance(query, str) else None

    @property
    def conditions(self) -> dict[str, list[str]]:
        """What has to be true of an incident, field by field: the values that each may have."""
        return values_by_field(self._listed(IncidentRuleCondition, "conditions"))


@model
class IncidentRuleResponse(Model):
    """A rule, as an operation returns it."""

    data: IncidentRuleDataResponse
    """The rule."""


@model
class IncidentRulesResponse(Model):
    """The rules of the organization."""

    data: list[IncidentRuleDataResponse]
    """The rules."""
