"""`python -m datadog_incidents.emulator`."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from .api import INCIDENTS, KEYS, create_request

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

COMMAND = [sys.executable, "-m", "datadog_incidents.emulator"]


@contextmanager
def running(*arguments: str) -> Generator[tuple[subprocess.Popen[str], str]]:
    """A running emulator, and its first line on stdout."""
    buffered = {**os.environ, "PYTHONUNBUFFERED": ""}
    with subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=buffered
    ) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline()
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serves_until_it_is_stopped(number: signal.Signals) -> None:
    with running("--port", "0", "--seed-incidents", "3") as (process, line):
        assert line.startswith("listening on http://127.0.0.1:")
        connection = http.client.HTTPConnection(urlsplit(line.removeprefix("listening on ").strip()).netloc, timeout=10)
        connection.request("GET", INCIDENTS, headers=KEYS)
        assert len(json.loads(connection.getresponse().read())["data"]) == 3

        process.send_signal(number)
        stdout, stderr = process.communicate(timeout=10)
        connection.close()

    assert (process.returncode, stdout) == (0, "")
    assert "'GET /api/v2/incidents HTTP/1.1' 200" in stderr
    assert stderr.count("\n") == 1
    assert KEYS["DD-API-KEY"] not in stderr


def test_no_query_can_stop_it() -> None:
    teams = {"teams": {"type": "autocomplete", "value": ["a" * 8000]}}
    with running("--port", "0") as (process, line):
        connection = http.client.HTTPConnection(urlsplit(line.removeprefix("listening on ").strip()).netloc, timeout=10)
        connection.request("POST", INCIDENTS, json.dumps(create_request("a" * 8000, fields=teams)), KEYS)
        assert connection.getresponse().read()
        for query in ("title:*" + "a*" * 20 + "b", "teams:*" + "a*" * 20 + "b", "title:*" + "a*" * 5000 + "b"):
            connection.request("GET", f"{INCIDENTS}/search?query={query}", headers=KEYS)
            assert json.loads(connection.getresponse().read())["data"]["attributes"]["total"] == 0
        process.terminate()
        assert process.wait(timeout=10) == 0
        connection.close()


def test_tells_what_it_means_to_serve_everyone() -> None:
    with running("--port", "0", "--host", "0.0.0.0", "--allowed-host", "incidents.example.org") as (process, line):
        url = line.removeprefix("listening on ").strip()
        assert url.startswith("http://127.0.0.1:")
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
        for host, status in (("incidents.example.org", 200), ("other.example.org", 403)):
            connection.request("GET", INCIDENTS, headers={**KEYS, "Host": host})
            response = connection.getresponse()
            assert (response.status, bool(response.read())) == (status, True)
        connection.close()
        process.terminate()
        _, stderr = process.communicate(timeout=10)

    assert (
        "--host 0.0.0.0: whoever can reach this machine reads and changes these incidents, with any keys and "
        "unencrypted\n"
    ) in stderr


def test_does_not_seed_a_file_twice(tmp_path: Path) -> None:
    from datadog_incidents.emulator import Emulator

    for _ in range(2):
        with running("--port", "0", "--seed-incidents", "3", "--db", str(tmp_path / "incidents.db")) as (
            process,
            _line,
        ):
            process.terminate()
            process.wait(timeout=10)

    with Emulator(db=tmp_path / "incidents.db") as emulator:
        assert len(emulator.incidents) == 3


def failure(*arguments: str) -> str:
    result = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=30, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_says_that_the_port_is_in_use() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert f"cannot listen on 127.0.0.1:{port}: Address already in use" in failure("--port", str(port))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "65536"], "argument --port: must be 0 to 65535, got 65536"),
        (["--port", "-1"], "argument --port: must be 0 or more, got -1"),
        (["--seed-incidents", "-3"], "argument --seed-incidents: must be 0 or more, got -3"),
    ],
)
def test_says_which_number_cannot_be(arguments: list[str], said: str) -> None:
    result = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=30, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr


def test_says_that_the_file_cannot_be_used(tmp_path: Path) -> None:
    assert f"cannot use {tmp_path}: unable to open database file" in failure("--port", "0", "--db", str(tmp_path))


def test_says_how_to_get_what_is_missing(tmp_path: Path) -> None:
    """Without the extra: a lark that cannot be found."""
    script = (
        "import sys, runpy; sys.modules['lark'] = None\n"
        "import datadog_incidents.emulator\n"
        "sys.argv = ['emulator', '--port', '0']\n"
        "runpy.run_module('datadog_incidents.emulator', run_name='__main__')\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)

    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.endswith("the emulator needs lark: pip install 'datadog-incidents[emulator]'\n")
    assert result.stderr.count("\n") == 1
