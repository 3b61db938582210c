"""What a tool is: a description as data, and one function."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from datadog_incidents.mcp.arguments import Arguments
from datadog_incidents.mcp.room import Shape

if TYPE_CHECKING:
    from datadog_incidents.async_api.incidents_api import AsyncIncidentsApi
    from datadog_incidents.configuration import Configuration


class Right(Enum):
    """What a server has to be allowed before it lists a tool."""

    READ = "read"
    WRITE = "write"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Desk:
    """What a tool works with."""

    api: AsyncIncidentsApi
    """Carries the calls."""
    now: datetime
    """The present, UTC."""
    rights: frozenset[Right]
    """What the server is allowed."""
    given: Mapping[str, Any]
    """The arguments as the model passed them."""

    @property
    def configuration(self) -> Configuration:
        """Where the service is."""
        return self.api.api_client.configuration


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to be written once the user agrees. All of it was checked, and nothing was sent that writes."""

    question: str
    """What will be written, for the user to read."""
    carry_out: Callable[[], Awaitable[Shape]]
    """Writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool."""

    name: str
    title: str
    """Its name for people."""
    says: str
    """What it is for, in the words that a model chooses it by."""
    arguments: Arguments
    answer: dict[str, Any]
    """The JSON schema of each property of its answers."""
    run: Callable[..., Awaitable[Shape | Proposal]]
    """Takes a desk and the arguments by name."""
    right: Right = Right.READ
    overwrites: bool = False
    """Whether something that was there is lost."""
    repeatable: bool = True
    """Whether to do it twice is the same as once."""
