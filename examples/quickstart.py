"""A walk through the library: create, read, update, list, search and delete incidents, and what belongs to them.

    python examples/quickstart.py          on an emulator of its own, with 250 invented incidents
    python examples/quickstart.py --live   on the real service: DD_SITE, DD_API_KEY, DD_APP_KEY, perhaps COMMANDER_ID

The incident that it creates is deleted at the end, also after an error and Ctrl-C.
"""

import os
import shutil
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Final

from datadog_incidents import ApiClient, Configuration, DatadogIncidentsError, IncidentsApi, NotFoundException
from datadog_incidents.models import (
    CreateAttachmentRequest,
    IncidentCreateRequest,
    IncidentImpactCreateRequest,
    IncidentResponseData,
    IncidentSearchResponseFieldFacetData,
    IncidentTodoCreateRequest,
    IncidentTypeCreateRequest,
    IncidentUpdateRequest,
)

QUERY: Final = "state:(active OR stable) AND severity:(SEV-1 OR SEV-2)"
WIDTHS: Final = (8, 10, 11, 7, 17)


def create(api: IncidentsApi, commander_id: str | None) -> IncidentResponseData:
    """Create an incident with a severity, a commander and a first entry in its timeline."""
    heading("Create an incident")
    body = IncidentCreateRequest.build(
        "Quickstart: checkout answers with errors",
        severity="SEV-2",
        commander=commander_id,
        timeline=["Began after a **deploy**."],
    )
    return api.create_incident(body).data


def read(api: IncidentsApi, incident_id: str) -> None:
    """Get the incident together with the users that it refers to."""
    heading("Get it, with its users")
    incident = api.get_incident(incident_id, include=["users"]).data
    show(incident)
    print(f"  commander: {commander_of(incident)}")


def resolve(api: IncidentsApi, incident_id: str) -> None:
    """Change the state, and nothing else."""
    heading("Update it: resolved")
    body = IncidentUpdateRequest.build(incident_id, state="resolved")
    show(api.update_incident(incident_id, body).data)


def follow_up(api: IncidentsApi, incident_id: str) -> None:
    """Say what customers noticed, what is left to do, and where it can be read."""
    heading("Follow up: an impact, a todo and a postmortem")
    begun = datetime.now(UTC) - timedelta(minutes=40)
    impact = IncidentImpactCreateRequest.build("Nobody could pay", begun, end_at=begun + timedelta(minutes=30))
    todo = IncidentTodoCreateRequest.build("Raise the limit of connections", due_date=begun + timedelta(days=7))
    link = CreateAttachmentRequest.build(
        "https://docs.example.com/what-happened", "What happened", attachment_type="postmortem"
    )
    api.create_incident_impact(incident_id, impact)
    api.create_incident_todo(incident_id, todo)
    api.create_incident_attachment(incident_id, link)
    for noticed in api.list_incident_impacts(incident_id).data:
        print(f"  impact of {noticed.duration}: {noticed.description}")
    for left in api.list_incident_todos(incident_id).data:
        print(f"  todo until {left.due_date:%d %B}: {left.content}" if left.due_date else f"  todo: {left.content}")
    for attached in api.list_incident_attachments(incident_id).data:
        print(f"  {'postmortem' if attached.is_postmortem else 'link'}: {attached.title}, {attached.url}")


def name_types(api: IncidentsApi) -> None:
    """Make a type of incidents, list it with the others, and delete it."""
    heading("Types of incidents")
    kind = api.create_incident_type(IncidentTypeCreateRequest.build("Quickstart", description="For a moment.")).data
    try:
        for each in api.list_incident_types().data:
            print(f"  {each.name}{' (the default)' if each.is_default else ''}: {each.description}")
    finally:
        api.delete_incident_type(kind.id)


