from __future__ import annotations

from typing import Any

from datadog_incidents.emulator import Emulator
from tests.mcp.host import Host


def test_incidents_are_found_by_their_whole_title(emulator: Emulator, host: Host) -> None:
    for title in ("Disk full", "Disk full again", "Disk full"):
        emulator.seed_incident(title=title)
    answer = host.answer("find_by_title", title="Disk full")
    assert answer["total"] == 2
    assert [each["incident"] for each in answer["incidents"]] == ["IR-1", "IR-3"]
    assert answer["incidents"][0]["url"] == "https://app.datadoghq.com/incidents/1"
    assert host.answer("find_by_title", title="Disk") == {"total": 0, "incidents": []}


def test_a_title_is_found_as_a_model_knows_it(emulator: Emulator, host: Host) -> None:
    emulator.seed_incident(title="Disk\u200b full\u202e")
    title = host.answer("get_incident", reference="IR-1")["title"]
    assert host.answer("find_by_title", title=title)["total"] == 1


def test_a_title_is_found_where_the_service_does_not_search_by_it(emulator: Emulator, host: Host) -> None:
    emulator.seed_incident(title="Disk full")
    nothing: dict[str, Any] = {
        "data": {"type": "incidents_search_results", "attributes": {"total": 0, "facets": {}, "incidents": []}}
    }
    emulator.inject("search_incidents", body=nothing)
    assert host.answer("find_by_title", title="Disk full")["total"] == 1


def test_a_user_is_found_by_e_mail_address(emulator: Emulator, host: Host) -> None:
    user = emulator.seed_user(email="grace@example.com", name="Grace")
    assert host.answer("find_user", handle="Grace@Example.com") == {
        "id": user["id"],
        "name": "Grace",
        "email": "grace@example.com",
        "handle": "grace@example.com",
    }
    assert host.refusal("find_user", handle="nobody@example.com") == ("handle: no user is called 'nobody@example.com'")
