"""List all incidents, and find out how long resolving them took in the median."""

import sys
from statistics import median

from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api.incidents_api import IncidentsApi

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
configuration = Configuration()
configuration.unstable_operations["list_incidents"] = True

count = 0
hours_to_resolve: list[float] = []
with ApiClient(configuration) as api_client:
    api_instance = IncidentsApi(api_client)
    try:
        for incident in api_instance.list_incidents_with_pagination():
            count += 1
            if incident.time_to_resolve is not None:  # else it is open
                hours_to_resolve.append(incident.time_to_resolve.total_seconds() / 3600)
    except ApiException as error:
        sys.exit(f"Exception when calling IncidentsApi->list_incidents_with_pagination: {error}")

print(f"{count} incidents, {len(hours_to_resolve)} of them resolved")
if hours_to_resolve:
    print(f"median time to resolve: {median(hours_to_resolve):.1f} hours")
