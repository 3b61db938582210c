"""Resolve an incident: give its UUID as INCIDENT_ID or as the first argument."""

import os
import sys

from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api.incidents_api import IncidentsApi
from datadog_incidents.models import IncidentUpdateRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
configuration = Configuration()
configuration.unstable_operations["update_incident"] = True

incident_id = os.environ.get("INCIDENT_ID") or (sys.argv[1] if sys.argv[1:] else sys.exit(__doc__))

# Only what is named here changes.
body = IncidentUpdateRequest.build(incident_id, state="resolved")

with ApiClient(configuration) as api_client:
    api_instance = IncidentsApi(api_client)
    try:
        incident = api_instance.update_incident(incident_id, body).data
    except ApiException as error:
        sys.exit(f"Exception when calling IncidentsApi->update_incident: {error}")

print(f"{incident.reference} is {incident.state} since {incident.resolved}")
