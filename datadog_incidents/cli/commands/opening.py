"""The command `open`."""

from __future__ import annotations

import sys

from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import command, option
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.failures import Refused
from datadog_incidents.cli.output.stdout import write_line
from datadog_incidents.cli.program import tell
from datadog_incidents.cli.session import session, site_of


@command("open")
@options.reference
@option("--print", "only_print", is_flag=True, help="Write the address, and open nothing.")
@service_options
def open_incident(*, reference: str, only_print: bool, service: ServiceOptions) -> None:
    """Open an incident in the web app. Where stdout is no terminal, its address is written instead."""
    from datadog_incidents.shortcuts import find_incident

    with session(service) as api:
        incident = find_incident(api, reference)
        address = incident.url(site_of(api))  # made of the site and a number alone: no text of others is opened
    if address is None:
        raise Refused(f"{incident.reference} has no number, and so no address in the web app", 1)
    if not only_print and sys.stdout.isatty():
        import webbrowser

        if webbrowser.open(address):
            tell(f"opened {address}")
            return
        tell("there is no browser here that can be opened")
    write_line(address)
