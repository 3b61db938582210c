"""Pages that are fetched ahead are tasks that belong to their iterator, and end with it."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import AsyncIterator
from contextvars import ContextVar
from typing import Any

import pytest

from datadog_incidents import AsyncIncidentsApi, RequestEvent
from datadog_incidents._core.message import Request, Response, Timeout
from tests.kinds import Loop

from .slow import BlockingGate, Shelf, api_over, client_over, others, settled

HELD_UP = 1
"""Where the pages of these tests begin to take long: the walk has some under way, and waits for one."""


def incidents_of(loop: Loop, shelf: Shelf, prefetch: int = 4) -> AsyncIterator[Any]:
    return aiter(api_over(loop, shelf).list_incidents_with_pagination(page_size=2, prefetch=prefetch))


async def broken_off(loop: Loop, shelf: Shelf) -> None:
    async for _ in api_over(loop, shelf).list_incidents_with_pagination(page_size=2, prefetch=4):
        await settled()
        assert others()
        break


async def raised_in(loop: Loop, shelf: Shelf) -> None:
    async def consume() -> None:
        async for incident in api_over(loop, shelf).list_incidents_with_pagination(page_size=2, prefetch=4):
            await settled()
            assert others()
            raise ZeroDivisionError(incident)

    with pytest.raises(ZeroDivisionError):
        await consume()


async def cancelled_in_the_wait(loop: Loop, shelf: Shelf) -> None:
    incidents = incidents_of(loop, shelf)  # which this frame, and the traceback, go on to hold

    async def consume() -> None:
        async for _ in incidents:
            pass

    task = asyncio.create_task(consume())
    await settled()
    assert len(others()) > 1
    task.cancel()
    with pytest.raises(asyncio.CancelledError) as raised:
        await task
    await settled()
    assert others() == set(), raised


async def given_up_by_a_group(loop: Loop, shelf: Shelf) -> None:
    async def consume() -> None:
        async for _ in incidents_of(loop, shelf):
            pass

    async def fail() -> None:
        await settled()
        raise ZeroDivisionError

    async def both() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(consume())
            tasks.create_task(fail())

    with pytest.raises(ExceptionGroup):
        await both()


@pytest.mark.parametrize("leave", [broken_off, raised_in, cancelled_in_the_wait, given_up_by_a_group])
def test_leaving_ends_them(loop: Loop, leave: Any) -> None:
    async def main() -> None:
        await leave(loop, Shelf(100, slow_from=HELD_UP))
        await settled()
        assert others() == set()

    loop.run(main())


def test_what_is_collected_on_another_thread_ends_them_as_well(loop: Loop) -> None:
    async def main() -> None:
        circle: list[Any] = [incidents_of(loop, Shelf(100, slow_from=HELD_UP))]
        await anext(circle[0])
        await settled()
        assert others()
        circle.append(circle)
        del circle
        thread = threading.Thread(target=gc.collect)
        gc.disable()
        try:
            thread.start()
            thread.join()
        finally:
            gc.enable()
        await settled()
        assert others() == set()

    loop.run(main())


def test_closing_the_client_ends_them(loop: Loop) -> None:
    async def main() -> None:
        client = client_over(loop, Shelf(100, slow_from=HELD_UP))
        incidents = aiter(AsyncIncidentsApi(client).list_incidents_with_pagination(page_size=2, prefetch=4))
        await anext(incidents)
        await settled()
        assert others()
        await client.aclose()
        assert others() == set()
        await client.aclose()

    loop.run(main())


def test_a_callback_may_close_the_client_in_the_midst_of_them(loop: Loop) -> None:
    async def main() -> None:
        async def close(event: RequestEvent) -> None:
            if asyncio.current_task() is not this:
                await client.aclose()

        this = asyncio.current_task()
        client = client_over(loop, Shelf(100, slow_from=HELD_UP), on_request=close)
        incidents = aiter(AsyncIncidentsApi(client).list_incidents_with_pagination(page_size=2, prefetch=1))
        await anext(incidents)
        await settled()
        assert others() == set()

    loop.run(main())


@pytest.mark.parametrize("prefetch", [0, 1, 8, 32])
def test_all_come_once_and_in_order(loop: Loop, prefetch: int) -> None:
    async def main() -> None:
        shelf = Shelf(41)
        assert [incident.public_id async for incident in incidents_of(loop, shelf, prefetch)] == list(range(41))
        assert max(shelf.offsets.count(offset) for offset in shelf.offsets) <= 2

    loop.run(main())


REQUEST: ContextVar[str] = ContextVar("REQUEST", default="nobody's")


@pytest.mark.parametrize("prefetch", [0, 4])
def test_callbacks_see_the_context_of_who_iterates(loop: Loop, prefetch: int) -> None:
    seen: list[tuple[str, str]] = []

    async def note(event: object) -> None:
        await asyncio.sleep(0)
        seen.append((type(event).__name__, REQUEST.get()))

    def note_at_once(event: object) -> None:
        seen.append((type(event).__name__, REQUEST.get()))

    async def iterate(name: str) -> None:
        REQUEST.set(name)
        pager = api.list_incidents_with_pagination(page_size=2, prefetch=prefetch)
        assert len([incident async for incident in pager]) == 9

    async def main() -> None:
        await asyncio.gather(iterate("one's"), iterate("another's"))

    api = api_over(loop, Shelf(9), on_request=note, on_response=note_at_once)
    loop.run(main())
    whose = ("one's", "another's")
    assert set(seen) == {(kind, name) for kind in ("RequestEvent", "ResponseEvent") for name in whose}


def test_so_does_what_carries_the_requests_on_threads(loop: Loop) -> None:
    gate = BlockingGate()
    gate.open.set()
    seen: list[tuple[str, bool]] = []

    class Tracing(BlockingGate):
        def send(self, request: Request, timeout: Timeout) -> Response:
            seen.append((REQUEST.get(), threading.current_thread() is threading.main_thread()))
            return gate.send(request, timeout)

    async def main() -> None:
        REQUEST.set("somebody's")
        async for _ in api_over(loop, Tracing()).list_incidents_with_pagination(prefetch=2):
            pass

    loop.run(main())
    assert set(seen) == {("somebody's", False)}
