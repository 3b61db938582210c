from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from unittest import mock

import pytest

from datadog_incidents._core.calls.clock import SystemClock
from datadog_incidents.cli import main
from datadog_incidents.emulator import Emulator
from datadog_incidents.emulator.service.dispatch import Dispatcher
from datadog_incidents.emulator.wire import Answer

COMMAND = (sys.executable, "-m", "datadog_incidents")
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
ON_A_TERMINAL = pytest.mark.skipif(sys.platform == "win32", reason="it has no pseudo-terminals")
SECRETS = ("the-api-key", "the-app-key")


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


class Cli:
    """Runs command lines in this process, as if in pipes."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Result:
        self._capsys.readouterr()
        code = main(arguments)
        captured = self._capsys.readouterr()
        for secret in SECRETS:
            assert secret not in captured.out + captured.err
        return Result(code, captured.out, captured.err)

    def on_a_terminal(self, *arguments: str, columns: int = 80, lines: int = 24, term: str = "xterm") -> Result:
        """What a command does whose stdout alone is a terminal, as far as it can tell; without what colours it."""
        size = {"COLUMNS": str(columns), "LINES": str(lines), "TERM": term}
        with mock.patch.object(sys.stdout, "isatty", return_value=True), mock.patch.dict(os.environ, size):
            result = self(*arguments)
        return replace(result, out=COLOUR.sub("", result.out))

    def output(self, *arguments: str) -> str:
        """What a command that succeeds writes to stdout."""
        result = self(*arguments)
        assert result.code == 0, result.err
        return result.out

    def error(self, *arguments: str, code: int) -> str:
        """The one line that a command which fails writes to stderr, without the name of the program."""
        result = self(*arguments)
        assert (result.code, result.out) == (code, ""), result
        assert result.err.startswith("datadog-incidents: ")
        assert result.err.count("\n") == 1
        assert "Traceback" not in result.err
        return result.err.removeprefix("datadog-incidents: ").removesuffix("\n")


def no_sleep(clock: SystemClock, seconds: float) -> None:
    """Waits for nothing."""


@pytest.fixture
def emulator(monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """An emulator that the environment leads to, here and in subprocesses. Nobody waits between attempts."""
    with Emulator() as emulator:
        for name in ("DD_SITE", "DD_BEARER_TOKEN", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONUNBUFFERED"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("DD_INCIDENTS_HOST", emulator.url)
        monkeypatch.setenv("DD_API_KEY", SECRETS[0])
        monkeypatch.setenv("DD_APP_KEY", SECRETS[1])
        monkeypatch.setattr(SystemClock, "sleep", no_sleep)
        yield emulator


@pytest.fixture
def cli(emulator: Emulator, capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(capsys)


@pytest.fixture
def before_request(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, Callable[[], object]], None]:
    """Do something when the emulator has received so many requests, before it answers the last of them."""

    def arrange(number: int, act: Callable[[], object]) -> None:
        received = iter(range(1, sys.maxsize))
        handle = Dispatcher.handle

        def counting(self: Dispatcher, *request: Any, **options: Any) -> Answer:
            if next(received) == number:
                act()
            return handle(self, *request, **options)

        monkeypatch.setattr(Dispatcher, "handle", counting)

    return arrange


def seed_checkout(emulator: Emulator, **changes: Any) -> Mapping[str, Any]:
    """An incident that has something in every column."""
    from datetime import UTC, datetime

    described: dict[str, Any] = {
        "title": "Checkout answers with errors",
        "severity": "SEV-1",
        "state": "resolved",
        "commander": "Ada Lindqvist",
        "created": datetime(2026, 1, 31, 14, 5, tzinfo=UTC),
        "detected": datetime(2026, 1, 31, 14, 4, tzinfo=UTC),
        "resolved": datetime(2026, 1, 31, 16, 5, tzinfo=UTC),
        "customer_impacted": True,
        "customer_impact_scope": "Nobody can pay.",
        "customer_impact_start": datetime(2026, 1, 31, 14, 0, tzinfo=UTC),
        "customer_impact_end": datetime(2026, 1, 31, 15, 0, tzinfo=UTC),
        "fields": {"services": ["checkout"], "teams": ["payments", "storefront"], "summary": "A bad deploy."},
    }
    return emulator.seed_incident(**{**described, **changes})


def seed_open(emulator: Emulator, count: int) -> None:
    """So many incidents that are active and have no commander."""
    for _ in range(count):
        emulator.seed_incident(title="Queue stuck", state="active")


def states_of(emulator: Emulator) -> list[str]:
    """The state of each incident."""
    return [str(each["attributes"]["state"]) for each in emulator.incidents]


def written(emulator: Emulator) -> list[str]:
    """The requests that would have changed something."""
    return [request.method for request in emulator.requests if request.method != "GET"]


class Terminal(io.StringIO):
    """A stdin at which somebody types."""

    def isatty(self) -> bool:
        return True


def shown(*arguments: str, columns: int, **variables: str) -> str:
    """What a command writes to a terminal, stdout and stderr."""
    import pty  # which Windows lacks

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), **variables}
    with subprocess.Popen(
        [*COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        received = b""
        try:
            while chunk := os.read(ours, 65536):
                received += chunk
        except OSError:  # the other end is closed
            pass
        finally:
            os.close(ours)
        assert process.wait(20) == 0
    return received.decode().replace("\r\n", "\n")


def completed(begun: str) -> list[str]:
    """How bash completes a command line."""
    words = f"datadog-incidents {begun}"
    asked = {"_DATADOG_INCIDENTS_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    lines = run(env={**os.environ, **asked}).stdout.splitlines()
    return [line.removeprefix("plain,") for line in lines]


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """A command line in a process of its own."""
    return subprocess.run(
        [*COMMAND, *arguments],
        stdout=options.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        text=True,
        timeout=30,
        check=False,
        **options,
    )
