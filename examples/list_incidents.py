"""List one page of incidents, the oldest first."""

import sys

from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api.incidents_api import IncidentsApi

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
configuration = Configuration()
configuration.unstable_operations["list_incidents"] = True

with ApiClient(configuration) as api_client:
    api_instance = IncidentsApi(api_client)
    try:
        response = api_instance.list_incidents(page_size=20, page_offset=0)
    except ApiException as error:
        sys.exit(f"Exception when calling IncidentsApi->list_incidents: {error}")

for incident in response.data:
    print(f"{incident.reference}  {incident.state or 'unknown':<10}{incident.title}")
