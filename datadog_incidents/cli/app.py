"""The command line as a whole: its commands, its help, and how it is run."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Final

import typer
from typer.main import get_command

from datadog_incidents._core.version import __version__
from datadog_incidents.cli.arguments.once import Command
from datadog_incidents.cli.commands.emulating import emulator
from datadog_incidents.cli.commands.exporting import export
from datadog_incidents.cli.commands.reading import get, list_incidents, search
from datadog_incidents.cli.commands.reporting import report
from datadog_incidents.cli.commands.writing import create, delete, resolve, update
from datadog_incidents.cli.failures import EXIT_CODES, guarded
from datadog_incidents.cli.program import PROGRAM

_COMPLETION: Final = f"_{PROGRAM}_COMPLETE".replace("-", "_").upper()
"""Set by the shell when it asks for completions."""

_EPILOG: Final = f"""\
Keys come from DD_API_KEY and DD_APP_KEY (or DD_BEARER_TOKEN), the site from --site or DD_SITE. DD_INCIDENTS_HOST leads
to another host, such as that of the emulator.

\b
Exit codes:
{"".join(f"  {each.code:<5}{each.meaning}{chr(10)}" for each in EXIT_CODES)}"""

app: Final = typer.Typer(
    help="Datadog incidents from the command line.",
    epilog=_EPILOG,
    rich_markup_mode=None,  # plain help needs no rich, and reads the same in a pipe
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _without_command(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001  # its callback does it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)


app.command("list", cls=Command)(list_incidents)
for _subcommand in (search, get, create, update, resolve, delete, export, report):
    app.command(cls=Command)(_subcommand)
app.command(add_help_option=False, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(
    emulator
)


_command: Final = cache(lambda: get_command(app))
"""The parser of command lines, made when it is first needed."""


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line.

    Args:
        arguments: the command line without the program's name.

    Returns:
        The exit code.
    """
    command = _command()
    if _COMPLETION in os.environ:
        command.main(args=[], prog_name=PROGRAM)  # answers the shell and exits
    _make_streams_safe()

    def carry_out(arguments: Sequence[str]) -> None:
        with command.make_context(PROGRAM, list(arguments), obj=list(arguments)) as context:
            command.invoke(context)

    return guarded(carry_out, arguments)


def _make_streams_safe() -> None:
    """Let no title be an error, whatever the locale, and none of the three streams be missing (`>&-`)."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115  # as long as the process
    if reconfigure := getattr(sys.stdout, "reconfigure", None):
        reconfigure(errors="backslashreplace")
