from __future__ import annotations

from datetime import UTC, datetime, timedelta

from datadog_incidents.emulator import Emulator
from tests.mcp.host import Host


def test_a_report_tells_how_many_there_were_and_how_long_they_took(emulator: Emulator, host: Host) -> None:
    now = datetime.now(UTC)
    for days, hours, teams in ((200, 1, ["web"]), (3, 1, ["web"]), (2, 3, ["web", "api"]), (1, None, [])):
        created = now - timedelta(days=days)
        emulator.seed_incident(
            title="x",
            created=created,
            state="resolved" if hours else "active",
            resolved=created + timedelta(hours=hours) if hours else None,
            fields={"teams": teams} if teams else {},
        )
    answer = host.answer("report_incidents", by="team")
    assert answer["overall"]["count"] == 3  # of the last 90 days
    assert answer["overall"]["unresolved"] == 1
    assert answer["overall"]["time_to_resolve"] == {"count": 2, "median": 7_200, "p90": 10_080}
    assert [(each["name"], each["count"]) for each in answer["groups"]] == [("web", 2), ("api", 1), ("(no team)", 1)]
    assert host.answer("report_incidents", since="365d")["overall"]["count"] == 4
