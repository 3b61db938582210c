"""The types of what a transport of one's own is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_type

from datadog_incidents import ApiClient, IncidentsApi
from datadog_incidents.emulator import Emulator
from datadog_incidents.transport import FailureKind, Headers, Request, Response, Timeout, Transport, TransportFailure


class Around:
    """Lets another transport carry the requests, and looks at all that passes."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    def send(self, request: Request, timeout: Timeout) -> Response:
        assert_type(request.method, str)
        assert_type(request.target, str)
        assert_type(request.headers, Mapping[str, str])
        assert_type(request.body, bytes | None)
        assert_type((timeout.connect, timeout.read, timeout.total), tuple[float | None, float | None, float | None])
        try:
            response = self.transport.send(request, timeout)
        except TransportFailure as failure:
            assert_type(failure.kind, FailureKind)
            assert_type(failure.detail, str)
            raise
        assert_type(response.headers.get("content-type"), str | None)
        headers = Headers(response.headers.items())
        return Response(status=response.status, reason=response.reason, headers=headers, body=response.body)

    def close(self) -> None:
        self.transport.close()


def test_a_transport_of_ones_own(emulator: Emulator) -> None:
    transport: Transport = Around(emulator.transport)
    with ApiClient(emulator.configuration(), transport=transport) as api_client:
        assert len(IncidentsApi(api_client).list_incidents().data) == 6
