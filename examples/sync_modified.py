"""Keep a copy of all incidents in an SQLite file; each run writes what is new or was modified since the last one.

    python examples/sync_modified.py incidents.db
    sqlite3 incidents.db "SELECT document FROM incidents WHERE synced >= '2026-01-31'"

Each page is committed at once. After an interruption run it again: what is there already is not written twice.
Incidents that were deleted stay in the file. DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
"""

import argparse
import json
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime

from datadog_incidents import ApiClient, Configuration, DatadogIncidentsError, IncidentsApi

TABLE = "CREATE TABLE IF NOT EXISTS incidents (id TEXT PRIMARY KEY, synced TEXT NOT NULL, document TEXT NOT NULL)"
WRITE = """
    INSERT INTO incidents VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET synced = excluded.synced, document = excluded.document
    WHERE document <> excluded.document
"""


def sync(api: IncidentsApi, database: sqlite3.Connection) -> int:
    """Write what is new or differs; returns how many incidents that are."""
    # No documented search finds incidents by when they were modified, and the list is in the order of creation, so that
    # any page of it may hold a change. Hence the whole list is compared with what is there, a request for each hundred.
    # The copy itself is what is known of the last run: no time of it has to be kept, which would have to agree with
    # the service's clock and would be wrong after a run that broke off.
    database.execute(TABLE)
    for page in api.list_incidents_with_pagination(prefetch=4).pages():
        now = datetime.now(UTC).isoformat(timespec="seconds")
        rows = [(incident.id, now, json.dumps(incident.to_dict())) for incident in page.items]
        with database:
            database.executemany(WRITE, rows)
    return database.total_changes


def main() -> None:
    """Bring the file up to date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="the file, which is made if it is not there")
    file: str = parser.parse_args().file
    configuration = Configuration(unstable_operations={"list_incidents": True})
    with ApiClient(configuration) as api_client, closing(sqlite3.connect(file)) as database:
        print(sync(IncidentsApi(api_client), database), "new or modified")


if __name__ == "__main__":
    try:
        main()
    except (DatadogIncidentsError, OSError, sqlite3.Error) as error:
        sys.exit(f"sync_modified: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
