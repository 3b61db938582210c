"""Get an incident and its users: give its UUID as INCIDENT_ID or as the first argument."""

import os
import sys

from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api.incidents_api import IncidentsApi
from datadog_incidents.models import IncidentRelatedObject

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
configuration = Configuration()
configuration.unstable_operations["get_incident"] = True

incident_id = os.environ.get("INCIDENT_ID") or (sys.argv[1] if sys.argv[1:] else sys.exit(__doc__))

with ApiClient(configuration) as api_client:
    api_instance = IncidentsApi(api_client)
    try:
        incident = api_instance.get_incident(incident_id, include=[IncidentRelatedObject.USERS]).data
    except ApiException as error:
        sys.exit(f"Exception when calling IncidentsApi->get_incident: {error}")

print(f"{incident.reference}: {incident.title}")
print(f"{incident.severity}, {incident.state} since {incident.modified}")
print(f"commander: {incident.commander.display_name if incident.commander else 'nobody'}")
for user in incident.included.values():
    print(f"involved: {user.display_name}")
