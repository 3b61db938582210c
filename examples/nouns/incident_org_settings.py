"""The settings of incident types that are not their own: of all types, and of one."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import IncidentTypeCreateRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    kind = api.create_incident_type(IncidentTypeCreateRequest.build("A rehearsal")).data
    try:
        for each in api.list_org_settings_with_pagination():
            print("has settings:", each.settings)
        mine = api.get_org_settings_by_incident_type(kind.id).data
        print("this type has settings:", mine.settings)
    finally:
        api.delete_incident_type(kind.id)
