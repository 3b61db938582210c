"""`Configuration`: where the service is, who is calling, and how calls behave."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Never, TypeAlias, get_args

from datadog_incidents._core.narrowing import is_mapping
from datadog_incidents._core.settings import setting, tls_context
from datadog_incidents._core.settings.former import hint_at_setting
from datadog_incidents._core.settings.named_values import NamedValues
from datadog_incidents._core.settings.secret import Secret, concealed
from datadog_incidents._core.settings.setting import TimeoutSetting as TimeoutSetting
from datadog_incidents._core.settings.setting import TokenProvider as TokenProvider
from datadog_incidents._core.settings.site import SITES as SITES
from datadog_incidents._core.settings.suggestion import nearest
from datadog_incidents.exceptions import ConfigurationError
from datadog_incidents.unstable_operations import StableOperation
from datadog_incidents.unstable_operations import UnstableOperation as UnstableOperation

if TYPE_CHECKING:
    import ssl

    from opentelemetry.trace import Tracer

    from datadog_incidents._core.calls.events import RequestEvent, ResponseEvent, RetryEvent, WaitEvent

_SITE_OF_REGION: Final = {
    **{site.partition(".")[0]: site for site in SITES if site.endswith(".datadoghq.com")},
    "us1": "datadoghq.com",
    "us": "datadoghq.com",
    "eu1": "datadoghq.eu",
    "eu": "datadoghq.eu",
}
"""Names that the regions go by, though no site is called so."""

KeyName: TypeAlias = Literal["apiKeyAuth", "appKeyAuth"]
"""The contract's names for the API key and the application key."""


_ABOUT_TLS: Final = (tls_context.NAME, *tls_context.INSTEAD_OF)


