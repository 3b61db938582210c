"""The command line as a whole: its help, its completion and its streams."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

import pytest

from datadog_incidents.emulator import Emulator

from .conftest import COMMAND, Cli, completed, run, seed_checkout


def test_without_a_command_the_help_is_shown(cli: Cli) -> None:
    result = cli()
    assert result.code == 2
    assert "Commands:" in result.err


def test_the_version(cli: Cli) -> None:
    from datadog_incidents import __version__

    assert cli.output("--version") == f"datadog-incidents {__version__}\n"


def test_missing_streams_are_no_error(emulator: Emulator) -> None:
    seed_checkout(emulator)
    command = f"exec {shlex.join([*COMMAND, 'list'])} <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", command], timeout=30, check=False).returncode == 0


def test_any_title_can_be_written_in_any_locale(emulator: Emulator) -> None:
    seed_checkout(emulator, title="Zahlungen \u00fcberf\u00e4llig")
    result = run("list", env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (result.returncode, result.stderr) == (0, "1 incident\n")
    assert "Zahlungen \\xfcberf\\xe4llig" in result.stdout


def test_help_and_completion_load_nothing_heavy() -> None:
    script = (
        "import sys; from datadog_incidents.cli import main\n"
        "for arguments in (['--help'], ['search', '--help'], ['serch']): main(arguments)\n"
        "heavy = {'urllib3', 'lark', 'werkzeug', 'jinja2', 'rich', 'datadog_incidents.models.incidents'}\n"
        "sys.exit(' and '.join(heavy & sys.modules.keys()))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)
    assert result.stderr.splitlines()[1:] == [""], result.stderr


def test_the_shell_is_told_how_to_complete() -> None:
    assert completed("se") == ["search"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_what_teaches_a_shell_is_shown(cli: Cli, shell: str) -> None:
    script = cli.output("--show-completion", shell)
    assert f"{shell}_complete" in script
    assert "_DATADOG_INCIDENTS_COMPLETE" in script


def test_a_command_loads_what_it_needs_alone(emulator: Emulator) -> None:
    seed_checkout(emulator)
    script = (
        "import sys; from datadog_incidents.cli import main\n"
        "main(['list'])\n"
        "heavy = {'rich', 'jinja2', 'datadog_incidents.cli.commands.writing', 'datadog_incidents.report.text'}\n"
        "sys.exit(' and '.join(heavy & sys.modules.keys()))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)
    assert "Checkout answers with errors" in result.stdout
    assert result.stderr.splitlines() == ["1 incident", ""], result.stderr
