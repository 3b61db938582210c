"""Faults on demand: which requests they happen to, and what these are answered."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from datadog_incidents._core.message import TransportFailure
from datadog_incidents.emulator import Emulator, Fault
from tests.emulator.api import INCIDENTS, JSON, Api, create_request

if TYPE_CHECKING:
    pass

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


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
