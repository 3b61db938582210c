"""Faults on demand: answers that come late, broken or not at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random
from typing import TypeAlias

from datadog_incidents.emulator.wire import HTML_TYPE, JSON, JSON_TYPE, Answer, Cut

Wait: TypeAlias = Callable[[float], None]
"""Lets a number of seconds pass, or raises when the client has given up by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with a request. What is not set stays as it would have been.

    Args:
        operation: the operation that it happens to; None means any.
        status: the HTTP status to answer with.
        delay: seconds that pass before the answer.
        reset: whether the connection is reset instead of answering.
        truncate: whether the answer stops half way through its body.
        html: whether the answer is an HTML page, as from a proxy in between.
        times: how many requests it happens to; None means all.
        after_commit: whether the request is carried out before things go wrong, or never.
        probability: how likely it happens to a request, from 0 to 1.
        headers: headers to add to the answer.
        body: the body to answer with: text or bytes as they are, anything else as JSON.

    Raises:
        ValueError: a number is out of its range, or nothing would go wrong.
    """

    operation: str | None = None
    status: int | None = None
    delay: float = 0.0
    reset: bool = False
    truncate: bool = False
    html: bool = False
    times: int | None = 1
    after_commit: bool = False
    probability: float = 1.0
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: JSON = None

    def __post_init__(self) -> None:
        """Refuse what makes no sense, where it was written."""
        if not 0 <= self.probability <= 1:
            raise ValueError(f"a probability lies between 0 and 1, not at {self.probability}")
        if self.times is not None and self.times < 1:
            raise ValueError(f"a fault happens once at least, not {self.times} times")
        if self.delay < 0:
            raise ValueError(f"a delay of {self.delay} seconds would answer before the request")
        if not (self.replaces_answer or self.delay or self.truncate or self.headers):
            raise ValueError("nothing goes wrong: set a status, delay, reset, truncate, html, headers or body")

    @property
    def replaces_answer(self) -> bool:
        """Whether the fault stands in for an answer, so that the request need not be carried out."""
        return self.status is not None or self.reset or self.html or self.body is not None


def suffer(fault: Fault, carry_out: Callable[[], Answer], wait: Wait) -> Answer:
    """Answer a request that a fault happens to.

    Args:
        fault: what goes wrong.
        carry_out: carries out the request.
        wait: lets time pass.
    """
    if fault.after_commit:
        answer = carry_out()
        _delay(fault, wait)
        return _spoilt(fault, answer)
    _delay(fault, wait)
    return _spoilt(fault, Answer(200) if fault.replaces_answer else carry_out())


def _delay(fault: Fault, wait: Wait) -> None:
    if fault.delay:
        wait(fault.delay)


def _spoilt(fault: Fault, answer: Answer) -> Answer:
    if fault.replaces_answer:
        answer = _replacement(fault)
    cut = Cut.RESET if fault.reset else Cut.TRUNCATED if fault.truncate else None
    return Answer(answer.status, {**answer.headers, **fault.headers}, answer.body, cut)


def _replacement(fault: Fault) -> Answer:
    status = fault.status or (HTTPStatus.BAD_GATEWAY if fault.html else HTTPStatus.OK)
    reason = _reason(status)
    if fault.html:
        page = f"<html><head><title>{status} {reason}</title></head><body><h1>{status} {reason}</h1></body></html>\n"
        return Answer(status, {"content-type": HTML_TYPE}, _encoded(fault.body or page))
    if status == HTTPStatus.NO_CONTENT:
        return Answer(status)
    body = {"errors": [reason]} if fault.body is None else fault.body
    return Answer(status, {"content-type": JSON_TYPE}, _encoded(body))


def _encoded(body: JSON) -> bytes:
    match body:
        case bytes():
            return body
        case str():
            return body.encode()
        case _:
            return json.dumps(body).encode()


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


class Faults:
    """The faults that are still to happen, in the order they were asked for.

    Args:
        random_seed: where the decisions about probabilities come from.
    """

    def __init__(self, random_seed: int) -> None:
        self._random_seed = random_seed
        self._random = Random(random_seed)  # noqa: S311  # decisions have to be reproducible, not secret
        self._pending: list[tuple[Fault, int | None]] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        """Let a fault happen, after those that were added before."""
        with self._lock:
            self._pending.append((fault, fault.times))

    def next(self, operation: str | None) -> Fault | None:
        """The fault that happens to the next request, if any does.

        Args:
            operation: the operation that is called; None if it is none of them.
        """
        with self._lock:
            for index, (fault, left) in enumerate(self._pending):
                if fault.operation not in (None, operation) or self._random.random() >= fault.probability:
                    continue
                if left is not None:
                    self._pending[index : index + 1] = [(fault, left - 1)] if left > 1 else []
                return fault
        return None

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        with self._lock:
            self._pending.clear()

    def reset(self) -> None:
        """Forget all faults, and decide from now on as at first."""
        self.clear()
        self._random.seed(self._random_seed)
