"""A report on what a search finds, compared with what the emulator holds."""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import timedelta

from datadog_incidents import ApiClient, IncidentsApi
from datadog_incidents.emulator import Emulator
from datadog_incidents.report import Report, report_on, to_html

EVERY_SEVERITY = "severity:(SEV-0 OR SEV-1 OR SEV-2 OR SEV-3 OR SEV-4 OR SEV-5 OR UNKNOWN)"


def searched(emulator: Emulator) -> Report:
    with ApiClient(emulator.configuration(), transport=emulator.transport) as api_client:
        return report_on(IncidentsApi(api_client).search_incidents_with_pagination(EVERY_SEVERITY))


def listed(emulator: Emulator) -> Report:
    with ApiClient(emulator.configuration(), transport=emulator.transport) as api_client:
        return report_on(IncidentsApi(api_client).list_incidents_with_pagination())


def test_a_report_has_the_incidents_of_the_service() -> None:
    with Emulator() as emulator:
        emulator.seed(250)
        report = searched(emulator)
        stored = [document["attributes"] for document in emulator.incidents]
    took = [each["time_to_resolve"] for each in stored if each["resolved"] is not None]
    assert report.overall.count == 250
    assert report.overall.unresolved == 250 - len(took) > 0
    assert {group.name: group.count for group in report.groups} == Counter(each["severity"] for each in stored)
    assert report.overall.time_to_resolve.median == timedelta(seconds=statistics.median(took))
    assert report.overall.time_to_detect.count == sum(each["customer_impact_start"] is not None for each in stored)


def test_a_list_and_a_search_make_the_same_report() -> None:
    with Emulator() as emulator:
        emulator.seed(120)
        assert listed(emulator) == searched(emulator)


def test_the_page_of_a_search_shows_what_it_found() -> None:
    with Emulator() as emulator:
        emulator.seed_incident(severity="SEV-1", state="active")
        assert "1 incident, by severity" in to_html(searched(emulator))
