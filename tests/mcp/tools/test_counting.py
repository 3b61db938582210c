from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from datadog_incidents.emulator import Emulator
from tests.mcp.host import Host


def test_incidents_are_counted_in_all_and_by_facets(emulator: Emulator, host: Host) -> None:
    impact: dict[str, Any] = {"customer_impacted": True, "customer_impact_scope": "all"}
    described: tuple[tuple[str, dict[str, Any]], ...] = (("SEV-2", impact), ("SEV-2", {}), ("SEV-4", {}))
    for severity, attributes in described:
        emulator.seed_incident(
            title="x",
            severity=severity,
            fields={"services": ["checkout"], "region": "eu"},
            **attributes,
        )
    answer = host.answer("count_incidents")
    assert answer["total"] == 3
    facets = {each["facet"]: {value["value"]: value["count"] for value in each["values"]} for each in answer["facets"]}
    assert facets == {
        "state": {"active": 3},
        "severity": {"SEV-2": 2, "SEV-4": 1},
        "customer_impacted": {"no": 2, "yes": 1},
        "services": {"checkout": 3},
    }
    (region,) = host.answer("count_incidents", severities="SEV-4", facets=["region"])["facets"]
    assert region == {"facet": "region", "values": [{"value": "eu", "count": 1}]}


def test_a_facet_that_there_is_none_of_is_told_by_its_right_name(emulator: Emulator, host: Host) -> None:
    emulator.seed(3)
    assert host.refusal("count_incidents", facets=["service"]) == (
        "facets: there is no facet 'service'; did you mean 'services'?"
    )


@pytest.mark.parametrize(("created", "period"), [(2020, {"since": "90d"}), (2026, {"until": "2025-01-01"})])
def test_a_period_that_the_service_does_not_mind_is_told(
    emulator: Emulator, host: Host, created: int, period: dict[str, str]
) -> None:
    incident = emulator.seed_incident(title="x", created=datetime(created, 1, 1, tzinfo=UTC))
    assert host.answer("count_incidents", **period)["total"] == 0
    nothing: dict[str, Any] = {"total": 0, "facets": {}, "incidents": []}
    for found in ([nothing] if "until" in period else []) + [
        {**nothing, "total": 1, "incidents": [{"data": incident}]}
    ]:
        emulator.inject("search_incidents", body={"data": {"type": "incidents_search_results", "attributes": found}})
    assert host.refusal("count_incidents", **period) == (
        "The service does not count by period: leave since and until out, or call report_incidents, which looks at "
        "each incident."
    )
