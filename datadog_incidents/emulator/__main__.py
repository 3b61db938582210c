"""`python -m datadog_incidents.emulator`: serve the Incidents API locally."""

from __future__ import annotations

import argparse
import signal
import sqlite3
import sys
import threading
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_HIGHEST_PORT = 65535
_EXPOSED = "--host {}: whoever can reach this machine reads and changes these incidents, with any keys and unencrypted"


def main(arguments: Sequence[str] | None = None, *, program: str = "python -m datadog_incidents.emulator") -> int:
    """Serve until SIGINT or SIGTERM comes.

    Args:
        arguments: the command line without the program's name; None means this process's own.
        program: what the help calls the program.

    Returns:
        The exit status: 0, or 1 if the emulator cannot be started.
    """
    options = _parser(program).parse_args(arguments)
    stopped = threading.Event()

    def stop(*_: object) -> None:
        stopped.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    try:
        from datadog_incidents.emulator import Emulator

        with Emulator(
            host=options.host, port=options.port, db=options.db, allowed_hosts=options.allowed_host, log=True
        ) as emulator:
            if not emulator.incidents:
                emulator.seed(options.seed_incidents)
            sys.stdout.write(f"listening on {emulator.url}\n")
            sys.stdout.flush()
            if not _is_this_machine(options.host):
                sys.stderr.write(f"{program}: {_EXPOSED.format(options.host)}\n")
            stopped.wait()
    except ImportError as error:
        return _failed(program, str(error))
    except OSError as error:
        return _failed(program, f"cannot listen on {options.host}:{options.port}: {error.strerror}")
    except sqlite3.Error as error:
        return _failed(program, f"cannot use {options.db}: {error}")
    return 0


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=program, description="A local Incidents API.")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=_port, default=8126, help="the port; 0 picks a free one (default: %(default)s)")
    parser.add_argument(
        "--allowed-host",
        metavar="NAME",
        action="append",
        default=[],
        help="another name that clients know this machine by; may be repeated",
    )
    parser.add_argument("--db", metavar="FILE", help="keep the incidents in this file (default: in memory)")
    parser.add_argument(
        "--seed-incidents",
        metavar="N",
        type=_count,
        default=0,
        help="if there are no incidents yet, begin with N plausible ones",
    )
    return parser


def _is_this_machine(host: str) -> bool:
    """Whether nobody but this machine can connect to an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _count(text: str) -> int:
    count = int(text)
    if count < 0:
        raise argparse.ArgumentTypeError(f"must be 0 or more, got {count}")
    return count


def _port(text: str) -> int:
    port = _count(text)
    if port > _HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"must be 0 to {_HIGHEST_PORT}, got {port}")
    return port


def _failed(program: str, reason: str) -> int:
    sys.stderr.write(f"{program}: {reason}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
