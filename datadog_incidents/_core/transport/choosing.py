"""Which transport an asynchronous client opens: the native one where httpx2 is installed, else urllib3's on threads."""

from __future__ import annotations

from datadog_incidents._core.message import AsyncTransport
from datadog_incidents._core.transport.settings import TransportSettings
from datadog_incidents._core.transport.threads import ThreadedTransport
from datadog_incidents._core.transport.urllib3_transport import Urllib3Transport


def open_async_transport(settings: TransportSettings) -> AsyncTransport:
    """The transport of an asynchronous client."""
    try:
        from datadog_incidents._core.transport.httpx2_transport import Httpx2Transport
    except ModuleNotFoundError as error:
        if error.name != "httpcore2":
            raise
        return open_on_threads(settings)
    return Httpx2Transport(settings)


def open_on_threads(settings: TransportSettings) -> AsyncTransport:
    """The transport of an asynchronous client where httpx2 is not installed."""
    return ThreadedTransport(Urllib3Transport(settings), settings.connection_pool_maxsize)
