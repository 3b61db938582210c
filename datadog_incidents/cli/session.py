"""The client that a command works with."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from datadog_incidents.cli.output.calls import Announcer, calls_told
from datadog_incidents.exceptions import ConfigurationError, InvalidArgumentError

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
        ConfigurationError: a setting is impossible, or a profile does not lead to its keys.
    """
    from datadog_incidents import Configuration

    given: dict[str, Any] = {
        "timeout": service.timeout,
        "deadline": service.deadline,
        "max_retries": service.max_retries,
        "on_wait": None if service.verbose else Announcer(),  # each wait is told then
    }
    given |= _place_and_keys(service)
    try:
        configuration = Configuration(
            unstable_operations="all", **{name: value for name, value in given.items() if value is not None}
        )
    except ConfigurationError as error:
        raise ConfigurationError(f"profile {service.profile!r}: {error}" if service.profile else str(error)) from None
    if service.connect_timeout is not None:
        usual = configuration.timeout
        configuration.timeout = (service.connect_timeout, usual[1] if isinstance(usual, tuple) else usual)
    return configuration


def _place_and_keys(service: ServiceOptions) -> dict[str, Any]:
    """The settings that a profile has, if there is one: then no others are looked for."""
    if not service.profile:
        return {"site": service.site}
    if service.site:
        raise InvalidArgumentError(
            f"--site: the site is that of the profile {service.profile!r}, as its keys are; --profile '' goes without"
        )
    from datadog_incidents.cli.profiles import profile_named

    return profile_named(service.profile).settings()


def site_of(api: IncidentsApi) -> str:
    """The site whose web app shows the incidents."""
    return api.api_client.configuration.site
