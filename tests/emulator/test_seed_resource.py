"""Worlds to begin with, beyond incidents: what `seed` adds, and single resources just as described."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from datadog_incidents.emulator import Emulator
from datadog_incidents.emulator.nouns.catalogue import COLLECTIONS

from .api import INCIDENTS, JSON, Api

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def world(emulator: Emulator) -> JSON:
    return emulator.incidents, {noun: emulator.resources(noun) for noun in COLLECTIONS}


class TestSeed:
    def test_gives_incidents_and_the_organization_what_they_need(self, emulator: Emulator) -> None:
        emulator.clock.set(NOON)
        emulator.seed(100)
        counts = {noun: len(emulator.resources(noun)) for noun in COLLECTIONS}
        belonging = ("attachments", "impacts", "todos", "integrations", "responders")
        assert all(counts[f"incident_{name}"] >= 20 for name in belonging)
        organization = ("types", "user_defined_fields", "user_defined_roles", "notification_rules")
        assert all(counts[f"incident_{name}"] for name in organization)
        incidents = {each["id"] for each in emulator.incidents}
        for todo in emulator.resources("incident_todos"):
            assert todo["attributes"]["incident_id"] in incidents
            assert todo["attributes"]["created"] <= NOON.isoformat()

    def test_can_be_read_by_every_operation(self, api: Api, emulator: Emulator) -> None:
        emulator.seed(5)
        for incident in emulator.incidents:
            relationships = incident["relationships"]
            for path, name in (("attachments", "attachments"), ("impacts", "impacts"), ("responders", "responders")):
                listed = api.send("GET", f"{INCIDENTS}/{incident['id']}/{path}")
                assert [each["id"] for each in listed.data] == [each["id"] for each in relationships[name]["data"]]

    def test_repeats_with_the_seed(self) -> None:
        def seeded(random_seed: int) -> JSON:
            with Emulator() as emulator:
                emulator.clock.set(NOON)
                emulator.seed(20, random_seed=random_seed)
                return world(emulator)

        assert seeded(1) == seeded(1) != seeded(2)

    def test_sets_the_organization_up_once(self, emulator: Emulator) -> None:
        emulator.seed(0)
        assert len(emulator.resources("incident_types")) == 1
        emulator.seed(3)
        emulator.seed(3)
        assert len(emulator.resources("incident_types")) == 2

    def test_is_forgotten_by_a_reset(self, emulator: Emulator) -> None:
        before = world(emulator)
        emulator.seed(10)
        emulator.reset()
        assert world(emulator) == before

    def test_is_kept_in_a_file(self, tmp_path: Path) -> None:
        with Emulator(db=tmp_path / "incidents.db") as emulator:
            emulator.seed(10)
            before = world(emulator)
        with Emulator(db=tmp_path / "incidents.db") as emulator:
            assert world(emulator) == before


class TestSeedResource:
    def test_is_just_as_described(self, api: Api, emulator: Emulator) -> None:
        incident = api.create()["id"]
        todo = emulator.seed_resource(
            "incident_todos",
            id="a-todo",
            incident=incident,
            created=NOON,
            content="Raise the limit",
            assignees=["@ada"],
            due_date=NOON,
        )
        assert todo["id"] == "a-todo"
        assert todo["attributes"]["due_date"] == todo["attributes"]["created"] == NOON.isoformat()
        assert emulator.resources("incident_todos", incident=incident) == [todo]
        got = api.send("GET", f"{INCIDENTS}/{incident}/relationships/todos/a-todo").data
        assert {name: got["attributes"][name] for name in todo["attributes"]} == todo["attributes"]

    def test_may_be_what_no_request_can_make_it(self, api: Api, emulator: Emulator) -> None:
        incident = api.create()["id"]
        emulator.seed_resource(
            "incident_integrations", incident=incident, integration_type=8, metadata={"issues": []}, status=5
        )
        listed = api.send("GET", f"{INCIDENTS}/{incident}/relationships/integrations").data
        assert [each["attributes"]["status"] for each in listed] == [5]

    def test_refers_to_others(self, api: Api, emulator: Emulator) -> None:
        kind = emulator.seed_resource("incident_types", name="Security Incident", is_default=True)["id"]
        assert api.create()["attributes"]["incident_type_uuid"] == kind
        role = emulator.seed_resource(
            "incident_user_defined_roles", name="Scribe", relationships={"incident_type": kind}
        )
        assert role["relationships"]["incident_type"]["data"]["id"] == kind

    @pytest.mark.parametrize(
        ("noun", "arguments", "said"),
        [
            ("todos", {}, "there is no noun 'todos': the emulator has incident_attachments, "),
            ("incident_todos", {}, "incident_todos belong to an incident: say which one by incident="),
            ("incident_todos", {"incident": "x"}, "there is no incident 'x'"),
            ("incident_types", {"incident": "x"}, "incident_types belong to no incident"),
            ("incident_types", {"colour": "red"}, "incident_types have no attribute colour"),
            ("incident_types", {"relationships": {"x": "y"}}, "incident_types have no relationship x: they have none"),
            (
                "incident_user_defined_roles",
                {"name": "x", "relationships": {"incident_type": "y"}},
                "incident_user_defined_roles: incident type not found",
            ),
            ("incident_user_defined_roles", {"name": "Responder"}, 'incident_user_defined_roles: the name "Responder"'),
        ],
    )
    def test_is_refused_where_it_makes_no_sense(
        self, emulator: Emulator, noun: str, arguments: dict[str, JSON], said: str
    ) -> None:
        before = world(emulator)
        with pytest.raises(ValueError, match=f"^{said}"):
            emulator.seed_resource(noun, **arguments)
        assert world(emulator) == before

    def test_has_an_id_of_its_own(self, emulator: Emulator) -> None:
        emulator.seed_resource("incident_types", id="x", name="One")
        with pytest.raises(ValueError, match=r"^incident_types: there already is one with id x$"):
            emulator.seed_resource("incident_types", id="x", name="Another")

    def test_nouns_have_names(self, emulator: Emulator) -> None:
        with pytest.raises(ValueError, match=r"^there is no noun 'todos'"):
            emulator.resources("todos")
