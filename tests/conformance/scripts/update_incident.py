import os
from dateutil.parser import parse as dateutil_parser
from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api import incidents_api
from datadog_incidents.models import *
from pprint import pprint

configuration = Configuration()
if "DD_SITE" in os.environ:
    configuration.server_variables["site"] = os.environ["DD_SITE"]
configuration.api_key['apiKeyAuth'] = os.getenv('DD_CLIENT_API_KEY')
configuration.api_key['appKeyAuth'] = os.getenv('DD_CLIENT_APP_KEY')
configuration.unstable_operations["update_incident"] = True

with ApiClient(configuration) as api_client:
    api_instance = incidents_api.IncidentsApi(api_client)
    incident_id = "incident_id_example"
    body = IncidentUpdateRequest(
        data=IncidentUpdateData(
            attributes=IncidentUpdateAttributes(
                customer_impact_end=dateutil_parser('1970-01-01T00:00:00.00Z'),
                customer_impact_scope="Example customer impact scope",
                customer_impact_start=dateutil_parser('1970-01-01T00:00:00.00Z'),
                customer_impacted=False,
                detected=dateutil_parser('1970-01-01T00:00:00.00Z'),
                fields={
                    "key": IncidentFieldAttributes(),
                },
                notification_handles=[
                    "@test.user@test.com",
                ],
                resolved=dateutil_parser('1970-01-01T00:00:00.00Z'),
                title="A test incident title",
            ),
            id="00000000-0000-0000-0000-000000000000",
            relationships=IncidentUpdateRelationships(
                commander_user=RelationshipToUser(
                    data=RelationshipToUserData(
                        id="00000000-0000-0000-0000-000000000000",
                        type=UsersType("users"),
                    ),
                ),
                created_by_user=RelationshipToUser(
                    data=RelationshipToUserData(
                        id="00000000-0000-0000-0000-000000000000",
                        type=UsersType("users"),
                    ),
                ),
                integrations=RelationshipToIncidentIntegrationMetadatas(
                    data=[{"id":"00000000-0000-0000-0000-000000000000","type":"incident_integration_metadata"},{"id":"00000000-0000-0000-0000-000000000000","type":"incident_integration_metadata"}],
                ),
                last_modified_by_user=RelationshipToUser(
                    data=RelationshipToUserData(
                        id="00000000-0000-0000-0000-000000000000",
                        type=UsersType("users"),
                    ),
                ),
                postmortem=RelationshipToIncidentPostmortem(
                    data=RelationshipToIncidentPostmortemData(
                        id="00000000-0000-0000-0000-000000000000",
                        type=IncidentPostmortemType("incident_postmortems"),
                    ),
                ),
            ),
            type=IncidentType("incidents"),
        ),
    )
    try:
        api_response = api_instance.update_incident(incident_id, body)
        pprint(api_response)
    except ApiException as e:
        print("Exception when calling IncidentsApi->update_incident: %s\n" % e)
