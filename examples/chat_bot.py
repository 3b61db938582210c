r"""Answer messages about incidents as a bot does, several at once; here the chat is standard input.

    python examples/chat_bot.py
    printf 'IR-42\nopen\ndeclare Disk full on broker-7\n' | python examples/chat_bot.py

It knows `IR-42` or any other reference to an incident, `open` for the open ones, and `declare TITLE`. Each answer
begins with its message, since a quick one does not wait for a slow one.

DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
"""

import argparse
import asyncio
import sys

from datadog_incidents import (
    AsyncApiClient,
    AsyncIncidentsApi,
    Configuration,
    DatadogIncidentsError,
    async_shortcuts,
)
from datadog_incidents.models import IncidentCreateRequest

AT_ONCE = 8
PATIENCE = 20
"""Seconds that an answer may take."""


async def answer(api: AsyncIncidentsApi, message: str) -> str:
    """What the bot says to a message."""
    command, _, rest = message.partition(" ")
    if command == "open":
        incidents = [incident async for incident in async_shortcuts.open_incidents(api)]
        return ", ".join(incident.reference for incident in incidents) or "none"
    if command == "declare":
        body = IncidentCreateRequest.build(rest.strip())
        incident, is_new = await async_shortcuts.create_incident_unless_open(api, body)
        return f"{incident.reference} is {'declared' if is_new else 'open already'}"
    incident = await async_shortcuts.find_incident(api, message)
    return f"{incident.title}, {incident.severity}, {incident.state}"


async def attend(api: AsyncIncidentsApi, message: str, turn: asyncio.Semaphore) -> None:
    """Answer a message when its turn comes."""
    try:
        async with turn, asyncio.timeout(PATIENCE):
            said = await answer(api, message)
    except TimeoutError:
        said = "the service takes too long"
    except DatadogIncidentsError as error:
        said = str(error)
    print(f"{message}: {said}", flush=True)


async def main() -> None:
    """Attend to all messages, with one client for all of them."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    turn = asyncio.Semaphore(AT_ONCE)
    async with AsyncApiClient(Configuration(unstable_operations="all")) as api_client, asyncio.TaskGroup() as tasks:
        api = AsyncIncidentsApi(api_client)
        while line := await asyncio.to_thread(sys.stdin.readline):
            if message := " ".join(line.split()):
                tasks.create_task(attend(api, message, turn))


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except (DatadogIncidentsError, OSError) as error:
        sys.exit(f"chat_bot: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
