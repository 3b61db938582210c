"""The life of an incident's configuration: nobody is notified of it, and then it is not found by searches either."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import (
    IncidentConfigurationPatchRequest,
    IncidentConfigurationRequest,
    IncidentCreateRequest,
)

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    incident = api.create_incident(IncidentCreateRequest.build("A rehearsal")).data
    try:
        body = IncidentConfigurationRequest.build(execute_notification_rules=False)
        configuration = api.create_incident_configuration(incident.id, body).data
        print("notifies:", configuration.execute_notification_rules)
        change = IncidentConfigurationPatchRequest.build(configuration, include_in_search=False)
        print("is found:", api.update_incident_configuration(incident.id, change).data.include_in_search)
    finally:
        api.delete_incident(incident.id)
