"""Print the open incidents as a message for a chat, the worst first, in Slack's Markdown.

    python examples/active_digest.py
    python examples/active_digest.py | jq -Rs '{text: .}' | curl --json @- "$SLACK_WEBHOOK_URL"

Open are the states active and stable. DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
"""

import argparse
import html
import sys
from datetime import UTC, datetime

from datadog_incidents import ApiClient, Configuration, DatadogIncidentsError, IncidentsApi, shortcuts
from datadog_incidents.models import IncidentResponseData
from datadog_incidents.report import duration_text


def line_of(incident: IncidentResponseData, site: str) -> str:
    """An incident as a line: its severity, its title as a link, who commands it and how old it is."""
    title = text_of(f"{incident.reference} {incident.title}")
    commander = text_of(incident.commander.display_name if incident.commander else "nobody")
    age = duration_text(datetime.now(UTC) - incident.created if incident.created else None)
    severity = text_of(incident.severity or "UNKNOWN")
    return f"• *{severity}* <{incident.url(site)}|{title}>, {commander}, {age}"


def text_of(text: str) -> str:
    """A text on one line, in which & < > mean nothing to Slack, and nothing means more than it shows to a terminal."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    return html.escape(" ".join(printable.split()), quote=False)


def main() -> None:
    """Print the digest."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    configuration = Configuration(unstable_operations={"search_incidents": True})
    with ApiClient(configuration) as api_client:
        oldest_first = reversed(list(shortcuts.open_incidents(IncidentsApi(api_client), include="users")))
    incidents = sorted(oldest_first, key=lambda incident: incident.severity or "UNKNOWN")
    print(f"*{len(incidents)} open incidents*" if incidents else "No open incidents.")
    for incident in incidents:
        print(line_of(incident, configuration.site))


if __name__ == "__main__":
    try:
        main()
    except (DatadogIncidentsError, OSError) as error:
        sys.exit(f"active_digest: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
