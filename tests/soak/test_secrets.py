"""The keys are in nothing that is printed, logged, raised or pickled."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from .support import figure

ROOT = Path(__file__).parents[2]
CALLS = "tests/soak/calls_that_fail.py"
WHOLE_SUITE = "tests"
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-m", "not soak", "-s", "-rA", "--tb=long")
COLLECTED = ("-o", "python_files=test_*.py calls_that_fail.py")
LOUD = ("--showlocals", "-vv", "-o", "log_cli=true", "-o", "log_cli_level=DEBUG")
KEYS_OF_THE_SUITE = ("0123456789abcdef-the-api-key", "fedcba9876543210-the-app-key", "ddoat_the-oauth-token")
NAME_OF_A_TEST = re.compile(rb"^(PASSED |FAILED )?tests/\w+/\w+\.py::")
"""Some have a key among their parameters."""


@pytest.mark.parametrize(
    "collected",
    [pytest.param(CALLS, id="reduced"), pytest.param(WHOLE_SUITE, id="full", marks=pytest.mark.soak)],
)
def test_no_key_is_seen(collected: str, chance: Random) -> None:
    names = ("DD_API_KEY", "DD_APP_KEY", "SOAK_API_KEY", "SOAK_APP_KEY", "SOAK_TOKEN", "SOAK_PROXY_PASSWORD")
    secrets = {name: f"{chance.getrandbits(128):032x}" for name in names}
    environment = {
        **os.environ,
        **secrets,
        "SOAK_PROXY_URL": f"http://user:{secrets['SOAK_PROXY_PASSWORD']}@127.0.0.1:1",
    }
    finished = subprocess.run(
        [*PYTEST, *LOUD, *COLLECTED, collected],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    lines = finished.stdout.splitlines()
    keys = [key.encode() for key in (*secrets.values(), *KEYS_OF_THE_SUITE)]
    hits = [line for line in lines if any(key in line for key in keys) and not NAME_OF_A_TEST.search(line)]
    failed = sum(line.startswith(b"FAILED tests/soak/calls_that_fail.py") for line in lines)
    figure(f"secrets: {len(lines)} lines of output, {failed} calls that failed: {len(hits)} lines with a key")
    assert hits == []
    assert failed >= 25
