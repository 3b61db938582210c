import os
from datadog_incidents import ApiClient, ApiException, Configuration
from datadog_incidents.api import incidents_api

configuration = Configuration()
if "DD_SITE" in os.environ:
    configuration.server_variables["site"] = os.environ["DD_SITE"]
configuration.api_key['apiKeyAuth'] = os.getenv('DD_CLIENT_API_KEY')
configuration.api_key['appKeyAuth'] = os.getenv('DD_CLIENT_APP_KEY')
configuration.unstable_operations["delete_incident"] = True

with ApiClient(configuration) as api_client:
    api_instance = incidents_api.IncidentsApi(api_client)
    incident_id = "incident_id_example"
    try:
        api_instance.delete_incident(incident_id)
    except ApiException as e:
        print("Exception when calling IncidentsApi->delete_incident: %s\n" % e)
