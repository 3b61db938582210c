# Made of api/incidents_api.py by docs/generate_async_api.py: edit that, and run `make async`.
"""`AsyncIncidentsApi`: all operations of the Incidents API, each noun's from the module of its name.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from datadog_incidents.api.incidents import CREATE_INCIDENT as CREATE_INCIDENT
from datadog_incidents.api.incidents import DELETE_INCIDENT as DELETE_INCIDENT
from datadog_incidents.api.incidents import GET_INCIDENT as GET_INCIDENT
from datadog_incidents.api.incidents import LIST_INCIDENTS as LIST_INCIDENTS
from datadog_incidents.api.incidents import SEARCH_INCIDENTS as SEARCH_INCIDENTS
from datadog_incidents.api.incidents import UPDATE_INCIDENT as UPDATE_INCIDENT
from datadog_incidents.async_api.global_incident_handles import AsyncGlobalIncidentHandlesOperations
from datadog_incidents.async_api.global_incident_settings import AsyncGlobalIncidentSettingsOperations
from datadog_incidents.async_api.incident_ai_postmortems import AsyncIncidentAiPostmortemsOperations
from datadog_incidents.async_api.incident_attachments import AsyncIncidentAttachmentsOperations
from datadog_incidents.async_api.incident_configurations import AsyncIncidentConfigurationsOperations
from datadog_incidents.async_api.incident_google_chat_configurations import (
    AsyncIncidentGoogleChatConfigurationsOperations,
)
from datadog_incidents.async_api.incident_google_meet_configurations import (
    AsyncIncidentGoogleMeetConfigurationsOperations,
)
from datadog_incidents.async_api.incident_impact_fields import AsyncIncidentImpactFieldsOperations
from datadog_incidents.async_api.incident_impacts import AsyncIncidentImpactsOperations
from datadog_incidents.async_api.incident_integrations import AsyncIncidentIntegrationsOperations
from datadog_incidents.async_api.incident_notification_rules import AsyncIncidentNotificationRulesOperations
from datadog_incidents.async_api.incident_notification_templates import AsyncIncidentNotificationTemplatesOperations
from datadog_incidents.async_api.incident_org_settings import AsyncIncidentOrgSettingsOperations
from datadog_incidents.async_api.incident_pages import AsyncIncidentPagesOperations
from datadog_incidents.async_api.incident_postmortem_templates import AsyncIncidentPostmortemTemplatesOperations
from datadog_incidents.async_api.incident_responders import AsyncIncidentRespondersOperations
from datadog_incidents.async_api.incident_rules import AsyncIncidentRulesOperations
from datadog_incidents.async_api.incident_timestamp_overrides import AsyncIncidentTimestampOverridesOperations
from datadog_incidents.async_api.incident_todos import AsyncIncidentTodosOperations
from datadog_incidents.async_api.incident_types import AsyncIncidentTypesOperations
from datadog_incidents.async_api.incident_user_defined_fields import AsyncIncidentUserDefinedFieldsOperations
from datadog_incidents.async_api.incident_user_defined_roles import AsyncIncidentUserDefinedRolesOperations
from datadog_incidents.async_api.incidents import AsyncIncidentsOperations


class AsyncIncidentsApi(
    AsyncIncidentsOperations,
    AsyncGlobalIncidentHandlesOperations,
    AsyncGlobalIncidentSettingsOperations,
    AsyncIncidentAiPostmortemsOperations,
    AsyncIncidentAttachmentsOperations,
    AsyncIncidentConfigurationsOperations,
    AsyncIncidentGoogleChatConfigurationsOperations,
    AsyncIncidentGoogleMeetConfigurationsOperations,
    AsyncIncidentImpactFieldsOperations,
    AsyncIncidentImpactsOperations,
    AsyncIncidentIntegrationsOperations,
    AsyncIncidentNotificationRulesOperations,
    AsyncIncidentNotificationTemplatesOperations,
    AsyncIncidentOrgSettingsOperations,
    AsyncIncidentPagesOperations,
    AsyncIncidentPostmortemTemplatesOperations,
    AsyncIncidentRespondersOperations,
    AsyncIncidentRulesOperations,
    AsyncIncidentTimestampOverridesOperations,
    AsyncIncidentTodosOperations,
    AsyncIncidentTypesOperations,
    AsyncIncidentUserDefinedFieldsOperations,
    AsyncIncidentUserDefinedRolesOperations,
):
    """The operations of the Incidents API.

    Each that the API marks unstable needs an opt-in: `configuration.unstable_operations[NAME] = True`, or
    `allow_unstable=True` on the call. All take the options of `CallOptions` (timeout, deadline, max_retries, headers,
    allow_unstable) and may raise what `AsyncApiClient.call` raises.

    Args:
        api_client: carries the calls.

    Raises:
        InvalidArgumentError: it is no client.
    """
