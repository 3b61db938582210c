"""Every operation of the API, as the official client performs it and as it goes over the wire."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from datadog_incidents.emulator import Emulator
from datadog_incidents.emulator.nouns.catalogue import COLLECTIONS
from datadog_incidents.emulator.service.contract import contract
from datadog_incidents.emulator.service.operations import OPERATIONS

from .api import JSON, Api
from .asked import Asked, resolved
from .performing import performed
from .requests import REQUESTS

# The official client is only half typed, so it is used without its types.
official: Any = import_module("datadog_api_client")
apis: Any = import_module("datadog_api_client.v2.apis")

NOT_READ = {
    "search_incidents": "it knows only users and attachments where the service includes the incidents themselves",
    "create_incident_service_now_record": "it does not know the metadata of a ServiceNow record",
    "link_page_to_incident": "it demands metadata, which a page has not",
}
"""What the official client cannot read of the service's answers, and why."""


@pytest.fixture
def incidents_api(emulator: Emulator) -> Iterator[Any]:
    configuration = official.Configuration(host=emulator.url, spec_property_naming=True)
    configuration.api_key = {"apiKeyAuth": "an-api-key", "appKeyAuth": "an-application-key"}
    configuration.enable_retry = False
    for operation in configuration.unstable_operations.values:
        configuration.unstable_operations[operation.removeprefix("v2.")] = True
    with official.ApiClient(configuration) as api_client:
        yield apis.IncidentsApi(api_client)
        api_client.rest_client.pool_manager.clear()


def test_there_is_a_request_of_each() -> None:
    assert [asked.operation for asked in REQUESTS if asked.operation not in contract()["operations"]] == []
    assert sorted({asked.operation for asked in REQUESTS}) == sorted(contract()["operations"])
    assert sorted(OPERATIONS) == sorted(
        [*contract()["operations"], "list_users", "create_user", "get_user", "disable_user"]
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:Using unstable operation")
def test_the_official_client_performs_and_reads_all_of_them(incidents_api: Any, emulator: Emulator) -> None:
    ids = {"user": emulator.users[3]["id"]}
    not_read: set[str] = set()
    for asked in REQUESTS:
        if asked.operation in NOT_READ:
            with pytest.raises((TypeError, AssertionError)):
                _whole(_typed(incidents_api, asked, ids))
            not_read.add(asked.operation)
            assert [emulator.requests[-1].status] == contract()["operations"][asked.operation]["success"]
            continue
        answer = _typed(incidents_api, asked, ids)
        _whole(answer)
        if asked.makes:
            ids[asked.makes] = str(answer.data.id)
    assert not_read == NOT_READ.keys()
    assert [received.operation for received in emulator.requests] == [asked.operation for asked in REQUESTS]


def _typed(incidents_api: Any, asked: Asked, ids: dict[str, str]) -> Any:
    known: JSON = getattr(incidents_api, f"_{asked.operation}_endpoint").params_map
    sent = {**{name: ids[each] for name, each in asked.path.items()}, **resolved(asked.query, ids)}
    sent |= {} if asked.body is None else {"body": resolved(asked.body, ids)}
    client = incidents_api.api_client
    typed = {
        name: client.deserialize(json.dumps(each), known[name]["openapi_types"], True) for name, each in sent.items()
    }
    return getattr(incidents_api, asked.operation)(**typed)


def _whole(value: Any, path: str = "$") -> None:
    """Refuse what the official client has marked as unparsed."""
    match value:
        case [*items]:
            for each in items:
                _whole(each, f"{path}[]")
        case {**entries}:
            for name, each in entries.items():
                _whole(each, f"{path}.{name}")
        case _:
            assert not getattr(value, "_unparsed", False), path
            _whole(getattr(value, "_data_store", []), path)


def test_every_answer_has_the_status_of_the_contract(api: Api, emulator: Emulator) -> None:
    ids = {"user": emulator.users[3]["id"]}
    for asked in REQUESTS:
        answer = performed(api, asked, ids)
        assert [answer.status] == contract()["operations"][asked.operation]["success"], answer.body
        assert bool(answer.body) == (answer.status != 204)


GONE = [asked for asked in REQUESTS if OPERATIONS[asked.operation].method == "DELETE"]


def test_nothing_can_be_deleted_twice(api: Api, emulator: Emulator) -> None:
    ids = {"user": emulator.users[3]["id"]}
    for asked in REQUESTS:
        performed(api, asked, ids)
    assert len(GONE) == 16
    for asked in GONE:
        answer = performed(api, asked, ids)
        assert answer.status == 404, asked.operation
        assert answer.errors


@pytest.mark.parametrize("deletes", [False, True])
def test_a_file_keeps_what_they_did(tmp_path: Path, deletes: bool) -> None:
    def world() -> JSON:
        nouns = {noun: emulator.resources(noun) for noun in COLLECTIONS}
        return emulator.incidents, emulator.users, nouns, api.search("").body

    with Emulator(db=tmp_path / "incidents.db") as emulator:
        api, ids = Api(emulator.transport), {"user": emulator.users[3]["id"]}
        for asked in REQUESTS:
            if deletes or asked not in GONE:
                performed(api, asked, ids)
        before = world()
    with Emulator(db=tmp_path / "incidents.db") as emulator:
        api = Api(emulator.transport)
        assert world() == before


def test_faults_and_limits_know_all_of_them(api: Api, emulator: Emulator) -> None:
    ids = {"user": emulator.users[3]["id"]}
    for asked in REQUESTS:
        emulator.inject(asked.operation, status=503)
        emulator.limit(asked.operation, limit=1, period=60)
        statuses = [performed(api, Asked(asked.operation, asked.path, asked.body, None, asked.query), ids).status]
        answer = performed(api, asked, ids)
        refused = performed(api, Asked(asked.operation, asked.path, asked.body, None, asked.query), ids)
        statuses += [answer.status, refused.status]
        assert statuses == [503, *contract()["operations"][asked.operation]["success"], 429], asked.operation
        assert refused.headers["x-ratelimit-name"] == asked.operation
