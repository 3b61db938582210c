"""The client that a command works with."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from datadog_incidents.cli.output.calls import Announcer, calls_told

if TYPE_CHECKING:
    from collections.abc import Generator

    from datadog_incidents import Configuration, IncidentsApi
    from datadog_incidents.cli.arguments.service import ServiceOptions


@contextmanager
def session(service: ServiceOptions) -> Generator[IncidentsApi]:
    """The operations of the service that the environment and the options lead to, all opted in to.

    Args:
        service: the options.

    Raises:
        ConfigurationError: a key is missing, or a setting is impossible.
    """
    from datadog_incidents import ApiClient, IncidentsApi

    with calls_told(told=service.verbose), ApiClient(configuration_of(service)) as api_client:
        yield IncidentsApi(api_client)


def configuration_of(service: ServiceOptions) -> Configuration:
    """The settings that the environment and the options lead to, all operations opted in to.

    Args:
        service: the options.

    Raises:
        ConfigurationError: a setting is impossible.
    """
    from datadog_incidents import Configuration

    given: dict[str, Any] = {
        "timeout": service.timeout,
        "deadline": service.deadline,
        "max_retries": service.max_retries,
        "on_wait": None if service.verbose else Announcer(),  # each wait is told then
    }
    configuration = Configuration(
        site=service.site,
        unstable_operations="all",
        **{name: value for name, value in given.items() if value is not None},
    )
    if service.connect_timeout is not None:
        usual = configuration.timeout
        configuration.timeout = (service.connect_timeout, usual[1] if isinstance(usual, tuple) else usual)
    return configuration


def site_of(api: IncidentsApi) -> str:
    """The site whose web app shows the incidents."""
    return api.api_client.configuration.site
