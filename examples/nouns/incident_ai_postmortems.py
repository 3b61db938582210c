"""A postmortem that a machine writes: each call has it written anew."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import IncidentCreateRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    incident = api.create_incident(IncidentCreateRequest.build("A rehearsal")).data
    try:
        postmortem = api.get_incident_ai_postmortem(incident.id).data
        print(postmortem.executive_summary)
        print(postmortem.key_timeline)
    finally:
        api.delete_incident(incident.id)
