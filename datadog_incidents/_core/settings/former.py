"""Settings of other clients, and what takes their place: for those who come from there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from datadog_incidents._core.settings.suggestion import hint

_VALIDATION = "arguments are always checked, and responses are checked with strict_decoding=True"
_LOGGING = "the logger 'datadog_incidents' tells of each request at level DEBUG, on_request and on_response do so too"
_WHOLE = "api_client.call() and api_client.request() give the whole response, with status and headers"
_SITE = "use site for a site of Datadog, or host for any other URL"

INSTEAD: Final = {
    "api_host": _SITE,
    "api_key_prefix": "keys are sent as they are; a bearer token goes into access_token",
    "assert_hostname": "the name in the certificate is always checked, unless verify_ssl=False",
    "base_url": _SITE,
    "bearer_token": "use access_token",
    "ca_bundle": "use ssl_ca_cert",
    "cacert": "use ssl_ca_cert",
    "check_input_type": _VALIDATION,
    "check_return_type": _VALIDATION,
    "client_side_validation": _VALIDATION,
    "compress": "responses are always asked for compressed",
    "debug": _LOGGING,
    "delegated_auth_org_uuid": "use access_token",
    "delegated_auth_provider": "use access_token",
    "disabled_client_side_validations": _VALIDATION,
    "discard_unknown_keys": "unknown properties are kept, in additional_properties of their model",
    "enable_retry": "retries are on; max_retries says how many, 0 turns them off",
    "is_iac": "use default_headers={'X-Datadog-Managed-By': 'iac'}",
    "logger": _LOGGING,
    "logger_file": _LOGGING,
    "logger_format": _LOGGING,
    "password": "use api_key and app_key, or access_token",
    "pool_maxsize": "use connection_pool_maxsize",
    "preload_content": "responses are always read whole, up to max_response_bytes",
    "proxies": "use proxy, and no_proxy for what is reached without it",
    "read_timeout": "use timeout, a pair of seconds for connecting and for reading",
    "connect_timeout": "use timeout, a pair of seconds for connecting and for reading",
    "refresh_api_key_hook": "assign the new key: an open ApiClient notices",
    "request_timeout": "use timeout for each part of a response, deadline for a whole call",
    "retry_policy": "use max_retries, retry_backoff_factor and retry_unsafe",
    "return_http_data_only": _WHOLE,
    "safe_chars_for_path_param": "arguments are always encoded",
    "server_index": _SITE,
    "server_operation_index": _SITE,
    "server_operation_variables": _SITE,
    "socket_options": "there is none; a transport of one's own can set them",
    "spec_property_naming": "properties have the names of the API's contract",
    "temp_folder_path": "nothing is written to disk",
    "token": "use access_token",
    "url": _SITE,
    "tracer_provider": "use tracer, which a provider gives by get_tracer(…)",
    "username": "use api_key and app_key, or access_token",
    "verify": "use verify_ssl, ssl_ca_cert for authorities of one's own, or ssl_context",
}
"""The former name, and what to do instead."""


def hint_at_setting(name: str, known: Iterable[str]) -> str:
    """The end of an error message about an unknown setting or option.

    Args:
        name: what was given.
        known: the names there are.
    """
    return INSTEAD.get(name.strip("_").lower()) or hint(name, known)
