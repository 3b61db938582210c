"""Make a release, all but the upload; `docs/releasing.md` tells what is done, and in which order."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NoReturn

ROOT: Final = Path(__file__).parent.parent
DIST: Final = ROOT / "dist"
VERSION_FILE: Final = ROOT / "datadog_incidents" / "_core" / "version.py"
CHANGELOG: Final = ROOT / "CHANGELOG.md"
CHECKS: Final = ("check", "lowest", "all-pythons")


def main() -> None:
    """Make the release whose version is the argument."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", type=checked_version, help="three numbers, such as 1.2.0")
    version = parser.parse_args().version
    require_order(version)
    written = {
        VERSION_FILE: with_version(VERSION_FILE.read_text(encoding="utf-8"), version),
        CHANGELOG: with_release(CHANGELOG.read_text(encoding="utf-8"), version, f"{datetime.now(UTC):%Y-%m-%d}"),
    }
    write_and_check(written)
    run("git", "commit", "--quiet", "--message", f"Release {version}", "--", *map(str, written))
    run("git", "tag", "--annotate", f"v{version}", "--message", f"Release {version}")
    run("make", "build", SOURCE_DATE_EPOCH=output_of("git", "log", "-1", "--format=%ct"))
    write_bill_of_materials(version)
    write_checksums()
    print(f"\n{version} is in dist/. What is left:\n  git push --follow-tags\n  twine upload dist/*.whl dist/*.tar.gz")


# ---------------------------------------------------------------------------------------------------- what is written


def checked_version(text: str) -> str:
    """A version as Semantic Versioning has it, without a suffix."""
    if re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no version; expected three numbers, such as 1.2.0")
    return text


def with_version(module: str, version: str) -> str:
    """The text of the module that tells the version, with another version."""
    return re.sub(r'(?<=__version__ = ")[^"]*', version, module)


def with_release(changelog: str, version: str, date: str) -> str:
    """A changelog in which what was unreleased belongs to a version; above it is room for what comes next.

    Args:
        changelog: the text of the changelog.
        version: the version that is released.
        date: its day, such as 2026-01-31.
    """
    before, heading, rest = changelog.partition("## [Unreleased]\n")
    unreleased, mark, older = rest.partition("\n## [")
    if not re.search(r"^- ", unreleased, re.MULTILINE):
        refuse("CHANGELOG.md has nothing under Unreleased; say there what users will notice")
    return f"{before}{heading}\n## [{version}] - {date}\n{unreleased}{mark}{older}"


# ---------------------------------------------------------------------------------------------------- what is checked


def require_order(version: str) -> None:
    """Exit unless a release can be made from what is committed."""
    if output_of("git", "status", "--porcelain"):
        refuse("there are uncommitted files; commit them, or put them away")
    if output_of("git", "branch", "--show-current") != "main":
        refuse("releases are made from the branch main")
    released = [numbers(tag[1:]) for tag in output_of("git", "tag", "--list", "v*.*.*").split()]
    if numbers(version) <= max(released, default=()):
        refuse(f"{version} is not greater than the last release")


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, which compare as versions do."""
    return tuple(map(int, version.split(".")))


def write_and_check(written: Mapping[Path, str]) -> None:
    """Write files and run the checks; whatever ends them, the files are put back unless all is well."""
    try:
        for path, text in written.items():
            path.write_text(text, encoding="utf-8", newline="\n")
        run("make", *CHECKS)
    except BaseException:
        run("git", "restore", "--", *map(str, written))
        raise


# -------------------------------------------------------------------------------------- what lies beside the packages


def write_bill_of_materials(version: str) -> None:
    """See the wheel work in empty environments, and write down what one holds with only the library in it."""
    wheel = str(next(DIST.glob("*.whl")))
    with empty_environment(f"{wheel}[cli,emulator,fast]") as programs:
        run(str(programs / "datadog-incidents"), "--version")
    with empty_environment(wheel) as programs:
        python = str(programs / "python")
        run(python, "-I", "-W", "error", "-c", "import datadog_incidents; datadog_incidents.ApiClient")
        run(python, "-m", "pip", "uninstall", "--quiet", "--yes", "setuptools", "pip")
        options = ("--pyproject", "pyproject.toml", "--mc-type", "library", "--output-reproducible")
        target = DIST / f"datadog_incidents-{version}.cdx.json"
        run(sys.executable, "-m", "cyclonedx_py", "environment", python, *options, "--output-file", str(target))
    bill = json.loads(target.read_text(encoding="utf-8"))
    bill["metadata"]["component"]["version"] = version  # pyproject.toml does not tell it
    target.write_text(json.dumps(bill, indent=2) + "\n", encoding="utf-8", newline="\n")


@contextmanager
def empty_environment(needed: str) -> Generator[Path]:
    """The folder of the programs of a new virtual environment, in which one package is installed."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / "bin"
        run(str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", needed)
        yield programs


def write_checksums() -> None:
    """Write the SHA-256 of each file that goes with the release, as `sha256sum --check` reads them."""
    files = sorted(path for path in DIST.iterdir() if path.name != "SHA256SUMS")
    sums = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (DIST / "SHA256SUMS").write_text("".join(sums), encoding="utf-8", newline="\n")


# ----------------------------------------------------------------------------------------------------------- commands


def run(*command: str, **variables: str) -> None:
    """Run a command and show what it says; exit if it fails."""
    print("$", *command, flush=True)
    if (code := subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=False).returncode) != 0:
        refuse(f"{command[0]} ended with {code}")


def output_of(*command: str) -> str:
    """What a command prints, without the line break at its end."""
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def refuse(reason: str) -> NoReturn:
    """Exit, and say why."""
    sys.exit(f"release: {reason}")


if __name__ == "__main__":
    main()
