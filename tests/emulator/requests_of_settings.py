"""A request of every operation on what an organization has set up; see `requests`."""

from __future__ import annotations

from .asked import Asked, document, reference

OF_THE_TYPE = {"incident_type": reference("incident_types", "type")}
CHOICE = {"value": "all", "display_name": "All of them", "description": "Nobody is spared"}
RULE = {
    "conditions": [{"field": "severity", "values": ["SEV-1"]}],
    "enabled": True,
    "handles": ["@oncall@example.com"],
    "trigger": "incident_created_trigger",
    "renotify_on": ["severity"],
    "visibility": "private",
}

SETTINGS = (
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
"""In an order in which all of them succeed."""
