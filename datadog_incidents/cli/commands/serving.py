"""The command `mcp`."""

from __future__ import annotations

import os
import socket
import sys

import click

from datadog_incidents.cli.arguments.command import command, option
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.failures import Refused
from datadog_incidents.cli.output.calls import calls_told
from datadog_incidents.cli.program import say
from datadog_incidents.cli.session import configuration_of
from datadog_incidents.mcp.settings import LEAST_BYTES, MOST_BYTES, ServerSettings, loopback_address


@command("mcp")
@option("--allow-writes", is_flag=True, help="List tools that create and change incidents. The user is asked first.")
@option("--allow-deletes", is_flag=True, help="List the tool that deletes them, once the user agrees.")
@option(
    "--max-bytes",
    metavar="N",
    type=click.IntRange(min=LEAST_BYTES),
    default=MOST_BYTES,
    help="Let no answer be larger.",
)
@option("--http", metavar="ADDRESS:PORT", help="Serve this machine over HTTP, at 127.0.0.1:PORT, instead of stdin.")
@service_options
def mcp(*, allow_writes: bool, allow_deletes: bool, max_bytes: int, http: str | None, service: ServiceOptions) -> None:
    """Serve a language model: incidents as tools of the Model Context Protocol. It reads, unless allowed more."""
    address = None if http is None else loopback_address(http)
    from datadog_incidents.mcp.serving import PATH, connection, serve_http, serve_stdio

    settings = ServerSettings(allow_writes=allow_writes, allow_deletes=allow_deletes, max_bytes=max_bytes)
    connect = connection(configuration_of(service))
    with calls_told(told=service.verbose):
        if address is None:
            if sys.stdin.isatty():
                say("this is for a host to start, which then speaks on stdin; Ctrl-C ends it")
            serve_stdio(connect, settings)
            return
        with _listening(*address) as listening:
            host, port = listening.getsockname()[:2]
            say(f"serving http://{f'[{host}]' if ':' in host else host}:{port}{PATH}")
            serve_http(connect, settings, listening)


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise Refused(f"--http: {host}:{port}: {os.strerror(error.errno or 0)}", 1) from error
