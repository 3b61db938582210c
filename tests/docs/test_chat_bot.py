"""The example of an asynchronous program."""

from __future__ import annotations

from datadog_incidents.emulator import Emulator
from tests.docs.running import output_of, run


def test_it_answers_each_message(emulator: Emulator) -> None:
    emulator.reset()
    emulator.seed_incident(title="Queue grows", severity="SEV-3", state="active")
    emulator.seed_incident(title="Disk full", severity="SEV-1", state="resolved")
    said = output_of("chat_bot.py", stdin="IR-1\n\n  IR-2  \nopen\nIR-7\nwhat?\n")
    assert sorted(said.splitlines()) == [
        "IR-1: Queue grows, SEV-3, active",
        "IR-2: Disk full, SEV-1, resolved",
        "IR-7: reference: there is no incident IR-7, or the keys may not see it",
        "open: IR-1",
        *[line for line in said.splitlines() if line.startswith("what?: reference: ")],
    ]
    assert said.count("\n") == 5


def test_it_declares_an_incident_once(emulator: Emulator) -> None:
    emulator.reset()
    assert output_of("chat_bot.py", stdin="declare Disk full\n") == "declare Disk full: IR-1 is declared\n"
    assert output_of("chat_bot.py", stdin="declare Disk full\n") == "declare Disk full: IR-1 is open already\n"
    assert output_of("chat_bot.py", stdin="declare\n").startswith("declare: title: must not be empty")


def test_one_error_does_not_cost_the_other_answers(emulator: Emulator) -> None:
    emulator.inject("search_incidents", status=400)
    said = output_of("chat_bot.py", stdin="open\nIR-1\n").splitlines()
    assert len(said) == 2
    assert any(line.startswith("open: search_incidents: 400 Bad Request") for line in said)


def test_it_explains_itself_and_ends_with_one_line(emulator: Emulator) -> None:
    said = output_of("chat_bot.py", "--help")
    assert "\n    python examples/chat_bot.py" in said
    assert "DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment." in said
    finished = run("chat_bot.py", stdin="open\n", DD_API_KEY="", DD_APP_KEY="")
    assert (finished.returncode, finished.stdout, finished.stderr.count("\n")) == (1, "", 1)
    assert finished.stderr.startswith("chat_bot: missing: the API key (set DD_API_KEY ")
