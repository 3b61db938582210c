"""Profiles: a file that says of several organizations where they are and where their keys come from, never the keys.

    [production]
    site = "datadoghq.eu"
    api_key_command = ["op", "read", "op://operations/datadog/api-key"]
    app_key_command = ["op", "read", "op://operations/datadog/app-key"]

    [staging]
    site = "us5.datadoghq.com"
    api_key_variable = "STAGING_API_KEY"
    app_key_variable = "STAGING_APP_KEY"

A profile is all there is: nothing of it is filled up from the environment, so that no key goes to another organization.
What stands where a key is named may be the key, by mistake. So no message repeats it.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents._core.settings.secret import Secret
from datadog_incidents._core.settings.suggestion import hint, not_among
from datadog_incidents.exceptions import ConfigurationError

KEYS: Final = ("api_key", "app_key", "access_token")
"""The settings that a profile tells the source of."""

_PLACES: Final = ("site", "host")
_ENTRIES: Final = (*_PLACES, *(f"{key}_{source}" for key in KEYS for source in ("variable", "command")))
_COMMON_NAMES: Final = {"api_key", "app_key", "access_token", "application_key", "bearer_token", "token", "key"}
"""What an entry is called that has a key itself."""

SECONDS: Final = 60.0
"""How long a command may take, which may ask somebody to unlock something."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Where an organization is, and where its keys come from."""

    name: str
    place: Mapping[str, str]
    """Its `site` or its `host`."""
    variables: Mapping[str, str]
    """The variables of the environment that hold keys, by key."""
    commands: Mapping[str, Sequence[str]]
    """The commands that print keys, by key."""

    def settings(self) -> dict[str, Any]:
        """The settings of a client, keys included.

        Raises:
            ConfigurationError: a variable is not set, or a command fails.
        """
        keys = {
            **{key: self._in_variable(key, variable) for key, variable in self.variables.items()},
            **{key: self._printed(key, command) for key, command in self.commands.items()},
        }
        return {**self.place, **keys}

    def source(self, key: str) -> str:
        """Where a key comes from, in a word for people; empty if it has none.

        Args:
            key: one of `KEYS`.
        """
        return "variable" if key in self.variables else "command" if key in self.commands else ""

    def _in_variable(self, key: str, variable: str) -> Secret:
        if not (value := os.environ.get(variable, "").strip()):
            named = f" {variable}" if variable.isidentifier() and variable.isupper() else ""
            raise self._wrong(f"{key}_variable", f"the variable{named} that it names is not set")
        return Secret(value)

    def _printed(self, key: str, command: Sequence[str]) -> Secret:
        import subprocess  # wanted by few, and slow to load

        entry = f"{key}_command"
        try:
            with subprocess.Popen(  # noqa: S603  # the user's own command, in a file that nobody else writes
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            ) as process:
                try:
                    printed, _ = process.communicate(timeout=SECONDS)
                except BaseException:
                    process.kill()  # leaving waits for it
                    raise
        except subprocess.TimeoutExpired:
            raise self._wrong(entry, f"the command took more than {SECONDS:g} s") from None
        except OSError as error:
            raise self._wrong(entry, f"the command cannot be run: {error.strerror}") from None
        if process.returncode:
            raise self._wrong(entry, f"the command failed with {process.returncode}; run it by hand to see why")
        return self._only_line(entry, Secret(printed.decode(errors="replace")))

    def _only_line(self, entry: str, printed: Secret) -> Secret:
        lines = [Secret(line) for line in str.__str__(printed).splitlines() if line.strip()]
        if len(lines) != 1:
            raise self._wrong(entry, f"the command printed {len(lines) or 'no'} lines; a key is one")
        return Secret(str.__str__(lines[0]).strip())

    def _wrong(self, entry: str, what: str) -> ConfigurationError:
        return ConfigurationError(f"profile {self.name!r}: {entry}: {what}")


def path_of_profiles() -> Path:
    """The file of the profiles: that of `DD_INCIDENTS_PROFILES`, else the one among the user's settings."""
    if named := os.environ.get("DD_INCIDENTS_PROFILES"):
        return Path(named)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "datadog-incidents" / "profiles.toml"


def profile_named(name: str) -> Profile:
    """A profile of the file.

    Args:
        name: its name.

    Raises:
        ConfigurationError: there is none of that name, or something is wrong with the file.
    """
    profiles, path = all_profiles(), path_of_profiles()
    if not profiles:
        raise ConfigurationError(f"--profile: there is no profile {name!r}, since there is none in {path}")
    if name not in profiles:
        raise ConfigurationError(f"--profile: {not_among(name, profiles)} ({path})")
    return profiles[name]


def all_profiles() -> dict[str, Profile]:
    """All profiles by name; none if there is no file.

    Raises:
        ConfigurationError: others can write the file, or something in it is wrong.
    """
    path = path_of_profiles()
    try:
        with path.open("rb") as file:
            _refuse_if_others_write(path, file)
            document = tomllib.load(file)
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        where = error if isinstance(error, tomllib.TOMLDecodeError) else "it is not in UTF-8"
        raise ConfigurationError(f"{path} is no TOML: {where}") from None
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from None
    return {name: _profile(name, entries) for name, entries in document.items()}


def _refuse_if_others_write(path: Path, file: BinaryIO) -> None:
    """Raise unless the user alone, or root, says which commands are run."""
    if sys.platform == "win32":
        return
    status = os.fstat(file.fileno())
    if status.st_uid not in {0, os.getuid()}:
        raise ConfigurationError(f"{path} belongs to another user, who could have any command run")
    if status.st_mode & 0o022:
        raise ConfigurationError(f"{path} can be written by others, who could have any command run: chmod go-w {path}")


def _profile(name: str, entries: object) -> Profile:
    if not is_object(entries):
        raise ConfigurationError(f"{path_of_profiles()}: {name!r} stands in no profile; above it goes a line [NAME]")
    wrong = next((wrong for entry, value in entries.items() if (wrong := _what_is_wrong_with(entry, value))), None)
    given = {source: {key: f"{key}_{source}" for key in KEYS} for source in ("variable", "command")}
    profile = Profile(
        name,
        {place: entries[place] for place in _PLACES if place in entries},
        {key: entries[entry] for key, entry in given["variable"].items() if entry in entries},
        {key: entries[entry] for key, entry in given["command"].items() if entry in entries},
    )
    sources = sorted([*profile.variables, *profile.commands])
    if not wrong and len(profile.place) != 1:
        wrong = "it needs one of site and host"
    if not wrong and sources not in (["api_key", "app_key"], ["access_token"]):
        wrong = "it needs one source of api_key and one of app_key, or one of access_token, such as api_key_variable"
    if wrong:
        raise ConfigurationError(f"{path_of_profiles()}: profile {name!r}: {wrong}")
    return profile


def _what_is_wrong_with(entry: str, value: object) -> str | None:
    if entry.lower().replace("-", "_") in _COMMON_NAMES:
        return f"{entry}: no key stands in this file; name what has it in an entry such as api_key_variable"
    if entry not in _ENTRIES:
        return f"there is no entry {entry!r}; {hint(entry, _ENTRIES)}"
    if entry.endswith("_command"):
        words = value if is_list(value) else []
        if not words or not all(isinstance(word, str) and word and "\0" not in word for word in words):
            return f'{entry}: expected a program and its arguments, such as ["op", "read", "op://…"]'
    elif not isinstance(value, str) or not value.strip():
        return f"{entry}: expected a text between quotes"
    return None
