"""Export all incidents since a time to a CSV file, which is there as a whole or not at all.

    python examples/export_to_csv.py incidents.csv --since 2026-01-01

Test incidents are left out. DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from datadog_incidents import ApiClient, Configuration, DatadogIncidentsError, IncidentsApi
from datadog_incidents.models import IncidentResponseData
from datadog_incidents.query import created

COLUMNS: Final[dict[str, Callable[[IncidentResponseData], object]]] = {
    "public_id": lambda incident: incident.public_id,
    "title": lambda incident: incident.title,
    "severity": lambda incident: incident.severity,
    "state": lambda incident: incident.state,
    "created": lambda incident: incident.created,
    "resolved": lambda incident: incident.resolved,
    "commander": lambda incident: incident.commander.display_name if incident.commander else None,
    "services": lambda incident: ";".join(incident.field_values("services")),
    "teams": lambda incident: ";".join(incident.field_values("teams")),
    "seconds_to_resolve": lambda incident: seconds(incident.time_to_resolve),
}


def seconds(duration: timedelta | None) -> int | None:
    """A duration as a number; None, an empty cell, for what has not happened yet."""
    return None if duration is None else duration // timedelta(seconds=1)


def cell(value: object) -> object:
    """A value that no spreadsheet runs: a text that begins like a formula gets an apostrophe before it."""
    runs = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if runs else value


def moment(text: str) -> datetime:
    """A date or a time in ISO 8601, in UTC unless it has an offset."""
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def write(file: Path, incidents: Iterable[IncidentResponseData]) -> int:
    """Write the file beside its place first, then move it there; returns the number of incidents."""
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise FileExistsError(f"{file} is no file that can be replaced")
    part = file.with_name(f"{file.name}.part")
    lines = part.open("x", newline="", encoding="utf-8")  # "x", so that nobody else is writing it
    count = 0
    try:
        with lines:
            rows = csv.writer(lines)
            rows.writerow(COLUMNS)
            for incident in incidents:
                rows.writerow([cell(value(incident)) for value in COLUMNS.values()])
                count += 1
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return count


def main() -> None:
    """Export the incidents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="the file to write")
    parser.add_argument("--since", type=moment, required=True, help="such as 2026-01-31 or 2026-01-31T14:05+02:00")
    arguments = parser.parse_args()

    with ApiClient(Configuration(unstable_operations={"search_incidents": True})) as api_client:
        found = IncidentsApi(api_client).search_incidents_with_pagination(
            created(after=arguments.since), include="users", sort="created", prefetch=4
        )
        count = write(arguments.file, found)
    print(f"{count} incidents in {arguments.file}")


if __name__ == "__main__":
    try:
        main()
    except (DatadogIncidentsError, OSError) as error:
        sys.exit(f"export_to_csv: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
