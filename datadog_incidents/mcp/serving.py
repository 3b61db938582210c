"""Running a server: over stdin and stdout, or over HTTP on this machine."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final, cast

from datadog_incidents._core.one_line import one_line
from datadog_incidents.async_api.incidents_api import AsyncIncidentsApi
from datadog_incidents.async_api_client import AsyncApiClient
from datadog_incidents.mcp.server import Connect, incidents_server

if TYPE_CHECKING:
    import socket

    import anyio
    import uvicorn

    from datadog_incidents.configuration import Configuration
    from datadog_incidents.mcp.settings import ServerSettings

PATH: Final = "/mcp"
"""Where the server is, over HTTP."""

_CHUNK_BYTES: Final = 65_536


def connection(configuration: Configuration) -> Connect:
    """What opens the service that a configuration leads to, once.

    Args:
        configuration: where it is, and who calls; with its unstable operations switched on.

    Raises:
        ConfigurationError: a key is missing.
    """
    client = AsyncApiClient(configuration)

    @asynccontextmanager
    async def connect() -> AsyncGenerator[AsyncIncidentsApi]:
        async with client:
            yield AsyncIncidentsApi(client)

    return connect


def serve_stdio(connect: Connect, settings: ServerSettings) -> None:
    """Serve whoever started this process, until stdin ends.

    Args:
        connect: opens the service.
        settings: what the server may do.
    """
    from anyio import run
    from mcp.server.stdio import stdio_server

    _log_to_stderr()
    server = incidents_server(settings, connect)

    async def serve() -> None:
        # The package reads stdin on a thread, which Ctrl-C does not end.
        lines = None if sys.platform == "win32" else cast("anyio.AsyncFile[str]", _lines(sys.stdin.fileno()))
        async with stdio_server(stdin=lines) as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    run(serve)


async def _lines(descriptor: int) -> AsyncIterator[str]:
    """The lines that come in, without a thread that waits for them."""
    from anyio import wait_readable

    rest = b""
    while True:
        with suppress(PermissionError):  # a file, which need not be waited for
            await wait_readable(descriptor)
        chunk = os.read(descriptor, _CHUNK_BYTES)
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line.decode(errors="replace")
        if not chunk:
            break
    if rest:
        yield rest.decode(errors="replace")


def serve_http(connect: Connect, settings: ServerSettings, listening: socket.socket) -> None:
    """Serve programs on this machine over HTTP, until interrupted.

    Args:
        connect: opens the service.
        settings: what the server may do.
        listening: a socket that is bound to a loopback address.
    """
    _log_to_stderr()
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)  # a second Ctrl-C is an error to it
    http_server(connect, settings, listening).run(sockets=[listening])


def http_server(connect: Connect, settings: ServerSettings, listening: socket.socket) -> uvicorn.Server:
    """A server for a socket, yet to be run.

    Requests have to be for this address by their Host header, and those that a web page sends from this address by
    their Origin, so that no page of elsewhere gets at the server.

    Args:
        connect: opens the service.
        settings: what the server may do.
        listening: a socket that is bound to a loopback address.
    """
    import uvicorn
    from mcp.server.transport_security import TransportSecuritySettings

    host, port = listening.getsockname()[:2]
    names = [f"[{host}]:{port}" if ":" in host else f"{host}:{port}", f"localhost:{port}"]
    app = incidents_server(settings, connect).streamable_http_app(
        streamable_http_path=PATH,
        transport_security=TransportSecuritySettings(
            allowed_hosts=names, allowed_origins=[f"http://{name}" for name in names]
        ),
    )
    return uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))


class _Harmless(logging.Formatter):
    """Writes what a terminal shows and does not obey: some of it comes from whoever calls."""

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join(map(one_line, super().format(record).splitlines()))


def _log_to_stderr() -> None:
    """Let warnings go to stderr: stdout is the protocol's."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Harmless("%(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
