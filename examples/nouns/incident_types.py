"""The life of an incident type: made, configured, listed, renamed and deleted."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import IncidentTypeConfiguration, IncidentTypeCreateRequest, IncidentTypePatchRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    body = IncidentTypeCreateRequest.build("Security incident", description="What puts data at risk.")
    kind = api.create_incident_type(body).data
    try:
        print(sum(each.id == kind.id for each in api.list_incident_types().data), "of this id is listed")
        configuration = IncidentTypeConfiguration(create_message="Do not post details in public channels.")
        change = IncidentTypePatchRequest.build(kind, name="Security breach", configuration=configuration)
        api.update_incident_type(kind.id, change)
        read = api.get_incident_type(kind.id).data
        print(f"{read.name}: {read.configuration.create_message if read.configuration else ''}")
    finally:
        api.delete_incident_type(kind.id)
    deleted = [each.id for each in api.list_incident_types(include_deleted=True).data]
    print("deleted, and still listed among the deleted:", kind.id in deleted)
