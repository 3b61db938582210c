"""Changing many incidents: one after the other, until all are done or what happened would happen to the rest as well.

One after the other, since the service limits how often it is asked, and since no more than one write can be under way,
and of unknown outcome, when something ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from datadog_incidents.cli.failures import UNKNOWN_OUTCOME, exit_code_of, message_of
from datadog_incidents.exceptions import (
    ApiConnectionError,
    ApiTimeoutError,
    ConfigurationError,
    DatadogIncidentsError,
    DecodeError,
    ForbiddenException,
    TooManyRequestsException,
    UnauthorizedException,
)

if TYPE_CHECKING:
    from datadog_incidents import RetryEvent
    from datadog_incidents.models import IncidentResponseData

UNKNOWN_IN_A_ROW: Final = 3
"""So many unknown outcomes one after the other are no accident: they end it."""


class Fate(StrEnum):
    """What became of an incident."""

    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NOT_TRIED = "not tried"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an incident, and why if it is not done."""

    incident: IncidentResponseData
    """As it is now if it was changed, else as it was before."""
    fate: Fate
    error: BaseException | None = None

    @property
    def reason(self) -> str:
        """Why, in one line; empty for what is done and for what was not tried."""
        if self.error is None:
            return ""
        said = message_of(self.error)
        told = self.fate is not Fate.UNKNOWN or getattr(self.error, "outcome_unknown", False)
        return said if told else f"{said}; it is unknown whether the service carried it out"


@dataclass(frozen=True, slots=True)
class Run:
    """What became of all of them, and what ended it before all were tried, if something did."""

    outcomes: Sequence[Outcome]
    ended_by: BaseException | None = None

    @property
    def exit_code(self) -> int:
        """130 after Ctrl-C, 8 if an outcome is unknown, else that of what ended it, or of what failed first."""
        if isinstance(self.ended_by, KeyboardInterrupt):
            return exit_code_of(self.ended_by)
        if self.of(Fate.UNKNOWN):
            return UNKNOWN_OUTCOME
        errors = (self.ended_by, *(each.error for each in self.outcomes))
        return next((exit_code_of(error) for error in errors if error is not None), 0)

    def of(self, fate: Fate) -> list[Outcome]:
        """Those that this became of."""
        return [outcome for outcome in self.outcomes if outcome.fate is fate]


class Doubt:
    """Whether the write that is under way may be carried out: from when it is sent until an answer says that it is not.

    So Ctrl-C in a wait for the rate limit, which can be long, leaves nothing unknown.
    """

    is_there: bool

    def __init__(self) -> None:
        self.is_there = False

    def on_request(self, _event: object) -> None:
        """A request is about to be sent."""
        self.is_there = True

    def on_retry(self, event: RetryEvent) -> None:
        """An attempt failed and is going to be repeated."""
        self.is_there = event.error.outcome_unknown


def carry_out(
    incidents: Sequence[IncidentResponseData],
    act: Callable[[IncidentResponseData], IncidentResponseData],
    advance: Callable[[int, int | None], None],
    doubt: Doubt,
) -> Run:
    """Do something with each of several incidents, one after the other.

    Args:
        incidents: the incidents.
        act: does it, and returns the incident as it is now.
        advance: is told how many are done with, of how many.
        doubt: is told of the requests.

    Returns:
        What became of them. Ctrl-C is no exception here, so that what was done before it is told.
    """
    outcomes = [Outcome(incident, Fate.NOT_TRIED) for incident in incidents]
    position, ended_by = 0, None
    try:
        advance(0, len(incidents))
        for position, incident in enumerate(incidents):
            outcomes[position] = _tried(incident, act)
            doubt.is_there = False
            advance(position + 1, len(incidents))
            ended_by = what_ends(outcomes[: position + 1])
            if ended_by is not None:
                break
    except KeyboardInterrupt as interruption:
        ended_by = interruption
        if doubt.is_there and outcomes[position].fate is Fate.NOT_TRIED:
            outcomes[position] = judged(incidents[position], interruption)
    return Run(outcomes, ended_by)


def _tried(incident: IncidentResponseData, act: Callable[[IncidentResponseData], IncidentResponseData]) -> Outcome:
    try:
        return Outcome(act(incident), Fate.DONE)
    except Exception as error:  # noqa: BLE001  # whatever it was, what became of the others is told
        return judged(incident, error)


def judged(incident: IncidentResponseData, error: BaseException) -> Outcome:
    """What became of an incident when this ended the attempt to change it.

    An answer that cannot be read may be that of something before the service, so it tells nothing for sure.
    """
    known = isinstance(error, DatadogIncidentsError) and not (error.outcome_unknown or isinstance(error, DecodeError))
    return Outcome(incident, Fate.FAILED if known else Fate.UNKNOWN, error)


_HITS_ALL: Final = (
    ApiConnectionError,
    ApiTimeoutError,
    ConfigurationError,
    ForbiddenException,
    TooManyRequestsException,
    UnauthorizedException,
)


def what_ends(outcomes: Sequence[Outcome]) -> BaseException | None:
    """What of the outcomes so far would be that of all others, too; None if they are worth trying.

    Wrong keys and a used up rate limit are, and a service that cannot be reached. What was sent and lost is once an
    accident, and a mistake of this program is not to be repeated.

    Args:
        outcomes: those so far, of which the last ones count.
    """
    last = outcomes[-1]
    if last.fate is Fate.FAILED:
        return last.error if isinstance(last.error, _HITS_ALL) else None
    recent = outcomes[-UNKNOWN_IN_A_ROW:]
    lost = len(recent) == UNKNOWN_IN_A_ROW and all(each.fate is Fate.UNKNOWN for each in recent)
    return last.error if lost or not isinstance(last.error, DatadogIncidentsError) else None
