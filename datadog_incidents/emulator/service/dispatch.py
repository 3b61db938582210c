"""The way of a request, the same on every face: routing, faults, authentication, limits, validation, operation."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import parse_qsl

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from datadog_incidents.emulator.engine.organization import Call, Organization
from datadog_incidents.emulator.service.authentication import Keys, authenticate
from datadog_incidents.emulator.service.faults import Faults, Wait, suffer
from datadog_incidents.emulator.service.judging import judged
from datadog_incidents.emulator.service.operations import OPERATIONS
from datadog_incidents.emulator.service.received_requests import ReceivedRequest, ReceivedRequests
from datadog_incidents.emulator.wire import Answer, Cut, Document, RefusedError, error_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.styles import Style
    from datadog_incidents.emulator.service.rate_limits import RateLimits

_ROUTES = Map(
    [Rule(operation.path, methods=[operation.method], endpoint=name) for name, operation in OPERATIONS.items()]
).bind("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatcher:
    """Takes requests to the operations, and remembers them.

    Args:
        organization: what the operations work on.
        keys: the keys that are demanded.
        faults: what goes wrong.
        rate_limits: how often operations may be called.
        requests: remembers what was received.
    """

    organization: Organization
    keys: Keys
    faults: Faults
    rate_limits: RateLimits
    requests: ReceivedRequests

    def handle(
        self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes, *, wait: Wait
    ) -> Answer:
        """Answer one request.

        Args:
            method: the HTTP method.
            path: the path, percent-decoded.
            query: the query, still encoded.
            headers: the request's headers.
            body: the whole body.
            wait: lets seconds pass, for a delay.
        """
        name, arguments = _route(method, path)
        parameters = dict(parse_qsl(query, keep_blank_values=True))

        def carry_out() -> Answer:
            if name is None:
                return error_answer(501, f"{method} {path} is not emulated")
            return self._carry_out(name, arguments, parameters, headers, body)

        status = None
        try:
            fault = self.faults.next(name)
            answer = suffer(fault, carry_out, wait) if fault else carry_out()
            status = None if answer.cut is Cut.RESET else answer.status
        finally:
            self.requests.remember(ReceivedRequest(name, method, path, parameters, status))
        return answer

    def _carry_out(
        self,
        name: str,
        arguments: Mapping[str, str],
        parameters: Mapping[str, str],
        headers: Mapping[str, str],
        body: bytes,
    ) -> Answer:
        limit_headers: Mapping[str, str] = {}
        try:
            authenticate({header.lower(): value for header, value in headers.items()}, self.keys)
            permission = self.rate_limits.take(name)
            limit_headers = permission.headers
            if not permission.granted:
                raise RefusedError(429, "Too many requests")
            operation = OPERATIONS[name]
            document = _parsed(body, operation.handler.style) if operation.body else {}
            query = judged(operation, arguments, parameters, document)
            answer = operation.handler.carry_out(Call(self.organization, arguments, query, document))
        except RefusedError as refusal:
            answer = error_answer(refusal.status, *refusal.errors)
        except sqlite3.Error as error:
            answer = error_answer(500, f"the emulator's database: {error}")
        answer.headers.update(limit_headers)
        return answer


def _route(method: str, path: str) -> tuple[str | None, Mapping[str, str]]:
    try:
        name, arguments = _ROUTES.match(path, method)
    except HTTPException:
        return None, {}
    return str(name), arguments


def _parsed(body: bytes, style: Style) -> Document:
    try:
        document: Document = json.loads(body, parse_constant=_refused_constant)
        if b"\\ud" in body.lower():
            json.dumps(document, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise style.refusal(f"body: not valid JSON: {error}") from None
    return document


def _refused_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")
