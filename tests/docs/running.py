"""How the tests run the examples."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(name: str, *arguments: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run an example as a user does; a warning is an error."""
    return subprocess.run(
        [sys.executable, "-W", "error", EXAMPLES / name, *arguments],
        input=stdin,
        env={**os.environ, "PYTHONUTF8": "1", **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )


def output_of(name: str, *arguments: str, stdin: str = "", **variables: str) -> str:
    finished = run(name, *arguments, stdin=stdin, **variables)
    assert (finished.returncode, finished.stderr) == (0, "")
    return finished.stdout
