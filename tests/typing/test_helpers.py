"""The types of queries, short cuts and reports."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import assert_type
from uuid import UUID

from datadog_incidents import IncidentsApi, Pager, query, shortcuts
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import (
    IncidentCreateRequest,
    IncidentResponse,
    IncidentResponseData,
    IncidentSearchResponse,
    IncidentSeverity,
    IncidentUserData,
)
from datadog_incidents.query import Query
from datadog_incidents.report import Durations, Group, Report, Table, report_on, table_of, to_html


def test_queries(api: IncidentsApi) -> None:
    ada = shortcuts.find_user(api, "ada.lindqvist@example.com")
    parts = [
        query.state("active", "stable"),
        query.severity(IncidentSeverity.SEV_1, "SEV-2"),
        query.commander(ada, "ada.lindqvist@example.com", UUID(int=1)),
        query.field("services", "web"),
        query.facet("visibility", "private"),
        query.customer_impacted(),
        query.postmortem(False),
        query.created(after=datetime.now(UTC)),
        query.title("disk full"),
        query.anything(),
        query.raw("commander:ada*"),
    ]
    for part in parts:
        assert_type(part, Query)
    wanted = assert_type(query.state("active") & query.severity("SEV-2") | ~query.is_test(), Query)
    assert_type("commander:ada*" & wanted, Query)
    assert_type(wanted | "commander:ada*", Query)
    text: str = wanted
    assert_type(wanted.allows(api.list_incidents().data[0]), bool)
    api.search_incidents(wanted)
    api.search_incidents(text)


def test_short_cuts(api: IncidentsApi) -> None:
    incident = assert_type(shortcuts.find_incident(api, 1, include=["users"], timeout=5), IncidentResponseData)
    assert_type(shortcuts.find_incident(api, UUID(incident.id)), IncidentResponseData)
    assert_type(shortcuts.find_incidents_by_title(api, "Disk full", include="users"), list[IncidentResponseData])
    assert_type(shortcuts.find_user(api, "ada.lindqvist@example.com"), IncidentUserData)
    assert_type(shortcuts.newest_incidents(api, 3), list[IncidentResponseData])
    assert_type(shortcuts.open_incidents(api), Pager[IncidentResponseData, IncidentSearchResponse])
    assert_type(shortcuts.active_incidents(api), Pager[IncidentResponseData, IncidentSearchResponse])
    assert_type(shortcuts.resolve_incident(api, incident.id), IncidentResponse)
    assert_type(shortcuts.parse_reference("IR-42"), UUID | int)
    body = IncidentCreateRequest.build("Queue grows")
    assert_type(shortcuts.create_incident_unless_open(api, body), tuple[IncidentResponseData, bool])


def test_reports(api: IncidentsApi, emulator: Emulator) -> None:
    report = assert_type(
        report_on(api.list_incidents_with_pagination(), by="team", since=datetime(2020, 1, 1, tzinfo=UTC)), Report
    )
    assert_type(report.overall, Group)
    assert_type(report.groups, tuple[Group, ...])
    assert_type(report.overall.count, int)
    assert_type(report.overall.time_to_resolve, Durations)
    assert_type(report.overall.time_to_resolve.median, timedelta | None)
    assert_type(report.overall.time_to_resolve.left_out, int)
    assert_type(table_of(report), Table)
    assert_type(to_html(report), str)
