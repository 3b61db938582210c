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
configuration.unstable_operations["get_incident"] = True

with ApiClient(configuration) as api_client:
    api_instance = incidents_api.IncidentsApi(api_client)
    incident_id = "incident_id_example"
    include = [
        IncidentRelatedObject("users"),
    ]
    try:
        api_response = api_instance.get_incident(incident_id)
        pprint(api_response)
    except ApiException as e:
        print("Exception when calling IncidentsApi->get_incident: %s\n" % e)
    try:
        api_response = api_instance.get_incident(incident_id, include=include)
        pprint(api_response)
    except ApiException as e:
        print("Exception when calling IncidentsApi->get_incident: %s\n" % e)
