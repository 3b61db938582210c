"""The life of a notification rule: who is told of incidents of a type, then nobody, and then the rule is gone."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import (
    CreateIncidentNotificationRuleRequest,
    IncidentTypeCreateRequest,
    PutIncidentNotificationRuleRequest,
)

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    kind = api.create_incident_type(IncidentTypeCreateRequest.build("A rehearsal")).data
    try:
        body = CreateIncidentNotificationRuleRequest.build(
            "incident_created_trigger",
            handles="@oncall@example.com",
            conditions={"severity": ["SEV-1", "SEV-2"]},
            enabled=True,
            incident_type=kind,
        )
        rule = api.create_incident_notification_rule(body).data
        ids = [each.id for each in api.list_incident_notification_rules().data]
        print("listed:", rule.id in ids)
        change = PutIncidentNotificationRuleRequest.build(rule, enabled=False)
        api.update_incident_notification_rule(rule.id, change)
        read = api.get_incident_notification_rule(rule.id).data
        print("on" if read.is_enabled else "off", read.trigger, read.handles)
        api.delete_incident_notification_rule(rule.id)
        print("listed:", rule.id in [each.id for each in api.list_incident_notification_rules().data])
    finally:
        api.delete_incident_type(kind.id)
