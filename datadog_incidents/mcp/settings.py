"""How a server is to be."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from datadog_incidents.exceptions import ConfigurationError
from datadog_incidents.mcp.room import LEAST_BYTES as LEAST_BYTES
from datadog_incidents.mcp.tool import Right

MOST_BYTES: Final = 24_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """What a server may do, and how large its answers are.

    Raises:
        ConfigurationError: answers would have to be smaller than they can be.
    """

    allow_writes: bool = False
    """Whether it lists the tools that write."""
    allow_deletes: bool = False
    """Whether it lists the tool that deletes."""
    max_bytes: int = MOST_BYTES
    """The size of an answer at the most: its two copies, as text and structured, in UTF-8 as they are sent."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense, where it was written."""
        if self.max_bytes < LEAST_BYTES:
            raise ConfigurationError(f"max_bytes: must be {LEAST_BYTES} or more, got {self.max_bytes}")

    @property
    def rights(self) -> frozenset[Right]:
        """What it may do."""
        writes = {Right.WRITE} if self.allow_writes else set[Right]()
        deletes = {Right.DELETE} if self.allow_deletes else set[Right]()
        return frozenset({Right.READ} | writes | deletes)


def loopback_address(text: str) -> tuple[str, int]:
    """The host and port of an address on this machine.

    Args:
        text: such as `127.0.0.1:8127` or `[::1]:8127`; port 0 picks a free one.

    Raises:
        ConfigurationError: it is no address, or one that other machines could reach.
    """
    host, colon, port = text.rpartition(":")
    bare = host.removeprefix("[").removesuffix("]")
    if not colon or not port.isdecimal() or int(port) > 65_535:
        raise ConfigurationError(f"--http: expected an address and a port such as 127.0.0.1:8127, got {text!r}")
    try:
        is_loopback = bare == "localhost" or ip_address(bare).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise ConfigurationError(
            f"--http: {bare!r} is not an address of this machine alone, and whoever reached it would have your keys; "
            "expected 127.0.0.1:PORT, and for other machines a tunnel to it"
        )
    return ("127.0.0.1" if bare == "localhost" else bare), int(port)
