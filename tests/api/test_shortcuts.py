"""The short cuts, against the emulator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from datadog_incidents import (
    ApiClient,
    ApiConnectionError,
    DecodeError,
    ForbiddenException,
    IncidentsApi,
    InvalidArgumentError,
    NoMatchError,
    NotFoundException,
    RequestEvent,
    UnstableOperationError,
    query,
)
from datadog_incidents import shortcuts as plain_shortcuts
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import IncidentCreateRequest, IncidentResponseData, IncidentUserData
from datadog_incidents.shortcuts import parse_reference
from tests import kinds
from tests.kinds import shortcuts

ID = "6f1f7b6e-25a4-4d3e-9c7a-0d5f0a9b1c2d"
DISK_FULL = IncidentCreateRequest.build("Disk full")


@pytest.fixture
def api(emulator: Emulator) -> Iterator[IncidentsApi]:
    with kinds.emulated(emulator, retry_backoff_factor=0) as api_client:
        yield kinds.incidents_api(api_client)


def operations(emulator: Emulator) -> list[str | None]:
    """The operations since this was asked last."""
    names = [request.operation for request in emulator.requests]
    emulator.requests.clear()
    return names


def public_ids(incidents: Any) -> list[int | None]:
    return [incident.public_id for incident in incidents]


# ----------------------------------------------------------------------------------------------------------- references


@pytest.mark.parametrize(
    ("reference", "meant"),
    [
        (42, 42),
        ("42", 42),
        (" 42\n", 42),
        ("0042", 42),
        ("IR-42", 42),
        ("ir-42", 42),
        ("#42", 42),
        ("https://app.datadoghq.com/incidents/42", 42),
        ("https://us5.datadoghq.com/incidents/42/", 42),
        ("http://localhost:8126/incidents/42", 42),
        ("app.datadoghq.eu/incidents/42", 42),
        ("https://app.datadoghq.com/incidents/42?section=overview#timeline", 42),
        ("https://app.datadoghq.com/incidents/42/checkout-is-down", 42),
        ("https://app.datadoghq.com/incidents/42-checkout-is-down", 42),
        ("https://app.datadoghq.com/incidents/IR-42", 42),
        (f"https://app.datadoghq.com/incidents/{ID}", UUID(ID)),
        (f"https://api.datadoghq.com/api/v2/incidents/{ID}?include=users", UUID(ID)),
        (ID, UUID(ID)),
        (ID.upper(), UUID(ID)),
        (UUID(ID), UUID(ID)),
        (UUID(ID).hex, UUID(ID)),
    ],
)
def test_a_reference_is_read(reference: str | int | UUID, meant: UUID | int) -> None:
    assert parse_reference(reference) == meant


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "  ",
        "0",
        0,
        -1,
        True,
        1.5,
        None,
        "IR-",
        "IR-42-disk",
        "42 43",
        "4²",
        "checkout",
        ID[:-1],
        "1234567890123456",
        "https://app.datadoghq.com/incidents",
        "https://app.datadoghq.com/incidents/",
        "https://app.datadoghq.com/incidents/settings",
        "https://app.datadoghq.com/monitors/42",
    ],
)
def test_what_is_no_reference_is_refused_before_anything_is_sent(
    api: IncidentsApi, emulator: Emulator, reference: Any
) -> None:
    with pytest.raises(InvalidArgumentError, match=r"^reference: .* expected a UUID, a public id such as 42"):
        shortcuts.find_incident(api, reference)
    assert operations(emulator) == []


# -------------------------------------------------------------------------------------------------------- find_incident


def test_a_uuid_is_got(api: IncidentsApi, emulator: Emulator) -> None:
    commander = emulator.users[1]["id"]
    seeded = emulator.seed_incident(id=ID, commander=commander)
    found = shortcuts.find_incident(api, ID, include=["users"])
    assert found.id == seeded["id"]
    assert commander in found.included
    assert operations(emulator) == ["get_incident"]
    with pytest.raises(NotFoundException) as caught:
        shortcuts.find_incident(api, UUID(int=1))
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize("number", [1, 99, 100, 101, 250])
def test_a_public_id_takes_one_request(api: IncidentsApi, emulator: Emulator, number: int) -> None:
    emulator.seed(250)
    for incident in emulator.incidents[20:110:2]:
        api.delete_incident(incident["id"])
    operations(emulator)
    wanted = {incident["attributes"]["public_id"]: incident["id"] for incident in emulator.incidents}
    if number in wanted:
        assert shortcuts.find_incident(api, number).id == wanted[number]
    else:
        with pytest.raises(NoMatchError):
            shortcuts.find_incident(api, number)
    assert operations(emulator) == ["list_incidents"]


def test_the_users_of_a_public_id_are_included(api: IncidentsApi, emulator: Emulator) -> None:
    commander = emulator.users[1]["id"]
    emulator.seed_incident(commander=commander)
    assert commander in shortcuts.find_incident(api, "IR-1", include=["users"]).included


@pytest.mark.parametrize(
    "kept", [range(1, 601, 7), range(450, 601), [1, 2, 3, 300, 598, 599, 600], [600], range(1, 20), []], ids=str
)
@pytest.mark.parametrize(
    ("kind", "page_size"), [("sync", 100), ("sync", 10), ("sync", 1), ("async", 10)], indirect=["kind"]
)
def test_whatever_was_deleted_before_it_an_incident_is_found(kept: Any, page_size: int) -> None:
    with Emulator(max_page_size=page_size) as emulator:
        emulator.seed(600)
        with kinds.emulated(emulator) as api_client:
            api = kinds.incidents_api(api_client)
            remaining = {incident["attributes"]["public_id"]: incident["id"] for incident in emulator.incidents}
            for number in remaining.keys() - {*kept}:
                api.delete_incident(remaining.pop(number))
            for number in (1, 2, 150, 300, 301, 450, 599, 600, 700, 100_000):
                operations(emulator)
                if number in remaining:
                    assert shortcuts.find_incident(api, number).id == remaining[number]
                else:
                    with pytest.raises(NoMatchError, match=f"^reference: there is no incident IR-{number}, or the"):
                        shortcuts.find_incident(api, number)
                assert len(operations(emulator)) <= 20


def test_a_public_id_needs_the_opt_in_of_the_list(emulator: Emulator) -> None:
    configuration = emulator.configuration(unstable_operations={})
    with kinds.api_client(configuration, transport=kinds.immediate(emulator.transport)) as api_client:
        with pytest.raises(UnstableOperationError, match="list_incidents"):
            shortcuts.find_incident(kinds.incidents_api(api_client), 1)
        emulator.seed_incident()
        assert shortcuts.find_incident(kinds.incidents_api(api_client), 1, allow_unstable=True).public_id == 1


# --------------------------------------------------------------------------------------------- by title, newest, active


def test_titles_are_compared_letter_by_letter(api: IncidentsApi, emulator: Emulator) -> None:
    for title in ("Disk full", "disk full", "Disk full again", "Disk full"):
        emulator.seed_incident(title=title, state="resolved")
    emulator.seed_incident(title="Disk full", is_test=True)
    assert public_ids(shortcuts.find_incidents_by_title(api, "Disk full")) == [1, 4]
    assert public_ids(shortcuts.find_incidents_by_title(api, "Disk full", among=query.title("Disk full"))) == [1, 4]
    assert shortcuts.find_incidents_by_title(api, "Disk full", among="state:active") == []
    assert shortcuts.find_incidents_by_title(api, "Disk") == []
    with pytest.raises(InvalidArgumentError, match="title: must not be empty"):
        shortcuts.find_incidents_by_title(api, "")


def test_a_title_is_found_among_many(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.seed(250)
    emulator.seed_incident(title="Disk full")
    assert public_ids(shortcuts.find_incidents_by_title(api, "Disk full")) == [251]


@pytest.mark.parametrize(("count", "requests"), [(1, 1), (10, 1), (100, 1), (150, 2), (1000, 3)])
def test_the_newest_incidents(api: IncidentsApi, emulator: Emulator, count: int, requests: int) -> None:
    emulator.seed(250)
    emulator.seed_incident(is_test=True)
    operations(emulator)
    found = shortcuts.newest_incidents(api, count)
    ordinary = [i["attributes"]["public_id"] for i in emulator.incidents if not i["attributes"]["is_test"]]
    assert public_ids(found) == ordinary[::-1][:count]
    assert len(operations(emulator)) == requests


@pytest.mark.parametrize("count", [0, -1, True, "3", None])
def test_a_count_that_makes_no_sense_is_refused(api: IncidentsApi, count: Any) -> None:
    with pytest.raises(InvalidArgumentError, match=r"^count: "):
        shortcuts.newest_incidents(api, count)


def test_the_active_incidents_are_a_pager(api: IncidentsApi, emulator: Emulator) -> None:
    for state in ("active", "stable", "active", "resolved"):
        emulator.seed_incident(state=state)
    pager = shortcuts.active_incidents(api)
    assert pager.total == 2
    assert public_ids(pager) == [3, 1]


def test_open_are_the_active_and_the_stable_ones(api: IncidentsApi, emulator: Emulator) -> None:
    for state in ("active", "stable", "resolved"):
        emulator.seed_incident(state=state)
    assert public_ids(shortcuts.open_incidents(api)) == [2, 1]


def test_included_users_stay_with_what_is_found(api: IncidentsApi, emulator: Emulator) -> None:
    commander = emulator.users[1]["id"]
    emulator.seed_incident(title="Disk full", commander=commander)
    found: list[IncidentResponseData] = [
        *shortcuts.newest_incidents(api, include="users"),
        *shortcuts.active_incidents(api, include="users"),
        *shortcuts.find_incidents_by_title(api, "Disk full", include="users"),
    ]
    assert [commander in incident.included for incident in found] == [True] * 3


def test_resolving_an_incident(api: IncidentsApi, emulator: Emulator) -> None:
    incident = emulator.seed_incident(id=ID, title="Disk full")
    now = shortcuts.resolve_incident(api, UUID(ID)).data
    assert (now.id, now.state, now.title) == (incident["id"], "resolved", "Disk full")
    assert now.resolved is not None
    with pytest.raises(NotFoundException):
        shortcuts.resolve_incident(api, str(UUID(int=1)))


# ------------------------------------------------------------------------------------------------------------ find_user


def listed_user(name: str, **attributes: Any) -> dict[str, Any]:
    return {"type": "users", "id": f"id-of-{name}", "attributes": {"handle": name, "email": name, **attributes}}


@pytest.mark.parametrize("handle", ["ada.lindqvist@example.com", " Ada.Lindqvist@EXAMPLE.com "])
def test_a_user_is_found_by_the_whole_address(api: IncidentsApi, emulator: Emulator, handle: str) -> None:
    emulator.seed_user(email="another.ada.lindqvist@example.com")
    user = shortcuts.find_user(api, handle)
    assert isinstance(user, IncidentUserData)
    assert user.id == emulator.users[1]["id"]
    assert user.attributes is not None
    assert user.attributes.name == "Ada Lindqvist"
    assert operations(emulator) == ["list_users"]


@pytest.mark.parametrize("handle", ["ada", "ada.lindqvist@example", "Ada Lindqvist", "nobody@example.com"])
def test_a_part_of_an_address_is_no_match(api: IncidentsApi, handle: str) -> None:
    with pytest.raises(NoMatchError, match=f"^handle: no user is called {handle!r}$") as caught:
        shortcuts.find_user(api, handle)
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize("handle", ["", " ", None, 3])
def test_a_handle_that_is_none_is_refused(api: IncidentsApi, emulator: Emulator, handle: Any) -> None:
    with pytest.raises(InvalidArgumentError, match=r"^handle: "):
        shortcuts.find_user(api, handle)
    assert operations(emulator) == []


def test_a_user_is_looked_for_on_all_pages(emulator: Emulator) -> None:
    for number in range(25):
        emulator.seed_user(email=f"{number}.zora@example.com")
    wanted = emulator.seed_user(email="zora@example.com")
    with Emulator(max_page_size=10) as small:
        for user in emulator.users[8:]:
            small.seed_user(email=user["attributes"]["email"])
        with kinds.emulated(small) as api_client:
            assert shortcuts.find_user(kinds.incidents_api(api_client), "zora@example.com").id == wanted["id"]
        assert operations(small) == ["list_users"] * 3


def test_a_disabled_user_is_no_match(api: IncidentsApi, emulator: Emulator) -> None:
    gone, here = listed_user("ada", disabled=True), {**listed_user("ada"), "id": "the-other"}
    emulator.inject("list_users", status=200, body={"data": [gone, here]})
    assert shortcuts.find_user(api, "ada").id == "the-other"
    emulator.inject("list_users", status=200, body={"data": [gone]}, times=2)
    with pytest.raises(NoMatchError, match=r"^handle: no user is called 'ada'; who was is disabled$"):
        shortcuts.find_user(api, "ada")


def test_a_service_that_gives_the_same_page_again_is_asked_no_further(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.inject("list_users", status=200, body={"data": [listed_user("ada")]}, times=5)
    assert shortcuts.find_user(api, "ada").id == "id-of-ada"
    assert operations(emulator) == ["list_users"] * 2


def test_several_users_are_no_match(api: IncidentsApi, emulator: Emulator) -> None:
    users = [listed_user("x", handle="ada"), listed_user("y", email="Ada")]
    emulator.inject("list_users", status=200, body={"data": users}, times=2)
    with pytest.raises(
        NoMatchError, match=r"^handle: 'ada' is what 2 users are called; their ids are id-of-x, id-of-y$"
    ):
        shortcuts.find_user(api, "ada")


def test_the_service_may_refuse_to_tell_its_users(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.inject("list_users", status=403, body={"errors": ["Forbidden"]})
    with pytest.raises(ForbiddenException):
        shortcuts.find_user(api, "ada")


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": {}}, []])
def test_users_that_are_no_list_are_no_answer(api: IncidentsApi, emulator: Emulator, body: Any) -> None:
    emulator.inject("list_users", status=200, body=body)
    with pytest.raises(DecodeError, match="/api/v2/users: data: expected a list"):
        shortcuts.find_user(api, "ada")


# ------------------------------------------------------------------------------------------ create_incident_unless_open


def test_an_incident_is_created_once(api: IncidentsApi, emulator: Emulator) -> None:
    first, is_new = shortcuts.create_incident_unless_open(api, DISK_FULL)
    assert is_new
    again, is_new = shortcuts.create_incident_unless_open(api, DISK_FULL)
    assert (again.id, is_new) == (first.id, False)
    assert len(emulator.incidents) == 1


@pytest.mark.parametrize(
    ("attributes", "creates"),
    [
        ({"state": "active"}, False),
        ({"state": "stable"}, False),
        ({"state": "resolved"}, True),
        ({"title": "disk full"}, True),
        ({"title": "Disk full again"}, True),
        ({"is_test": True}, True),
    ],
    ids=str,
)
@pytest.mark.parametrize("search_delay", [0, 3600])
def test_what_counts_as_open(search_delay: float, attributes: dict[str, Any], creates: bool) -> None:
    with Emulator(search_delay=search_delay) as emulator:
        described: dict[str, Any] = {"title": "Disk full", **attributes}
        seeded = emulator.seed_incident(**described)
        with kinds.emulated(emulator) as api_client:
            incident, is_new = shortcuts.create_incident_unless_open(kinds.incidents_api(api_client), DISK_FULL)
    assert is_new is creates
    assert (incident.id == seeded["id"]) is not creates


@pytest.mark.parametrize("search_delay", [0, 3600])
def test_a_drill_is_compared_with_drills(search_delay: float) -> None:
    drill = IncidentCreateRequest.build("Disk full", is_test=True)
    with Emulator(search_delay=search_delay) as emulator:
        emulator.seed_incident(title="Disk full")
        with kinds.emulated(emulator) as api_client:
            api = kinds.incidents_api(api_client)
            first, is_new = shortcuts.create_incident_unless_open(api, drill)
            assert is_new
            again, is_new = shortcuts.create_incident_unless_open(api, drill)
            assert (again.id, is_new) == (first.id, False)


@pytest.mark.parametrize(("older", "newer"), [(0, 0), (250, 0), (250, 120), (60, 99), (0, 300)])
def test_what_the_search_does_not_know_yet_is_found_at_the_end_of_the_list(older: int, newer: int) -> None:
    with Emulator(search_delay=60) as emulator:
        now = emulator.clock.now()
        emulator.seed(older)
        api_client = kinds.emulated(emulator)
        seeded = emulator.seed_incident(title="Disk full", created=now - timedelta(seconds=30))
        for number in range(newer):
            emulator.seed_incident(title=f"Other {number}", created=now - timedelta(seconds=20))
        with api_client:
            incident, is_new = shortcuts.create_incident_unless_open(kinds.incidents_api(api_client), DISK_FULL)
    assert (incident.id, is_new) == (seeded["id"], False)


def test_what_the_search_learns_meanwhile_is_found_too(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.seed(250)
    seeded = emulator.seed_incident(title="Disk full")
    nothing: dict[str, Any] = {
        "type": "incidents_search_results",
        "attributes": {"facets": {}, "incidents": [], "total": 0},
    }
    emulator.inject("search_incidents", status=200, body={"data": nothing})
    incident, is_new = shortcuts.create_incident_unless_open(api, DISK_FULL)
    assert (incident.id, is_new) == (seeded["id"], False)


def test_the_oldest_of_several_is_taken(api: IncidentsApi, emulator: Emulator) -> None:
    for day in (3, 1, 2):
        emulator.seed_incident(title="Disk full", created=datetime(2026, 1, day, tzinfo=UTC))
    incident, _ = shortcuts.create_incident_unless_open(api, DISK_FULL)
    assert incident.created == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("change", ["resolved", "renamed", "deleted"])
def test_what_changes_after_it_was_found_is_not_taken_for_open(emulator: Emulator, change: str) -> None:
    seeded = emulator.seed_incident(title="Disk full")
    with ApiClient(emulator.configuration(), transport=emulator.transport) as another:

        def changing(event: RequestEvent) -> None:
            if event.operation != "get_incident" or not emulator.incidents:
                return
            if change == "resolved":
                plain_shortcuts.resolve_incident(IncidentsApi(another), seeded["id"])
            elif change == "renamed":
                IncidentsApi(another).update_incident(seeded["id"], renamed(seeded["id"]))
            else:
                IncidentsApi(another).delete_incident(seeded["id"])

        with kinds.emulated(emulator, on_request=changing) as api_client:
            incident, is_new = shortcuts.create_incident_unless_open(kinds.incidents_api(api_client), DISK_FULL)
    assert is_new
    assert incident.id != seeded["id"]


def renamed(incident_id: str) -> Any:
    from datadog_incidents.models import IncidentUpdateRequest

    return IncidentUpdateRequest.build(incident_id, title="Disk very full")


def test_it_costs_a_few_requests(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.seed(1000)
    emulator.requests.clear()
    shortcuts.create_incident_unless_open(api, IncidentCreateRequest.build("Unheard of"))
    asked = operations(emulator)
    assert asked[-1] == "create_incident"
    tests = sum(incident["attributes"]["is_test"] for incident in emulator.incidents)
    assert asked.count("list_incidents") <= 3 + tests // 99
    shortcuts.create_incident_unless_open(api, IncidentCreateRequest.build("Unheard of"))
    assert operations(emulator)[-1] == "get_incident"


def test_a_create_with_an_unknown_outcome_can_be_repeated(emulator: Emulator) -> None:
    emulator.inject("create_incident", reset=True, after_commit=True)
    with kinds.emulated(emulator) as api_client:
        api = kinds.incidents_api(api_client)
        with pytest.raises(ApiConnectionError) as caught:
            shortcuts.create_incident_unless_open(api, DISK_FULL)
        assert caught.value.outcome_unknown
        incident, is_new = shortcuts.create_incident_unless_open(api, DISK_FULL)
    assert not is_new
    assert [each["id"] for each in emulator.incidents] == [incident.id]


@pytest.mark.parametrize("body", [None, "x", IncidentCreateRequest.build("x", severity="SEV-1").data])
def test_a_body_that_is_none_is_refused_before_anything_is_sent(
    api: IncidentsApi, emulator: Emulator, body: Any
) -> None:
    with pytest.raises(InvalidArgumentError, match=r"^body: expected IncidentCreateRequest"):
        shortcuts.create_incident_unless_open(api, body)
    assert operations(emulator) == []
