"""The options that several commands have in common."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

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


def _severities() -> list[str]:
    return ["SEV-0", "SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5", "UNKNOWN"]


def _states() -> list[str]:
    return ["active", "stable", "resolved"]


def refuse_raw_unless(csv: bool, raw: bool) -> None:
    """Raise if `--raw` was given for what is no CSV.

    Raises:
        InvalidArgumentError: it was.
    """
    if raw and not csv:
        raise InvalidArgumentError("--raw: it is about CSV alone, and this is none")


_MOMENT = "TIME"
_MOMENTS = "90d, 12h, 2026-01-31, or ISO 8601 (UTC without an offset)"

Site: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--site", metavar="SITE", help="Site of the organization, such as datadoghq.eu; else that of DD_SITE."
    ),
]
Timeout: TypeAlias = Annotated[
    float | None, typer.Option("--timeout", metavar="SECONDS", help="Seconds to wait for each part of an answer.")
]
OutputOption: TypeAlias = Annotated[Output, typer.Option("--output", "-o", help="How to write it.")]
Raw: TypeAlias = Annotated[
    bool,
    typer.Option("--raw", help="In CSV, leave texts as they are that a spreadsheet would run; else they get a '."),
]
Limit: TypeAlias = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Show N at the most; 20 unless told otherwise.")
]
All: TypeAlias = Annotated[bool, typer.Option("--all", help="Show all there are.")]
Include: TypeAlias = Annotated[
    list[Included] | None,
    typer.Option(
        "--include",
        metavar="users|attachments",
        help="Add these resources to each incident as 'included', in JSON. Repeatable.",
    ),
]
Since: TypeAlias = Annotated[
    str | None, typer.Option("--since", metavar=_MOMENT, help=f"Only those created then or later: {_MOMENTS}.")
]
Until: TypeAlias = Annotated[
    str | None, typer.Option("--until", metavar=_MOMENT, help="Only those created before that moment.")
]
Query: TypeAlias = Annotated[
    str | None, typer.Option("--query", metavar="QUERY", help="Only those that a search for QUERY finds.")
]
References: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="REF", help="Incidents: number (42 or IR-42), UUID or address in the web app.")
]
Reference: TypeAlias = Annotated[
    str, typer.Argument(metavar="REF", help="The incident: number (42 or IR-42), UUID or address in the web app.")
]
Severity: TypeAlias = Annotated[
    str | None, typer.Option("--severity", metavar="SEVERITY", help="SEV-0 to SEV-5.", autocompletion=_severities)
]
State: TypeAlias = Annotated[
    str | None, typer.Option("--state", metavar="STATE", help="active, stable, resolved, …", autocompletion=_states)
]
Severities: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--severity", metavar="SEVERITY", help="Any of these. Repeatable.", autocompletion=_severities),
]
States: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--state", metavar="STATE", help="Any of these. Repeatable.", autocompletion=_states),
]
SortOption: TypeAlias = Annotated[Sort, typer.Option("--sort", help="Oldest first, or newest first.")]
SearchedFields: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="NAME=VALUE", help="With this value in a field. Repeatable: any of its values."),
]
Fields: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="NAME=VALUE",
        help="Set a field; an empty VALUE clears it. Repeatable, for several values. For a field of your own, give its "
        "type: region:dropdown=eu.",
    ),
]
Notified: TypeAlias = Annotated[
    list[str] | None, typer.Option("--notify", metavar="HANDLE", help="Notify @HANDLE of changes. Repeatable.")
]
DryRun: TypeAlias = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be sent, and send nothing that changes anything.")
]
Force: TypeAlias = Annotated[bool, typer.Option("--force", help="Overwrite what is there.")]
ExportFile: TypeAlias = Annotated[
    Path, typer.Argument(metavar="FILE", help="Where to write; - is stdout.", allow_dash=True)
]
