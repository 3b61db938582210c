"""Create an incident: SEV-2, with a commander if COMMANDER_ID names one, and a first entry in its timeline."""

import os
import sys

from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api.incidents_api import IncidentsApi
from datadog_incidents.models import IncidentCreateRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
configuration = Configuration()
configuration.unstable_operations["create_incident"] = True

body = IncidentCreateRequest.build(
    "Checkout answers with errors",
    customer_impacted=True,
    customer_impact_scope="Some customers cannot pay.",
    severity="SEV-2",
    commander=os.environ.get("COMMANDER_ID") or None,  # the UUID of a user
    fields={"services": ["checkout"], "summary": "Card payments fail since 10:00."},
    timeline=["Errors began after a **deploy**."],
)

with ApiClient(configuration) as api_client:
    api_instance = IncidentsApi(api_client)
    try:
        incident = api_instance.create_incident(body).data
    except ApiException as error:
        sys.exit(f"Exception when calling IncidentsApi->create_incident: {error}")

print(f"Created {incident.id}")
print(f"{incident.reference}, {incident.severity}: {incident.title}")
