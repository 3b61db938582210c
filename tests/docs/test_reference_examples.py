"""The examples that the reference makes of signatures: each runs, and each operation answers whole responses, too."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

import datadog_incidents
from datadog_incidents import ApiClient, ApiResponse, Configuration, IncidentsApi
from datadog_incidents._core.message import Request, Response, Timeout
from datadog_incidents._core.operations.operation import Operation
from tests.all_models import PUBLIC
from tests.all_operations import OPERATIONS
from tests.sampled import document_of
from tests.scripted import INCIDENT_ID, reply

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def examples() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(DOCS), *sys.path])
        yield importlib.import_module("reference_examples")


class Answering:
    """A service that answers every operation with a document that fits, about the resource that it was asked for."""

    def __init__(self) -> None:
        self.operations: list[Operation[Any]] = []

    def send(self, request: Request, timeout: Timeout) -> Response:
        path = request.target.partition("?")[0]
        (operation,) = (
            operation
            for operation in OPERATIONS.values()
            if operation.method == request.method and re.fullmatch(re.sub(r"{\w+}", INCIDENT_ID, operation.path), path)
        )
        self.operations.append(operation)
        if operation.response is None:
            return reply(status=operation.success)
        document = document_of(PUBLIC[operation.response], Random(operation.name))
        if isinstance(document["data"], dict):
            document["data"]["id"] = INCIDENT_ID
        return reply(document, status=operation.success)

    def close(self) -> None:
        """Nothing to close."""


class WholeResponses:
    """An api whose methods ask for the whole response, and check it."""

    def __init__(self, api_client: ApiClient) -> None:
        self._api = IncidentsApi(api_client)

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            response: ApiResponse[Any] = self._api.with_raw_response(getattr(self._api, name), *arguments, **options)
            operation = OPERATIONS[name]
            assert response.status == operation.success
            assert type(response.data) is (PUBLIC[operation.response] if operation.response else type(None))
            assert (response.attempts, response.mismatches) == (1, ())
            return response.data

        return call


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")  # which an operation says of itself
@pytest.mark.parametrize("api", [IncidentsApi, WholeResponses], ids=["data", "whole responses"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_it_runs(name: str, api: type, examples: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    source = importlib.import_module("reference_source")
    methods = {method.name: method for method in source.methods_of(IncidentsApi)}
    example = examples.made_of(methods[name], methods.values())
    for variable in {"DD_API_KEY", "DD_APP_KEY", *re.findall(r'environ\["(\w+)"\]', example)}:
        monkeypatch.setenv(variable, INCIDENT_ID)
    service = Answering()

    def client(configuration: Configuration) -> ApiClient:
        return ApiClient(configuration, transport=service)

    monkeypatch.setattr(datadog_incidents, "ApiClient", client, raising=False)
    monkeypatch.setattr("datadog_incidents.api.incidents_api.IncidentsApi", api)
    exec(compile(example, f"{name}.py", "exec"), {})
    assert service.operations[-1] == OPERATIONS[name]
