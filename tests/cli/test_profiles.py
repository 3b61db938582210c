"""Profiles: where an organization is and where its keys come from, and no key that is seen or goes elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from datadog_incidents import ApiClient, Configuration
from datadog_incidents.cli import profiles
from datadog_incidents.emulator import Emulator

from .conftest import SECRETS, Cli, run

KEYS = ("the_key_of_a_profile", "the_other_key_of_it")
TWO_KEYS = 'api_key_variable = "STAGING_API_KEY"\napp_key_variable = "STAGING_APP_KEY"\n'
EU = 'site = "datadoghq.eu"\n'

Write = Callable[[str], Path]


@pytest.fixture
def write(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Write:
    """Takes what is to stand in the file of the profiles. Two of the variables that it can name are set."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("DD_INCIDENTS_PROFILES", raising=False)
    monkeypatch.delenv("DD_INCIDENTS_PROFILE", raising=False)
    for name, key in zip(("STAGING_API_KEY", "STAGING_APP_KEY"), KEYS, strict=True):
        monkeypatch.setenv(name, key)
    path = tmp_path / "datadog-incidents" / "profiles.toml"
    path.parent.mkdir()

    def write(text: str) -> Path:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o644)
        return path

    return write


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Configuration]:
    """The configurations of the clients that are made; of these none calls."""
    made: list[Configuration] = []

    def client(configuration: Configuration) -> ApiClient:
        made.append(configuration)
        raise KeyboardInterrupt

    monkeypatch.setattr("datadog_incidents.ApiClient", client)
    return made


def python(program: str) -> str:
    """A command of the file that runs a program in Python."""
    return f"[{sys.executable!r}, '-c', {program!r}]"


def test_a_profile_leads_to_its_place_with_its_keys_and_no_others(
    cli: Cli, write: Write, made: list[Configuration], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(f"[staging]\n{EU}{TWO_KEYS}")
    monkeypatch.setenv("DD_SITE", "us5.datadoghq.com")
    monkeypatch.setenv("DD_BEARER_TOKEN", SECRETS[0])
    cli("list", "--profile", "staging")
    monkeypatch.setenv("DD_INCIDENTS_PROFILE", "staging")
    cli("list")
    for configuration in made:
        assert configuration.base_url == "https://api.datadoghq.eu"
        assert dict(configuration.api_key) == dict(zip(("apiKeyAuth", "appKeyAuth"), KEYS, strict=True))
        assert configuration.access_token is None
    assert len(made) == 2


def test_a_command_prints_a_key(cli: Cli, write: Write, made: list[Configuration], emulator: Emulator) -> None:
    write(f'[local]\nhost = "{emulator.url}"\naccess_token_command = {python("print(input.__name__ * 2)")}\n')
    cli("list", "--profile", "local")
    assert (made[0].base_url, made[0].access_token, dict(made[0].api_key)) == (emulator.url, "inputinput", {})


def test_without_a_name_there_is_no_profile(
    cli: Cli, write: Write, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(f"[staging]\n{EU}{TWO_KEYS}")
    emulator.seed(1)
    monkeypatch.setenv("DD_INCIDENTS_PROFILE", "staging")
    assert cli.output("list", "--profile", "", "--output", "csv").count("\n") == 2


def test_a_site_beside_a_profile_is_refused(cli: Cli, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write(f"[staging]\n{EU}{TWO_KEYS}")
    said = "--site: the site is that of the profile 'staging', as its keys are; --profile '' goes without"
    assert cli.error("list", "--profile", "staging", "--site", "datadoghq.com", code=2) == said
    monkeypatch.setenv("DD_INCIDENTS_PROFILE", "staging")
    assert cli.error("list", "--site", "datadoghq.com", code=2) == said


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (f"sit = 'x'\n{TWO_KEYS}", "there is no entry 'sit'; did you mean 'site'?"),
        (f"{EU}api-key = '{KEYS[0]}'\n", "api-key: no key stands in this file; name what has it in an entry such as …"),
        (TWO_KEYS, "it needs one of site and host"),
        (f"{EU}host = 'http://[::1]'\n{TWO_KEYS}", "it needs one of site and host"),
        (
            f"{EU}api_key_variable = 'STAGING_API_KEY'\n",
            "it needs one source of api_key and one of app_key, or …",
        ),
        (f"{EU}{TWO_KEYS}app_key_command = ['op']", "it needs one source of api_key and one of app_key, or …"),
        (f"{EU}api_key_variable = 1\n", "api_key_variable: expected a text between quotes"),
        (f"{EU}app_key_command = 'op {KEYS[0]}'\n", "app_key_command: expected a program and its arguments, such as …"),
        (f"{EU}app_key_command = []\n", "app_key_command: expected a program and its arguments, such as …"),
        (f"site = 'datadoghq.ue'\n{TWO_KEYS}", "site: 'datadoghq.ue' is no known site; did you mean 'datadoghq.eu'? …"),
        (
            f"{EU}access_token_variable = 'NOT_SET'\n",
            "access_token_variable: the variable NOT_SET that …",
        ),
        (
            f"{EU}access_token_variable = '{KEYS[0]}'\n",
            "access_token_variable: the variable that it names is not set",
        ),
    ],
)
def test_what_is_wrong_with_a_profile_is_told_without_a_key(cli: Cli, write: Write, entries: str, said: str) -> None:
    path = write(f"[staging]\n{entries}")
    told = cli.error("list", "--profile", "staging", code=2)
    assert told.removeprefix(f"{path}: ").startswith(f"profile 'staging': {said.removesuffix('…')}")
    assert KEYS[0] not in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"[stagin]\n{EU}{TWO_KEYS}", "--profile: 'staging' is not one of 'stagin'; did you mean 'stagin'? (PATH)"),
        (f"[other]\nsit = 'x'\n{TWO_KEYS}", "PATH: profile 'other': there is no entry 'sit'; did you mean 'site'?"),
        ("", "--profile: there is no profile 'staging', since there is none in PATH"),
        ("[staging\n", "PATH is no TOML: Expected ']' at the end of a table declaration (at line 1, column 9)"),
        (EU, "PATH: 'site' stands in no profile; above it goes a line [NAME]"),
    ],
)
def test_what_is_wrong_with_the_file_is_told(cli: Cli, write: Write, text: str, said: str) -> None:
    path = write(text)
    assert cli.error("list", "--profile", "staging", code=2).replace(str(path), "PATH") == said


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["no-such-program", KEYS[0]], "the command cannot be run: No such file or directory"),
        (f"print({KEYS[0]!r}); exit(3)", "the command failed with 3; run it by hand to see why"),
        (f"print({KEYS[0]!r}); print(2)", "the command printed 2 lines; a key is one"),
        ("print()", "the command printed no lines; a key is one"),
        ("import signal; signal.pause()", "the command took more than 0.05 s"),
    ],
)
def test_a_command_that_gives_no_key_is_told_without_what_it_printed(
    cli: Cli, write: Write, monkeypatch: pytest.MonkeyPatch, command: list[str] | str, said: str
) -> None:
    monkeypatch.setattr(profiles, "SECONDS", 0.05 if "pause" in command else 30)
    write(f"[staging]\n{EU}access_token_command = {python(command) if isinstance(command, str) else command}\n")
    told = cli.error("list", "--profile", "staging", code=2)
    assert told == f"profile 'staging': access_token_command: {said}"


