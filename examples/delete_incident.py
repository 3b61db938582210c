"""Delete an incident: give its UUID as INCIDENT_ID or as the first argument."""

import os
import sys

from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api.incidents_api import IncidentsApi

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
configuration = Configuration()
configuration.unstable_operations["delete_incident"] = True

incident_id = os.environ.get("INCIDENT_ID") or (sys.argv[1] if sys.argv[1:] else sys.exit(__doc__))

with ApiClient(configuration) as api_client:
    api_instance = IncidentsApi(api_client)
    try:
        api_instance.delete_incident(incident_id)
    except ApiException as error:
        sys.exit(f"Exception when calling IncidentsApi->delete_incident: {error}")

print(f"Deleted {incident_id}")
