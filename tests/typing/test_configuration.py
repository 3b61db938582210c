"""The types of settings, options, callbacks and errors."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, Literal, assert_type, get_args

import pytest

from datadog_incidents import (
    ApiException,
    CallError,
    CallOptions,
    Configuration,
    DatadogIncidentsError,
    DecodeError,
    IncidentsApi,
    NotFoundException,
    RateLimit,
    RequestEvent,
    ResponseEvent,
    RetryEvent,
    WaitEvent,
)
from datadog_incidents.configuration import SITES, TokenProvider, UnstableOperation
from datadog_incidents.emulator import Emulator


def test_settings() -> None:
    configuration = Configuration(
        site="datadoghq.eu",
        api_key="api",
        app_key="app",
        unstable_operations={"list_incidents": True},
        timeout=(3.05, None),
        deadline=60,
        max_retries=5,
        ssl_ca_cert=None,
        default_headers={"X-Team": "platform"},
    )
    assert_type(configuration.site, str)
    assert_type(configuration.host, str | None)
    assert_type(configuration.base_url, str)
    assert_type(configuration.app_key, str | None)
    assert_type(configuration.access_token, str | TokenProvider | None)
    assert_type(configuration.timeout, float | tuple[float | None, float | None] | None)
    assert_type(configuration.deadline, float | None)
    assert_type(configuration.max_retries, int)
    assert_type(configuration.retry_backoff_factor, float)
    assert_type(configuration.retry_unsafe, bool)
    assert_type(configuration.proxy, str | None)
    assert_type(configuration.proxy_headers, Mapping[str, str])
    assert_type(configuration.no_proxy, str | None)
    assert_type(configuration.ssl_ca_cert, str | os.PathLike[str] | None)
    assert_type(configuration.verify_ssl, bool)
    assert_type(configuration.max_response_bytes, int)
    assert_type(configuration.strict_decoding, bool)
    assert_type(configuration.user_agent, str | None)
    assert_type(configuration.on_request, Callable[[RequestEvent], object] | None)
    assert_type(SITES[0], Literal["datadoghq.com"])


def test_settings_by_name() -> None:
    """The names are literal types, so that editors complete them; `refused.py` has names that are refused."""
    configuration = Configuration(api_key={"apiKeyAuth": "api", "appKeyAuth": "app"})
    configuration.unstable_operations["search_incidents"] = True
    configuration.unstable_operations = {"search_incidents": True, "list_incidents": False}
    configuration.api_key["apiKeyAuth"] = "another"
    configuration.api_key = {"apiKeyAuth": "another"}
    configuration.server_variables["site"] = "datadoghq.eu"
    configuration.server_variables = {"site": "datadoghq.com"}
    assert_type(configuration.unstable_operations["search_incidents"], bool)
    assert_type(configuration.unstable_operations.get("list_incidents"), bool | None)
    assert_type(configuration.api_key["apiKeyAuth"], str)
    assert_type(configuration.server_variables["site"], str)
    assert_type(list(configuration.unstable_operations), list[UnstableOperation])
    assert_type(get_args(UnstableOperation), tuple[Any, ...])


def test_options_in_a_mapping(api: IncidentsApi) -> None:
    patient: CallOptions = {"timeout": (1, 60), "deadline": None, "max_retries": 9}
    api.list_incidents(**patient)
    api.list_incidents_with_pagination(page_size=10, **patient)
    assert_type(patient.get("max_retries"), int | None)


def test_callbacks(emulator: Emulator) -> None:
    def after(event: ResponseEvent) -> None:
        assert_type(event.operation, str)
        assert_type(event.attempt, int)
        assert_type(event.status, int | None)
        assert_type(event.failure, str | None)
        assert_type(event.seconds, float)
        assert_type(event.rate_limit, RateLimit | None)

    def repeated(event: RetryEvent) -> None:
        assert_type(event.seconds, float)
        assert_type(event.error, CallError)

    def waiting(event: WaitEvent) -> str:
        return f"{event.operation}: {event.seconds} s, {event.reason}"

    configuration = emulator.configuration()
    configuration.on_request = lambda event: assert_type(event.path, str)
    configuration.on_response = after
    configuration.on_retry = repeated
    configuration.on_wait = waiting


def test_errors(api: IncidentsApi) -> None:
    with pytest.raises(NotFoundException) as raised:
        api.get_incident("00000000-0000-0000-0000-000000000000")
    error: ApiException = raised.value
    assert_type(error.status, int)
    assert_type(error.reason, str)
    assert_type(error.body, Any)
    assert_type(error.headers, Mapping[str, str])
    assert_type(error.errors, tuple[str, ...])
    assert_type(error.rate_limit, RateLimit | None)
    call_error: CallError = error
    assert_type(call_error.operation, str)
    assert_type(call_error.attempts, int)
    assert_type(call_error.request_id, str | None)
    any_error: DatadogIncidentsError = call_error
    assert_type(any_error.outcome_unknown, bool)
    assert_type(DecodeError("odd", path="data.id").path, str)
