"""The options and arguments that several commands have in common: each is a decorator, named after its parameter."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

import click

from datadog_incidents.cli.arguments.command import Decorator, argument, option
from datadog_incidents.exceptions import InvalidArgumentError


class Output(StrEnum):
    """How something is written to stdout."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"


class Included(StrEnum):
    """What can be read along with incidents."""

    USERS = "users"
    ATTACHMENTS = "attachments"


class Sort(StrEnum):
    """The order of a search."""

    OLDEST_FIRST = "created"
    NEWEST_FIRST = "-created"


def refuse_raw_unless(csv: bool, raw: bool) -> None:
    """Raise if `--raw` was given for what is no CSV.

    Raises:
        InvalidArgumentError: it was.
    """
    if raw and not csv:
        raise InvalidArgumentError("--raw: it is about CSV alone, and this is none")


_SEVERITIES: Final = ("SEV-0", "SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5", "UNKNOWN")
_STATES: Final = ("active", "stable", "resolved")
REFERENCE_HELP: Final = "number (42 or IR-42), UUID or address in the web app."

reference: Final[Decorator] = argument("reference", metavar="REF", help=f"The incident: {REFERENCE_HELP}")
references: Final[Decorator] = argument(
    "references", metavar="REF...", nargs=-1, required=True, help=f"Incidents: {REFERENCE_HELP}"
)
export_file: Final[Decorator] = argument(
    "file", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True), help="Where to write; - is stdout."
)

output: Final[Decorator] = option("--output", "-o", among=Output, default=Output.TABLE, help="How to write it.")
raw: Final[Decorator] = option(
    "--raw", is_flag=True, help="In CSV, leave texts as they are that a spreadsheet would run; else they get a '."
)
include: Final[Decorator] = option(
    "--include",
    metavar="users|attachments",
    among=Included,
    multiple=True,
    help="Add these resources to each incident as 'included', in JSON. Repeatable.",
)

limit: Final[Decorator] = option(
    "--limit", "-n", metavar="N", type=click.IntRange(min=1), help="Show N at the most; 20 unless told otherwise."
)
every: Final[Decorator] = option("--all", "every", is_flag=True, help="Show all there are.")
SINCE_HELP: Final = "Only those created then or later: 90d, 12h, 2026-01-31, or ISO 8601 (UTC without an offset)."
since: Final[Decorator] = option("--since", metavar="TIME", help=SINCE_HELP)
until: Final[Decorator] = option("--until", metavar="TIME", help="Only those created before that moment.")
query: Final[Decorator] = option("--query", metavar="QUERY", help="Only those that a search for QUERY finds.")
severities: Final[Decorator] = option(
    "--severity",
    "severities",
    metavar="SEVERITY",
    multiple=True,
    suggested=_SEVERITIES,
    help="Any of these. Repeatable.",
)
states: Final[Decorator] = option(
    "--state", "states", metavar="STATE", multiple=True, suggested=_STATES, help="Any of these. Repeatable."
)
commanders: Final[Decorator] = option(
    "--commander", "commanders", metavar="USER", multiple=True, help="Led by any of these: e-mail, handle or UUID."
)
teams: Final[Decorator] = option("--team", "teams", metavar="TEAM", multiple=True, help="Any of these. Repeatable.")
services: Final[Decorator] = option(
    "--service", "services", metavar="SERVICE", multiple=True, help="Any of these. Repeatable."
)
searched_fields: Final[Decorator] = option(
    "--field",
    "fields",
    metavar="NAME=VALUE",
    multiple=True,
    help="With this value in a field. Repeatable: any of its values.",
)


def sort(first: Sort) -> Decorator:
    """The order of incidents.

    Args:
        first: what it is unless told otherwise.
    """
    return option("--sort", among=Sort, default=first, help="Oldest first, or newest first.")


severity: Final[Decorator] = option("--severity", metavar="SEVERITY", suggested=_SEVERITIES, help="SEV-0 to SEV-5.")
state: Final[Decorator] = option("--state", metavar="STATE", suggested=_STATES, help="active, stable, resolved, …")
fields: Final[Decorator] = option(
    "--field",
    "fields",
    metavar="NAME=VALUE",
    multiple=True,
    help="Set a field; an empty VALUE clears it. Repeatable, for several values. For a field of your own, give its "
    "type: region:dropdown=eu.",
)
notify: Final[Decorator] = option(
    "--notify", metavar="HANDLE", multiple=True, help="Notify @HANDLE of changes. Repeatable."
)
customer_impact_scope: Final[Decorator] = option(
    "--customer-impact-scope", metavar="TEXT", help="Customers are affected, and notice this."
)
dry_run: Final[Decorator] = option(
    "--dry-run", is_flag=True, help="Show what would be sent, and send nothing that changes anything."
)
force: Final[Decorator] = option("--force", is_flag=True, help="Overwrite what is there.")
