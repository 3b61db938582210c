# pyright: reportUnnecessaryTypeIgnoreComment=true
"""Code that type checkers have to refuse. Nothing here runs.

A suppression that is not needed is an error: to mypy if that rule finds nothing in the line, to basedpyright if no rule
does. What is wrong with a line is said above it.
"""

from __future__ import annotations

from datadog_incidents import ApiClient, CallOptions, Configuration, IncidentsApi, query, shortcuts
from datadog_incidents.api.incidents_api import LIST_INCIDENTS
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import (
    IncidentCreateAttributes,
    IncidentCreateRequest,
    IncidentResponseData,
    IncidentUpdateRequest,
)
from datadog_incidents.report import report_on
from datadog_incidents.transport import Request, Response, Timeout, TransportFailure


def settings(configuration: Configuration) -> None:
    # There is no such setting.
    Configuration(time_out=5)  # type: ignore[arg-type]
    # Seconds are numbers.
    Configuration(deadline="60")  # type: ignore[arg-type]
    # Arguments are named.
    Configuration("datadoghq.eu")  # type: ignore[call-arg]
    # There is no such operation.
    configuration.unstable_operations["get_incidents"] = True  # type: ignore[index]
    # Nor in a mapping.
    Configuration(unstable_operations={"get_incidents": True})  # type: ignore[dict-item]
    # There is no such key.
    configuration.api_key["apiKey"] = "key"  # type: ignore[index]
    # Flags are booleans.
    configuration.unstable_operations["get_incident"] = "yes"  # type: ignore[assignment]


def calls(api: IncidentsApi, api_client: ApiClient, body: IncidentCreateRequest) -> None:
    # There is no such option.
    api.list_incidents(time_out=5)  # type: ignore[call-arg]
    # Nor in a mapping.
    options: CallOptions = {"retries": 3}  # type: ignore[typeddict-unknown-key]
    # An option has its type.
    options = {"max_retries": "3"}  # type: ignore[typeddict-item]
    api.list_incidents(**options)
    # Only users and attachments can be included.
    api.list_incidents(include=["impacts"])  # type: ignore[list-item]
    # A search takes one of them.
    api.search_incidents("state:active", include=["users"])  # type: ignore[arg-type]
    # It is sorted by the time of creation or not at all.
    api.search_incidents("state:active", sort="-modified")  # type: ignore[arg-type]
    # A search needs a query.
    api.search_incidents()  # type: ignore[call-arg]
    # All but the first arguments are named.
    api.search_incidents("state:active", "users")  # type: ignore[call-arg]
    # A create takes no update.
    api.create_incident(IncidentUpdateRequest.build("id"))  # type: ignore[arg-type]
    # Nor a dict.
    api.create_incident({"data": {}})  # type: ignore[arg-type]
    # The arguments of an update are in this order.
    api.update_incident(body, "id")  # type: ignore[arg-type]
    # A response has its own type.
    data: IncidentResponseData = api_client.call(LIST_INCIDENTS).data  # type: ignore[assignment]
    # There is no such method.
    api_client.request("FETCH", data.id)  # type: ignore[arg-type]


class _Silent:
    def send(self, request: Request, timeout: Timeout) -> bytes:
        raise NotImplementedError

    def close(self) -> None: ...


def transports(configuration: Configuration) -> None:
    # A transport brings back a response.
    ApiClient(configuration, transport=_Silent())  # type: ignore[arg-type]
    # A response has headers of its own kind.
    Response(status=200, headers={"Content-Type": "text/plain"}, body=b"")  # type: ignore[arg-type]
    # The kinds of failures are given.
    TransportFailure("lost", "on purpose")  # type: ignore[arg-type]


def models(incident: IncidentResponseData) -> None:
    # An incident needs a title and a word on customer impact.
    IncidentCreateAttributes(title="Disk full")  # type: ignore[call-arg]
    # There is no such property.
    IncidentCreateAttributes(title="Disk full", customer_impacted=False, severity="SEV-1")  # type: ignore[call-arg]
    # Models are made of named properties.
    IncidentCreateRequest.build("Disk full", "SEV-1")  # type: ignore[call-arg, arg-type]
    # A field is text, several texts, or what a maker makes.
    IncidentCreateRequest.build("Disk full", fields={"services": 3})  # type: ignore[dict-item]
    # What the API does not promise may be None.
    title = incident.attributes.title  # type: ignore[union-attr]
    # Also a moment.
    duration = incident.resolved - incident.created  # type: ignore[operator]
    # There is no such property.
    level = incident.severity_level  # type: ignore[attr-defined]
    # Nor is an incident a mapping.
    print(incident["id"], title, duration, level)  # type: ignore[index]  # noqa: T201


def helpers(api: IncidentsApi, incidents: list[IncidentResponseData]) -> None:
    # The values of a facet are texts.
    query.field("services", ["web", "checkout"])  # type: ignore[arg-type]
    # Queries join queries.
    query.state("active") & 3  # type: ignore[operator]
    # A moment is no text.
    query.created(after="2026-03-01")  # type: ignore[arg-type]
    # An incident comes back, not a response.
    title: str = shortcuts.find_incident(api, "IR-42").data  # type: ignore[attr-defined]
    # It may have no title that can be read.
    title = shortcuts.find_incident(api, "IR-42").title  # type: ignore[assignment]
    # Reports are by four things.
    report_on(incidents, by=title)  # type: ignore[arg-type]


def emulators(emulator: Emulator) -> None:
    # There is no such fault.
    emulator.inject("create_incident", explode=True)  # type: ignore[call-arg]
    # A moment is no text.
    emulator.clock.set("2026-03-01")  # type: ignore[arg-type]
