"""Sockets that mocket mocks, beneath the client's own reading of responses."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import pytest

from datadog_incidents import ApiClient, Configuration, IncidentsApi

mocket: Any = import_module("mocket")  # it has few types
mockhttp: Any = import_module("mocket.mocks.mockhttp")


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # it leaves sockets of its own open
def test_a_mocked_service_answers() -> None:
    url = "https://api.datadoghq.com/api/v2/incidents"
    titles = [f"Incident {number}" for number in range(2000)]
    page = {"data": [{"id": title, "type": "incidents", "attributes": {"title": title}} for title in titles]}
    mockhttp.Entry.single_register("GET", url, json.dumps(page), headers={"content-type": "application/json"})
    configuration = Configuration(api_key="a", app_key="b", unstable_operations="all", no_proxy="*")
    with mocket.Mocketizer(strict_mode=True), ApiClient(configuration) as api_client:
        for _ in range(2):
            assert [each.title for each in IncidentsApi(api_client).list_incidents().data] == titles
