"""A client of either kind whose service is a script and whose clock is set by hand: nothing is sent, nobody waits."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from datadog_incidents import Configuration
from datadog_incidents._core.message import FailureKind, Headers, Request, Response, Timeout, TransportFailure
from tests import kinds

API_KEY = "0123456789abcdef-the-api-key"
APP_KEY = "fedcba9876543210-the-app-key"
TOKEN = "ddoat_the-oauth-token"
INCIDENT_ID = "01234567-89ab-5cde-8f01-23456789abcd"

GOLDEN = Path(__file__).parent / "golden"

Outcome: TypeAlias = Response | FailureKind | Callable[[], Any]


class FakeClock:
    """A clock on which time passes only when someone sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def epoch(self) -> float:
        return 1_800_000_000.0 + self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        assert len(self.slept) < 10_000, "it waits forever"
        self.now += seconds


class ScriptedTransport:
    """Answers each request with the next outcome of its script, and remembers what it was sent."""

    def __init__(self, *script: Outcome) -> None:
        self.script = list(script)
        self.requests: list[Request] = []
        self.timeouts: list[Timeout] = []
        self.closed = 0

    def send(self, request: Request, timeout: Timeout) -> Response:
        self.requests.append(request)
        self.timeouts.append(timeout)
        assert self.script, f"nothing was to be sent, but {request!r} was"
        outcome = self.script.pop(0)
        if isinstance(outcome, FailureKind):
            raise TransportFailure(outcome, "as the script says")
        return outcome if isinstance(outcome, Response) else outcome()

    def close(self) -> None:
        self.closed += 1


class Stage:
    """A client with a scripted service; every operation is opted in to unless the settings say otherwise."""

    def __init__(self, *script: Outcome, **settings: Any) -> None:
        self.clock = FakeClock()
        self.transport = ScriptedTransport(*script)
        given: dict[str, Any] = {
            "unstable_operations": "all",
            **({} if "access_token" in settings else {"api_key": API_KEY, "app_key": APP_KEY}),
            **settings,
        }
        self.configuration = Configuration(**given)
        self.client = kinds.api_client(self.configuration, transport=kinds.immediate(self.transport), clock=self.clock)
        self.api = kinds.incidents_api(self.client)

    @property
    def targets(self) -> list[str]:
        """The path and query of each request so far."""
        return [request.target for request in self.transport.requests]


def reply(document: Any = None, status: int = 200, reason: str = "", **headers: str) -> Response:
    """A response; bytes are its body as they are, anything else is its JSON, None an empty body."""
    if not isinstance(document, bytes):
        document = b"" if document is None else json.dumps(document).encode()
    named = Headers((name.replace("_", "-"), value) for name, value in headers.items())
    return Response(status=status, reason=reason, headers=named, body=document)


def incident(number: int = 1, **attributes: Any) -> dict[str, Any]:
    """An incident as the service tells it."""
    return {
        "type": "incidents",
        "id": f"{number:08x}-89ab-5cde-8f01-23456789abcd",
        "attributes": {"title": f"Incident {number}", "public_id": number, **attributes},
    }


def user(number: int = 1) -> dict[str, Any]:
    """A user as the service includes it."""
    return {"type": "users", "id": f"user-{number}", "attributes": {"name": f"User {number}"}}


def golden(name: str) -> Any:
    """A document of `tests/golden/`, as JSON."""
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
