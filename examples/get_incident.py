"""Get an incident and its users: give its UUID as INCIDENT_ID or as the first argument."""

import os
import sys

from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api.incidents_api import IncidentsApi
from datadog_incidents.models import IncidentRelatedObject

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
configuration = Configuration()
configuration.unstable_operations["get_incident"] = True

incident_id = os.environ.get("INCIDENT_ID") or sys.argv[1]

with ApiClient(configuration) as api_client:
    api_instance = IncidentsApi(api_client)
    try:
        incident = api_instance.get_incident(incident_id, include=[IncidentRelatedObject.USERS]).data
    except ApiException as error:
        sys.exit(f"Exception when calling IncidentsApi->get_incident: {error}")

if incident.attributes:
    print(f"IR-{incident.attributes.public_id}: {incident.attributes.title}")
    print(f"{incident.attributes.severity}, {incident.attributes.state} since {incident.attributes.modified}")
for user in incident.included.values():
    print(f"involved: {user.attributes.name or user.attributes.email}")
