"""The life of an attachment: a link is attached to an incident, changed and taken off; and a postmortem is written."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import (
    CreateAttachmentRequest,
    IncidentCreateRequest,
    PatchAttachmentRequest,
    PostmortemAttachmentRequest,
)

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    incident = api.create_incident(IncidentCreateRequest.build("A rehearsal")).data
    try:
        body = CreateAttachmentRequest.build("https://docs.example.com/runbook", "Runbook")
        api.create_incident_attachment(incident.id, body)
        text = PostmortemAttachmentRequest.build("What happened", "# Payment stopped\n\nA certificate had expired.")
        api.create_incident_postmortem_attachment(incident.id, text)
        link, postmortem = api.list_incident_attachments(incident.id).data
        print(f"link: {link.title} at {link.url}; postmortem: {postmortem.title}")
        change = PatchAttachmentRequest.build(link, title="Runbook of the checkout")
        api.update_incident_attachment(incident.id, link.id, change)
        print(*(each.title for each in api.list_incident_attachments(incident.id).data), sep=", ")
        for each in (link, postmortem):
            api.delete_incident_attachment(incident.id, each.id)
        print(len(api.list_incident_attachments(incident.id).data), "left")
    finally:
        api.delete_incident(incident.id)
