"""The command line as a whole: its commands, its help, and how it is run."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from datadog_incidents._core.version import __version__
from datadog_incidents.cli.arguments.command import Group
from datadog_incidents.cli.failures import EXIT_CODES, guarded
from datadog_incidents.cli.program import PROGRAM

COMMANDS: Final = {
    "list": "reading.list_incidents",
    "search": "reading.search",
    "get": "reading.get",
    "open": "opening.open_incident",
    "create": "writing.create",
    "update": "writing.update",
    "resolve": "writing.resolve",
    "delete": "writing.delete",
    "todo": "incident_todos.todo",
    "attachment": "incident_attachments.attachment",
    "impact": "incident_impacts.impact",
    "responder": "incident_responders.responder",
    "type": "incident_types.incident_type",
    "export": "exporting.export",
    "report": "reporting.report",
    "mcp": "serving.mcp",
    "profiles": "organizations.profiles",
    "emulator": "emulating.emulator",
}
"""Where each command is, within `datadog_incidents.cli.commands`; in the order of the help."""

_COMPLETION: Final = f"_{PROGRAM}_COMPLETE".replace("-", "_").upper()
"""Set by the shell when it asks for completions."""

_SHELLS: Final = ("bash", "zsh", "fish", "powershell")

_EPILOG: Final = f"""\
Keys come from DD_API_KEY and DD_APP_KEY (or DD_BEARER_TOKEN), the site from --site or DD_SITE. DD_INCIDENTS_HOST leads
to another host, such as that of the emulator. --profile, or DD_INCIDENTS_PROFILE, takes all of it from a file.

\b
Exit codes:
{"".join(f"  {each.code:<5}{each.meaning}{chr(10)}" for each in EXIT_CODES)}"""


class _Program(Group):
    """Commands that are loaded when they are run; all of them only to list them, or to find the one that was meant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for name in (cmd_name,) if cmd_name in COMMANDS else COMMANDS:
            module, _, attribute = COMMANDS[name].rpartition(".")
            self.commands[name] = getattr(import_module(f"datadog_incidents.cli.commands.{module}"), attribute)
        return super().get_command(ctx, cmd_name)


def _show_completion(context: click.Context, _: click.Parameter, shell: str | None) -> None:
    if shell is not None and not context.resilient_parsing:
        from click.shell_completion import get_completion_class

        if (completion := get_completion_class(shell)) is not None:
            click.echo(completion(app, {}, PROGRAM, _COMPLETION).source())
        context.exit()


@click.group(
    cls=_Program,
    subcommand_metavar="COMMAND [ARGS]...",
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "show_default": True},
)
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.option(
    "--show-completion",
    type=click.Choice(_SHELLS),
    is_eager=True,
    expose_value=False,
    callback=_show_completion,
    help="Show what teaches a shell to complete commands, and exit.",
)
def app() -> None:
    """Datadog incidents from the command line."""


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line.

    Args:
        arguments: the command line without the program's name.

    Returns:
        The exit code.
    """
    if _COMPLETION in os.environ:
        app.main(args=[], prog_name=PROGRAM)  # answers the shell and exits
    _make_streams_safe()

    def carry_out(arguments: Sequence[str]) -> None:
        with app.make_context(PROGRAM, list(arguments), obj=list(arguments)) as context:
            app.invoke(context)

    return guarded(carry_out, arguments)


def _make_streams_safe() -> None:
    """Let no title be an error, whatever the locale, and none of the three streams be missing (`>&-`)."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115  # as long as the process
    if reconfigure := getattr(sys.stdout, "reconfigure", None):
        reconfigure(errors="backslashreplace")
