"""A transport of a user's own, made of public names alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest

from datadog_incidents import ApiClient, ApiConnectionError, ApiTimeoutError, Configuration, transport
from datadog_incidents.models import IncidentCreateRequest
from datadog_incidents.transport import FailureKind, Headers, Request, Response, Timeout, TransportFailure
from tests import kinds

pytestmark = pytest.mark.usefixtures("kind")


INCIDENT = b'{"data": {"type": "incidents", "id": "00000001-89ab-5cde-8f01-23456789abcd"}}'
UNSENT = (FailureKind.CONNECT, FailureKind.CONNECT_TIMEOUT, FailureKind.TLS)


class Own:
    """Fails as often as it is told to, then answers with an incident."""

    def __init__(self, *failures: FailureKind) -> None:
        self.failures = list(failures)
        self.sent: list[tuple[Request, Timeout]] = []
        self.closed = 0

    def send(self, request: Request, timeout: Timeout) -> Response:
        self.sent.append((request, timeout))
        if self.failures:
            raise TransportFailure(self.failures.pop(0), "on purpose")
        return Response(status=201, headers=Headers([("Content-Type", "application/json")]), body=INCIDENT)

    def close(self) -> None:
        self.closed += 1


def client_over(own: Own, **settings: Any) -> ApiClient:
    configuration = Configuration(
        api_key="the-api-key",
        app_key="the-app-key",
        unstable_operations={"create_incident": True},
        retry_backoff_factor=0,
        **settings,
    )
    return kinds.api_client(configuration, transport=own)


def create(api_client: ApiClient, **options: Any) -> str:
    return kinds.incidents_api(api_client).create_incident(IncidentCreateRequest.build("Disk full"), **options).data.id


def test_it_is_given_the_whole_request_and_closed_with_the_client() -> None:
    own = Own()
    with client_over(own, host="https://proxy.example/datadog") as api_client:
        assert create(api_client, timeout=(2, 5)) == "00000001-89ab-5cde-8f01-23456789abcd"
        assert own.closed == 0
    assert own.closed == 1
    ((request, timeout),) = own.sent
    assert (request.method, request.target) == ("POST", "/datadog/api/v2/incidents")
    assert request.headers["DD-API-KEY"] == "the-api-key"
    assert b'"title":"Disk full"' in (request.body or b"")
    assert (timeout.connect, timeout.read, timeout.total) == (2, 5, None)
    assert "the-api-key" not in repr(request)


@pytest.mark.parametrize("kind", UNSENT)
def test_a_create_is_repeated_where_it_says_that_nothing_was_sent(kind: FailureKind) -> None:
    own = Own(kind, kind)
    with client_over(own) as api_client:
        create(api_client)
    assert len(own.sent) == 3


@pytest.mark.parametrize("kind", sorted(set(FailureKind) - set(UNSENT)))
def test_a_create_is_not_repeated_where_something_may_have_been_sent(kind: FailureKind) -> None:
    own = Own(kind)
    expected = ApiTimeoutError if kind is FailureKind.READ_TIMEOUT else ApiConnectionError
    with client_over(own) as api_client, pytest.raises(expected, match="on purpose") as raised:
        create(api_client)
    assert len(own.sent) == 1
    assert raised.value.outcome_unknown


def own_types_in(thing: object) -> Iterator[str]:
    """The names of this library's types in the annotations of something."""
    for hint in get_type_hints(thing).values():
        for part in (hint, *get_args(hint)):
            if str(getattr(part, "__module__", "")).startswith("datadog_incidents"):
                yield part.__name__


def test_whatever_a_transport_has_to_name_is_public() -> None:
    public = [getattr(transport, name) for name in transport.__all__]
    described = (
        *public,
        *(thing.__init__ for thing in public),
        transport.Transport.send,
        transport.AsyncTransport.send,
    )
    named = {name for thing in described for name in own_types_in(thing)}
    assert named == {"FailureKind", "Headers", "Request", "Response", "Timeout"}
    assert named | {"AsyncTransport", "Transport", "TransportFailure"} == set(transport.__all__)
