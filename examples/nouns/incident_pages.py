"""A page calls a team to an incident, and is linked to it. On the real service it wakes people!"""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import (
    IncidentCreateOnCallPageRequest,
    IncidentCreateRequest,
    IncidentOnCallPageLinkRequest,
    IncidentPageTarget,
    IncidentPageTargetType,
)

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    incident = api.create_incident(IncidentCreateRequest.build("A rehearsal")).data
    try:
        target = IncidentPageTarget(type=IncidentPageTargetType("team_handle"), identifier="payments")
        body = IncidentCreateOnCallPageRequest.build("Checkout is down", target=target, services="checkout")
        page = api.create_on_call_page_from_incident(incident.id, body).data
        link = IncidentOnCallPageLinkRequest.build(page, key="PAGE-42")
        linked = api.link_page_to_incident(incident.id, link).data
        print(f"called {target.identifier}; linked as integration of type {linked.integration_type}")
    finally:
        api.delete_incident(incident.id)
