"""What a configuration comes to, worked out once for all calls."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from datadog_incidents._core.calls.exchange import Terms
from datadog_incidents._core.calls.options import CallOptions, with_headers
from datadog_incidents._core.calls.retry import RetryPolicy
from datadog_incidents._core.message import Request, Timeout
from datadog_incidents._core.operations.operation import Operation
from datadog_incidents._core.settings.secret import Secret
from datadog_incidents._core.settings.setting import TimeoutSetting, TokenProvider, is_this_machine
from datadog_incidents._core.settings.tokens import TO_COME, Tokens
from datadog_incidents._core.version import __version__
from datadog_incidents.exceptions import ConfigurationError

if TYPE_CHECKING:
    import ssl

    from opentelemetry.trace import Tracer

    from datadog_incidents._core.calls.events import Callback

_KEYS = (
    ("apiKeyAuth", "the API key", "DD_API_KEY", "api_key"),
    ("appKeyAuth", "the application key", "DD_APP_KEY", "app_key"),
)


class CallSettings(Protocol):
    """What calls are made with: the part of a Configuration that concerns them."""

    @property
    def changes(self) -> int: ...  # each is documented where it is set, in Configuration
    @property
    def base_url(self) -> str: ...
    @property
    def api_key(self) -> Mapping[Any, str]: ...
    @property
    def access_token(self) -> str | TokenProvider | None: ...
    @property
    def timeout(self) -> TimeoutSetting: ...
    @property
    def deadline(self) -> float | None: ...
    @property
    def max_retries(self) -> int: ...
    @property
    def retry_backoff_factor(self) -> float: ...
    @property
    def retry_unsafe(self) -> bool: ...
    @property
    def verify_ssl(self) -> bool: ...
    @property
    def ssl_context(self) -> ssl.SSLContext | None: ...
    @property
    def allow_insecure_http(self) -> bool: ...
    @property
    def strict_decoding(self) -> bool: ...
    @property
    def default_headers(self) -> Mapping[str, str]: ...
    @property
    def user_agent(self) -> str | None: ...
    @property
    def unstable_operations(self) -> Mapping[Any, bool]: ...
    @property
    def on_request(self) -> Callback: ...
    @property
    def on_response(self) -> Callback: ...
    @property
    def on_retry(self) -> Callback: ...
    @property
    def on_wait(self) -> Callback: ...
    @property
    def tracer(self) -> Tracer | None: ...


@dataclass(frozen=True, slots=True)
class Prepared:
    """What every call needs."""

    changes: int
    """The state of the configuration that this was made from."""
    prefix: str
    """What the path of the base URL puts before each target."""
    headers: Mapping[str, str] = field(repr=False)
    terms: Terms
    strict: bool
    tokens: Tokens | None = field(repr=False)


def prepare(configuration: CallSettings, tokens: Tokens | None = None) -> Prepared:
    """Work out what every call needs.

    Args:
        configuration: the settings.
        tokens: what there was so far, to go on with if the provider of tokens is the same.

    Raises:
        ConfigurationError: a key is missing, or the keys would travel unencrypted.
    """
    _refuse_plain_http(configuration)
    if not configuration.verify_ssl:
        warnings.warn("verify_ssl=False: the service's certificate is not verified", stacklevel=4)
    elif configuration.ssl_context is not None and not configuration.ssl_context.verify_mode:
        warnings.warn("ssl_context: the service's certificate is not verified", stacklevel=4)
    retry = RetryPolicy(configuration.max_retries, configuration.retry_backoff_factor, configuration.retry_unsafe)
    return Prepared(
        changes=configuration.changes,
        prefix=urlsplit(configuration.base_url).path,
        headers=_headers(configuration),
        terms=Terms(_timeout(configuration.timeout), configuration.deadline, retry),
        strict=configuration.strict_decoding,
        tokens=_tokens(configuration.access_token, tokens),
    )


def headers_of(prepared: Prepared, body: bytes | None, options: CallOptions) -> Mapping[str, str]:
    """The headers of a request."""
    own = {"Content-Type": "application/json"} if body is not None else {}
    return with_headers(with_headers(prepared.headers, own), options.get("headers") or {})


def terms_of(prepared: Prepared, operation: Operation[Any], options: CallOptions) -> Terms:
    """The terms of a call: those of the configuration, with what its options say instead.

    What must happen only once is never repeated at risk, even if the configuration takes that risk for all others.
    """
    terms = prepared.terms
    if operation.only_once:
        terms = terms._replace(retry=terms.retry._replace(unsafe=False))
    if not options:
        return terms
    return Terms(
        timeout=_timeout(options["timeout"]) if "timeout" in options else terms.timeout,
        deadline=options.get("deadline", terms.deadline),
        retry=terms.retry._replace(max_retries=options.get("max_retries", terms.retry.max_retries)),
    )


def _headers(configuration: CallSettings) -> Mapping[str, str]:
    headers = {
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
        "User-Agent": configuration.user_agent or f"datadog-incidents/{__version__}",
    }
    return with_headers(with_headers(headers, configuration.default_headers), _credentials(configuration))


def _credentials(configuration: CallSettings) -> dict[str, str]:
    if callable(configuration.access_token):
        return {"Authorization": TO_COME}
    if configuration.access_token is not None:
        token = str.__str__(configuration.access_token)
        return {"Authorization": Secret(f"Bearer {token}")}
    keys = configuration.api_key
    missing = [
        f"{label} (set {variable} or Configuration({argument}=…))"
        for name, label, variable, argument in _KEYS
        if name not in keys
    ]
    if missing:
        raise ConfigurationError(f"missing: {' and '.join(missing)}; or an OAuth token (set DD_BEARER_TOKEN)")
    return {"DD-API-KEY": keys["apiKeyAuth"], "DD-APPLICATION-KEY": keys["appKeyAuth"]}


def _tokens(provider: str | TokenProvider | None, former: Tokens | None) -> Tokens | None:
    if not callable(provider):
        return None
    return former if former is not None and former.provider is provider else Tokens(provider)


def tokens_for(prepared: Prepared, request: Request) -> Tokens | None:
    """Where the token of a request is to come from; None if it has one, or needs none."""
    if prepared.tokens is None or request.headers.get("Authorization") is not TO_COME:
        return None
    return prepared.tokens


def _refuse_plain_http(configuration: CallSettings) -> None:
    parts = urlsplit(configuration.base_url)
    if parts.scheme == "http" and not is_this_machine(parts.hostname or "") and not configuration.allow_insecure_http:
        raise ConfigurationError(
            f"host: {configuration.base_url!r} would send the keys unencrypted; use https, or allow_insecure_http=True"
        )


def _timeout(setting: TimeoutSetting) -> Timeout:
    return Timeout(*setting) if isinstance(setting, tuple) else Timeout(setting, setting)
