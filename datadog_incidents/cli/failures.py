"""What ends a command before its time, as one line on stderr and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from datadog_incidents.cli.program import PROGRAM, missing, say, tell
from datadog_incidents.exceptions import (
    ApiConnectionError,
    ApiTimeoutError,
    BadRequestException,
    ConfigurationError,
    DatadogIncidentsError,
    DecodeError,
    ForbiddenException,
    InvalidArgumentError,
    NoMatchError,
    NotFoundException,
    ServiceException,
    TooManyRequestsException,
    UnauthorizedException,
    UnprocessableEntityException,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class ExitCode:
    """An exit code, and when it is returned."""

    code: int
    meaning: str
    errors: tuple[type[BaseException], ...] = ()


UNKNOWN_OUTCOME = 8

EXIT_CODES: Final = (
    ExitCode(0, "all went well"),
    ExitCode(1, "another error, such as a file that cannot be written"),
    ExitCode(
        2,
        "the command line, the configuration or an argument is wrong",
        (
            click.ClickException,
            ConfigurationError,
            InvalidArgumentError,
            BadRequestException,
            UnprocessableEntityException,
            ImportError,
        ),
    ),
    ExitCode(3, "the keys are wrong or lack a permission", (UnauthorizedException, ForbiddenException)),
    ExitCode(4, "there is no such incident, user, todo or the like", (NotFoundException, NoMatchError)),
    ExitCode(5, "the rate limit is used up", (TooManyRequestsException,)),
    ExitCode(6, "no connection, or no answer in time", (ApiConnectionError, ApiTimeoutError)),
    ExitCode(7, "the service failed, or answered nonsense", (ServiceException, DecodeError)),
    ExitCode(UNKNOWN_OUTCOME, "a write was sent, its outcome is unknown: look before repeating it"),
    ExitCode(130, "interrupted by Ctrl-C", (KeyboardInterrupt,)),
)
"""Every exit code. The help and the documentation are made from it."""


class Refused(Exception):
    """A command ends here, with a line of its own on stderr.

    Args:
        message: what happened and what to do.
        code: the exit code.
    """

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code


def exit_code_of(error: BaseException) -> int:
    """The exit code for an exception."""
    if isinstance(error, Refused):
        return error.code
    if getattr(error, "outcome_unknown", False):
        return UNKNOWN_OUTCOME
    return next((each.code for each in EXIT_CODES if isinstance(error, each.errors)), 1)


def message_of(error: BaseException) -> str:
    """What to say about an exception, without a traceback."""
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    if isinstance(error, click.ClickException):
        return _usage_message(error)
    if isinstance(error, ImportError):
        return missing(error)
    if isinstance(error, (DatadogIncidentsError, Refused)):
        return str(error)
    if isinstance(error, OSError):
        return ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)
    return f"this should not have happened, please report it: {type(error).__name__}: {error}"


def _usage_message(error: click.ClickException) -> str:
    """What is wrong with the command line, and where its help is. A key in it is not repeated."""
    option = str(getattr(error, "option_name", "")).lstrip("-").replace("_", "-").lower()
    if option in _KEY_OPTIONS:
        return "keys are not given on the command line, where others can see them: set DD_API_KEY and DD_APP_KEY"
    said = " ".join(error.format_message().split()).rstrip(".")
    if "unexpected extra argument" in said:
        said += "; what has blanks in it wants quotes"
    context = getattr(error, "ctx", None)
    return f"{said} (see {getattr(context, 'command_path', PROGRAM)} --help)"


_KEY_OPTIONS: Final = frozenset(
    {
        "api-key",
        "apikey",
        "app-key",
        "appkey",
        "application-key",
        "access-token",
        "bearer-token",
        "token",
        "key",
        "keys",
    }
)


def guarded(command: Callable[[Sequence[str]], None], arguments: Sequence[str]) -> int:
    """Carry out a command, and turn whatever ends it into an exit code.

    Args:
        command: takes the command line.
        arguments: the command line without the program's name.

    Returns:
        The exit code.
    """
    try:
        command(arguments)
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.Abort as aborted:  # which is also what Ctrl-C becomes at a question
        if aborted.__context__:  # the question is still on the line
            tell("")
        say("given up, nothing was changed")
        return exit_code_of(aborted.__context__ or aborted)
    except BrokenPipeError:
        _forget_stdout()  # whoever read the output has had enough of it
        return 0
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # no traceback, whatever happens
        reason = error.__cause__ or error
        if isinstance(reason, OSError) and not isinstance(reason, DatadogIncidentsError) and not reason.filename:
            _forget_stdout()  # it may be a full disk that stdout leads to
        say(message_of(error))
        return exit_code_of(error)
    return 0


def _forget_stdout() -> None:
    """Let what is left in the buffer go nowhere, or Python would complain about it when it exits."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
