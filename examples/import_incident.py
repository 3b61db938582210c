"""Import an incident that is over, with the moments at which it was noticed, declared and resolved."""

import sys
from datetime import UTC, datetime

from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api.incidents_api import IncidentsApi
from datadog_incidents.models import IncidentImportRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
configuration = Configuration()
configuration.unstable_operations["import_incident"] = True

body = IncidentImportRequest.build(
    "Checkout was slow",
    severity="SEV-3",
    detected=datetime(2025, 12, 1, 10, 0, tzinfo=UTC),
    declared=datetime(2025, 12, 1, 10, 5, tzinfo=UTC),
    state="resolved",
    resolved=datetime(2025, 12, 1, 12, 30, tzinfo=UTC),
    fields={"services": ["checkout"]},
)

with ApiClient(configuration) as api_client:
    api_instance = IncidentsApi(api_client)
    try:
        incident = api_instance.import_incident(body).data
    except ApiException as error:
        sys.exit(f"Exception when calling IncidentsApi->import_incident: {error}")

print(f"Imported {incident.id}")
print(f"{incident.reference}, {incident.severity}: {incident.title}, {incident.state} at {incident.resolved}")
