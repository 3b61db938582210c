"""`emulator`."""

from __future__ import annotations

import signal
import subprocess

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import COMMAND, Cli


def test_the_emulator_takes_its_own_options(cli: Cli, emulator: Emulator) -> None:
    with subprocess.Popen(
        [*COMMAND, "emulator", "--port", "0", "--seed-incidents", "3"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("listening on http://127.0.0.1:")
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
        finally:
            process.kill()
