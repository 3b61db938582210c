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
configuration.unstable_operations["list_incidents"] = True

with ApiClient(configuration) as api_client:
    api_instance = incidents_api.IncidentsApi(api_client)
    include = [
        IncidentRelatedObject("users"),
    ]
    page_size = 10
    page_offset = 0
    try:
        api_response = api_instance.list_incidents(include=include, page_size=page_size, page_offset=page_offset)
        pprint(api_response)
    except ApiException as e:
        print("Exception when calling IncidentsApi->list_incidents: %s\n" % e)
