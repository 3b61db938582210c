"""What ends a command before its time, and what it says then."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from datadog_incidents import exceptions
from datadog_incidents.cli import main
from datadog_incidents.cli.failures import EXIT_CODES, exit_code_of
from datadog_incidents.emulator import Emulator

from .conftest import COMMAND, SECRETS, Cli, run, seed_checkout


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"status": 400}, 2),
        ({"status": 401}, 3),
        ({"status": 403, "html": True}, 3),
        ({"status": 409}, 1),
        ({"status": 429}, 5),
        ({"status": 503}, 7),
        ({"body": "<html>", "status": 200}, 7),
        ({"reset": True}, 6),
    ],
)
def test_each_kind_of_error_has_its_exit_code(cli: Cli, emulator: Emulator, fault: dict[str, Any], code: int) -> None:
    emulator.inject("list_incidents", times=None, **fault)
    assert cli.error("list", code=code).startswith("list_incidents: ")


def test_every_exception_has_an_exit_code_of_its_own_kind() -> None:
    general = {"DatadogIncidentsError", "CallError", "ApiException", "ConflictException", "UnstableOperationError"}
    for name, kind in vars(exceptions).items():
        if isinstance(kind, type) and issubclass(kind, exceptions.DatadogIncidentsError) and name not in general:
            assert exit_code_of(kind("")) > 1, name


def test_the_help_lists_every_exit_code(cli: Cli) -> None:
    text = cli.output("--help")
    for each in EXIT_CODES:
        assert f"  {each.code:<5}{each.meaning}\n" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serch"], "Did you mean 'search'?"),
        (["list", "--limt", "3"], "--limit"),
        (["list", "--limit", "0"], "--limit"),
        (["list", "--all", "--limit", "3"], "--all and --limit: give one of them"),
        (["list", "--columns", "titel"], "--columns: 'titel' is no column; did you mean 'title'?"),
        (["list", "--columns", "title,"], "--columns: '' is no column; known are "),
        (["search", "--columns", "id,title,id"], "--columns: 'id' is there 2 times"),
        (["search", "--columns", "id", "-o", "ndjson"], "--columns: it is about tables and CSV, and ndjson is neither"),
        (["list", "--watch", "5", "-o", "csv"], "--watch: it is about tables, and csv is none"),
        (["list", "--watch", "0"], "'--watch'"),
        (["list", "--watch", "nan"], "'--watch'"),
        (["list", "--sort", "updated"], "'--sort'"),
        (["list", "--team", " "], "teams: "),
        (["open", "the-last-one"], "'the-last-one' names no incident"),
        (["list", "--output", "tsv"], "'--output' / '-o': 'tsv' is not one of 'table', 'json', 'ndjson', 'csv'"),
        (["search", "--severity", "sev1"], "did you mean 'SEV-1'?"),
        (["search", "--since", "yesterday"], "--since: 'yesterday' is no time"),
        (["search", "--since", "99999999999999d"], "is no time"),
        (["search", "--since", "1d", "--until", "2d"], "--since: '1d' is not before --until '2d'"),
        (["search", "state:active", "severity:SEV-1"], "what has blanks in it wants quotes"),
        (["search", "state:("], "400"),
        (["list", "--site", "datadoghq.con"], "did you mean 'datadoghq.com'?"),
        (["list", "--timeout", "-1"], "'--timeout'"),
        (["list", "--connect-timeout", "nan"], "timeout[0]: "),
        (["get", "1", "--deadline", "0"], "'--deadline'"),
        (["export", "-", "--max-retries", "-1"], "'--max-retries'"),
        (["get"], "REF"),
        (["get", "the-last-one"], "'the-last-one' names no incident"),
    ],
)
def test_what_is_mistyped_gets_one_line_that_helps(cli: Cli, arguments: list[str], said: str) -> None:
    assert said in cli.error(*arguments, code=2)


@pytest.mark.parametrize("option", [["--api-key", "hidden"], ["--api-key=hidden"], ["--app_key", "hidden"]])
@pytest.mark.parametrize("position", [0, 1])
def test_a_key_on_the_command_line_is_refused_and_not_repeated(cli: Cli, option: list[str], position: int) -> None:
    said = cli.error(*(["list", *option] if position else [*option, "list"]), code=2)
    assert "DD_API_KEY and DD_APP_KEY" in said
    assert "hidden" not in said


def test_missing_keys_are_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DD_API_KEY")
    assert "DD_API_KEY" in cli.error("list", code=2)


def test_a_host_that_nobody_listens_at_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"127.0.0.1:{closed.getsockname()[1]}"
    monkeypatch.setenv("DD_INCIDENTS_HOST", f"http://{address}")
    assert address in cli.error("list", code=6)


def test_a_mistake_of_the_program_is_one_line_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("over\nlines")

    monkeypatch.setattr("datadog_incidents.IncidentsApi.list_incidents_with_pagination", fail)
    assert "please report it: ZeroDivisionError: over lines" in cli.error("list", code=1)


def test_ctrl_c_is_130_at_any_time(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for place in ("datadog_incidents.cli.commands.reading.session", "datadog_incidents.cli.app.guarded"):
        with monkeypatch.context() as patch:
            patch.setattr(place, interrupt)
            assert cli("list").code == 130


# ------------------------------------------------------------------------------------------------- in its own process


def test_a_reader_that_has_had_enough_is_no_error(emulator: Emulator) -> None:
    emulator.seed(300)  # more than fits into a pipe
    with subprocess.Popen(
        [*COMMAND, "list", "--all", "--output", "ndjson"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith('{"attributes":')
        process.stdout.close()
        assert process.wait(30) == 0
        assert process.stderr.read() == ""


@pytest.mark.parametrize("command", ["list", "list --output csv", "get 1", "report --since 2026-01-01"])
def test_a_reader_that_never_was_is_no_error(emulator: Emulator, command: str) -> None:
    seed_checkout(emulator)
    reading, writing = os.pipe()
    os.close(reading)
    result = run(*command.split(), stdout=writing)
    os.close(writing)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
@pytest.mark.parametrize("output", ["table", "json"])
@pytest.mark.parametrize(("command", "done"), [("create Queue", "IR-2 created"), ("resolve 1", "IR-1 resolved")])
def test_what_was_done_is_told_even_if_stdout_is_a_full_disk(
    emulator: Emulator, command: str, done: str, output: str
) -> None:
    seed_checkout(emulator, state="active")
    with Path("/dev/full").open("w") as full:
        result = run(*command.split(), "--output", output, stdout=full)
    assert result.returncode == 1
    assert result.stderr.startswith(f"datadog-incidents: {done}: https://app.datadoghq.com/incidents/")
    assert result.stderr.endswith("; but stdout: No space left on device\n")
    assert result.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_a_full_disk_is_one_line(emulator: Emulator) -> None:
    seed_checkout(emulator)
    with Path("/dev/full").open("w") as full:
        result = run("list", "--output", "json", stdout=full)
    assert (result.returncode, result.stderr) == (1, "datadog-incidents: No space left on device\n")


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_without_the_extra_it_says_what_to_install(emulator: Emulator, missing: str) -> None:
    script = (
        f"import sys; sys.modules[{missing!r}] = None; sys.stdout.isatty = lambda: True\n"  # only terminals need rich
        "from datadog_incidents.cli import main; sys.exit(main(['list']))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("datadog-incidents: ")
    assert result.stderr.endswith("pip install 'datadog-incidents[cli]'\n")
    assert result.stderr.count("\n") == 1


def test_nothing_of_a_key_is_ever_written(cli: Cli, emulator: Emulator) -> None:
    emulator.inject("list_incidents", status=401, body={"errors": [f"bad key {SECRETS[0]}"]}, times=None)
    assert "bad key" in cli.error("list", code=3)  # which looks for keys


def test_main_takes_the_command_line_of_the_process(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["datadog-incidents", "list"])
    assert main() == 0
    assert capsys.readouterr().err == "0 incidents\n"
