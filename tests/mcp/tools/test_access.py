from __future__ import annotations

from typing import Any

import pytest

from datadog_incidents.emulator import Emulator
from tests.all_operations import OPERATIONS
from tests.mcp.host import HOST, Host, hosted


def verdicts(answer: Any) -> dict[str, str]:
    return {name: may for may, names in answer["operations"].items() for name in names}


def test_every_operation_has_a_verdict(emulator: Emulator, host: Host) -> None:
    answer = host.answer("check_access")
    assert answer["site"] == "datadoghq.com"
    assert answer["host"] == HOST
    assert answer["server_may"] == ["read"]
    found = verdicts(answer)
    assert found.keys() == {*OPERATIONS, "GET /api/v2/users"}
    assert found["search_incidents"] == found["get_incident_todo"] == found["GET /api/v2/users"] == "yes"
    assert found["create_incident"] == found["delete_incident"] == "not_known"
    assert answer["problems"] == []


def test_what_the_keys_may_not_is_told_by_permission(emulator: Emulator, host: Host) -> None:
    emulator.inject("list_incident_notification_rules", status=403)
    emulator.inject("search_incidents", status=500, times=None)
    answer = host.answer("check_access")
    found = verdicts(answer)
    permissions = {each["permission"]: each["may"] for each in answer["permissions"]}
    assert found["list_incident_notification_rules"] == "no"
    assert found["get_incident_notification_rule"] == permissions["incident_notification_settings_read"] == "no"
    assert found["search_incidents"] == "not_known"
    assert permissions["incident_read"] == "yes"  # as other operations show that ask for it
    (problem,) = answer["problems"]
    assert problem.startswith("The service failed")


@pytest.mark.parametrize(("status", "may"), [(None, "probably"), (403, "no"), (400, "not_known")])
def test_where_writes_are_allowed_they_are_tried_on_an_incident_that_is_none(
    emulator: Emulator, status: int | None, may: str
) -> None:
    emulator.seed(3)
    before = emulator.incidents
    if status:
        emulator.inject("update_incident", status=status)
    with hosted(emulator, allow_writes=True) as host:
        answer = host.answer("check_access")
    found = verdicts(answer)
    assert found["update_incident"] == found["create_incident"] == may
    assert found["create_page_from_incident"] == ("no" if may == "no" else "not_known")  # it wants another as well
    assert [request.method for request in emulator.requests if request.method != "GET"] == ["PATCH"]
    assert emulator.incidents == before


def test_it_takes_no_arguments(host: Host) -> None:
    assert host.refusal("check_access", site="datadoghq.eu") == "there is no argument 'site'; none is taken here"


def test_wrong_keys_are_told(emulator: Emulator, host: Host) -> None:
    emulator.inject(None, status=401, times=None)
    answer = host.answer("check_access")
    assert set(verdicts(answer).values()) == {"no", "not_known"}
    (problem,) = answer["problems"]
    assert "does not accept the keys" in problem
