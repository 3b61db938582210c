"""The command `profiles`."""

from __future__ import annotations

from datadog_incidents.cli.arguments.command import command
from datadog_incidents.cli.output.table import Table
from datadog_incidents.cli.profiles import KEYS, all_profiles, path_of_profiles
from datadog_incidents.cli.program import say


@command("profiles")
def profiles() -> None:
    """List the profiles: organizations that --profile chooses among. No key is looked up.

    They stand in the file of DD_INCIDENTS_PROFILES, else in profiles.toml in the folder datadog-incidents of
    XDG_CONFIG_HOME or ~/.config.
    """
    found = all_profiles()
    if found:
        header = ("NAME", "SITE OR HOST", *(key.replace("_", " ").upper() for key in KEYS))
        rows = [
            (profile.name, *profile.place.values(), *(profile.source(key) for key in KEYS))
            for profile in found.values()
        ]
        Table(header, rows, giving_way=(1,)).write()
    say(f"{len(found) or 'no'} profile{'' if len(found) == 1 else 's'} in {path_of_profiles()}")
