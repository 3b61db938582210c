"""What became of each of several incidents when something went wrong, and what is tried after it."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from typing import Any, TypeAlias

import pytest

from datadog_incidents._core.calls.clock import SystemClock
from datadog_incidents._core.message import FailureKind, Request, Response, Timeout, TransportFailure
from datadog_incidents._core.transport.urllib3_transport import Urllib3Transport
from datadog_incidents.emulator import Emulator

from .conftest import Cli, seed_open, states_of, written

RESOLVE = ("resolve", "--query", "state:active", "--yes")
Interrupt: TypeAlias = Callable[[int], None]


@pytest.fixture
def interrupted_in_write(monkeypatch: pytest.MonkeyPatch) -> Interrupt:
    """Let Ctrl-C come in a write, after the service carried it out and before its answer is read."""

    def arrange(number: int) -> None:
        writes, send = count(1), Urllib3Transport.send

        def sending(self: Urllib3Transport, request: Request, timeout: Timeout) -> Response:
            outcome = send(self, request, timeout)
            if request.method != "GET" and next(writes) == number:
                raise KeyboardInterrupt
            return outcome

        monkeypatch.setattr(Urllib3Transport, "send", sending)

    return arrange


def outcomes_of(text: str) -> list[str]:
    return [each["outcome"] for each in json.loads(text)]


def test_after_one_that_failed_the_others_are_tried(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 3)
    emulator.inject("update_incident", status=400, body={"errors": ["root cause is required"]})
    result = cli(*RESOLVE)
    assert result.code == 2
    assert [line.split(":")[0] for line in result.out.splitlines()] == ["IR-2 resolved", "IR-3 resolved"]
    assert result.err == (
        "datadog-incidents: IR-1: update_incident: 400 Bad Request: root cause is required\n"
        "datadog-incidents: 2 incidents resolved, 1 failed\n"
    )


@pytest.mark.parametrize("command", [("resolve",), ("delete", "--yes"), ("update", "--state", "stable")])
def test_those_that_are_named_fare_no_worse(cli: Cli, emulator: Emulator, command: tuple[str, ...]) -> None:
    seed_open(emulator, 3)
    emulator.inject("delete_incident" if "delete" in command else "update_incident", status=409)
    result = cli(*command, "1", "2", "3")
    assert result.code == 1
    assert result.out.count("\n") == 2
    assert result.err.endswith(" 2 incidents " + command[0].rstrip("e") + "ed, 1 failed\n")


def test_an_unknown_outcome_is_told_apart_and_tells_what_to_do(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 3)
    emulator.inject("update_incident", reset=True, after_commit=True)
    emulator.inject("update_incident", status=404)
    result = cli(*RESOLVE, "-o", "json")
    assert result.code == 8
    assert outcomes_of(result.out) == ["unknown", "failed", "done"]
    assert "it is unknown whether the service carried it out" in json.loads(result.out)[0]["error"]
    assert "IR-1: update_incident: dropped: " in result.err
    assert result.err.endswith(
        "1 incident resolved, 1 failed, 1 unknown; to go on with what is not known to be done: "
        "datadog-incidents resolve --query state:active --yes -o json\n"
    )
    assert written(emulator) == ["PATCH"] * 3

    assert outcomes_of(cli(*RESOLVE, "-o", "json").out) == ["done"]  # the one that failed: the other was resolved
    assert states_of(emulator) == ["resolved"] * 3


def test_one_that_is_named_is_to_be_looked_at(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 2)
    emulator.inject("update_incident", status=503)
    result = cli("resolve", "1", "2")
    assert result.code == 8
    assert result.err.endswith("1 incident resolved, 1 unknown; look at IR-1 before you repeat it\n")


def test_an_answer_that_cannot_be_read_tells_nothing(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 1)
    emulator.inject("update_incident", status=200, body="<html>Sign in")
    assert "; it is unknown whether the service carried it out" in cli.error("resolve", "1", code=8)


@pytest.mark.parametrize(("fault", "code"), [({"status": 401}, 3), ({"status": 403}, 3), ({"status": 429}, 5)])
def test_what_would_hit_all_others_ends_it_at_once(
    cli: Cli, emulator: Emulator, fault: dict[str, Any], code: int
) -> None:
    seed_open(emulator, 3)
    emulator.inject("update_incident", times=None, **fault)
    result = cli(*RESOLVE, "--max-retries", "0", "-o", "json")
    assert result.code == code
    assert outcomes_of(result.out) == ["failed", "not tried", "not tried"]
    assert "not tried: IR-2, IR-3\n" in result.err
    assert len(written(emulator)) == 1


def test_a_service_that_is_gone_ends_it_at_once(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    send = Urllib3Transport.send

    def unreachable(self: Urllib3Transport, request: Request, timeout: Timeout) -> Response:
        if request.method == "GET":
            return send(self, request, timeout)
        raise TransportFailure(FailureKind.CONNECT, "nobody listens there")

    seed_open(emulator, 2)
    monkeypatch.setattr(Urllib3Transport, "send", unreachable)
    result = cli(*RESOLVE, "-o", "json")
    assert (result.code, outcomes_of(result.out)) == (6, ["failed", "not tried"])


def test_three_unknown_in_a_row_are_no_accident(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 5)
    emulator.inject("update_incident", status=503, times=None)
    result = cli(*RESOLVE, "-o", "json")
    assert (result.code, outcomes_of(result.out)) == (8, ["unknown"] * 3 + ["not tried"] * 2)
    assert len(written(emulator)) == 3


def test_unknown_ones_between_others_are_accidents(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 6)
    for fault in (503, 503, 409, 503, 503):
        emulator.inject("update_incident", status=fault)
    assert outcomes_of(cli(*RESOLVE, "-o", "json").out)[-1] == "done"


def test_many_that_were_not_tried_are_counted(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 25)
    emulator.inject("update_incident", status=401)
    said = cli(*RESOLVE).err
    assert "IR-20, IR-21 and 4 more\n" in said
    assert "0 incidents resolved, 1 failed, 24 not tried; to go on with what is not done: datadog-incidents " in said


def test_ctrl_c_in_a_write_leaves_that_one_unknown(
    cli: Cli, emulator: Emulator, interrupted_in_write: Interrupt
) -> None:
    seed_open(emulator, 4)
    interrupted_in_write(2)
    result = cli(*RESOLVE)
    assert result.code == 130
    assert result.out.splitlines() == ["IR-1 resolved: https://app.datadoghq.com/incidents/1"]
    assert result.err == (
        "datadog-incidents: IR-2: interrupted; it is unknown whether the service carried it out\n"
        "datadog-incidents: not tried: IR-3, IR-4\n"
        "datadog-incidents: interrupted: 1 incident resolved, 1 unknown, 2 not tried; "
        "to go on with what is not known to be done: datadog-incidents resolve --query state:active --yes\n"
    )
    assert len(written(emulator)) == 2

    assert cli(*RESOLVE).err == "2 incidents resolved\n"
    assert states_of(emulator) == ["resolved"] * 4


def test_ctrl_c_in_a_wait_leaves_nothing_unknown(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    seed_open(emulator, 2)
    emulator.inject("update_incident", status=429)
    monkeypatch.setattr(SystemClock, "sleep", interrupted)
    result = cli(*RESOLVE, "-o", "json")
    assert (result.code, outcomes_of(result.out)) == (130, ["not tried", "not tried"])
    assert "interrupted: 0 incidents resolved, 2 not tried; to go on with what is not done: " in result.err


def test_ctrl_c_in_the_wait_after_a_lost_delete_leaves_it_unknown(
    cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    seed_open(emulator, 1)
    emulator.inject("delete_incident", status=503, after_commit=True)
    monkeypatch.setattr(SystemClock, "sleep", interrupted)
    said = cli.error("delete", "1", "--yes", code=130)
    assert said == "IR-1: interrupted; it is unknown whether the service carried it out"


def test_a_mistake_of_the_program_ends_it(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("over\nlines")

    seed_open(emulator, 2)
    monkeypatch.setattr("datadog_incidents.IncidentsApi.update_incident", fail)
    result = cli(*RESOLVE, "-o", "json")
    assert (result.code, outcomes_of(result.out)) == (8, ["unknown", "not tried"])
    assert "please report it: ZeroDivisionError: over lines; it is unknown" in result.err
