"""The life of a todo: somebody gets something to do, it is done, and the todo is taken off the list."""

from datetime import UTC, datetime, timedelta

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import IncidentCreateRequest, IncidentTodoCreateRequest, IncidentTodoPatchRequest

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    incident = api.create_incident(IncidentCreateRequest.build("A rehearsal")).data
    try:
        due = datetime.now(UTC) + timedelta(days=7)
        body = IncidentTodoCreateRequest.build("Raise the limit of connections", ["@ada@example.com"], due_date=due)
        todo = api.create_incident_todo(incident.id, body).data
        for each in api.list_incident_todos(incident.id).data:
            print("done" if each.is_completed else "open", each.content, each.assignees)
        change = IncidentTodoPatchRequest.build(todo.content or "", ["@bruno@example.com"], completed=datetime.now(UTC))
        api.update_incident_todo(incident.id, todo.id, change)
        done = api.get_incident_todo(incident.id, todo.id).data
        print("done" if done.is_completed else "open", done.content, done.assignees)
        api.delete_incident_todo(incident.id, todo.id)
        print(len(api.list_incident_todos(incident.id).data), "left")
    finally:
        api.delete_incident(incident.id)
