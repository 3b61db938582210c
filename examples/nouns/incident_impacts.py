"""The life of an impact: what customers felt is told, listed, told better and taken back."""

from datetime import UTC, datetime, timedelta

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import IncidentCreateRequest, IncidentImpactCreateRequest, IncidentImpactPatchRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    incident = api.create_incident(IncidentCreateRequest.build("A rehearsal")).data
    try:
        begun = datetime.now(UTC) - timedelta(minutes=40)
        body = IncidentImpactCreateRequest.build("Nobody can pay", begun, end_at=begun + timedelta(minutes=30))
        impact = api.create_incident_impact(incident.id, body).data
        for each in api.list_incident_impacts(incident.id).data:
            print(f"for {each.duration}: {each.description}")
        change = IncidentImpactPatchRequest.build(description="Some could not pay")
        print("rather:", api.patch_incident_impact(incident.id, impact.id, change).data.description)
        api.delete_incident_impact(incident.id, impact.id)
        print(len(api.list_incident_impacts(incident.id).data), "left")
    finally:
        api.delete_incident(incident.id)
