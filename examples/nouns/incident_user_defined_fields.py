"""The life of a field: incidents of a type can say how many customers they hit, in more values later on."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import (
    IncidentTypeCreateRequest,
    IncidentUserDefinedFieldCreateRequest,
    IncidentUserDefinedFieldUpdateRequest,
)

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    kind = api.create_incident_type(IncidentTypeCreateRequest.build("A rehearsal")).data
    try:
        body = IncidentUserDefinedFieldCreateRequest.build(
            "customers_hit", "dropdown", incident_type=kind, valid_values=["few", "many"]
        )
        field = api.create_incident_user_defined_field(body).data
        for each in api.list_incident_user_defined_fields(filter_incident_type=kind.id).data:
            print(each.name, each.choices)
        change = IncidentUserDefinedFieldUpdateRequest.build(field, valid_values=["few", "many", "all"])
        api.update_incident_user_defined_field(field.id, change)
        read = api.get_incident_user_defined_field(field.id).data
        print(read.name, read.choices)
        api.delete_incident_user_defined_field(field.id)
        left = api.list_incident_user_defined_fields(filter_incident_type=kind.id).data
        print(len(left), "left")
    finally:
        api.delete_incident_type(kind.id)
