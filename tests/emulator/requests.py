"""A request of every operation, in an order in which all of them succeed."""

from __future__ import annotations

from .asked import Asked, document, reference
from .requests_of_settings import SETTINGS

INCIDENT = {"incident_id": "incident"}
CHANNEL = {
    "channel_id": "C0000000042",
    "channel_name": "#incident-42",
    "team_id": "T00000042",
    "redirect_url": "https://slack.example.com/app_redirect?channel=C0000000042",
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
REQUESTS = (*_INCIDENTS, *SETTINGS, *_OF_AN_INCIDENT, *_DELETES)
