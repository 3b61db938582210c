"""A transport that blocks, made fit for tasks: each request is made on a thread of a bounded pool of its own."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context

from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.message import FailureKind, Request, Response, Timeout, Transport, TransportFailure
from datadog_incidents._core.transport.bounds import AsyncTurns

MOST_THREADS = 64
"""Requests that are under way at once; further ones wait for a thread."""


class ThreadedTransport:
    """Carries requests on threads.

    A request whose task is cancelled goes on until it is answered or its read timeout ends it; the answer is lost. One
    that still waits for a thread is not sent.

    Args:
        transport: what carries them; closed with this one.
        most: how many requests may be under way at once, if they are to be fewer.
    """

    def __init__(self, transport: Transport, most: int | None = None) -> None:
        most = min(most or MOST_THREADS, MOST_THREADS)
        self._transport = transport
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="datadog-incidents")
        self._turns = AsyncTurns(most, "thread")
        self._under_way: set[asyncio.Future[Response]] = set()
        self._is_closed = False

    async def send(self, request: Request, timeout: Timeout) -> Response:
        """Carry out one attempt; see `AsyncTransport`."""
        left = await self._having_a_thread(timeout)
        answer: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
        unclaimed = [answer]
        try:
            self._under_way.add(answer)
            self._threads.submit(copy_context().run, self._carry, request, left, unclaimed)
        except BaseException as error:  # a limit is reached, the interpreter ends, or a signal's handler raises
            is_kept = _claimed(unclaimed) is None  # and carried by a thread that there was
            if not is_kept:
                self._is_over(answer)
            let_through(error)
            if not isinstance(error, RuntimeError):
                raise
            if not is_kept:
                raise TransportFailure(FailureKind.CONNECT, "no thread could be had") from None
        return await asyncio.shield(answer)

    async def aclose(self) -> None:
        """Wait for the requests that are under way, and let go of connections and threads."""
        self._is_closed = True
        try:
            while self._under_way:
                await asyncio.wait(self._under_way)
        finally:
            self._threads.shutdown(wait=not self._under_way)
            self._transport.close()

    async def _having_a_thread(self, timeout: Timeout) -> Timeout:
        """Wait until a thread is free, and take it; gives the timeout with what is left of its total."""
        left = await self._turns.take(timeout)
        if self._is_closed:
            self._turns.give_back()
            raise TransportFailure(FailureKind.CONNECT, "the connections were closed")
        return left

    def _carry(self, request: Request, timeout: Timeout, unclaimed: list[asyncio.Future[Response]]) -> None:
        """Carry out one attempt, on a thread, unless it was taken back."""
        answer = _claimed(unclaimed)
        if answer is None:
            return
        response, error = _outcome(self._transport, request, timeout)
        with suppress(RuntimeError):  # the loop is closed, and nobody waits
            answer.get_loop().call_soon_threadsafe(self._arrived, answer, response, error)

    def _arrived(
        self, answer: asyncio.Future[Response], response: Response | None, error: BaseException | None
    ) -> None:
        self._is_over(answer)
        if response is not None:
            answer.set_result(response)
        elif error is not None:
            answer.set_exception(error)
            answer.exception()  # looked at, for whoever waited may have been cancelled

    def _is_over(self, answer: asyncio.Future[Response]) -> None:
        self._under_way.discard(answer)
        self._turns.give_back()


def _claimed(unclaimed: list[asyncio.Future[Response]]) -> asyncio.Future[Response] | None:
    """The answer that is to be brought, for the first who asks: an executor can fail to take what it keeps."""
    try:
        return unclaimed.pop()
    except IndexError:
        return None


def _outcome(
    transport: Transport, request: Request, timeout: Timeout
) -> tuple[Response, None] | tuple[None, BaseException]:
    try:
        return transport.send(request, timeout), None
    except StopIteration as error:  # which no future takes
        stopped = RuntimeError("the transport raised StopIteration")
        stopped.__cause__ = error
        return None, stopped
    except BaseException as error:  # noqa: BLE001  # it is raised where the answer is waited for
        return None, error
