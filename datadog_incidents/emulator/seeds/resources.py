"""What belongs to incidents, as it might have been."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random

from datadog_incidents.emulator.engine.collection import Collection
from datadog_incidents.emulator.engine.verbs import new_resource
from datadog_incidents.emulator.nouns.incident_attachments import ATTACHMENTS
from datadog_incidents.emulator.nouns.incident_changes import CLOSED_STATES
from datadog_incidents.emulator.nouns.incident_impacts import IMPACTS
from datadog_incidents.emulator.nouns.incident_integrations import INTEGRATIONS
from datadog_incidents.emulator.nouns.incident_todos import TODOS
from datadog_incidents.emulator.store.incident_record import Incident, responder
from datadog_incidents.emulator.store.resource import Resource
from datadog_incidents.emulator.store.store import Store
from datadog_incidents.emulator.wire import JSON, Document, format_timestamp

_TODOS = (
    "Add a monitor for what nobody noticed",
    "Write the runbook that was missing",
    "Tell customers what happened",
    "Roll back the change in all regions",
    "Raise the limit of connections",
    "Test the restore from backup",
    "Find out who owns the alert",
)
_DOCUMENTS = ("Runbook", "Dashboard of the service", "Notes of the call", "Query that shows the errors")
_SLACK, _JIRA = 1, 8
_MANUALLY_CREATED = 3


def plausible_resources(incident: Incident, random_seed: int, now: datetime, store: Store) -> Iterator[Resource]:
    """Todos, links, an impact, responders and integrations of an incident.

    Args:
        incident: the incident.
        random_seed: the same seed gives the same incident the same resources.
        now: when everything has happened.
        store: where they will be kept.
    """
    random = Random(f"{random_seed} {incident.public_id}")  # noqa: S311  # stories, not secrets
    begun = incident.created

    def make(collection: Collection, attributes: Mapping[str, JSON]) -> Resource:
        return new_resource(
            collection,
            identifier=store.new_id(collection.id_version),
            owner=incident.id,
            by=random.choice(list(store.users)),
            now=format_timestamp(min(now, begun + timedelta(seconds=random.randrange(60, 7200)))),
            attributes=attributes,
            references={},
        )

    for content in random.sample(_TODOS, random.choice((0, 1, 1, 2, 3))):
        yield make(TODOS, _plausible_todo(random, content, incident, store))
    if random.random() < 0.4:
        title = random.choice(_DOCUMENTS)
        link = {"title": title, "documentUrl": f"https://docs.example.com/IR-{incident.public_id}"}
        yield make(ATTACHMENTS, {"attachment": link, "attachment_type": "link"})
    known = incident.attributes
    if known["customer_impact_start"]:
        moments = {"start_at": known["customer_impact_start"], "end_at": known["customer_impact_end"]}
        yield make(IMPACTS, {"description": known["customer_impact_scope"], **moments})
    for user in random.sample(list(store.users), random.choice((0, 1, 1, 2))):
        if user not in incident.responders:
            yield responder(incident.id, user, store.users.actor_id, known["created"])
    if random.random() < 0.6:
        yield make(INTEGRATIONS, _plausible_integration(random, incident))


def _plausible_todo(random: Random, content: str, incident: Incident, store: Store) -> Document:
    assignees = [store.users[user]["attributes"]["handle"] for user in random.sample(list(store.users), 1)]
    closed = incident.attributes["state"] in CLOSED_STATES and random.random() < 0.7
    due = (incident.created + timedelta(days=random.randrange(2, 15))).replace(microsecond=0)
    return {
        "content": content,
        "assignees": [f"@{handle}" for handle in assignees],
        "due_date": format_timestamp(due),
        "completed": incident.attributes["modified"] if closed else None,
    }


def _plausible_integration(random: Random, incident: Incident) -> Document:
    number = incident.public_id
    if random.random() < 0.7:
        channel = f"C{number:010}"
        item = {
            "channel_id": channel,
            "channel_name": f"#incident-{number}",
            "team_id": "T01EXAMPLE",
            "redirect_url": f"https://slack.example.com/app_redirect?channel={channel}&team=T01EXAMPLE",
        }
        return {"integration_type": _SLACK, "status": _MANUALLY_CREATED, "metadata": {"channels": [item]}}
    issue = {
        "account": "https://jira.example.com",
        "project_key": "OPS",
        "issue_key": f"OPS-{number}",
        "issuetype_id": "10001",
        "redirect_url": f"https://jira.example.com/browse/OPS-{number}",
    }
    return {"integration_type": _JIRA, "status": _MANUALLY_CREATED, "metadata": {"issues": [issue]}}
