"""The front: what is handed out and reset, where it serves, and how it is imported."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from datadog_incidents import ApiClient, ApiConnectionError, IncidentsApi
from datadog_incidents.emulator import Emulator

from .api import Api

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_what_is_handed_out_is_a_copy(emulator: Emulator) -> None:
    emulator.seed_incident(title="Kept")
    emulator.incidents[0]["attributes"]["title"] = "Changed"
    emulator.users[0]["attributes"]["name"] = "Changed"

    assert emulator.incidents[0]["attributes"]["title"] == "Kept"
    assert emulator.users[0]["attributes"]["name"] == "On-call Bot"


def test_reset_starts_again(api: Api, emulator: Emulator) -> None:
    emulator.clock.set(NOON)
    api.page()
    emulator.inject(status=500)
    emulator.limit("list_incidents", limit=0, period=60)
    first = emulator.seed_incident()
    emulator.reset()

    assert emulator.incidents == []
    assert len(emulator.requests) == 0
    assert emulator.clock.now() > NOON
    assert api.page().status == 200
    assert emulator.seed_incident()["id"] == first["id"]


def test_close_may_be_called_again() -> None:
    emulator = Emulator()
    assert emulator.url.startswith("http://127.0.0.1:")
    emulator.close()
    emulator.close()
    with pytest.raises(RuntimeError, match="closed"):
        _ = emulator.url


def test_the_url_stays_the_same(emulator: Emulator) -> None:
    assert emulator.url == emulator.url


def test_a_port_in_use_is_an_error(emulator: Emulator) -> None:
    port = int(emulator.url.rpartition(":")[2])
    with Emulator(port=port) as second, pytest.raises(OSError, match="in use"):
        _ = second.url


def test_ipv6(tmp_path: Path) -> None:
    with Emulator(host="::1") as emulator:
        assert emulator.url.startswith("http://[::1]:")


def test_a_configuration_leads_here(emulator: Emulator) -> None:
    configuration = emulator.configuration(max_retries=7)

    assert configuration.host == emulator.url
    assert configuration.max_retries == 7
    assert all(
        configuration.unstable_operations[name]
        for name in (
            "create_incident",
            "get_incident",
            "list_incidents",
            "update_incident",
            "delete_incident",
            "search_incidents",
        )
    )


@pytest.mark.parametrize(
    ("name", "proxy"),
    [("HTTP_PROXY", "http://127.0.0.1:9"), ("ALL_PROXY", "http://127.0.0.1:9"), ("all_proxy", "socks5h://127.0.0.1:9")],
)
def test_a_configuration_leads_here_whatever_proxy_there_is(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, name: str, proxy: str
) -> None:
    monkeypatch.setenv(name, proxy)
    with ApiClient(emulator.configuration(max_retries=0)) as api_client:
        assert IncidentsApi(api_client).list_incidents().data == []


def test_a_configuration_uses_a_proxy_that_it_was_given(emulator: Emulator) -> None:
    configuration = emulator.configuration(proxy="http://127.0.0.1:9", no_proxy="", max_retries=0)
    with ApiClient(configuration) as api_client, pytest.raises(ApiConnectionError, match=r"the proxy 127\.0\.0\.1:9"):
        IncidentsApi(api_client).list_incidents()


def run(*lines: str) -> str:
    result = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    return result.stdout.strip()


class TestImports:
    def test_the_plugin_brings_in_nothing_heavy(self) -> None:
        loaded = run(
            "import sys, datadog_incidents.emulator.pytest_plugin",
            "print([name for name in ('werkzeug', 'lark', 'sqlite3', 'urllib3') if name in sys.modules])",
        )

        assert loaded == "[]"

    @pytest.mark.parametrize("missing", ["werkzeug", "lark"])
    def test_a_missing_extra_is_told_on_use(self, missing: str) -> None:
        message = run(
            f"import sys; sys.modules['{missing}'] = None",
            "import datadog_incidents.emulator as emulator",
            "try: emulator.Emulator",
            "except ImportError as error: print(error)",
        )

        assert message == f"the emulator needs {missing}: pip install 'datadog-incidents[emulator]'"

    def test_names_are_listed_and_others_unknown(self) -> None:
        import datadog_incidents.emulator as package

        assert {"Emulator", "Fault"} <= set(dir(package))
        with pytest.raises(AttributeError, match="has no attribute 'Emulater'"):
            _ = package.Emulater
