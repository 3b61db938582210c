"""Faults on demand, in process and on the wire."""

from __future__ import annotations

import http.client
import json
import socket
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from datadog_incidents._core.message import FailureKind, TransportFailure
from datadog_incidents.emulator import Emulator, Fault

from .api import INCIDENTS, JSON, KEYS, Api, create_request

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def connection(emulator: Emulator) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(urlsplit(emulator.url).netloc, timeout=5)
    yield connection
    connection.close()


def post(connection: http.client.HTTPConnection, body: JSON = None) -> http.client.HTTPResponse:
    connection.request("POST", INCIDENTS, json.dumps(body or create_request()), KEYS)
    return connection.getresponse()


class TestAnswers:
    def test_a_status(self, api: Api, emulator: Emulator) -> None:
        emulator.inject(status=503)
        answer = api.page()

        assert (answer.status, answer.document) == (503, {"errors": ["Service Unavailable"]})
        assert api.page().status == 200

    def test_no_content(self, api: Api, emulator: Emulator) -> None:
        emulator.inject(status=204)

        answer = api.page()
        assert (answer.status, answer.body) == (204, b"")

    def test_an_unheard_of_status(self, api: Api, emulator: Emulator) -> None:
        emulator.inject(status=599)

        assert api.page().errors == ["Unknown"]

    @pytest.mark.parametrize("status", [403, 429, None])
    def test_an_html_page(self, api: Api, emulator: Emulator, status: int | None) -> None:
        emulator.inject(status=status, html=True)
        answer = api.page()

        assert answer.status == (status or 502)
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.body.startswith(b"<html>")

    def test_headers_are_added(self, api: Api, emulator: Emulator) -> None:
        emulator.inject(headers={"x-ratelimit-reset": "7, 7"}, status=429)
        emulator.inject(headers={"content-type": "text/plain"})

        assert api.page().headers["X-RateLimit-Reset"] == "7, 7"
        answer = api.page()
        assert (answer.headers["content-type"], answer.data) == ("text/plain", [])

    @pytest.mark.parametrize(
        ("body", "sent"), [("text", b"text"), (b"\xff", b"\xff"), ({"errors": []}, b'{"errors": []}')]
    )
    def test_a_body(self, api: Api, emulator: Emulator, body: JSON, sent: bytes) -> None:
        emulator.inject(body=body)
        answer = api.page()

        assert (answer.status, answer.body) == (200, sent)


class TestWhichRequests:
    def test_those_of_one_operation(self, api: Api, emulator: Emulator) -> None:
        emulator.inject("get_incident", status=500)

        assert api.page().status == 200
        assert api.get("x").status == 500

    def test_as_many_as_asked_for(self, api: Api, emulator: Emulator) -> None:
        emulator.inject(status=500, times=2)

        assert [api.page().status for _ in range(3)] == [500, 500, 200]

    def test_all_until_cleared(self, api: Api, emulator: Emulator) -> None:
        emulator.inject(status=500, times=None)

        assert {api.page().status for _ in range(5)} == {500}
        emulator.clear_faults()
        assert api.page().status == 200

    def test_one_fault_after_the_other(self, api: Api, emulator: Emulator) -> None:
        for status in (500, 502, 503):
            emulator.inject(status=status)

        assert [api.page().status for _ in range(4)] == [500, 502, 503, 200]

    def test_by_chance_but_the_same_with_the_same_seed(self) -> None:
        def statuses(seed: int) -> list[int]:
            with Emulator(random_seed=seed) as emulator:
                emulator.inject(status=500, times=None, probability=0.5)
                api = Api(emulator.transport)
                return [api.page().status for _ in range(50)]

        assert set(statuses(1)) == {200, 500}
        assert statuses(1) == statuses(1) != statuses(2)

    def test_what_was_injected_is_returned(self, emulator: Emulator) -> None:
        assert emulator.inject("get_incident", status=500) == Fault(operation="get_incident", status=500)

    def test_what_makes_no_sense_is_refused(self, emulator: Emulator) -> None:
        for settings, complaint in (
            ({}, "nothing goes wrong"),
            ({"operation": "get", "status": 500}, "there is no operation 'get'"),
            ({"status": 500, "probability": 2}, "between 0 and 1"),
            ({"status": 500, "times": 0}, "once at least"),
            ({"delay": -1}, "before the request"),
        ):
            arguments: JSON = settings
            with pytest.raises(ValueError, match=complaint):
                emulator.inject(**arguments)


class TestWhetherItIsCarriedOut:
    @pytest.mark.parametrize("after_commit", [True, False])
    @pytest.mark.parametrize("what", [{"status": 500}, {"html": True}, {"reset": True}, {"body": "x"}])
    def test_when_the_fault_stands_in_for_the_answer(
        self, api: Api, emulator: Emulator, what: JSON, after_commit: bool
    ) -> None:
        emulator.inject("create_incident", after_commit=after_commit, **what)
        try:
            api.send("POST", INCIDENTS, body=create_request())
        except TransportFailure:
            assert "reset" in what

        assert len(emulator.incidents) == after_commit

    @pytest.mark.parametrize("after_commit", [True, False])
    def test_when_the_client_gives_up(self, api: Api, emulator: Emulator, after_commit: bool) -> None:
        emulator.inject("create_incident", delay=60, after_commit=after_commit)
        with pytest.raises(TransportFailure):
            api.create()

        assert len(emulator.incidents) == after_commit