def test_what_a_command_says_on_stderr_is_not_told(write: Write, emulator: Emulator) -> None:
    write(f'[local]\nhost = "{emulator.url}"\naccess_token_command = {python(f"exit({KEYS[0]!r})")}\n')
    said = "profile 'local': access_token_command: the command failed with 1; run it by hand to see why"
    assert run("list", "--profile", "local").stderr == f"datadog-incidents: {said}\n"


def test_a_file_that_is_not_there_has_no_profiles(cli: Cli, write: Write) -> None:
    path = write("")
    path.unlink()
    said = f"--profile: there is no profile 'staging', since there is none in {path}"
    assert cli.error("list", "--profile", "staging", code=2) == said
    assert cli.error("profiles", code=0) == f"no profiles in {path}"


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such permissions")
def test_a_file_that_others_can_write_is_refused(cli: Cli, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(f"[staging]\n{EU}access_token_command = ['no-such-program']\n")
    for mode in (0o664, 0o646):
        path.chmod(mode)
        said = f"{path} can be written by others, who could have any command run: chmod go-w {path}"
        assert cli.error("list", "--profile", "staging", code=2) == said
    path.chmod(0o600)
    status: Any = os.stat_result((0o100600, 0, 0, 1, 12345, 12345, 0, 0, 0, 0))
    monkeypatch.setattr(os, "fstat", Mock(return_value=status))
    said = f"{path} belongs to another user, who could have any command run"
    assert cli.error("list", "--profile", "staging", code=2) == said


def test_profiles_are_listed_without_their_keys(
    cli: Cli, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = write(
        f"[staging]\n{EU}{TWO_KEYS}\n[local]\nhost = 'http://[::1]:8126'\naccess_token_command = ['no-such']\n"
    )
    moved = path.rename(tmp_path / "elsewhere.toml")
    monkeypatch.setenv("DD_INCIDENTS_PROFILES", str(moved))
    result = cli("profiles")
    assert result.out == (
        "NAME     SITE OR HOST       API KEY   APP KEY   ACCESS TOKEN\n"
        "staging  datadoghq.eu       variable  variable\n"
        "local    http://[::1]:8126                      command\n"
    )
    assert result.err == f"datadog-incidents: 2 profiles in {moved}\n"
