"""The command `emulator`."""

from __future__ import annotations

import typer


def emulator(context: typer.Context) -> None:
    """Serve a local Incidents API until Ctrl-C. 'emulator --help' tells its options."""
    from datadog_incidents.emulator.__main__ import main

    raise typer.Exit(main(context.args, program=context.command_path))
