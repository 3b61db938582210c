"""The official client, set up to be measured. Its models are loaded one by one, for all of them would take seconds."""

from __future__ import annotations

import json
import re
import warnings
from functools import cache
from importlib import import_module
from typing import Any

OPERATIONS = ("create_incident", "get_incident", "search_incidents")


class Models:
    """Its models by name."""

    def __getattr__(self, name: str) -> Any:
        module = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
        found = getattr(import_module(f"datadog_api_client.v2.model.{module}"), name)
        setattr(self, name, found)
        return found


models = Models()


def api(host: str) -> Any:
    """Its operations, all opted in to, else the defaults. It warns of that on every call."""
    return _api(import_module("datadog_api_client").ApiClient(_configuration(host)))


async def async_api(host: str) -> Any:
    """The same over its asynchronous client, which has to be made while a loop runs."""
    return _api(import_module("datadog_api_client").AsyncApiClient(_configuration(host)))


def _configuration(host: str) -> Any:
    warnings.filterwarnings("ignore", "Using unstable operation")
    package: Any = import_module("datadog_api_client")
    configuration = package.Configuration(host=host, api_key={"apiKeyAuth": "a", "appKeyAuth": "b"})
    for operation in OPERATIONS:
        configuration.unstable_operations[operation] = True
    return configuration


def _api(client: Any) -> Any:
    return import_module("datadog_api_client.v2.api.incidents_api").IncidentsApi(client)


@cache
def _client() -> Any:
    return api("http://127.0.0.1:1").api_client


def decode(model: Any, body: bytes) -> Any:
    """Read a body as a call of its does."""
    client = _client()
    return client.deserialize(body.decode("utf-8"), (model,), client.configuration.check_return_type)


def encode(body: Any) -> str:
    """Write a body as a call of its does."""
    return json.dumps(import_module("datadog_api_client.model_utils").data_to_dict(body))
