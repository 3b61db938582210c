"""Resolve all incidents that match a query and are older than some days.

    python examples/bulk_close.py 'state:active AND severity:SEV-5' --older-than 30
    python examples/bulk_close.py 'state:active AND severity:SEV-5' --older-than 30 --yes

Without --yes it only shows them. It goes on after an incident that cannot be resolved, and can be run again after an
interruption. DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
"""

import argparse
import sys
from datetime import UTC, datetime, timedelta

from datadog_incidents import ApiClient, ApiException, Configuration, DatadogIncidentsError, IncidentsApi, shortcuts
from datadog_incidents.models import IncidentResponseData


def days(text: str) -> timedelta:
    """A number of days."""
    if not 0 < int(text) < 10_000:
        raise ValueError
    return timedelta(days=int(text))


def forgotten(api: IncidentsApi, query: str, older_than: timedelta) -> list[IncidentResponseData]:
    """The incidents to resolve, the oldest first."""
    # All of them at once: those that are resolved leave the search, and would move the pages under a walk. Their age is
    # looked at here, since a time in the query that the service does not mind would close what is young.
    end = datetime.now(UTC) - older_than
    found = api.search_incidents_with_pagination(query, sort="created")
    return [each for each in found if each.created and each.created < end and not each.is_resolved]


def line_of(incident: IncidentResponseData) -> str:
    """An incident as a line, in which a terminal obeys nothing of the title."""
    title = "".join(each if each.isprintable() else " " for each in incident.title or "")
    return f"{incident.reference}  {incident.severity}  {incident.created:%Y-%m-%d}  {title}"


def main() -> None:
    """Resolve the incidents, or show them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("query", help="such as 'state:active AND severity:SEV-5'")
    parser.add_argument("--older-than", type=days, metavar="DAYS", required=True, help="since they were created")
    parser.add_argument("--yes", action="store_true", help="resolve them; without it they are only shown")
    arguments = parser.parse_args()

    configuration = Configuration(unstable_operations={"search_incidents": True, "update_incident": True})
    with ApiClient(configuration) as api_client:
        api, failed = IncidentsApi(api_client), 0
        incidents = forgotten(api, arguments.query, arguments.older_than)
        for incident in incidents:
            try:
                if arguments.yes:
                    shortcuts.resolve_incident(api, incident.id)
                print(line_of(incident), flush=True)
            except ApiException as error:  # such as a field that your organization requires
                failed += 1
                print(f"{line_of(incident)}\n  {error}", file=sys.stderr)
            except DatadogIncidentsError as error:  # no connection: the rest would fail, too
                sys.exit(f"bulk_close: {incident.reference}: {error}")
    if not arguments.yes:
        print(f"{len(incidents)} would be resolved; --yes resolves them")
        return
    print(f"{len(incidents) - failed} resolved")
    if failed:
        sys.exit(f"bulk_close: {failed} could not be resolved")


if __name__ == "__main__":
    try:
        main()
    except (DatadogIncidentsError, OSError) as error:
        sys.exit(f"bulk_close: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
