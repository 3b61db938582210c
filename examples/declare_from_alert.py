"""Declare an incident from an alert, unless one with its title is open already; prints its address.

    python examples/declare_from_alert.py alert.json
    echo '{"title": "Queue grows", "tags": "service:checkout"}' | python examples/declare_from_alert.py

The alert is what a webhook of a Datadog monitor sends with this payload, of which only the title is required:

    {"title": "$ALERT_TITLE", "transition": "$ALERT_TRANSITION", "priority": "$ALERT_PRIORITY",
     "tags": "$TAGS", "message": "$TEXT_ONLY_MSG", "link": "$LINK"}

DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
"""

import argparse
import json
import re
import sys
from pathlib import Path

from datadog_incidents import ApiClient, Configuration, DatadogIncidentsError, IncidentsApi, shortcuts
from datadog_incidents.models import IncidentCreateRequest, IncidentResponseData

FIELDS = {"service": "services", "team": "teams"}


def body_from(alert: dict[str, str]) -> IncidentCreateRequest:
    """The incident that an alert asks for."""
    fields: dict[str, list[str]] = {}
    for tag in alert.get("tags", "").split(","):
        name, _, value = tag.strip().partition(":")
        if name in FIELDS and value:
            fields.setdefault(FIELDS[name], []).append(value)
    # "[Triggered on {host:a}] Disk full" and "[Re-Triggered on {host:b}] Disk full" are one incident.
    title = re.sub(r"^\[(Re-)?(Triggered|Warn|No Data)\b[^]]*\]\s*", "", alert["title"])
    priority = re.fullmatch(r"P([1-5])", alert.get("priority", ""))
    timeline = [alert[name] for name in ("message", "link") if alert.get(name)]
    return IncidentCreateRequest.build(
        title, severity=f"SEV-{priority[1]}" if priority else None, fields=fields, timeline=timeline
    )


def declare(api: IncidentsApi, body: IncidentCreateRequest) -> tuple[IncidentResponseData, bool]:
    """The open incident, and whether it is new."""
    try:
        return shortcuts.create_incident_unless_open(api, body)
    except DatadogIncidentsError as error:
        if not error.outcome_unknown:
            raise
    return shortcuts.create_incident_unless_open(api, body)  # which first looks whether it was created after all


def main() -> None:
    """Read the alert and declare the incident."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", help="the alert as JSON (default: stdin)")
    file: str | None = parser.parse_args().file
    try:
        text = Path(file).read_text(encoding="utf-8") if file else sys.stdin.read()
        alert: dict[str, str] = json.loads(text)
        body = body_from(alert)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        parser.error(f"this is no alert as --help describes it: {type(error).__name__}: {error}")
    if alert.get("transition") == "Recovered":
        print("nothing to declare: the alert has recovered")
        return
    configuration = Configuration(unstable_operations="all")
    with ApiClient(configuration) as api_client:
        incident, is_new = declare(IncidentsApi(api_client), body)
        print(incident.url(configuration.site), "declared" if is_new else "open already")


if __name__ == "__main__":
    try:
        main()
    except (DatadogIncidentsError, OSError) as error:
        sys.exit(f"declare_from_alert: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
