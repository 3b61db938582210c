"""The command `emulator`."""

from __future__ import annotations

import click

from datadog_incidents.cli.arguments.command import command


@command("emulator", add_help_option=False, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
@click.pass_context
def emulator(context: click.Context) -> None:
    """Serve a local Incidents API until Ctrl-C. 'emulator --help' tells its options."""
    from datadog_incidents.emulator.__main__ import main

    context.exit(main(context.args, program=context.command_path))
