"""What commands that write have in common: what they would send, whether they may, and how they tell what they did."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID

from datadog_incidents.cli.failures import Refused
from datadog_incidents.cli.output.stdout import write_json, write_line
from datadog_incidents.cli.program import tell

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from datadog_incidents import IncidentsApi
    from datadog_incidents._core.operations.operation import Operation


def show_request(api: IncidentsApi, operation: Operation[Any], arguments: Mapping[str, Any], *, note: str = "") -> None:
    """Say what would be sent: where to on stderr, the body on stdout.

    Args:
        api: whose service it would be sent to.
        operation: what would be called.
        arguments: its arguments, by name.
        note: what else there is to say.

    Raises:
        InvalidArgumentError: an argument is wrong.
    """
    from datadog_incidents._core.operations.target import target_of

    target, body = target_of(operation, arguments)
    base = api.api_client.configuration.base_url
    tell(f"dry run, not sent: {operation.method} {base}{target}{f' ({note})' if note else ''}")
    if body is not None:
        write_json(json.loads(body))


def refuse_unasked(command: str) -> None:
    """Raise if a command that deletes has to ask, and nobody is there.

    Args:
        command: the command.

    Raises:
        Refused: nobody is there.
    """
    if not sys.stdin.isatty():
        raise Refused(f"{command}: nobody can be asked here; --yes deletes without asking")


def user_meant(api: IncidentsApi, who: str) -> Any:
    """The UUID that was given, or the user with that e-mail address or handle.

    Args:
        api: carries the call.
        who: what the user is called.

    Raises:
        NoMatchError: there is no such user.
    """
    from datadog_incidents.shortcuts import find_user

    try:
        return UUID(who)
    except ValueError:
        return find_user(api, who)


def write_done(done: Sequence[str], ending: Refused | None = None) -> None:
    """Write what was done to stdout, a line each.

    Args:
        done: the lines.
        ending: with what the command ends then, if not all went well.

    Raises:
        Refused: the ending, or stdout cannot be written.
    """
    with told(done, ending):
        for line in done:
            write_line(line)


@contextmanager
def told(done: Sequence[str], ending: Refused | None = None) -> Generator[None]:
    """Say what was done on stderr if stdout cannot be written, so that nobody takes it for undone and does it again.

    Args:
        done: what was done.
        ending: with what the command ends then, if not all went well; that is said even if nobody reads the rest.

    Raises:
        Refused: the ending, or stdout cannot be written.
    """
    try:
        yield
    except BrokenPipeError as error:
        if ending is None:
            raise
        raise ending from error
    except OSError as error:
        unwritten = f"{'; '.join(done)}; but stdout: {error.strerror}"
        raise Refused(*((f"{unwritten}; {ending}", ending.code) if ending else (unwritten, 1))) from error
    if ending is not None:
        raise ending
