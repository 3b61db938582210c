"""Recording and replaying with vcrpy, which puts its own classes in place of urllib3's connections."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from datadog_incidents import ApiClient, Configuration, IncidentsApi, ServiceException
from datadog_incidents.emulator import Emulator

vcr: Any = import_module("vcr")  # it has no types
KEYS = ("DD-API-KEY", "DD-APPLICATION-KEY")


@pytest.fixture
def recorder(tmp_path: Path) -> Any:
    return vcr.VCR(cassette_library_dir=str(tmp_path), filter_headers=list(KEYS))


def test_a_recorded_call_is_replayed_without_the_service(recorder: Any) -> None:
    with Emulator(api_key="the-api-key", app_key="the-app-key") as emulator:
        configuration = emulator.configuration()
        incident = emulator.seed_incident(title="Disk full")
        with recorder.use_cassette("get.yaml"), ApiClient(configuration) as api_client:
            recorded = IncidentsApi(api_client).get_incident(incident["id"], include=["users"])
        assert len(emulator.requests) == 1

    with recorder.use_cassette("get.yaml", record_mode="none") as cassette, ApiClient(configuration) as api_client:
        assert IncidentsApi(api_client).get_incident(incident["id"], include=["users"]) == recorded
        assert cassette.all_played


def test_a_call_over_https_is_replayed_as_well(recorder: Any, tmp_path: Path) -> None:
    with Emulator() as emulator, recorder.use_cassette("list.yaml"), ApiClient(emulator.configuration()) as api_client:
        emulator.seed(3)
        recorded = IncidentsApi(api_client).list_incidents()
        host = emulator.url
    cassette = tmp_path / "list.yaml"
    cassette.write_text(cassette.read_text(encoding="utf-8").replace(host, "https://api.datadoghq.eu"), "utf-8")

    configuration = Configuration(site="datadoghq.eu", api_key="any", app_key="any")
    with recorder.use_cassette("list.yaml", record_mode="none"), ApiClient(configuration) as api_client:
        assert IncidentsApi(api_client).list_incidents(allow_unstable=True) == recorded


@pytest.mark.parametrize("size", [1, 500])
def test_the_keys_are_not_on_the_cassette(recorder: Any, tmp_path: Path, size: int) -> None:
    with Emulator(api_key="the-api-key", app_key="the-app-key") as emulator:
        emulator.seed(size)
        with recorder.use_cassette("list.yaml"), ApiClient(emulator.configuration()) as api_client:
            assert sum(1 for _ in IncidentsApi(api_client).list_incidents_with_pagination()) == size
    text = (tmp_path / "list.yaml").read_text(encoding="utf-8")
    assert not any(secret in text for secret in (*KEYS, "the-api-key", "the-app-key"))


def test_each_attempt_is_on_the_cassette(recorder: Any) -> None:
    with Emulator() as emulator, recorder.use_cassette("retried.yaml") as cassette:
        emulator.inject("list_incidents", status=503, times=2)
        configuration = emulator.configuration(retry_backoff_factor=0)
        with ApiClient(configuration) as api_client:
            IncidentsApi(api_client).list_incidents()
        assert [response["status"]["code"] for response in cassette.responses] == [503, 503, 200]

    with recorder.use_cassette("retried.yaml", record_mode="none"), ApiClient(configuration) as api_client:
        with pytest.raises(ServiceException):
            IncidentsApi(api_client).list_incidents(max_retries=0)
        IncidentsApi(api_client).list_incidents(max_retries=1)


def test_a_call_that_was_not_recorded_is_told_by_vcrpy(recorder: Any) -> None:
    with (
        Emulator() as emulator,
        recorder.use_cassette("empty.yaml", record_mode="none"),
        ApiClient(emulator.configuration()) as api_client,
    ):
        with pytest.raises(vcr.errors.CannotOverwriteExistingCassetteException, match=r"empty\.yaml"):
            IncidentsApi(api_client).list_incidents()
        assert not emulator.requests


def test_a_client_that_is_open_before_and_after_is_recorded_in_between(recorder: Any) -> None:
    with Emulator() as emulator, ApiClient(emulator.configuration()) as api_client:
        api = IncidentsApi(api_client)
        api.list_incidents()
        with recorder.use_cassette("between.yaml") as cassette:
            api.list_incidents(page_size=2)
        with recorder.use_cassette("between.yaml", record_mode="none") as replayed:
            api.list_incidents(page_size=2)
        api.list_incidents(page_size=3)
        assert (len(cassette), replayed.play_count) == (1, 1)
        assert len(emulator.requests) == 3


def test_the_very_first_call_may_be_recorded(tmp_path: Path) -> None:
    """What the library loads inside the cassette must outlive it."""
    program = f"""
import sys
import vcr
from datadog_incidents import ApiClient, ApiConnectionError, IncidentsApi
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import IncidentCreateRequest

with Emulator() as emulator:
    configuration = emulator.configuration()
    assert "datadog_incidents._core.transport.urllib3_transport" not in sys.modules
    for name in ("one.yaml", "two.yaml"):
        cassette_file = {str(tmp_path)!r} + "/" + name
        recording = vcr.use_cassette(cassette_file, filter_headers={list(KEYS)!r})
        with recording as cassette, ApiClient(configuration) as api_client:
            IncidentsApi(api_client).list_incidents()
            assert len(cassette) == 1, name
    with ApiClient(configuration) as api_client:
        IncidentsApi(api_client).list_incidents()
    assert len(emulator.requests) == 3

with ApiClient(configuration) as api_client:
    try:
        IncidentsApi(api_client).create_incident(IncidentCreateRequest.build("Disk full"), max_retries=0)
    except ApiConnectionError as error:
        assert not error.outcome_unknown, "the connections are no longer the library's own"
    else:
        raise AssertionError("the emulator is closed")
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True, timeout=60)
