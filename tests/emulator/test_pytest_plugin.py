"""The fixture that comes with the package."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_the_fixture_is_a_running_emulator(tmp_path: Path) -> None:
    (tmp_path / "test_fixture.py").write_text(
        "def test_one(incidents_emulator):\n"
        "    assert incidents_emulator.url.startswith('http://')\n"
        "    incidents_emulator.seed_incident()\n\n"
        "def test_two(incidents_emulator):\n"
        "    assert incidents_emulator.incidents == []\n"
    )
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "datadog_incidents.emulator.pytest_plugin", str(tmp_path)],
        capture_output=True,
        text=True,
        env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": ":".join(sys.path)},
        check=False,
    )

    assert "2 passed" in result.stdout, result.stdout + result.stderr
