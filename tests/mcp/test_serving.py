"""The server over its transports: what a host starts, what a page of elsewhere cannot reach, and how it ends."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from mcp import Client, StdioServerParameters

from datadog_incidents.emulator import Emulator
from datadog_incidents.mcp.server import incidents_server
from datadog_incidents.mcp.serving import http_server
from datadog_incidents.mcp.settings import ServerSettings
from tests.asynchronous.slow import PATIENCE, Gate
from tests.mcp.host import SECRETS, Mode, client_of, connection

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "page", "version": "1"}},
}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where a server that may write listens, with three incidents."""
    with Emulator() as emulator, socket.create_server(("127.0.0.1", 0)) as listening:
        emulator.seed(3)
        server = http_server(connection(emulator), ServerSettings(allow_writes=True), listening)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
            assert not thread.is_alive()


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_programs_of_this_machine_are_served_over_http(port: int, mode: Mode) -> None:
    with client_of(f"http://127.0.0.1:{port}/mcp", user="accept", mode=mode) as host:
        assert host.answer("search_incidents")["total"] == 3
        assert host.answer("resolve_incident", reference="IR-1")["done"] == "resolved"
        assert len(host.questions) == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "evil.example.com"}, 421),
        ({"Host": "127.0.0.1:1"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Origin": "https://evil.example.com"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 400),
    ],
)
def test_pages_of_elsewhere_are_refused(port: int, headers: dict[str, str], status: int) -> None:
    usual = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    sender = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        sender.request("POST", "/mcp", json.dumps(INITIALIZE), {**usual, **headers})
        assert sender.getresponse().status == status
    finally:
        sender.close()


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_call_that_the_host_gives_up_ends_at_once(emulator: Emulator, mode: Mode) -> None:
    async def give_up() -> int:
        gate = Gate()
        server = incidents_server(ServerSettings(), connection(emulator, gate))
        async with Client(server, mode=mode) as client:
            call = asyncio.create_task(client.call_tool("search_incidents", {}))
            await gate.arrived.acquire()
            call.cancel()
            await asyncio.wait([call])
            await client.list_tools()  # the server is still there, and has heard
        return gate.cancelled

    assert asyncio.run(asyncio.wait_for(give_up(), PATIENCE)) == 1


COMMAND = (sys.executable, "-W", "error", "-m", "datadog_incidents", "mcp")


def test_a_host_starts_it_speaks_to_it_and_ends_it(emulator: Emulator) -> None:
    emulator.seed(3)
    environment = {"DD_INCIDENTS_HOST": emulator.url, "DD_API_KEY": SECRETS[0], "DD_APP_KEY": SECRETS[1]}
    command, *arguments = COMMAND
    server = StdioServerParameters(command=command, args=[*arguments, "--allow-writes"], env=environment)
    with client_of(server, user="accept") as host:
        assert "create_incident" in host.tools()
        assert host.answer("search_incidents")["total"] == 3
        assert host.answer("resolve_incident", reference="IR-1")["done"] == "resolved"
        assert len(host.questions) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signal")
def test_ctrl_c_ends_it_and_stdout_has_the_protocol_alone(emulator: Emulator) -> None:
    environment = {**os.environ, "DD_INCIDENTS_HOST": emulator.url, "DD_API_KEY": "any", "DD_APP_KEY": "any"}
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("this is no JSON\n" + json.dumps(INITIALIZE) + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        rest, said = process.communicate(timeout=PATIENCE)
    assert answer["result"]["serverInfo"]["name"] == "datadog-incidents"
    assert (process.returncode, rest, said) == (130, "", "datadog-incidents: interrupted\n")
