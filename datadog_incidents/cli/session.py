"""The client that a command works with."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from datadog_incidents.cli.program import say

if TYPE_CHECKING:
    from collections.abc import Generator

    from datadog_incidents import IncidentsApi, WaitEvent

_WORTH_TELLING_SECONDS = 1.0
_OVER_THE_BAR = "\r\x1b[2K"
"""Makes a terminal clear the line, on which there may be a progress bar."""


@contextmanager
def session(site: str | None, timeout: float | None) -> Generator[IncidentsApi]:
    """The operations of the service that the environment and these options lead to, all opted in to.

    Args:
        site: the site; None for that of the environment.
        timeout: seconds to wait for each part of an answer; None for the usual.

    Raises:
        ConfigurationError: a key is missing, or a setting is impossible.
    """
    from datadog_incidents import ApiClient, Configuration, IncidentsApi

    settings: dict[str, Any] = {} if timeout is None else {"timeout": timeout}
    configuration = Configuration(
        site=site,
        unstable_operations="all",
        on_wait=_Announcer() if sys.stderr.isatty() else None,
        **settings,
    )
    with ApiClient(configuration) as api_client:
        yield IncidentsApi(api_client)


def site_of(api: IncidentsApi) -> str:
    """The site whose web app shows the incidents."""
    return api.api_client.configuration.site


class _Announcer:
    """Says that the client waits, once for all threads that wait for the same moment."""

    def __init__(self) -> None:
        self._until = time.monotonic()

    def __call__(self, event: WaitEvent) -> None:
        until = time.monotonic() + event.seconds
        if until > self._until + _WORTH_TELLING_SECONDS:
            self._until = until
            sys.stderr.write(_OVER_THE_BAR)
            say(f"waiting {event.seconds:.0f} s: {event.reason}")
