"""How incidents of a type get a meeting in Google Meet: said, said otherwise, and found through the type."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import (
    IncidentGoogleMeetConfigurationPatchRequest,
    IncidentGoogleMeetConfigurationRequest,
    IncidentTypeCreateRequest,
)

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    kind = api.create_incident_type(IncidentTypeCreateRequest.build("A rehearsal")).data
    try:
        body = IncidentGoogleMeetConfigurationRequest.build(
            kind, allow_manual_meeting_creation=True, auto_summarize=False
        )
        configuration = api.create_incident_google_meet_configuration(body).data
        change = IncidentGoogleMeetConfigurationPatchRequest.build(configuration, auto_summarize=True)
        print(
            "summarizes:", api.update_incident_google_meet_configuration(configuration.id, change).data.auto_summarizes
        )
        related = api.get_incident_type(kind.id).data.relationships
        meet = related.google_meet_configuration if related else None
        print("found through the type:", bool(meet and meet.data and meet.data.id == str(configuration.id)))
    finally:
        api.delete_incident_type(kind.id)
