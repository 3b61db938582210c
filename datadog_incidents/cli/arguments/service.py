"""The options of every command that calls the service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import click

from datadog_incidents.cli.arguments.command import Decorator, gathered, option


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOptions:
    """Where the service is, and how it is called: what was given for it, None for what was not."""

    profile: str | None
    """The name of the profile, empty for none."""
    site: str | None
    timeout: float | None
    """Seconds to wait for a connection, and for each part of an answer."""
    connect_timeout: float | None
    """Seconds to wait for a connection, where that is another time."""
    deadline: float | None
    """Seconds for a whole call."""
    max_retries: int | None
    verbose: bool


_SECONDS: Final[dict[str, Any]] = {"metavar": "SECONDS", "type": click.FloatRange(min=0, min_open=True)}

_OPTIONS: Final[tuple[Decorator, ...]] = (
    option(
        "--profile",
        metavar="NAME",
        envvar="DD_INCIDENTS_PROFILE",
        help="Site and keys of this profile ('profiles' lists them); else that of DD_INCIDENTS_PROFILE, else none.",
    ),
    option("--site", metavar="SITE", help="Site of the organization, such as datadoghq.eu; else that of DD_SITE."),
    option("--timeout", **_SECONDS, help="Wait so long for each part of an answer."),
    option("--connect-timeout", **_SECONDS, help="Wait so long for a connection."),
    option("--deadline", **_SECONDS, help="Give a call up after that time, with its retries and waits."),
    option("--max-retries", metavar="N", type=click.IntRange(min=0), help="Try a call again N times at the most."),
    option("--verbose", is_flag=True, help="Tell of each request and wait."),
)


service_options: Final = gathered(ServiceOptions, "service", _OPTIONS)
"""Gives a command these options; its parameter `service` gets all of them, as `ServiceOptions`."""
