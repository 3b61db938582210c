# Written by docs/generate_async_api.py from api/incidents_api.py: edit that, and run `make async`.
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
from datadog_incidents.async_api.incident_notification_rules import AsyncIncidentNotificationRulesOperations
from datadog_incidents.async_api.incident_notification_templates import AsyncIncidentNotificationTemplatesOperations
from datadog_incidents.async_api.incident_todos import AsyncIncidentTodosOperations
from datadog_incidents.async_api.incident_types import AsyncIncidentTypesOperations
from datadog_incidents.async_api.incidents import AsyncIncidentsOperations


class AsyncIncidentsApi(
    AsyncIncidentsOperations,
    AsyncIncidentNotificationRulesOperations,
    AsyncIncidentNotificationTemplatesOperations,
    AsyncIncidentTodosOperations,
    AsyncIncidentTypesOperations,
):
    """The operations of the Incidents API.

    Each that the API marks unstable needs an opt-in: `configuration.unstable_operations[NAME] = True`, or
    `allow_unstable=True` on the call. All take the options of `CallOptions` (timeout, deadline, max_retries, headers,
    allow_unstable) and may raise what `AsyncApiClient.call` raises.

    Args:
        api_client: carries the calls.
    """
