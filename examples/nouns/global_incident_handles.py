"""The life of a handle: a word that declares an incident of a type, later another word."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import IncidentHandleRequest, IncidentTypeCreateRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    kind = api.create_incident_type(IncidentTypeCreateRequest.build("A rehearsal")).data
    try:
        body = IncidentHandleRequest.build("@breach", incident_type=kind, severity=["SEV-1"])
        handle = api.create_global_incident_handle(body).data
        print("listed:", handle.id in [each.id for each in api.list_global_incident_handles().data])
        body = IncidentHandleRequest.build("@leak", incident_type=kind, severity=["SEV-2"], handle=handle)
        print(api.update_global_incident_handle(body).data.name)
        # Which handle this deletes a request cannot say: try it where there is one only.
        if len(api.list_global_incident_handles().data) == 1:
            api.delete_global_incident_handle()
        print(len(api.list_global_incident_handles().data), "left")
    finally:
        api.delete_incident_type(kind.id)
