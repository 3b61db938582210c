"""A request of every operation, in an order in which all of them succeed: what is created is used, changed and deleted.

`<name>` stands for the id of what an earlier request has created under that name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

JSON: TypeAlias = Any


@dataclass(frozen=True)
class Asked:
    """One request.

    Args:
        operation: the operation's name.
        path: the names of what the parameters of the path stand for.
        body: the request document.
        makes: the name of what it creates.
        query: the parameters of the query, by their names in Python.
    """

    operation: str
    path: Mapping[str, str] = field(default_factory=dict[str, str])
    body: JSON = None
    makes: str | None = None
    query: Mapping[str, JSON] = field(default_factory=dict[str, JSON])


def resolved(value: JSON, ids: Mapping[str, str]) -> JSON:
    """A value with the ids of what has been created in place of names."""
    match value:
        case {**entries}:
            return {key: resolved(each, ids) for key, each in entries.items()}
        case [*items]:
            return [resolved(each, ids) for each in items]
        case str():
            return re.sub("<(\\w+)>", lambda match: ids[match[1]], value)
        case _:
            return value


def document(kind: str, attributes: JSON = None, relationships: JSON = None, identifier: str | None = None) -> JSON:
    """A request document."""
    data: JSON = {"type": kind}
    data |= {} if identifier is None else {"id": identifier}
    data |= {} if attributes is None else {"attributes": attributes}
    data |= {} if relationships is None else {"relationships": relationships}
    return {"data": data}


def reference(kind: str, name: str) -> JSON:
    """A relationship to something that was created."""
    return {"data": {"type": kind, "id": f"<{name}>"}}


INCIDENT = {"incident_id": "incident"}
OF_THE_TYPE = {"incident_type": reference("incident_types", "type")}

CHANNEL = {
    "channel_id": "C0000000042",
    "channel_name": "#incident-42",
    "team_id": "T00000042",
    "redirect_url": "https://slack.example.com/app_redirect?channel=C0000000042",
}
CHOICE = {"value": "all", "display_name": "All of them", "description": "Nobody is spared"}
RULE = {
    "conditions": [{"field": "severity", "values": ["SEV-1"]}],
    "enabled": True,
    "handles": ["@oncall@example.com"],
    "trigger": "incident_created_trigger",
    "renotify_on": ["severity"],
    "visibility": "private",
}
PAGE = {
    "title": "Checkout is down",
    "description": "Nobody can pay",
    "target": {"type": "team_handle", "identifier": "payments"},
    "services": ["checkout"],
}

_INCIDENTS = (
    Asked(
        "create_incident",
        body=document("incidents", {"title": "Checkout is down", "customer_impacted": False}),
        makes="incident",
    ),
    Asked(
        "import_incident",
        body=document(
            "incidents", {"title": "Long ago", "visibility": "private"}, {"commander_user": reference("users", "user")}
        ),
        query={"include": ["commander_user", "incident_type"]},
    ),
    Asked("get_incident", INCIDENT, query={"include": ["users"]}),
    Asked("list_incidents", query={"page_size": 5}),
    Asked("search_incidents", query={"query": "state:active"}),
    Asked("update_incident", INCIDENT, document("incidents", {"title": "Checkout is slow"}, identifier="<incident>")),
)
_OF_AN_INCIDENT = (
    Asked(
        "create_incident_attachment",
        INCIDENT,
        document(
            "incident_attachments",
            {
                "attachment": {"title": "Runbook", "documentUrl": "https://docs.example.com/1"},
                "attachment_type": "link",
            },
        ),
        makes="attachment",
    ),
    Asked(
        "create_incident_postmortem_attachment",
        INCIDENT,
        document(
            "incident_attachments",
            {
                "title": "What happened",
                "content": "# Payment stopped",
                "postmortem_template_id": "<postmortem_template>",
            },
        ),
    ),
    Asked("list_incident_attachments", INCIDENT),
    Asked(
        "update_incident_attachment",
        {**INCIDENT, "attachment_id": "attachment"},
        document("incident_attachments", {"attachment": {"title": "The runbook"}}, identifier="<attachment>"),
    ),
    Asked(
        "create_incident_impact",
        INCIDENT,
        document(
            "incident_impacts",
            {
                "description": "Nobody can pay",
                "start_at": "2026-03-02T11:50:00Z",
                "end_at": "2026-03-02T12:20:00.5Z",
                "fields": {"customers": "all"},
            },
        ),
        makes="impact",
    ),
    Asked("list_incident_impacts", INCIDENT, query={"include": ["created_by_user"]}),
    Asked(
        "patch_incident_impact",
        {**INCIDENT, "impact_id": "impact"},
        document("incident_impacts", {"description": "Some cannot pay"}),
    ),
    Asked(
        "create_incident_todo",
        INCIDENT,
        document(
            "incident_todos",
            {
                "content": "Raise the limit",
                "assignees": [
                    "@ada",
                    {"id": "U1", "name": "Bot", "icon": "https://example.com/bot.png", "source": "slack"},
                ],
            },
        ),
        makes="todo",
    ),
    Asked("list_incident_todos", INCIDENT),
    Asked("get_incident_todo", {**INCIDENT, "todo_id": "todo"}),
    Asked(
        "update_incident_todo",
        {**INCIDENT, "todo_id": "todo"},
        document(
            "incident_todos",
            {"content": "Raise the limit", "assignees": ["@bruno"], "completed": "2026-03-03T10:00:00Z"},
        ),
    ),
    Asked(
        "create_incident_integration",
        INCIDENT,
        document("incident_integrations", {"integration_type": 1, "status": 2, "metadata": {"channels": [CHANNEL]}}),
        makes="integration",
    ),
    Asked("list_incident_integrations", INCIDENT),
    Asked("get_incident_integration", {**INCIDENT, "integration_metadata_id": "integration"}),
    Asked(
        "update_incident_integration",
        {**INCIDENT, "integration_metadata_id": "integration"},
        document("incident_integrations", {"integration_type": 1, "metadata": {"channels": [CHANNEL]}}),
    ),
    Asked(
        "create_incident_service_now_record",
        INCIDENT,
        document(
            "incident_servicenow_record_prompt",
            {"instance_name": "example", "assignment_group": "Payments", "configuration_item_mapping": "checkout"},
        ),
    ),
    Asked("create_on_call_page_from_incident", INCIDENT, document("page", PAGE), makes="page"),
    Asked("create_page_from_incident", INCIDENT, document("page", {**PAGE, "tags": ["env:prod"]})),
    Asked("link_page_to_incident", INCIDENT, document("page", {"key": "PAGE-42"}, identifier="<page>")),
    Asked(
        "create_incident_responder",
        INCIDENT,
        document("incident_responders", relationships={"user": reference("users", "user")}),
        makes="responder",
    ),
    Asked("list_incident_responders", INCIDENT),
    Asked("get_incident_responder", {**INCIDENT, "responder_id": "responder"}),
    Asked(
        "create_timestamp_override",
        INCIDENT,
        document(
            "incidents_timestamp_overrides", {"timestamp_type": "detected", "timestamp_value": "2026-03-02T11:40:00Z"}
        ),
        makes="override",
    ),
    Asked("list_timestamp_overrides", INCIDENT),
    Asked(
        "update_timestamp_override",
        {**INCIDENT, "id": "override"},
        document("incidents_timestamp_overrides", {"timestamp_value": "2026-03-02T11:41:00Z"}, identifier="<override>"),
    ),
    Asked(
        "create_incident_configuration",
        INCIDENT,
        document("incidents_configurations", {"execute_integrations": False}),
        makes="configuration",
    ),
    Asked(
        "update_incident_configuration",
        INCIDENT,
        document("incidents_configurations", {"include_in_search": True}, identifier="<configuration>"),
    ),
    Asked("get_incident_ai_postmortem", INCIDENT),
)
_SETTINGS = (
    Asked(
        "create_incident_type",
        body=document("incident_types", {"name": "Security Incident", "description": "Data is at risk"}),
        makes="type",
    ),
    Asked("list_incident_types", query={"include_deleted": True}),
    Asked("get_incident_type", {"incident_type_id": "type"}),
    Asked(
        "update_incident_type",
        {"incident_type_id": "type"},
        document(
            "incident_types",
            {"name": "Breach", "configuration": {"allow_incident_deletion": True}},
            identifier="<type>",
        ),
    ),
    Asked("list_org_settings", query={"page_size": 5}),
    Asked("get_org_settings_by_incident_type", {"incident_type_id": "type"}),
    Asked(
        "create_incident_user_defined_field",
        body=document(
            "user_defined_field",
            {"name": "customers", "type": 1, "valid_values": [{"value": "all", "display_name": "All"}]},
            OF_THE_TYPE,
        ),
        makes="field",
    ),
    Asked("list_incident_user_defined_fields", query={"page_size": 100, "page_number": 0}),
    Asked("get_incident_user_defined_field", {"field_id": "field"}),
    Asked(
        "update_incident_user_defined_field",
        {"field_id": "field"},
        document("user_defined_field", {"display_name": "Customers", "required": True}, identifier="<field>"),
    ),
    Asked(
        "create_incident_user_defined_role",
        body=document("incident_user_defined_roles", {"name": "Scribe", "policy": {"is_single": True}}, OF_THE_TYPE),
        makes="role",
        query={"include": "created_by_user,incident_type"},
    ),
    Asked("list_incident_user_defined_roles", query={"filter_incident_type": "<type>"}),
    Asked("get_incident_user_defined_role", {"role_id": "role"}),
    Asked(
        "update_incident_user_defined_role",
        {"role_id": "role"},
        document("incident_user_defined_roles", {"description": "Writes"}, identifier="<role>"),
    ),
    Asked(
        "create_incident_notification_template",
        body=document(
            "notification_templates",
            {"name": "Begin", "category": "alert", "subject": "It begins", "content": "{{incident.title}}"},
            OF_THE_TYPE,
        ),
        makes="template",
    ),
    Asked("list_incident_notification_templates", query={"include": "created_by_user,incident_type"}),
    Asked("get_incident_notification_template", {"id": "template"}),
    Asked(
        "update_incident_notification_template",
        {"id": "template"},
        document("notification_templates", {"subject": "It goes on"}, identifier="<template>"),
    ),
    Asked(
        "create_incident_notification_rule",
        body=document(
            "incident_notification_rules",
            RULE,
            {**OF_THE_TYPE, "notification_template": reference("notification_templates", "template")},
        ),
        makes="rule",
    ),
    Asked("list_incident_notification_rules", query={"include": "incident_type,notification_template,created_by_user"}),
    Asked("get_incident_notification_rule", {"id": "rule"}),
    Asked(
        "update_incident_notification_rule",
        {"id": "rule"},
        document("incident_notification_rules", {**RULE, "enabled": False}, OF_THE_TYPE, "<rule>"),
    ),
    Asked(
        "create_incident_postmortem_template",
        body=document("postmortem_templates", {"name": "What happened", "content": "# What happened"}, OF_THE_TYPE),
        makes="postmortem_template",
    ),
    Asked("list_incident_postmortem_templates", query={"sort": "-created_at"}),
    Asked("get_incident_postmortem_template", {"template_id": "postmortem_template"}),
    Asked(
        "update_incident_postmortem_template",
        {"template_id": "postmortem_template"},
        document("postmortem_templates", {"name": "What was learned", "is_default": "2026-03-02T12:00:00Z"}),
    ),
    Asked(
        "create_incident_rule",
        body=document(
            "incident_rules",
            {
                "condition": {"raw_query": "severity:SEV-1"},
                "condition_table_type": 1,
                "enabled": True,
                "execution_type": 1,
                "task_id": "slack-create-channel-job",
                "task_payload": "{}",
                "incident_type_uuid": "<type>",
            },
        ),
        makes="automation",
    ),
    Asked("list_incident_rules", query={"filter_task_id": "slack-create-channel-job"}),
    Asked("get_incident_rule", {"rule_id": "automation"}),
    Asked(
        "update_incident_rule",
        {"rule_id": "automation"},
        document("incident_rules", {"enabled": False}, identifier="<automation>"),
    ),
    Asked(
        "create_incident_impact_field",
        body=document(
            "impact_fields",
            {"name": "customers", "display_name": "Customers", "field_type": "dropdown", "field_choices": [CHOICE]},
            OF_THE_TYPE,
        ),
        makes="impact_field",
    ),
    Asked("list_incident_impact_fields"),
    Asked(
        "update_incident_impact_field",
        {"field_id": "impact_field"},
        document("impact_fields", {"name": "customers", "display_name": "Who", "field_type": "dropdown"}, OF_THE_TYPE),
    ),
    Asked(
        "create_global_incident_handle",
        body=document(
            "incidents_handles",
            {"name": "@breach", "fields": {"severity": ["SEV-1"]}},
            {**OF_THE_TYPE, "commander_user": reference("users", "user")},
        ),
        makes="handle",
    ),
    Asked("list_global_incident_handles", query={"include": "created_by_user,incident_type"}),
    Asked(
        "update_global_incident_handle", body=document("incidents_handles", {"name": "@leak"}, OF_THE_TYPE, "<handle>")
    ),
    Asked("get_global_incident_settings"),
    Asked(
        "update_global_incident_settings",
        body=document("incidents_global_settings", {"analytics_dashboard_id": "dashboard-42"}),
    ),
    Asked(
        "create_incident_google_chat_configuration",
        body=document(
            "google_chat_configurations",
            {
                "domain_id": "example",
                "space_name_template": "{{incident.title}}",
                "space_target_audience_id": "42",
                "space_time_zone": "Europe/Lisbon",
            },
            OF_THE_TYPE,
        ),
        makes="chat",
    ),
    Asked(
        "update_incident_google_chat_configuration",
        {"id": "chat"},
        document("google_chat_configurations", {"space_time_zone": "UTC"}, identifier="<chat>"),
    ),
    Asked(
        "create_incident_google_meet_configuration",
        body=document(
            "google_meet_configurations", {"allow_manual_meeting_creation": True, "auto_summarize": False}, OF_THE_TYPE
        ),
        makes="meet",
    ),
    Asked(
        "update_incident_google_meet_configuration",
        {"id": "meet"},
        document("google_meet_configurations", {"auto_summarize": True}, identifier="<meet>"),
    ),
)
_DELETES = (
    Asked("delete_incident_attachment", {**INCIDENT, "attachment_id": "attachment"}),
    Asked("delete_incident_impact", {**INCIDENT, "impact_id": "impact"}),
    Asked("delete_incident_todo", {**INCIDENT, "todo_id": "todo"}),
    Asked("delete_incident_integration", {**INCIDENT, "integration_metadata_id": "integration"}),
    Asked("delete_incident_responder", {**INCIDENT, "responder_id": "responder"}),
    Asked("delete_timestamp_override", {**INCIDENT, "id": "override"}),
    Asked("delete_incident", INCIDENT),
    Asked("delete_incident_user_defined_field", {"field_id": "field"}),
    Asked("delete_incident_user_defined_role", {"role_id": "role"}),
    Asked("delete_incident_notification_rule", {"id": "rule"}),
    Asked("delete_incident_notification_template", {"id": "template"}),
    Asked("delete_incident_postmortem_template", {"template_id": "postmortem_template"}),
    Asked("delete_incident_rule", {"rule_id": "automation"}),
    Asked("delete_incident_impact_field", {"field_id": "impact_field"}),
    Asked("delete_global_incident_handle"),
    Asked("delete_incident_type", {"incident_type_id": "type"}),
)
REQUESTS = (*_INCIDENTS, *_SETTINGS, *_OF_AN_INCIDENT, *_DELETES)
