"""The fixture that comes with the package."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def outcome_of(program: str, folder: Path) -> str:
    """What pytest says of a module of tests that uses the fixtures."""
    (folder / "test_fixture.py").write_text(program)
    result = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-W", "error"),
            *("-p", "datadog_incidents.emulator.pytest_plugin", str(folder)),
        ],
        capture_output=True,
        text=True,
        env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": ":".join(sys.path), "PYTHONASYNCIODEBUG": "1"},
        check=False,
    )
    return result.stdout + result.stderr


def test_the_fixture_is_a_running_emulator(tmp_path: Path) -> None:
    outcome = outcome_of(
        "def test_one(incidents_emulator):\n"
        "    assert incidents_emulator.url.startswith('http://')\n"
        "    incidents_emulator.seed_incident()\n\n"
        "def test_two(incidents_emulator):\n"
        "    assert incidents_emulator.incidents == []\n",
        tmp_path,
    )
    assert "2 passed" in outcome, outcome


def test_the_asynchronous_client_is_one_of_it_in_whatever_loop(tmp_path: Path) -> None:
    outcome = outcome_of(
        "import asyncio\n"
        "from datadog_incidents import AsyncIncidentsApi\n\n"
        "def test_one(incidents_emulator, incidents_async_client):\n"
        "    incidents_emulator.seed(3)\n"
        "    async def run():\n"
        "        async with incidents_async_client as client:\n"
        "            found = AsyncIncidentsApi(client).list_incidents_with_pagination(prefetch=2)\n"
        "            return [incident.public_id async for incident in found]\n"
        "    assert asyncio.run(run()) == [1, 2, 3]\n\n"
        "def test_unused(incidents_async_client):\n"
        "    pass\n",
        tmp_path,
    )
    assert "2 passed" in outcome, outcome
