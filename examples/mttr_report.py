"""How long incidents took in the median, by severity, team, service or month.

    python examples/mttr_report.py
    python examples/mttr_report.py --by team --days 90

What has not happened yet counts in no median: an open incident has no time to resolve, rather than one of 0. Test
incidents are left out. DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
"""

import argparse
import sys
from datetime import UTC, datetime, timedelta
from typing import get_args

from datadog_incidents import ApiClient, Configuration, DatadogIncidentsError, IncidentsApi
from datadog_incidents.query import created
from datadog_incidents.report import GroupedBy, Report, duration_text, report_on, table_of

ROW = "{:<20}{:>10}{:>12}{:>14}{:>14}{:>14}"


def days(text: str) -> timedelta:
    """A number of days."""
    if not 0 < int(text) < 10_000:
        raise ValueError
    return timedelta(days=int(text))


def report_since(since: datetime, by: GroupedBy) -> Report:
    """The figures of the incidents that were created since then."""
    with ApiClient(Configuration(unstable_operations={"search_incidents": True})) as api_client:
        found = IncidentsApi(api_client).search_incidents_with_pagination(
            created(after=since), sort="created", prefetch=4
        )
        return report_on(found, by=by, since=since)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--by", choices=get_args(GroupedBy), default="severity", help="default: %(default)s")
    parser.add_argument("--days", type=days, default="30", help="how far to look back (default: %(default)s)")
    arguments = parser.parse_args()

    report = report_since(datetime.now(UTC) - arguments.days, arguments.by)
    print(ROW.format(report.by, "incidents", "unresolved", "to detect", "to repair", "to resolve"))
    names = (name for name, *_ in table_of(report).rows)  # those of teams and services as a terminal can show them
    for name, group in zip(names, (*report.groups, report.overall), strict=True):
        durations = (group.time_to_detect, group.time_to_repair, group.time_to_resolve)
        medians = [duration_text(duration.median) for duration in durations]
        print(ROW.format(name, group.count, group.unresolved, *medians))


if __name__ == "__main__":
    try:
        main()
    except (DatadogIncidentsError, OSError) as error:
        sys.exit(f"mttr_report: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
