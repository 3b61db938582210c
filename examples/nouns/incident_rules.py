"""The life of an automation rule: a channel for each bad incident of a type, then not, and then the rule is gone."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import IncidentRulePatchRequest, IncidentRuleRequest, IncidentTypeCreateRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    kind = api.create_incident_type(IncidentTypeCreateRequest.build("A rehearsal")).data
    try:
        body = IncidentRuleRequest.build(
            "slack-create-channel-job", {}, condition="severity:SEV-1", incident_type_uuid=kind
        )
        rule = api.create_incident_rule(body).data
        for each in api.list_incident_rules(incident_type_uuid=kind.id).data:
            print(each.task_id, "on" if each.is_enabled else "off")
        api.update_incident_rule(rule.id, IncidentRulePatchRequest.build(rule, enabled=False))
        read = api.get_incident_rule(rule.id).data
        print(read.task_id, "on" if read.is_enabled else "off")
        api.delete_incident_rule(rule.id)
        print(len(api.list_incident_rules(incident_type_uuid=kind.id).data), "left")
    finally:
        api.delete_incident_type(kind.id)
