"""This library, set up to be measured."""

from __future__ import annotations

from contextlib import AbstractContextManager
from unittest.mock import patch

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents._core.codec import json_text
from datadog_incidents._core.message import Headers, Request, Response, Timeout

HOST = "http://127.0.0.1:1"
"""Where nobody needs to be, as long as a transport is given."""


def configuration(host: str) -> Configuration:
    """Every operation opted in to, else the defaults."""
    return Configuration(host=host, api_key="a", app_key="b", unstable_operations="all")


def api(host: str) -> IncidentsApi:
    """The operations over HTTP."""
    return IncidentsApi(ApiClient(configuration(host)))


def api_with(body: bytes) -> IncidentsApi:
    """The operations without a network: each call is answered with the same bytes."""
    return IncidentsApi(ApiClient(configuration(HOST), transport=Canned(body)))


class Canned:
    """A transport that always brings back the same."""

    def __init__(self, body: bytes) -> None:
        self._response = Response(status=200, headers=Headers([("content-type", "application/json")]), body=body)

    def send(self, request: Request, timeout: Timeout) -> Response:
        """Answer."""
        return self._response

    def close(self) -> None:
        """Do nothing."""


def without_orjson() -> AbstractContextManager[object]:
    """As if the extra `fast` were not installed."""
    return patch.object(json_text, "fast_parser", lambda: None)
