"""A typed, fast and careful client for the Datadog Incidents API v2, with an emulator of it.

    from datadog_incidents import ApiClient, Configuration, IncidentsApi

    configuration = Configuration()  # DD_SITE, DD_API_KEY and DD_APP_KEY of the environment
    with ApiClient(configuration) as api_client:
        for incident in IncidentsApi(api_client).list_incidents_with_pagination(allow_unstable=True):
            print(incident.attributes.title)

The models are in `datadog_incidents.models`, the emulator (extra `emulator`) is in `datadog_incidents.emulator`.
Everything is imported when it is first used, so that importing the package costs next to nothing.
"""

from typing import TYPE_CHECKING

from datadog_incidents._core.version import __version__ as __version__

if TYPE_CHECKING:
    from datadog_incidents._core.events import RequestEvent as RequestEvent
    from datadog_incidents._core.events import ResponseEvent as ResponseEvent
    from datadog_incidents._core.events import RetryEvent as RetryEvent
    from datadog_incidents._core.events import WaitEvent as WaitEvent
    from datadog_incidents._core.options import CallOptions as CallOptions
    from datadog_incidents._core.paging import Page as Page
    from datadog_incidents._core.paging import Pager as Pager
    from datadog_incidents._core.rate_limit import RateLimit as RateLimit
    from datadog_incidents._core.unset import UNSET as UNSET
    from datadog_incidents.api.incidents_api import IncidentsApi as IncidentsApi
    from datadog_incidents.api_client import ApiClient as ApiClient
    from datadog_incidents.api_client import ApiResponse as ApiResponse
    from datadog_incidents.configuration import Configuration as Configuration
    from datadog_incidents.exceptions import *  # noqa: F403
else:
    from datadog_incidents._core.lazy import lazy_exports

    _exports = {
        "._core.events": ("RequestEvent", "ResponseEvent", "RetryEvent", "WaitEvent"),
        "._core.options": ("CallOptions",),
        "._core.paging": ("Page", "Pager"),
        "._core.rate_limit": ("RateLimit",),
        "._core.unset": ("UNSET",),
        ".api.incidents_api": ("IncidentsApi",),
        ".api_client": ("ApiClient", "ApiResponse"),
        ".configuration": ("Configuration",),
        ".exceptions": (
            "ApiConnectionError",
            "ApiException",
            "ApiTimeoutError",
            "BadRequestException",
            "CallError",
            "ConfigurationError",
            "ConflictException",
            "DatadogIncidentsError",
            "DecodeError",
            "ForbiddenException",
            "InvalidArgumentError",
            "NoMatchError",
            "NotFoundException",
            "ServiceException",
            "TooManyRequestsException",
            "UnauthorizedException",
            "UnprocessableEntityException",
            "UnstableOperationError",
        ),
    }
    __all__ = ["__version__", *(name for names in _exports.values() for name in names)]
    __getattr__, __dir__ = lazy_exports(__name__, _exports)