class Configuration:
    """The settings of a client.

    What is not given is taken from the environment when the Configuration is made: DD_SITE, DD_API_KEY, DD_APP_KEY,
    DD_BEARER_TOKEN, and DD_INCIDENTS_HOST for a host that is no site, such as the emulator. Settings can be changed
    later; an open ApiClient notices. A misspelt setting raises, in the constructor and when it is assigned.

    Args:
        site: the site of your organization, one of `SITES`.
        host: the base URL of the API where it is not `https://api.SITE`, such as `http://127.0.0.1:8126`.
        api_key: the API key, or a mapping with `apiKeyAuth` and `appKeyAuth`.
        app_key: the application key.
        access_token: an OAuth bearer token, used instead of the two keys; or a function that gives one, called before
            the first request and again when the service refuses the token (401).
        server_variables: `{"site": …}`, another spelling of `site`.
        unstable_operations: which unstable operations are opted in to, by name; or `"all"` for every one of them.
        timeout: seconds to wait for a connection and for each part of a response.
        deadline: seconds for a whole call, with its retries and waits; None for no limit.
        max_retries: how often a call is tried again at the most.
        retry_backoff_factor: seconds before the first retry at the most; doubles with each retry (full jitter).
        retry_unsafe: repeat writes even when it is unknown whether they were carried out: may create duplicates.
        proxy: URL of the proxy; without it HTTPS_PROXY and HTTP_PROXY of the environment are used.
        proxy_headers: headers for the proxy alone, such as its authorization.
        no_proxy: comma-separated hosts that are reached without the proxy; without it NO_PROXY is used.
        ssl_ca_cert: file with the certificate authorities to trust; without it SSL_CERT_FILE, else certifi's.
        verify_ssl: whether to verify the service's certificate.
        cert_file: client certificate to present (PEM).
        key_file: private key of the client certificate, if it is not in `cert_file`.
        ssl_context: a TLS context of one's own, instead of the four settings before.
        connection_pool_maxsize: how many connections to have at the most; further calls wait for one. None for as many
            as there are calls at once.
        allow_insecure_http: allow sending keys over plain http to a host other than this machine.
        max_response_bytes: the largest decoded response to accept, in bytes.
        strict_decoding: raise DecodeError on the first value that does not fit the contract.
        default_headers: headers to add to every request.
        user_agent: the User-Agent header; without it the library's name and version.
        on_request: called with a RequestEvent before each request.
        on_response: called with a ResponseEvent after each request, whatever came of it.
        on_retry: called with a RetryEvent when an attempt failed and will be repeated.
        on_wait: called with a WaitEvent before the client waits, for a rate limit or a retry.
        tracer: makes a span of OpenTelemetry for each operation, with one below it for each attempt.
        unknown: there is nothing else: whatever lands here is a misspelt setting.

    Raises:
        ConfigurationError: a setting is unknown or impossible; the message names it and the nearest right spelling.
    """

    host: str | None
    access_token: str | TokenProvider | None
    timeout: TimeoutSetting
    deadline: float | None
    max_retries: int
    retry_backoff_factor: float
    retry_unsafe: bool
    proxy: str | None
    proxy_headers: Mapping[str, str]
    no_proxy: str | None
    ssl_ca_cert: str | os.PathLike[str] | None
    verify_ssl: bool
    cert_file: str | os.PathLike[str] | None
    key_file: str | os.PathLike[str] | None
    ssl_context: ssl.SSLContext | None
    connection_pool_maxsize: int | None
    allow_insecure_http: bool
    max_response_bytes: int
    strict_decoding: bool
    default_headers: Mapping[str, str]
    user_agent: str | None
    on_request: Callable[[RequestEvent], object] | None
    on_response: Callable[[ResponseEvent], object] | None
    on_retry: Callable[[RetryEvent], object] | None
    on_wait: Callable[[WaitEvent], object] | None
    tracer: Tracer | None

    _checks: ClassVar[dict[str, setting.Check]] = {
        "host": setting.optional(setting.base_url),
        "access_token": setting.optional(setting.secret_or_provider),
        "timeout": setting.timeout,
        "deadline": setting.optional(setting.number(above=0)),
        "max_retries": setting.integer(at_least=0),
        "retry_backoff_factor": setting.number(at_least=0),
        "retry_unsafe": setting.flag,
        "proxy": setting.optional(setting.proxy_url),
        "proxy_headers": setting.headers,
        "no_proxy": setting.optional(setting.text),
        "ssl_ca_cert": setting.optional(setting.file),
        "verify_ssl": setting.flag,
        "cert_file": setting.optional(setting.file),
        "key_file": setting.optional(setting.file),
        "ssl_context": setting.optional(tls_context.tls_context),
        "connection_pool_maxsize": setting.optional(setting.integer(at_least=1)),
        "allow_insecure_http": setting.flag,
        "max_response_bytes": setting.integer(at_least=1),
        "strict_decoding": setting.flag,
        "default_headers": setting.headers,
        "user_agent": setting.optional(setting.header_value),
        "on_request": setting.optional(setting.function),
        "on_response": setting.optional(setting.function),
        "on_retry": setting.optional(setting.function),
        "on_wait": setting.optional(setting.function),
        "tracer": setting.optional(setting.tracer),
    }
    _views: ClassVar = ("site", "api_key", "app_key", "server_variables", "unstable_operations")

    _changes: int
    _keys: NamedValues[KeyName, str]
    _server_variables: NamedValues[Literal["site"], str]
    _unstable_operations: NamedValues[UnstableOperation, bool]

    __slots__ = (*_checks, "_changes", "_keys", "_server_variables", "_unstable_operations")

    def __init__(
        self,
        *,
        site: str | None = None,
        host: str | None = None,
        api_key: str | Mapping[KeyName, str] | None = None,
        app_key: str | None = None,
        access_token: str | TokenProvider | None = None,
        server_variables: Mapping[Literal["site"], str] | None = None,
        unstable_operations: Mapping[UnstableOperation, bool] | Literal["all"] | None = None,
        timeout: TimeoutSetting = (3.05, 30.0),
        deadline: float | None = None,
        max_retries: int = 3,
        retry_backoff_factor: float = 0.5,
        retry_unsafe: bool = False,
        proxy: str | None = None,
        proxy_headers: Mapping[str, str] | None = None,
        no_proxy: str | None = None,
        ssl_ca_cert: str | os.PathLike[str] | None = None,
        verify_ssl: bool = True,
        cert_file: str | os.PathLike[str] | None = None,
        key_file: str | os.PathLike[str] | None = None,
        ssl_context: ssl.SSLContext | None = None,
        connection_pool_maxsize: int | None = None,
        allow_insecure_http: bool = False,
        max_response_bytes: int = 64 * 1024 * 1024,
        strict_decoding: bool = False,
        default_headers: Mapping[str, str] | None = None,
        user_agent: str | None = None,
        on_request: Callable[[RequestEvent], object] | None = None,
        on_response: Callable[[ResponseEvent], object] | None = None,
        on_retry: Callable[[RetryEvent], object] | None = None,
        on_wait: Callable[[WaitEvent], object] | None = None,
        tracer: Tracer | None = None,
        **unknown: Never,
    ) -> None:
        api_key, app_key, access_token = concealed(api_key), concealed(app_key), concealed(access_token)
        proxy, proxy_headers, default_headers = concealed(proxy), concealed(proxy_headers), concealed(default_headers)
        plain = {name: value for name, value in locals().items() if name in self._checks}
        site = site or (server_variables or {}).get("site")
        hidden = object.__setattr__
        hidden(self, "_changes", 0)
        hidden(self, "_keys", NamedValues("api_key", get_args(KeyName), setting.secret, self._changed))
        hidden(
            self,
            "_server_variables",
            NamedValues("server_variables", ("site",), _site, self._site_changed, required=True),
        )
        operations = (*get_args(UnstableOperation), *get_args(StableOperation))
        hidden(
            self, "_unstable_operations", NamedValues("unstable_operations", operations, setting.flag, self._changed)
        )
        self.site = SITES[0]  # so that there is a repr, should anything below raise
        for name in unknown:
            self._refuse(name)
        if site and host:
            raise ConfigurationError("site and host: give one of them; host is for what is at no site")
        self._server_variables.update(server_variables or {})
        self.site = site or _environment("DD_SITE") or SITES[0]
        for name, value in plain.items():
            setattr(self, name, value)
        if not site and not host:
            self.host = _environment("DD_INCIDENTS_HOST")
        self._authenticate(api_key, app_key, access_token)
        self.unstable_operations = unstable_operations or {}

    def _authenticate(
        self, api_key: str | Mapping[KeyName, str] | None, app_key: str | None, access_token: object
    ) -> None:
        """Explicit credentials win over the environment's, even where those are of the other kind."""
        if access_token is None:
            self.api_key["apiKeyAuth"] = concealed(_environment("DD_API_KEY"))
            self.api_key["appKeyAuth"] = concealed(_environment("DD_APP_KEY"))
        if access_token is None and api_key is None and app_key is None:
            self.access_token = concealed(_environment("DD_BEARER_TOKEN"))
        if api_key is not None:
            self.api_key = api_key
        if app_key is not None:
            self.app_key = app_key

    @property
    def site(self) -> str:
        """The site of your organization. Assigning it replaces a `host`."""
        return self._server_variables["site"]

    @site.setter
    def site(self, value: str) -> None:
        self._server_variables["site"] = value

    @property
    def server_variables(self) -> NamedValues[Literal["site"], str]:
        """Another spelling of `site`: `configuration.server_variables["site"] = "datadoghq.eu"`."""
        return self._server_variables

    @server_variables.setter
    def server_variables(self, value: Mapping[Literal["site"], str]) -> None:
        self._server_variables.update(value)

    @property
    def api_key(self) -> NamedValues[KeyName, str]:
        """The two keys: `configuration.api_key["apiKeyAuth"] = …`. Assigning a string sets that one."""
        return self._keys

    @api_key.setter
    def api_key(self, value: str | Mapping[KeyName, str]) -> None:
        if isinstance(value, Mapping):
            self._keys.update(value)
        else:
            self._keys["apiKeyAuth"] = value

    @property
    def app_key(self) -> str | None:
        """The application key."""
        return self._keys.get("appKeyAuth")

    @app_key.setter
    def app_key(self, value: str | None) -> None:
        self._keys["appKeyAuth"] = value

    @property
    def unstable_operations(self) -> NamedValues[UnstableOperation, bool]:
        """Opt in to unstable operations: `configuration.unstable_operations["search_incidents"] = True`."""
        return self._unstable_operations

    @unstable_operations.setter
    def unstable_operations(self, value: Mapping[UnstableOperation, bool] | Literal["all"]) -> None:
        if value != "all" and not is_mapping(value):
            raise ConfigurationError(
                f"unstable_operations: expected a mapping such as {{'list_incidents': True}}, or 'all'; got {value!r}"
            )
        self._unstable_operations.clear()
        self._unstable_operations.update(dict.fromkeys(get_args(UnstableOperation), True) if value == "all" else value)

    @property
    def base_url(self) -> str:
        """Where the API is, such as `https://api.datadoghq.eu`."""
        return self.host or f"https://api.{self.site}"

    @property
    def changes(self) -> int:
        """How many times a setting was assigned: what an ApiClient looks at to notice."""
        return self._changes

    def _changed(self) -> None:
        object.__setattr__(self, "_changes", self._changes + 1)

    def _site_changed(self) -> None:
        self.host = None

    def _refuse(self, name: str) -> Never:
        raise ConfigurationError(
            f"there is no setting {name!r}; {hint_at_setting(name, (*self._checks, *self._views))}"
        )

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self._views:
            object.__setattr__(self, name, value)
        elif name in self._checks:
            checked = self._checks[name](name, value)
            if name in _ABOUT_TLS:
                tls_context.refuse_beside_context(
                    {each: getattr(self, each, None) for each in _ABOUT_TLS} | {name: checked}
                )
            object.__setattr__(self, name, checked)
            self._changed()
        else:
            self._refuse(name)

    def __deepcopy__(self, _: object) -> Configuration:
        """A copy whose settings can be changed. What they do, such as a callback or a context, is shared with it."""
        return copy(self)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle as the settings, keys included."""
        settings: dict[str, Any] = {name: getattr(self, name) for name in self._checks}
        settings.update({name: dict(settings[name]) for name in ("proxy_headers", "default_headers")})
        views = {"server_variables": dict(self._server_variables), "api_key": dict(self._keys)}
        return _restored, ({**views, **settings, "unstable_operations": dict(self._unstable_operations)},)

    def __repr__(self) -> str:
        settings = {name: getattr(self, name, None) for name in (*self._views, *self._checks)}
        if callable(settings["access_token"]):
            settings["access_token"] = Secret("its repr may have what it asks with")
        shown = (f"{name}={value!r}" for name, value in settings.items() if value is not None and value != {})
        return f"Configuration({', '.join(shown)})"


def _restored(settings: Mapping[str, Any]) -> Configuration:
    """A configuration with just these settings, whatever the environment says."""
    # With these two, the environment is not looked at.
    configuration = Configuration(site=SITES[0], access_token="replaced below")  # noqa: S106
    for name, value in settings.items():
        setattr(configuration, name, value)
    return configuration


def _environment(name: str) -> str | None:
    """An environment variable without blanks and quotes around it; None when nothing is left."""
    return os.environ.get(name, "").strip().strip("\"'").strip() or None


def _site(_: str, value: object) -> str:
    label = "site"
    site = setting.text(label, value).strip()
    if site in SITES:
        return site
    if (known := _SITE_OF_REGION.get(re.sub(r"\.datadoghq\.(com|eu)$", "", site.lower()))) is not None:
        raise ConfigurationError(f"{label}: {site!r} is no known site; did you mean {known!r}?")
    close = nearest(site.removeprefix("https://").removeprefix("app.").removeprefix("api."), SITES, cutoff=0.75)
    if close:
        raise ConfigurationError(
            f"{label}: {site!r} is no known site; did you mean {close!r}? For any other, give host='https://api.…'"
        )
    host = setting.base_url(label, f"https://{site}").removeprefix("https://")
    if "/" in host or "@" in host or ":" in host:
        raise ConfigurationError(f"{label}: expected a domain such as {SITES[0]!r}, got {site!r}; a URL goes into host")
    return host
