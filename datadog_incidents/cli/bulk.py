"""Changing incidents that are named, or all that a search finds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from datadog_incidents.cli.arguments.options import Output
from datadog_incidents.cli.changing import show_request, told, write_done
from datadog_incidents.cli.failures import Refused
from datadog_incidents.cli.outcomes import Doubt, Fate, Run, carry_out
from datadog_incidents.cli.output.outcomes import document_with_outcome, done_line, ending_of, summed_up
from datadog_incidents.cli.output.progress import followed, progress_bar
from datadog_incidents.cli.output.stdout import write_documents, write_incidents
from datadog_incidents.cli.program import tell
from datadog_incidents.cli.session import site_of
from datadog_incidents.report.words import counted

if TYPE_CHECKING:
    from datadog_incidents import IncidentsApi
    from datadog_incidents.cli.arguments.selection import Selection
    from datadog_incidents.models import IncidentResponseData, IncidentUpdateRequest
    from datadog_incidents.query import Query


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed about incidents."""

    verb: str
    done: str
    """What an incident is then: its participle."""
    values: Mapping[str, Any]
    """The arguments of `IncidentUpdateRequest.build`."""
    is_needless: Callable[[IncidentResponseData, IncidentUpdateRequest], bool]
    """Whether an incident is already as the request would make it."""

    def body_for(self, identity: str) -> IncidentUpdateRequest:
        """The request for an incident.

        Raises:
            InvalidArgumentError: a value is wrong.
        """
        from datadog_incidents.models import IncidentUpdateRequest

        return IncidentUpdateRequest.build(identity, **self.values)


def change_all(api: IncidentsApi, selection: Selection, change: Change, output: Output) -> None:
    """Change incidents, and write what became of them.

    All are read before the first of them is changed, since what is changed may leave the search that found it.

    Args:
        api: carries the calls.
        selection: which incidents.
        change: what is to be changed about them.
        output: how to write what became of them.

    Raises:
        InvalidArgumentError: a value is wrong; nothing was sent.
        Refused: more would be changed than may be; nothing was changed. Or not all went well.
    """
    change.body_for("checked before anything is sent")
    if selection.query is None:
        _change_named(api, selection, change, output)
    else:
        _change_found(api, selection, _found_by(api, selection.query), change, output)


def _change_named(api: IncidentsApi, selection: Selection, change: Change, output: Output) -> None:
    from datadog_incidents.api.incidents_api import UPDATE_INCIDENT

    incidents = called(api, selection.references)
    if selection.dry_run:
        for each in incidents:
            show_request(api, UPDATE_INCIDENT, {"incident_id": each.id, "body": change.body_for(each.id)})
        return
    _write(api, _changed(api, incidents, change), change, output)


def _change_found(
    api: IncidentsApi, selection: Selection, found: Sequence[IncidentResponseData], change: Change, output: Output
) -> None:
    """Change what a search found but for what is as wanted, so that the same command goes on where it was ended."""
    incidents = [each for each in found if not change.is_needless(each, change.body_for(each.id))]
    aside = f", {len(found) - len(incidents):,} so already" if len(incidents) < len(found) else ""
    if selection.dry_run:
        write_incidents(incidents, output)
        sys.stdout.flush()
    if len(incidents) > selection.at_most:
        raise Refused(
            f"{change.verb}: {counted(len(incidents))} would be {change.done}, and --at-most allows "
            f"{selection.at_most:,}; narrow the query, or give --at-most {len(incidents)}"
        )
    if selection.dry_run:
        tell(f"dry run, nothing sent: {counted(len(incidents))} would be {change.done}{aside}")
        return
    if incidents and not selection.yes:
        with redirect_stdout(sys.stderr):  # beside the question, wherever the outcome goes
            write_incidents(incidents, Output.TABLE)
        click.confirm(f"{change.verb.capitalize()} {counted(len(incidents))}?", abort=True, err=True)
    run = _changed(api, incidents, change)
    _write(api, run, change, output, aside=aside, again=selection.again)
    tell(f"{summed_up(run, change.done)}{aside}")


def _changed(api: IncidentsApi, incidents: Sequence[IncidentResponseData], change: Change) -> Run:
    return one_by_one(api, incidents, lambda each: api.update_incident(each.id, change.body_for(each.id)).data)


def one_by_one(
    api: IncidentsApi,
    incidents: Sequence[IncidentResponseData],
    act: Callable[[IncidentResponseData], IncidentResponseData],
) -> Run:
    """Do something with each of several incidents, while a bar shows how far it is; see `carry_out`."""
    doubt, configuration = Doubt(), api.api_client.configuration
    configuration.on_request, configuration.on_retry = doubt.on_request, doubt.on_retry
    with progress_bar(shown=len(incidents) > 1 and sys.stderr.isatty()) as advance:
        return carry_out(incidents, act, advance, doubt)


def _write(api: IncidentsApi, run: Run, change: Change, output: Output, *, aside: str = "", again: str = "") -> None:
    """Write what became of incidents; as JSON of all of them, else of those that are changed."""
    done = [outcome.incident for outcome in run.of(Fate.DONE)]
    lines = [done_line(incident, change.done, site_of(api)) for incident in done]
    ending = ending_of(run, change.done, aside=aside, again=again)
    if output is Output.TABLE:
        write_done(lines, ending)
        return
    with told(lines, ending):
        if output is Output.CSV:
            write_incidents(done, output)
        else:
            write_documents(map(document_with_outcome, run.outcomes), output)


def _found_by(api: IncidentsApi, query: Query) -> list[IncidentResponseData]:
    """All that a search finds, oldest first, with their commanders."""
    pager = api.search_incidents_with_pagination(query, include="users", sort="created")
    with progress_bar(shown=sys.stderr.isatty()) as advance:
        return list(followed(pager.pages(), advance))


def called(api: IncidentsApi, references: Sequence[str]) -> list[IncidentResponseData]:
    """The incidents that are called so, each once."""
    from datadog_incidents.shortcuts import find_incident

    found = [find_incident(api, reference) for reference in references]
    return list({incident.id: incident for incident in found}.values())
