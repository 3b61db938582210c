"""A transport that blocks, made fit for tasks: each request is made on a thread of a bounded pool of its own."""

from __future__ import annotations

import asyncio
import contextvars
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from datadog_incidents._core.message import Request, Response, Timeout, Transport

MOST_THREADS = 64
"""Requests that are under way at once; further ones wait for a thread."""


class ThreadedTransport:
    """Carries requests on threads.

    A request whose task is cancelled goes on until it is answered or its read timeout ends it; the answer is lost.

    Args:
        transport: what carries them; closed with this one.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._executor = ThreadPoolExecutor(MOST_THREADS, thread_name_prefix="datadog-incidents")

    async def send(self, request: Request, timeout: Timeout) -> Response:
        """Carry out one attempt; see `AsyncTransport`."""
        send = partial(self._transport.send, request, timeout)
        context = contextvars.copy_context()
        return await asyncio.get_running_loop().run_in_executor(self._executor, lambda: context.run(send))

    async def aclose(self) -> None:
        """Wait for the requests that are under way, and let go of connections and threads."""
        loop = asyncio.get_running_loop()
        self._executor.shutdown(wait=False, cancel_futures=True)
        await loop.run_in_executor(None, self._executor.shutdown)
        self._transport.close()