def page_through(api: IncidentsApi) -> None:
    """Go through all incidents, a request for each hundred."""
    heading("List all incidents, page by page")
    states: Counter[str] = Counter()
    for page in api.list_incidents_with_pagination().pages():
        print(f"  from {page.offset:>4}: {len(page.items):>3} incidents")
        states.update(str(incident.state) for incident in page.items)
    print(f"  {states.total()} in all: {', '.join(f'{count} {state}' for state, count in states.most_common())}")


def search(api: IncidentsApi) -> None:
    """Find the worst open incidents, the newest first, with facets that count all that match."""
    heading(f"Search: {QUERY}")
    found = api.search_incidents(QUERY, include="users", sort="-created", page_size=10).data.attributes
    if not found:
        return
    print(row("id", "severity", "state", "age", "commander", "title"))
    for incident in (each.data for each in found.incidents):
        number, who, since = incident.reference, commander_of(incident), age(incident.created)
        print(row(number, incident.severity, incident.state, since, who, incident.title))
    print(f"  {len(found.incidents)} of {found.total} in all")
    print(f"  by severity: {counts(found.facets.severity)}")
    print(f"  by state:    {counts(found.facets.state)}")


def delete(api: IncidentsApi, incident_id: str) -> None:
    """Delete the incident, and see that it is gone."""
    api.delete_incident(incident_id)
    heading("Delete it")
    try:
        api.get_incident(incident_id)
    except NotFoundException as error:
        print(f"  gone: getting it once more raises {type(error).__name__} ({error.status})")


def heading(text: str) -> None:
    """Begin a step."""
    print(f"\n{text}\n{'-' * len(text)}")


def show(incident: IncidentResponseData) -> None:
    """An incident on one line."""
    print(f"  {incident.reference}, {incident.severity}, {incident.state}: {incident.title}")


def commander_of(incident: IncidentResponseData) -> str:
    """The name of the commander."""
    return incident.commander.display_name if incident.commander else "nobody"


def age(moment: datetime | None) -> str:
    """How long ago a moment was."""
    hours = (datetime.now(UTC) - moment).total_seconds() / 3600 if moment else 0
    return f"{hours / 24:.0f} d" if hours >= 48 else f"{hours:.0f} h"


def counts(values: list[IncidentSearchResponseFieldFacetData] | None) -> str:
    """The values of a facet that occur, each with its count."""
    return ", ".join(f"{value.count} {value.name}" for value in values or [] if value.count) or "none"


def row(*cells: str | None) -> str:
    """A line of the table, no wider than the terminal."""
    *columns, title = (cell or "" for cell in cells)
    padded = "".join(f"{cut(text, width - 2):<{width}}" for text, width in zip(columns, WIDTHS, strict=True))
    return cut(f"  {padded}{title}", shutil.get_terminal_size().columns)


def cut(text: str, width: int) -> str:
    """A text that takes no more than the width."""
    return text if len(text) <= width else f"{text[: width - 1]}…"


def walk(configuration: Configuration, commander_id: str | None) -> None:
    """Take the steps, one after the other."""
    with ApiClient(configuration) as api_client:
        api = IncidentsApi(api_client)
        incident = create(api, commander_id)
        try:
            show(incident)
            read(api, incident.id)
            resolve(api, incident.id)
            follow_up(api, incident.id)
            name_types(api)
            page_through(api)
            search(api)
        finally:
            delete(api, incident.id)


def main() -> None:
    """Walk on an emulator, or on the real service if asked to."""
    if "--live" in sys.argv[1:]:
        configuration = Configuration(unstable_operations="all")
        walk(configuration, os.environ.get("COMMANDER_ID"))
        return

    from datadog_incidents.emulator import Emulator

    with Emulator() as emulator:
        emulator.seed(250)
        print(f"An emulator with {len(emulator.incidents)} incidents serves {emulator.url}")
        walk(emulator.configuration(), commander_id=emulator.users[1]["id"])


if __name__ == "__main__":
    try:
        main()
    except DatadogIncidentsError as error:
        sys.exit(f"quickstart: {error}")
    except KeyboardInterrupt:
        sys.exit("\nquickstart: interrupted")
