from __future__ import annotations

import socket
import sys

import pytest

from tests.cli.conftest import Cli


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "0.0.0.0:8127",
            "--http: '0.0.0.0' is not an address of this machine alone, and whoever reached it would have your keys; ",
        ),
        ("example.com:80", "--http: 'example.com' is not an address of this machine alone, "),
        ("[::]:80", "--http: '::' is not an address of this machine alone, "),
        ("127.0.0.1", "--http: expected an address and a port such as 127.0.0.1:8127, got '127.0.0.1'"),
        ("127.0.0.1:99999", "--http: expected an address and a port "),
        ("127.0.0.1:²", "--http: expected an address and a port "),
    ],
)
def test_it_serves_no_other_machine(cli: Cli, monkeypatch: pytest.MonkeyPatch, address: str, told: str) -> None:
    monkeypatch.delenv("DD_API_KEY")  # so that it would not begin
    assert cli.error("mcp", "--http", address, code=2).startswith(told)


def test_an_address_that_is_in_use_is_told(cli: Cli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.error("mcp", "--http", f"127.0.0.1:{port}", code=1) == (
            f"--http: 127.0.0.1:{port}: Address already in use"
        )


def test_answers_cannot_be_smaller_than_one_incident(cli: Cli) -> None:
    assert "--max-bytes" in cli.error("mcp", "--max-bytes", "100", code=2)


def test_without_keys_it_does_not_begin(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DD_API_KEY", "DD_APP_KEY"):
        monkeypatch.delenv(name)
    assert cli.error("mcp", code=2).startswith("missing: the API key (set DD_API_KEY ")
    assert cli.error("mcp", "--http", "127.0.0.1:0", code=2).startswith("missing: the API key ")


def test_without_the_package_it_names_the_extra(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("datadog_incidents.mcp.ser")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp.server.lowlevel", None)
    assert cli.error("mcp", code=2) == "mcp is missing: pip install 'datadog-incidents[mcp]'"
