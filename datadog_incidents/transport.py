"""What a transport of one's own is made of: anything with `send` and `close` can carry the requests of a client.

    class Recorded:
        def send(self, request: Request, timeout: Timeout) -> Response:
            return Response(status=200, headers=Headers([("Content-Type", "application/json")]), body=b"{}")

        def close(self) -> None: ...

    api_client = ApiClient(configuration, transport=Recorded())

All decisions stay with the client: a transport carries out one attempt, and raises a `TransportFailure` whose kind says
whether the request may have reached the service.
"""

from datadog_incidents._core.message import AsyncTransport as AsyncTransport
from datadog_incidents._core.message import FailureKind as FailureKind
from datadog_incidents._core.message import Headers as Headers
from datadog_incidents._core.message import Request as Request
from datadog_incidents._core.message import Response as Response
from datadog_incidents._core.message import Timeout as Timeout
from datadog_incidents._core.message import Transport as Transport
from datadog_incidents._core.message import TransportFailure as TransportFailure

__all__ = [
    "AsyncTransport",
    "FailureKind",
    "Headers",
    "Request",
    "Response",
    "Timeout",
    "Transport",
    "TransportFailure",
]
