"""The life of an integration: an incident knows its Slack channel, then another one; a ServiceNow record is made."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import (
    IncidentCreateRequest,
    IncidentIntegrationMetadataCreateRequest,
    IncidentIntegrationMetadataPatchRequest,
    IncidentServiceNowRecordRequest,
    SlackIntegrationMetadata,
    SlackIntegrationMetadataChannelItem,
)


def channel(name: str) -> SlackIntegrationMetadata:
    """A channel in Slack, as an integration has it."""
    item = SlackIntegrationMetadataChannelItem(
        channel_id="C0000000042",
        channel_name=name,
        team_id="T00000042",
        redirect_url="https://slack.com/app_redirect?channel=C0000000042&team=T00000042",
    )
    return SlackIntegrationMetadata(channels=[item])


# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    incident = api.create_incident(IncidentCreateRequest.build("A rehearsal")).data
    try:
        body = IncidentIntegrationMetadataCreateRequest.build(channel("#checkout-is-down"))
        integration = api.create_incident_integration(incident.id, body).data
        print(f"type {integration.integration_type}, status {integration.status}")
        prompt = IncidentServiceNowRecordRequest.build(
            "example", assignment_group="Payments", configuration_item_mapping="checkout"
        )
        record = api.create_incident_service_now_record(incident.id, prompt).data
        print(len(api.list_incident_integrations(incident.id).data), "integrations")
        change = IncidentIntegrationMetadataPatchRequest.build(channel("#payments"))
        api.update_incident_integration(incident.id, integration.id, change)
        read = api.get_incident_integration(incident.id, integration.id).data
        print("now in", *(each.channel_name for each in read.channels))
        for each in (integration, record):
            api.delete_incident_integration(incident.id, each.id)
        print(len(api.list_incident_integrations(incident.id).data), "left")
    finally:
        api.delete_incident(incident.id)
