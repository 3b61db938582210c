"""A host of the server: the official package's client, as a model and its user have it."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Literal

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client
from mcp.types import CallToolResult, ElicitRequestFormParams, ElicitResult, TextContent, Tool

from datadog_incidents import AsyncApiClient, AsyncIncidentsApi, Configuration
from datadog_incidents._core.message import AsyncTransport, Request, Response, Timeout
from datadog_incidents.emulator import Emulator
from datadog_incidents.mcp.server import Connect, incidents_server
from datadog_incidents.mcp.settings import ServerSettings

Mode = Literal["legacy", "auto"]
"""How the host speaks: the protocol of 2025, which asks users in the midst of a call, or the present one."""

HOST = "http://127.0.0.1:8126"
"""Where the servers take their emulators to be, which they reach without a socket."""

SECRETS = ("emulator-api-key", "emulator-app-key")


Action = Literal["accept", "decline", "cancel"]


class User:
    """Answers whatever question in one way.

    Args:
        action: how.
    """

    def __init__(self, action: Action) -> None:
        self._action: Action = action
        self.questions: list[str] = []
        self.meanwhile: Callable[[str], None] = lambda question: None

    async def ask(self, context: Any, params: Any) -> ElicitResult:
        assert isinstance(params, ElicitRequestFormParams)
        self.questions.append(params.message)
        self.meanwhile(params.message)
        return ElicitResult(action=self._action, content={} if self._action == "accept" else None)


class Host:
    """Calls tools, and waits for what comes of it."""

    def __init__(self, portal: BlockingPortal, client: Client, user: User) -> None:
        self._portal = portal
        self._client = client
        self._user = user

    @property
    def questions(self) -> list[str]:
        """What the user was asked."""
        return self._user.questions

    def meanwhile(self, happens: Callable[[str], None]) -> None:
        """Let something happen whenever the user reads a question."""
        self._user.meanwhile = happens

    @property
    def instructions(self) -> str:
        return self._client.instructions or ""

    def tools(self) -> dict[str, Tool]:
        """The tools that are listed, by name."""
        return {tool.name: tool for tool in self._portal.call(self._client.list_tools).tools}

    def call(self, name: str, **arguments: Any) -> CallToolResult:
        """What comes of a call. The package's client holds it against the output schema."""
        result: CallToolResult = self._portal.call(self._client.call_tool, name, arguments)
        assert not any(secret in result.model_dump_json() for secret in SECRETS)
        return result

    def answer(self, name: str, **arguments: Any) -> Any:
        """The answer to a call that succeeds, without the present."""
        result = self.call(name, **arguments)
        assert not result.is_error, text_of(result)
        assert json.loads(text_of(result)) == result.structured_content
        answer = dict(result.structured_content)
        assert answer.pop("now").endswith("Z")
        return answer

    def refusal(self, name: str, **arguments: Any) -> str:
        """The one line that a model is told of a call that fails."""
        result = self.call(name, **arguments)
        line = text_of(result)
        assert result.is_error, line
        assert "\n" not in line
        return line


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


class Direct:
    """Carries requests to an emulator without threads."""

    def __init__(self, emulator: Emulator) -> None:
        self._transport = emulator.transport

    async def send(self, request: Request, timeout: Timeout) -> Response:
        return self._transport.send(request, timeout)

    async def aclose(self) -> None:
        self._transport.close()


def connection(emulator: Emulator, transport: AsyncTransport | None = None, **settings: Any) -> Connect:
    """What connects a server with an emulator, in process."""
    usual: dict[str, Any] = {"host": HOST, "unstable_operations": "all", "retry_backoff_factor": 0}
    configuration = Configuration(api_key=SECRETS[0], app_key=SECRETS[1], **{**usual, **settings})

    @asynccontextmanager
    async def connect() -> AsyncGenerator[AsyncIncidentsApi]:
        async with AsyncApiClient(configuration, transport=transport or Direct(emulator)) as client:
            yield AsyncIncidentsApi(client)

    return connect


@contextmanager
def hosted(
    emulator: Emulator,
    *,
    user: Action | None = None,
    mode: Mode = "auto",
    connect: Connect | None = None,
    **settings: Any,
) -> Generator[Host]:
    """A host of a server that works with an emulator.

    Args:
        emulator: where the incidents are.
        user: what the user answers whatever question; None where the host cannot ask.
        mode: how the host speaks.
        connect: how the server reaches the emulator, where that is not as usual.
        settings: those of the server.
    """
    server = incidents_server(ServerSettings(**settings), connect or connection(emulator))
    with client_of(server, user=user, mode=mode) as host:
        yield host


@contextmanager
def client_of(server: Any, *, user: Action | None = None, mode: Mode = "auto") -> Generator[Host]:
    """A host of a server, or of what leads to one."""
    asked = User(user or "cancel")
    client = Client(server, mode=mode, elicitation_callback=asked.ask if user else None)
    with start_blocking_portal("asyncio") as portal, portal.wrap_async_context_manager(client):
        yield Host(portal, client, asked)
