"""The life of a responder: whoever created the incident joins it, is listed, and leaves."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import IncidentCreateRequest, IncidentResponderRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    incident = api.create_incident(IncidentCreateRequest.build("A rehearsal")).data
    try:
        creator = (incident.created_by and incident.created_by.id) or ""
        responder = api.create_incident_responder(incident.id, IncidentResponderRequest.build(creator)).data
        for each in api.list_incident_responders(incident.id).data:
            print("responds:", each.user_id == creator)
        read = api.get_incident_responder(incident.id, responder.id).data
        print("plays", len(read.role_assignment_ids), "roles")
        api.delete_incident_responder(incident.id, responder.id)
        print(len(api.list_incident_responders(incident.id).data), "left")
    finally:
        api.delete_incident(incident.id)
