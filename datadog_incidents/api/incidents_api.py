"""`IncidentsApi`: all operations of the Incidents API, each noun's from the module of its name.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from datadog_incidents.api.global_incident_handles import GlobalIncidentHandlesOperations
from datadog_incidents.api.global_incident_settings import GlobalIncidentSettingsOperations
from datadog_incidents.api.incident_ai_postmortems import IncidentAiPostmortemsOperations
from datadog_incidents.api.incident_attachments import IncidentAttachmentsOperations
from datadog_incidents.api.incident_configurations import IncidentConfigurationsOperations
from datadog_incidents.api.incident_google_chat_configurations import IncidentGoogleChatConfigurationsOperations
from datadog_incidents.api.incident_google_meet_configurations import IncidentGoogleMeetConfigurationsOperations
from datadog_incidents.api.incident_impact_fields import IncidentImpactFieldsOperations
from datadog_incidents.api.incident_impacts import IncidentImpactsOperations
from datadog_incidents.api.incident_integrations import IncidentIntegrationsOperations
from datadog_incidents.api.incident_notification_rules import IncidentNotificationRulesOperations
from datadog_incidents.api.incident_notification_templates import IncidentNotificationTemplatesOperations
from datadog_incidents.api.incident_org_settings import IncidentOrgSettingsOperations
from datadog_incidents.api.incident_pages import IncidentPagesOperations
from datadog_incidents.api.incident_postmortem_templates import IncidentPostmortemTemplatesOperations
from datadog_incidents.api.incident_responders import IncidentRespondersOperations
from datadog_incidents.api.incident_rules import IncidentRulesOperations
from datadog_incidents.api.incident_timestamp_overrides import IncidentTimestampOverridesOperations
from datadog_incidents.api.incident_todos import IncidentTodosOperations
from datadog_incidents.api.incident_types import IncidentTypesOperations
from datadog_incidents.api.incident_user_defined_fields import IncidentUserDefinedFieldsOperations
from datadog_incidents.api.incident_user_defined_roles import IncidentUserDefinedRolesOperations
from datadog_incidents.api.incidents import CREATE_INCIDENT as CREATE_INCIDENT
from datadog_incidents.api.incidents import DELETE_INCIDENT as DELETE_INCIDENT
from datadog_incidents.api.incidents import GET_INCIDENT as GET_INCIDENT
from datadog_incidents.api.incidents import LIST_INCIDENTS as LIST_INCIDENTS
from datadog_incidents.api.incidents import SEARCH_INCIDENTS as SEARCH_INCIDENTS
from datadog_incidents.api.incidents import UPDATE_INCIDENT as UPDATE_INCIDENT
from datadog_incidents.api.incidents import IncidentsOperations


class IncidentsApi(
    IncidentsOperations,
    GlobalIncidentHandlesOperations,
    GlobalIncidentSettingsOperations,
    IncidentAiPostmortemsOperations,
    IncidentAttachmentsOperations,
    IncidentConfigurationsOperations,
    IncidentGoogleChatConfigurationsOperations,
    IncidentGoogleMeetConfigurationsOperations,
    IncidentImpactFieldsOperations,
    IncidentImpactsOperations,
    IncidentIntegrationsOperations,
    IncidentNotificationRulesOperations,
    IncidentNotificationTemplatesOperations,
    IncidentOrgSettingsOperations,
    IncidentPagesOperations,
    IncidentPostmortemTemplatesOperations,
    IncidentRespondersOperations,
    IncidentRulesOperations,
    IncidentTimestampOverridesOperations,
    IncidentTodosOperations,
    IncidentTypesOperations,
    IncidentUserDefinedFieldsOperations,
    IncidentUserDefinedRolesOperations,
):
    """The operations of the Incidents API.

    Each that the API marks unstable needs an opt-in: `configuration.unstable_operations[NAME] = True`, or
    `allow_unstable=True` on the call. All take the options of `CallOptions` (timeout, deadline, max_retries, headers,
    allow_unstable) and may raise what `ApiClient.call` raises.

    Args:
        api_client: carries the calls.

    Raises:
        InvalidArgumentError: it is no client.
    """
