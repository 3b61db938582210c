"""The settings that hold for all incidents: read, changed, and set back."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import GlobalIncidentSettingsRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    before = api.get_global_incident_settings().data.analytics_dashboard_id
    body = GlobalIncidentSettingsRequest.build(analytics_dashboard_id="7f3b5c1e-0d54-4a3c-9a5e-1f6a5b1c2d3e-def")
    print("now:", api.update_global_incident_settings(body).data.analytics_dashboard_id)
    api.update_global_incident_settings(GlobalIncidentSettingsRequest.build(analytics_dashboard_id=before))
    print("as before:", api.get_global_incident_settings().data.analytics_dashboard_id == before)
