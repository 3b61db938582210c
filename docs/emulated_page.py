"""The page of the reference that says what the emulator does, operation by operation."""

from __future__ import annotations

from reference_markdown import back, page, table

from datadog_incidents.emulator.nouns.catalogue import HANDLERS, NOTES
from datadog_incidents.emulator.service.operations import OPERATIONS


def emulated_page() -> str:
    """What the emulator does, and how it is known what the service does."""
    known = [handler.recorded for handlers in HANDLERS.values() for handler in handlers.values()]
    return page(
        "# What is emulated",
        f"The [emulator](../emulator.md) serves {len(known)} operations. Of {sum(known)} of them the service's own\n"
        "answers have been recorded, and the emulator answers alike; the others follow the specification alone, so\n"
        "that the service may do otherwise, above all in the texts of errors. Below the table of each noun stands\n"
        "what is the emulator's own, or known to differ.",
        *(section(noun) for noun in HANDLERS),
        back(("reference", "README.md")),
    )


def section(noun: str) -> str:
    """What there is to say of a noun."""
    rows = (
        (
            f"`{name}`",
            f"**{OPERATIONS[name].method}** {OPERATIONS[name].path.replace('<', '{').replace('>', '}')}",
            "recorded" if handler.recorded else "specification",
        )
        for name, handler in HANDLERS[noun].items()
    )
    return page(f"## {noun}", table(("Operation", "HTTP request", "Known from"), rows), NOTES[noun]).rstrip("\n")
