"""Files that a command writes: they take the place of nothing but a file, and no two commands write one at once."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO, Final

from datadog_incidents.cli.failures import Refused

STDOUT: Final = Path("-")
"""Stands for stdout where a file is named."""

_KINDS: Final = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a link"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def is_there(path: Path) -> bool:
    """Whether there is a file.

    Args:
        path: where it would be.

    Raises:
        Refused: something else is there, such as a link, a pipe or a device.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(mode):
        kind = next((kind for is_kind, kind in _KINDS if is_kind(mode)), "a device")
        raise Refused(f"{path} is {kind}; name a file, or - for stdout")
    return True


def opened_alone(path: Path, *, new: bool) -> BinaryIO:
    """Open a file for reading and writing, and keep all others from opening it so until it is closed.

    Args:
        path: the file.
        new: whether to create it, rather than take the one that is there.

    Raises:
        Refused: another process has it open so, or was faster.
    """
    taken = Refused(f"{path} is being written by another export; wait for it, or name another file", 1)
    flags = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        file = os.fdopen(os.open(path, flags | (os.O_CREAT | os.O_EXCL if new else 0), 0o666), "r+b")
    except (FileExistsError, FileNotFoundError):
        raise taken from None
    if _is_locked(file.fileno()) or not _is_at(path, file.fileno()):
        file.close()
        raise taken
    return file


def write_whole(path: Path, content: str) -> None:
    """Write a file in place of the one that is there, if one is; at no time there is half of it.

    Args:
        path: the file.
        content: all of it.

    Raises:
        Refused: it cannot be written, or what is there is no file.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        is_there(path)
        with beside.open("x", encoding="utf-8") as file:
            file.write(content)
        beside.replace(path)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}", 1) from None
    finally:
        beside.unlink(missing_ok=True)


def move_unless_there(path: Path, target: Path) -> None:
    """Give a file another name, which nothing may have.

    Args:
        path: the file.
        target: its new name.

    Raises:
        FileExistsError: something has that name.
    """
    try:
        os.link(path, target)  # a second name, which unlike a renaming replaces nothing
    except OSError:  # something is there, or the file system has no second names
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        path.rename(target)
    else:
        path.unlink()


def sync_folder(path: Path) -> None:
    """Have the names in a folder written to the disk, before anything is done that relies on them.

    Args:
        path: the folder.
    """
    if sys.platform != "win32":  # where no folder can be opened
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether an open file still has its name: whoever had it open before may have moved it."""
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _is_locked(descriptor: int) -> bool:
        """Lock a file; whether somebody else has."""
        os.lseek(descriptor, 2**31 - 2, os.SEEK_SET)  # beyond what is read, which a lock here would forbid
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return True
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return False
else:
    import fcntl

    def _is_locked(descriptor: int) -> bool:
        """Lock a file; whether somebody else has."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:  # a file system without locks: then only two that begin at once are told apart
            return False
        return False