class TestInProcess:
    @pytest.mark.parametrize("what", [{"reset": True}, {"truncate": True}])
    def test_a_broken_connection(self, api: Api, emulator: Emulator, what: JSON) -> None:
        emulator.inject(**what)
        with pytest.raises(TransportFailure) as caught:
            api.page()

        assert caught.value.kind is FailureKind.DROPPED

    def test_a_delay_beyond_the_read_timeout(self, api: Api, emulator: Emulator) -> None:
        emulator.inject(delay=3600, times=2)
        started = time.monotonic()
        with pytest.raises(TransportFailure) as caught:
            api.send("GET", INCIDENTS, read_timeout=30)

        assert caught.value.kind is FailureKind.READ_TIMEOUT
        assert time.monotonic() - started < 5
        emulator.clock.set(NOON)
        assert api.send("GET", INCIDENTS, read_timeout=None).status == 200

    def test_a_delay_moves_a_stopped_clock(self, api: Api, emulator: Emulator) -> None:
        emulator.clock.set(NOON)
        emulator.inject(delay=20)

        assert api.send("GET", INCIDENTS, read_timeout=30).status == 200
        assert (emulator.clock.now() - NOON).total_seconds() == 20

    def test_a_delay_on_a_running_clock_is_real(self, api: Api, emulator: Emulator) -> None:
        emulator.inject(delay=0.02)
        started = time.monotonic()
        api.page()

        assert time.monotonic() - started >= 0.02

    def test_a_request_that_was_not_answered_has_no_status(self, api: Api, emulator: Emulator) -> None:
        for settings in ({"reset": True}, {"delay": 60.0}):
            arguments: JSON = settings
            emulator.inject(**arguments)
            with pytest.raises(TransportFailure):
                api.page()

        assert [request.status for request in emulator.requests] == [None, None]


class TestOnTheWire:
    @pytest.mark.parametrize("after_commit", [True, False])
    def test_a_reset(self, emulator: Emulator, connection: http.client.HTTPConnection, after_commit: bool) -> None:
        emulator.inject(reset=True, after_commit=after_commit)
        with pytest.raises(ConnectionResetError) as caught:
            post(connection)

        assert type(caught.value) is ConnectionResetError  # not RemoteDisconnected, which is a clean end
        assert len(emulator.incidents) == after_commit

    def test_a_truncated_answer(self, emulator: Emulator, connection: http.client.HTTPConnection) -> None:
        emulator.inject(truncate=True)
        response = post(connection)

        assert response.status == 201
        with pytest.raises(http.client.IncompleteRead) as caught:
            response.read()
        assert len(caught.value.partial) == int(response.headers["content-length"]) // 2
        assert len(emulator.incidents) == 1

    def test_an_answer_without_a_body_cannot_be_truncated(
        self, emulator: Emulator, connection: http.client.HTTPConnection
    ) -> None:
        emulator.seed_incident(id="3c2b1a00-0000-4000-8000-000000000000")
        emulator.inject("delete_incident", truncate=True)
        connection.request("DELETE", f"{INCIDENTS}/3c2b1a00-0000-4000-8000-000000000000", headers=KEYS)

        with pytest.raises(ConnectionResetError):
            connection.getresponse()

    def test_a_delay(self, emulator: Emulator, connection: http.client.HTTPConnection) -> None:
        emulator.inject(delay=0.05)
        started = time.monotonic()

        assert post(connection).status == 201
        assert time.monotonic() - started >= 0.05

    def test_a_client_that_hangs_up_leaves_nothing_behind(self, emulator: Emulator) -> None:
        emulator.inject("create_incident", delay=0.05)
        address = urlsplit(emulator.url)
        body = json.dumps(create_request()).encode()
        head = f"POST {INCIDENTS} HTTP/1.1\r\nHost: x\r\nDD-API-KEY: k\r\nDD-APPLICATION-KEY: k\r\n".encode()
        with socket.create_connection((address.hostname or "", address.port or 0), timeout=5) as client:
            client.sendall(head + b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            client.shutdown(socket.SHUT_WR)
            assert client.recv(1) == b""  # the server has given up, too

        assert [(request.operation, request.status) for request in emulator.requests] == [("create_incident", None)]
        assert emulator.incidents == []

    def test_a_status_with_headers(self, emulator: Emulator, connection: http.client.HTTPConnection) -> None:
        emulator.inject(status=429, headers={"x-ratelimit-reset": "3"})
        response = post(connection)

        assert (response.status, response.headers["x-ratelimit-reset"]) == (429, "3")
        assert json.loads(response.read()) == {"errors": ["Too Many Requests"]}
        assert post(connection).status == 201  # on the same connection
