import os
from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api import incidents_api
from datadog_incidents.models import *
from pprint import pprint

configuration = Configuration()
if "DD_SITE" in os.environ:
    configuration.server_variables["site"] = os.environ["DD_SITE"]
configuration.api_key['apiKeyAuth'] = os.getenv('DD_CLIENT_API_KEY')
configuration.api_key['appKeyAuth'] = os.getenv('DD_CLIENT_APP_KEY')
configuration.unstable_operations["create_incident"] = True

with ApiClient(configuration) as api_client:
    api_instance = incidents_api.IncidentsApi(api_client)
    body = IncidentCreateRequest(
        data=IncidentCreateData(
            attributes=IncidentCreateAttributes(
                customer_impacted=False,
                fields={
                    "key": IncidentFieldAttributes(),
                },
                initial_timeline_cells=[
                    IncidentTimelineCellCreateAttributes(),
                ],
                notification_handles=[
                    "@test.user@test.com",
                ],
                title="A test incident title",
            ),
            relationships=IncidentCreateRelationships(
                commander=RelationshipToUser(
                    data=RelationshipToUserData(
                        id="00000000-0000-0000-0000-000000000000",
                        type=UsersType("users"),
                    ),
                ),
            ),
            type=IncidentType("incidents"),
        ),
    )
    try:
        api_response = api_instance.create_incident(body)
        pprint(api_response)
    except ApiException as e:
        print("Exception when calling IncidentsApi->create_incident: %s\n" % e)
