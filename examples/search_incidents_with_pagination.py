"""Search for all incidents of SEV-1 and SEV-2, however many there are, with their commanders."""

import sys

from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api.incidents_api import IncidentsApi
from datadog_incidents.models import IncidentRelatedObject, IncidentSearchSortOrder

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
configuration = Configuration()
configuration.unstable_operations["search_incidents"] = True

with ApiClient(configuration) as api_client:
    api_instance = IncidentsApi(api_client)
    try:
        # Oldest first, so that incidents created meanwhile join at the end instead of shifting the pages.
        incidents = api_instance.search_incidents_with_pagination(
            "severity:(SEV-1 OR SEV-2)",
            include=IncidentRelatedObject.USERS,
            sort=IncidentSearchSortOrder.CREATED_ASCENDING,
        )
        print(f"{incidents.total} incidents")
        for incident in incidents:
            name = incident.commander.display_name if incident.commander else "nobody"
            print(f"{incident.reference}  {name}: {incident.title}")
    except ApiException as error:
        sys.exit(f"Exception when calling IncidentsApi->search_incidents_with_pagination: {error}")
