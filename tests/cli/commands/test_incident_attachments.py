"""The commands below `attachment`."""

from __future__ import annotations

from datetime import UTC, datetime

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli, seed_checkout


def test_links_come_and_go(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator)
    emulator.clock.set(datetime(2026, 2, 2, 9, 30, tzinfo=UTC))
    cli.output("attachment", "add", "1", "https://graphs.example.com/a?b=1", "--title", "What the graphs showed")
    cli.output("attachment", "add", "1", "https://wiki.example.com/42", "--postmortem")
    first, second = (str(each["id"])[:8] for each in emulator.resources("incident_attachments"))
    assert cli.output("attachment", "list", "1").splitlines() == [
        "ID        TYPE        MODIFIED (UTC)    TITLE                   URL",
        f"{first}  link        2026-02-02 09:30  What the graphs showed  https://graphs.example.com/a?b=1",
        f"{second}  postmortem  2026-02-02 09:30                          https://wiki.example.com/42",
    ]
    lines = cli.output("attachment", "list", "1", "--output", "csv").splitlines()
    assert lines[0] == "id,incident_id,attachment_type,title,url,modified,last_modified_by"
    assert lines[2].endswith(",postmortem,,https://wiki.example.com/42,2026-02-02T09:30:00Z,oncall@example.com")

    written = cli.output("attachment", "delete", "1", "https://wiki.example.com/42", "--yes")
    assert written == f"IR-1: attachment {second} deleted: https://wiki.example.com/42\n"
    assert len(emulator.resources("incident_attachments")) == 1
