"""The life of a postmortem template: written, listed, renamed and deleted."""

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import IncidentTypeCreateRequest, PostmortemTemplateRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    kind = api.create_incident_type(IncidentTypeCreateRequest.build("A rehearsal")).data
    try:
        body = PostmortemTemplateRequest.build("What happened", content="# What happened", incident_type=kind)
        template = api.create_incident_postmortem_template(body).data
        for each in api.list_incident_postmortem_templates(filter_incident_type=kind.id).data:
            print(f"{each.name}, in {each.location}")
        body = PostmortemTemplateRequest.build("What was learned", template=template)
        api.update_incident_postmortem_template(template.id, body)
        print(api.get_incident_postmortem_template(template.id).data.name)
        api.delete_incident_postmortem_template(template.id)
        print(len(api.list_incident_postmortem_templates(filter_incident_type=kind.id).data), "left")
    finally:
        api.delete_incident_type(kind.id)
