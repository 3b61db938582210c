"""What became of incidents, in words: what went, what did not, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from datadog_incidents.cli.failures import Refused
from datadog_incidents.cli.outcomes import Fate, Outcome, Run
from datadog_incidents.cli.output.columns import name_of
from datadog_incidents.cli.output.stdout import document_of
from datadog_incidents.cli.program import say
from datadog_incidents.report.words import counted

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentResponseData

_NAMED: Final = 20
"""How many of those that were not tried are named, at the most."""


def done_line(incident: IncidentResponseData, verb: str, site: str) -> str:
    """What was done with an incident, and where it is."""
    return f"{name_of(incident)} {verb}: {incident.url(site) or incident.id}"


def ending_of(run: Run, verb: str, *, aside: str = "", again: str = "") -> Refused | None:
    """Tell on stderr what was not done.

    Args:
        run: what became of incidents.
        verb: what was to be done with them, as a participle.
        aside: what else there is to sum up.
        again: the command that goes on with the rest; empty where it would do all again.

    Returns:
        With what the command is to end; None if all went well.
    """
    if not run.exit_code:
        return None
    lines = list(_troubles(run))
    if again or len(run.outcomes) > 1 or not lines:
        lines.append(f"{summed_up(run, verb)}{aside}{_advice(run, again)}")
    for line in lines[:-1]:
        say(line)
    return Refused(lines[-1], run.exit_code)


def summed_up(run: Run, verb: str) -> str:
    """How many are done, and how many are not."""
    parts = [f"{counted(len(run.of(Fate.DONE)))} {verb}"]
    parts += [f"{number:,} {fate}" for fate in Fate if fate is not Fate.DONE and (number := len(run.of(fate)))]
    return ("interrupted: " if isinstance(run.ended_by, KeyboardInterrupt) else "") + ", ".join(parts)


def _troubles(run: Run) -> Iterator[str]:
    """A line for each that failed or is unknown, and one for all that were not tried."""
    for outcome in run.outcomes:
        if outcome.fate in (Fate.FAILED, Fate.UNKNOWN):
            yield f"{name_of(outcome.incident)}: {outcome.reason}"
    names = [name_of(outcome.incident) for outcome in run.of(Fate.NOT_TRIED)]
    if names:
        more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
        yield f"not tried: {', '.join(names[:_NAMED])}{more}"


def _advice(run: Run, again: str) -> str:
    """What to do about it."""
    unknown = ", ".join(name_of(outcome.incident) for outcome in run.of(Fate.UNKNOWN))
    if again and (unknown or run.of(Fate.NOT_TRIED)):
        return f"; to go on with what is not {'known to be ' if unknown else ''}done: {again}"
    return f"; look at {unknown} before you repeat it" if unknown else ""


def document_with_outcome(outcome: Outcome) -> dict[str, Any]:
    """The document of an incident, and what became of it."""
    reason = {"error": outcome.reason} if outcome.reason else {}
    return {**document_of(outcome.incident), "outcome": outcome.fate.value, **reason}
