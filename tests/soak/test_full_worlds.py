"""How long a request takes in a world that is full, against one that is empty."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import TypeAlias

import pytest

from datadog_incidents.emulator import Emulator
from tests.emulator.api import INCIDENTS, JSON, Api
from tests.emulator.asked import document
from tests.emulator.requests_of_settings import RULE

from .support import figure

TODO: JSON = {"content": "Raise the limit", "assignees": []}
ROUNDS = 400

Measured: TypeAlias = Mapping[str, Callable[[], object]]


def fill(emulator: Emulator, incident: str, resources: int) -> None:
    """Give an incident a tenth of so many todos, and other incidents and the organization the rest."""
    kind: str = emulator.seed_resource("incident_types", name="Security Incident")["id"]
    others = [str(emulator.seed_incident()["id"]) for _ in range(50)]
    of_the_type = {"incident_type": kind}
    for number in range(resources // 10):
        emulator.seed_resource("incident_todos", incident=incident, content="Raise the limit")
        for owner in others[number % 10 : number % 10 + 3]:
            emulator.seed_resource("incident_todos", incident=owner, content="Raise the limit")
        emulator.seed_resource("incident_types", name=f"Type {number}")
        emulator.seed_resource("incident_user_defined_fields", name=f"f{number}", type=3, relationships=of_the_type)
        emulator.seed_resource("incident_user_defined_roles", name=f"Role {number}", relationships=of_the_type)
        emulator.seed_resource("incident_notification_rules", handles=["@oncall@example.com"])
        emulator.seed_resource("incident_attachments", incident=others[number % 50])
        emulator.seed_resource("global_incident_handles", name=f"@{number}")


def requests(api: Api, incident: str) -> Measured:
    """What is measured: something of each verb."""
    todos, rules = f"{INCIDENTS}/{incident}/relationships/todos", f"{INCIDENTS}/config/notification-rules"
    todo = api.send("POST", todos, body=document("incident_todos", TODO)).data["id"]
    rule = api.send("POST", rules, body=document("incident_notification_rules", RULE)).data["id"]
    return {
        "create_incident": api.create,
        "get_incident": lambda: api.get(incident),
        "update_incident": lambda: api.update(incident, {"title": "Slower"}),
        "create_incident_todo": lambda: api.send("POST", todos, body=document("incident_todos", TODO)),
        "get_incident_todo": lambda: api.send("GET", f"{todos}/{todo}"),
        "update_incident_todo": lambda: api.send("PATCH", f"{todos}/{todo}", body=document("incident_todos", TODO)),
        "create_incident_notification_rule": lambda: api.send(
            "POST", rules, body=document("incident_notification_rules", RULE)
        ),
        "get_incident_notification_rule": lambda: api.send("GET", f"{rules}/{rule}"),
    }


def seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


@pytest.mark.soak
def test_a_full_world_is_as_fast_as_an_empty_one() -> None:
    with ExitStack() as worlds:
        measured: list[Measured] = []
        for resources in (0, 10_000):
            emulator = worlds.enter_context(Emulator())
            api = Api(emulator.transport)
            incident: str = api.create()["id"]
            fill(emulator, incident, resources)
            measured.append(requests(api, incident))
        empty, full = measured
        for name in empty:
            pairs = [(seconds(empty[name]), seconds(full[name])) for _ in range(ROUNDS)]
            quick = [sorted(each)[ROUNDS // 4] for each in zip(*pairs, strict=True)]
            figure(f"{name}: {quick[0] * 1e6:.0f} µs in an empty world, {quick[1] / quick[0]:.2f} x in a full one")
            assert quick[1] <= quick[0] * 1.2, name
