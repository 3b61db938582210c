"""The package as it comes out of a zip (zipapp, pex, shiv): no file of it is at a path of its own."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import datadog_incidents

SCRIPT = """
import sys

sys.path.insert(0, sys.argv[1])

import datadog_incidents
from datadog_incidents import ApiClient, IncidentsApi
from datadog_incidents.emulator import Emulator
from datadog_incidents.report import report_on, to_html

assert datadog_incidents.__file__.startswith(sys.argv[1])
with Emulator() as emulator, ApiClient(emulator.configuration(), transport=emulator.transport) as api_client:
    emulator.seed(20)
    api = IncidentsApi(api_client)
    print(api.search_incidents("title:*").data.attributes.total, "found")
    assert "<html" in to_html(report_on(api.list_incidents_with_pagination()))
"""


def test_the_emulator_searches_and_a_report_becomes_a_page(tmp_path: Path) -> None:
    package = Path(datadog_incidents.__file__).parent
    archive = tmp_path / "everything.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in package.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                file.write(path, path.relative_to(package.parent))
    command = [sys.executable, "-c", SCRIPT, str(archive)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert (result.stdout, result.stderr) == ("20 found\n", "")
