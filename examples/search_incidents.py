"""Search for open incidents, the newest first, and count all that match by severity."""

import sys

from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api.incidents_api import IncidentsApi
from datadog_incidents.models import IncidentSearchSortOrder

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
configuration = Configuration()
configuration.unstable_operations["search_incidents"] = True

with ApiClient(configuration) as api_client:
    api_instance = IncidentsApi(api_client)
    try:
        response = api_instance.search_incidents(
            "state:(active OR stable)", sort=IncidentSearchSortOrder.CREATED_DESCENDING, page_size=10
        )
    except ApiException as error:
        sys.exit(f"Exception when calling IncidentsApi->search_incidents: {error}")

found = response.data.attributes
if found:
    print(f"{found.total} open incidents")
    for value in found.facets.severity or []:
        print(f"{value.count:>5}  {value.name}")
    for incident in (element.data for element in found.incidents):
        print(f"{incident.reference}  {incident.title}")
