"""The life of a field of impacts: who was hit, under another name later on."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import IncidentImpactFieldRequest, IncidentTypeCreateRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    kind = api.create_incident_type(IncidentTypeCreateRequest.build("A rehearsal")).data
    try:
        body = IncidentImpactFieldRequest.build(
            "hit", field_type="dropdown", incident_type=kind, display_name="Who", field_choices=["some", "all"]
        )
        field = api.create_incident_impact_field(body).data
        print("listed:", field.id in [each.id for each in api.list_incident_impact_fields().data])
        body = IncidentImpactFieldRequest.build(
            "hit", field_type="dropdown", incident_type=kind, display_name="Who was hit", field_choices=["some", "all"]
        )
        print(api.update_incident_impact_field(field.id, body).data.display_name)
        api.delete_incident_impact_field(field.id)
        print("listed:", field.id in [each.id for each in api.list_incident_impact_fields().data])
    finally:
        api.delete_incident_type(kind.id)
