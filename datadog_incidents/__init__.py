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

if TYPE_CHECKING:
    from datadog_incidents._core.calls.events import RequestEvent as RequestEvent
    from datadog_incidents._core.calls.events import ResponseEvent as ResponseEvent
    from datadog_incidents._core.calls.events import RetryEvent as RetryEvent
    from datadog_incidents._core.calls.events import WaitEvent as WaitEvent
    from datadog_incidents._core.calls.options import CallOptions as CallOptions
    from datadog_incidents._core.calls.rate_limiter import RateLimiter as RateLimiter
    from datadog_incidents._core.codec.unset import UNSET as UNSET
    from datadog_incidents._core.paging.async_pager import AsyncPager as AsyncPager
    from datadog_incidents._core.paging.page import Page as Page
    from datadog_incidents._core.paging.pager import Pager as Pager
    from datadog_incidents._core.version import __version__ as __version__
    from datadog_incidents.api.incidents_api import IncidentsApi as IncidentsApi
    from datadog_incidents.api_client import ApiClient as ApiClient
    from datadog_incidents.api_client import ApiResponse as ApiResponse
    from datadog_incidents.async_api.incidents_api import AsyncIncidentsApi as AsyncIncidentsApi
    from datadog_incidents.async_api_client import AsyncApiClient as AsyncApiClient
    from datadog_incidents.configuration import Configuration as Configuration
    from datadog_incidents.exceptions import *  # noqa: F403
    from datadog_incidents.rate_limit import RateLimit as RateLimit
else:
    _exports = {
        "._core.calls.events": ("RequestEvent", "ResponseEvent", "RetryEvent", "WaitEvent"),
        "._core.calls.options": ("CallOptions",),
        "._core.calls.rate_limiter": ("RateLimiter",),
        "._core.paging.async_pager": ("AsyncPager",),
        "._core.paging.page": ("Page",),
        "._core.paging.pager": ("Pager",),
        ".rate_limit": ("RateLimit",),
        "._core.version": ("__version__",),
        "._core.codec.unset": ("UNSET",),
        ".api.incidents_api": ("IncidentsApi",),
        ".api_client": ("ApiClient", "ApiResponse"),
        ".async_api.incidents_api": ("AsyncIncidentsApi",),
        ".async_api_client": ("AsyncApiClient",),
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
    __all__ = [name for names in _exports.values() for name in names]

    def __getattr__(name: str) -> object:
        from datadog_incidents._core.lazy import find

        return find(__name__, _exports, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
