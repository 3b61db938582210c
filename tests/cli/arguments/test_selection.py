"""Which incidents are to be changed: named, or found; and what is refused about it before anything is sent."""

from __future__ import annotations

import pytest

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("resolve", "resolve: give REF or --query, and not both"),
        ("resolve 1 --query state:active --yes", "resolve: give REF or --query, and not both"),
        ("update --state stable", "update: give REF or --query, and not both"),
        ("resolve 1 --older-than 30d", "--older-than: it narrows a --query, and there is none"),
        ("resolve --query state:active --older-than soon --yes", "--older-than: 'soon' is no time"),
        ("resolve --query state:active --at-most 0 --yes", "'--at-most'"),
        ("resolve --query= --yes", "query: "),
        ("resolve --query state:active", "nobody can be asked here; --dry-run shows what would be changed, --yes"),
        ("update --query state:active --commander a@example.com", "update: nobody can be asked here"),
        ("update --query state:active --yes", "there is nothing to change"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_sent(cli: Cli, emulator: Emulator, arguments: str, said: str) -> None:
    assert said in cli.error(*arguments.split(), code=2)
    assert not emulator.requests


def test_the_help_says_what_age_is_counted_from(cli: Cli) -> None:
    assert "created before that moment" in " ".join(cli.output("resolve", "--help").split())
