"""Files that a command writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from datadog_incidents.cli.failures import Refused
from datadog_incidents.cli.output import files
from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli, seed_checkout

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has neither links nor pipes for everybody")


PARTS = ("", ".part", ".part.export")
"""What an export writes ends in one of these."""


def link(path: Path) -> None:
    path.with_name("precious").write_text("precious")
    path.symlink_to("precious")


def dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize(
    ("make", "kind"), [(link, "a link"), (dangling_link, "a link"), (os.mkfifo, "a pipe"), (Path.mkdir, "a folder")]
)
@pytest.mark.parametrize(
    ("options", "suffix"),
    [
        *((["export", *option], suffix) for option in ([], ["--force"], ["--resume"]) for suffix in PARTS),
        (["report", "--html"], ""),
    ],
)
def test_nothing_but_a_file_is_replaced_or_written(
    cli: Cli,
    emulator: Emulator,
    tmp_path: Path,
    make: Callable[[Path], None],
    kind: str,
    options: list[str],
    suffix: str,
) -> None:
    seed_checkout(emulator)
    path = tmp_path / "out.csv"
    there = tmp_path / f"out.csv{suffix}"
    make(there)
    before = there.lstat()
    said = cli.error(*options, str(path), code=2)
    assert said == f"{there} is {kind}; name a file, or - for stdout"
    assert os.path.samestat(there.lstat(), before)
    assert not [each for each in tmp_path.iterdir() if each.name not in (there.name, "precious")]
    if make is link:
        assert (tmp_path / "precious").read_text() == "precious"


def test_a_device_is_not_replaced(cli: Cli) -> None:
    for arguments in (["export", os.devnull, "--force"], ["report", "--html", os.devnull]):
        assert cli.error(*arguments, code=2) == f"{os.devnull} is a device; name a file, or - for stdout"


def test_a_file_is_open_to_one_alone(tmp_path: Path) -> None:
    path = tmp_path / "part"
    with files.opened_alone(path, new=True):
        for new in (True, False):
            with pytest.raises(Refused, match=f"{path} is being written by another export"):
                files.opened_alone(path, new=new)
    files.opened_alone(path, new=False).close()


def test_a_file_that_was_moved_before_it_could_be_locked_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "part"
    path.write_text("whole")
    opened = os.open

    def open_and_lose(*arguments: object, **options: object) -> int:
        descriptor = opened(*arguments, **options)  # type: ignore[arg-type]  # as they came
        path.rename(tmp_path / "file")
        return descriptor

    monkeypatch.setattr(os, "open", open_and_lose)
    with pytest.raises(Refused, match="is being written by another export"):
        files.opened_alone(path, new=False)
    assert (tmp_path / "file").read_text() == "whole"


@pytest.mark.parametrize("has_links", [True, False])
def test_a_moved_file_replaces_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool) -> None:
    if not has_links:

        def no_link(*_: object) -> None:
            raise PermissionError

        monkeypatch.setattr(os, "link", no_link)
    part, target = tmp_path / "part", tmp_path / "file"
    part.write_text("new")
    target.write_text("precious")
    with pytest.raises(FileExistsError):
        files.move_unless_there(part, target)
    assert (part.read_text(), target.read_text()) == ("new", "precious")
    target.unlink()
    files.move_unless_there(part, target)
    assert (target.read_text(), part.exists()) == ("new", False)
