"""The commands below `type`."""

from __future__ import annotations

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli


def test_types_come_change_and_go(cli: Cli, emulator: Emulator) -> None:
    cli.output("type", "add", "Security incident", "--description", "Leaks and intrusions")
    first, second = (str(each["id"])[:8] for each in emulator.resources("incident_types"))
    assert cli.output("type", "list").splitlines() == [
        "ID        DEFAULT  PREFIX  NAME               DESCRIPTION",
        f"{first}  yes      IR      Incident           What disturbs a service.",
        f"{second}  no       IR      Security incident  Leaks and intrusions",
    ]
    written = cli.output("type", "update", "security incident", "--name", "Security", "--default")
    assert written == f"type {second} updated: Security\n"
    attributes = emulator.resources("incident_types")[1]["attributes"]
    assert (attributes["name"], attributes["description"]) == ("Security", "Leaks and intrusions")
    assert attributes["is_default"] is True
    cli.output("type", "update", second, "--description", "Leaks")
    attributes = emulator.resources("incident_types")[1]["attributes"]
    assert (attributes["name"], attributes["description"]) == ("Security", "Leaks")
    assert cli.output("type", "delete", "Incident", "--yes") == f"type {first} deleted: Incident\n"
    assert "there is nothing to change" in cli.error("type", "update", "Security", code=2)
