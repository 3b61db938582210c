"""The life of a notification template: written, listed, rewritten and deleted."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import (
    CreateIncidentNotificationTemplateRequest,
    IncidentTypeCreateRequest,
    PatchIncidentNotificationTemplateRequest,
)

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    kind = api.create_incident_type(IncidentTypeCreateRequest.build("A rehearsal")).data
    try:
        body = CreateIncidentNotificationTemplateRequest.build(
            "It begins",
            subject="{{incident.severity}}: {{incident.title}}",
            content="{{incident.title}} is {{incident.state}}.",
            category="alert",
            incident_type=kind,
        )
        template = api.create_incident_notification_template(body).data
        for each in api.list_incident_notification_templates(filter_incident_type=kind.id).data:
            print(f"{each.name} ({each.category}): {each.subject}")
        change = PatchIncidentNotificationTemplateRequest.build(template, subject="New: {{incident.title}}")
        api.update_incident_notification_template(template.id, change)
        print(api.get_incident_notification_template(template.id).data.subject)
        api.delete_incident_notification_template(template.id)
        print(len(api.list_incident_notification_templates(filter_incident_type=kind.id).data), "left")
    finally:
        api.delete_incident_type(kind.id)
