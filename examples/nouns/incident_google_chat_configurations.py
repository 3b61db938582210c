"""How incidents of a type get a space in Google Chat: said, said otherwise, and found through the type."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import (
    IncidentGoogleChatConfigurationPatchRequest,
    IncidentGoogleChatConfigurationRequest,
    IncidentTypeCreateRequest,
)

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    kind = api.create_incident_type(IncidentTypeCreateRequest.build("A rehearsal")).data
    try:
        body = IncidentGoogleChatConfigurationRequest.build(
            kind,
            domain_id="example",
            space_name_template="{{incident.title}}",
            space_target_audience_id="42",
            space_time_zone="Europe/Lisbon",
        )
        configuration = api.create_incident_google_chat_configuration(body).data
        change = IncidentGoogleChatConfigurationPatchRequest.build(configuration, space_time_zone="Etc/UTC")
        print(api.update_incident_google_chat_configuration(configuration.id, change).data.space_time_zone)
    finally:
        api.delete_incident_type(kind.id)
