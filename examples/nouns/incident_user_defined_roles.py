"""The life of a role: someone who writes down what is done, later by another description."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import (
    IncidentTypeCreateRequest,
    IncidentUserDefinedRolePatchRequest,
    IncidentUserDefinedRoleRequest,
)

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    kind = api.create_incident_type(IncidentTypeCreateRequest.build("A rehearsal")).data
    try:
        role = api.create_incident_user_defined_role(
            IncidentUserDefinedRoleRequest.build("Scribe", kind, is_single=True)
        ).data
        for each in api.list_incident_user_defined_roles(filter_incident_type=kind.id).data:
            print(each.name, "played by one" if each.is_single else "played by several")
        body = IncidentUserDefinedRolePatchRequest.build(role, description="Writes down what is done.")
        api.update_incident_user_defined_role(role.id, body)
        print(api.get_incident_user_defined_role(role.id).data.description)
        api.delete_incident_user_defined_role(role.id)
        print(len(api.list_incident_user_defined_roles(filter_incident_type=kind.id).data), "left")
    finally:
        api.delete_incident_type(kind.id)
