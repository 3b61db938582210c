"""Create an incident: SEV-2, with a commander if COMMANDER_ID names one, and a first entry in its timeline."""

import os
import sys

from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api.incidents_api import IncidentsApi
from datadog_incidents.models import (
    IncidentCreateAttributes,
    IncidentCreateData,
    IncidentCreateRelationships,
    IncidentCreateRequest,
    IncidentFieldAttributes,
    IncidentTimelineCellCreateAttributes,
    IncidentTimelineCellMarkdownCreateAttributesContent,
    NullableRelationshipToUser,
    NullableRelationshipToUserData,
)

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
configuration = Configuration()
configuration.unstable_operations["create_incident"] = True

commander_id = os.environ.get("COMMANDER_ID")  # the UUID of a user
commander = NullableRelationshipToUserData(id=commander_id) if commander_id else None

body = IncidentCreateRequest(
    data=IncidentCreateData(
        attributes=IncidentCreateAttributes(
            title="Checkout answers with errors",
            customer_impacted=True,
            customer_impact_scope="Some customers cannot pay.",
            fields={
                "severity": IncidentFieldAttributes(type="dropdown", value="SEV-2"),
                "services": IncidentFieldAttributes(type="autocomplete", value=["checkout"]),
            },
            initial_cells=[
                IncidentTimelineCellCreateAttributes(
                    content=IncidentTimelineCellMarkdownCreateAttributesContent(content="Errors began after a deploy."),
                    important=True,
                ),
            ],
        ),
        relationships=IncidentCreateRelationships(commander_user=NullableRelationshipToUser(data=commander)),
    ),
)

with ApiClient(configuration) as api_client:
    api_instance = IncidentsApi(api_client)
    try:
        incident = api_instance.create_incident(body).data
    except ApiException as error:
        sys.exit(f"Exception when calling IncidentsApi->create_incident: {error}")

print(f"Created {incident.id}")
if incident.attributes:
    print(f"IR-{incident.attributes.public_id}, {incident.attributes.severity}: {incident.attributes.title}")
