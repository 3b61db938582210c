from __future__ import annotations

import copy
import inspect
import pickle
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest

from datadog_incidents import (
    ApiClient,
    AsyncApiClient,
    Configuration,
    ConfigurationError,
    IncidentsApi,
    InvalidArgumentError,
    ServiceException,
)
from datadog_incidents._core.settings.former import INSTEAD
from datadog_incidents.configuration import SITES, UnstableOperation
from tests.scripted import API_KEY, APP_KEY, Stage, reply


@pytest.mark.parametrize("site", SITES)
def test_the_api_of_every_site_has_its_own_host(site: str) -> None:
    assert Configuration(site=site).base_url == f"https://api.{site}"


def test_the_default_site_is_the_first() -> None:
    assert Configuration().base_url == "https://api.datadoghq.com"


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("datadoghq.eu", "datadoghq.eu"),
        ('"datadoghq.eu"', "datadoghq.eu"),
        ("'us5.datadoghq.com'", "us5.datadoghq.com"),
        ("  datadoghq.eu \n", "datadoghq.eu"),
        ('" datadoghq.eu "', "datadoghq.eu"),
        ("", "datadoghq.com"),
        ('""', "datadoghq.com"),
        ("   ", "datadoghq.com"),
    ],
)
def test_the_site_of_the_environment(monkeypatch: pytest.MonkeyPatch, variable: str, expected: str) -> None:
    monkeypatch.setenv("DD_SITE", variable)
    assert Configuration().site == expected


def test_the_host_of_the_environment_yields_to_what_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DD_SITE", "datadoghq.eu")
    monkeypatch.setenv("DD_INCIDENTS_HOST", "http://127.0.0.1:8126")
    assert Configuration().base_url == "http://127.0.0.1:8126"
    assert Configuration(site="us3.datadoghq.com").base_url == "https://api.us3.datadoghq.com"
    assert Configuration(host="http://127.0.0.1:1").base_url == "http://127.0.0.1:1"


def sent_headers(**settings: Any) -> dict[str, str]:
    stage = Stage(reply({}), **{"api_key": None, "app_key": None, **settings})
    stage.client.request("GET", "/")
    headers = stage.transport.requests[0].headers
    return {name: "".join(headers[name]) for name in headers if name.startswith(("DD-", "Auth"))}


KEYS = {"DD-API-KEY": API_KEY, "DD-APPLICATION-KEY": APP_KEY}
BEARER = {"Authorization": "Bearer from-the-environment"}


@pytest.mark.parametrize(
    ("environment", "settings", "expected"),
    [
        ({"DD_API_KEY": f'"{API_KEY}"', "DD_APP_KEY": f" {APP_KEY}\n"}, {}, KEYS),
        ({"DD_BEARER_TOKEN": "from-the-environment"}, {}, BEARER),
        ({"DD_BEARER_TOKEN": "from-the-environment", "DD_API_KEY": "a", "DD_APP_KEY": "b"}, {}, BEARER),
        ({"DD_BEARER_TOKEN": "from-the-environment"}, {"api_key": API_KEY, "app_key": APP_KEY}, KEYS),
        ({"DD_API_KEY": "other", "DD_APP_KEY": "other"}, {"api_key": API_KEY, "app_key": APP_KEY}, KEYS),
        ({"DD_API_KEY": "other", "DD_APP_KEY": APP_KEY}, {"api_key": API_KEY}, KEYS),
        ({}, {"api_key": {"apiKeyAuth": API_KEY, "appKeyAuth": APP_KEY}}, KEYS),
        ({}, {"api_key": f" {API_KEY} ", "app_key": APP_KEY}, KEYS),
        ({}, {"api_key": f"{API_KEY}\n", "app_key": APP_KEY}, KEYS),
        ({"DD_API_KEY": "a", "DD_APP_KEY": "b"}, {"access_token": "mine"}, {"Authorization": "Bearer mine"}),
        ({}, {"access_token": "mine", "api_key": "a", "app_key": "b"}, {"Authorization": "Bearer mine"}),
    ],
)
def test_which_credentials_are_sent(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], settings: dict[str, Any], expected: dict[str, str]
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert sent_headers(**settings) == expected


def test_the_environment_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DD_SITE", "datadoghq.eu")
    configuration = Configuration()
    monkeypatch.setenv("DD_SITE", "us3.datadoghq.com")
    assert configuration.site == "datadoghq.eu"


@pytest.mark.parametrize(
    ("site", "meant"),
    [
        ("datadoghq.co", "datadoghq.com"),
        ("datadog.com", "datadoghq.com"),
        ("DATADOGHQ.EU", "datadoghq.eu"),
        ("us-5.datadoghq.com", "us5.datadoghq.com"),
        ("https://app.datadoghq.eu/", "datadoghq.eu"),
        ("api.us3.datadoghq.com", "us3.datadoghq.com"),
        ("ddog-gov", "ddog-gov.com"),
        ("us1", "datadoghq.com"),
        ("US1", "datadoghq.com"),
        ("us", "datadoghq.com"),
        ("us1.datadoghq.com", "datadoghq.com"),
        ("eu", "datadoghq.eu"),
        ("EU1", "datadoghq.eu"),
        ("eu1.datadoghq.eu", "datadoghq.eu"),
        ("eu.datadoghq.com", "datadoghq.eu"),
        ("us3", "us3.datadoghq.com"),
        ("AP1", "ap1.datadoghq.com"),
        ("us5.datadoghq.eu", "us5.datadoghq.com"),
    ],
)
def test_a_near_miss_of_a_site_is_refused_with_the_right_spelling(site: str, meant: str) -> None:
    with pytest.raises(ConfigurationError, match=f"did you mean '{meant}'"):
        Configuration(site=site)
    with pytest.raises(ConfigurationError, match=f"did you mean '{meant}'"):
        Configuration().site = site


def test_a_misspelt_site_of_the_environment_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DD_SITE", "datadoghq.co")
    with pytest.raises(ConfigurationError, match=r"datadoghq\.com"):
        Configuration()


@pytest.mark.parametrize("site", ["example.org", "incidents.internal"])
def test_any_other_domain_is_accepted(site: str) -> None:
    assert Configuration(site=site).base_url == f"https://api.{site}"


@pytest.mark.parametrize("site", ["example.org/path", "example.org:8443", "me@example.org", "exam ple.org", 5])
def test_what_is_no_domain_is_no_site(site: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^site: "):
        Configuration(site=site)


@pytest.mark.parametrize(
    ("host", "base_url"),
    [
        ("http://127.0.0.1:8126", "http://127.0.0.1:8126"),
        ("https://gateway.example.org/datadog/", "https://gateway.example.org/datadog"),
        ("gateway.example.org", "https://gateway.example.org"),
        ("  https://gateway.example.org ", "https://gateway.example.org"),
        ("http://[::1]:8126", "http://[::1]:8126"),
    ],
)
def test_a_host(host: str, base_url: str) -> None:
    assert Configuration(host=host).base_url == base_url


@pytest.mark.parametrize(
    ("host", "base_url"),
    [
        ("https://api.datadoghq.com/api", "https://api.datadoghq.com"),
        ("https://api.datadoghq.com/api/", "https://api.datadoghq.com"),
        ("https://api.datadoghq.com/api/v2", "https://api.datadoghq.com"),
        ("https://gateway.example.org/datadog/api/v2/", "https://gateway.example.org/datadog"),
        ("https://api.datadoghq.com/api/v2/incidents/search", "https://api.datadoghq.com"),
        ("https://gateway.example.org/apis", "https://gateway.example.org/apis"),
        ("https://gateway.example.org/my-api", "https://gateway.example.org/my-api"),
        ("127.0.0.1:8126", "http://127.0.0.1:8126"),
        ("localhost:8126/api/v2", "http://localhost:8126"),
        ("LOCALHOST", "http://LOCALHOST"),
        ("[::1]:8126", "http://[::1]:8126"),
        ("https://localhost:8126", "https://localhost:8126"),
        ("localhost.example.org", "https://localhost.example.org"),
    ],
)
def test_a_host_as_people_paste_it(host: str, base_url: str) -> None:
    """The path of each call begins with `/api`, and nobody has a certificate for this machine."""
    assert Configuration(host=host).base_url == base_url


def test_site_and_host_together_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="site and host"):
        Configuration(site="datadoghq.eu", host="http://127.0.0.1")


def test_assigning_a_site_replaces_the_host() -> None:
    configuration = Configuration(host="http://127.0.0.1:8126")
    configuration.site = "datadoghq.eu"
    assert configuration.base_url == "https://api.datadoghq.eu"
    configuration.host = "http://127.0.0.1:8126"
    configuration.server_variables["site"] = "us5.datadoghq.com"
    assert configuration.base_url == "https://api.us5.datadoghq.com"


def test_server_variables_are_another_spelling_of_the_site() -> None:
    configuration = Configuration(server_variables={"site": "datadoghq.eu"})
    assert configuration.base_url == "https://api.datadoghq.eu"
    configuration.server_variables = {"site": "us5.datadoghq.com"}
    assert configuration.base_url == "https://api.us5.datadoghq.com"
    configuration.host = "http://127.0.0.1:8126"
    configuration.server_variables = {"site": "us3.datadoghq.com"}
    assert (configuration.site, configuration.base_url) == ("us3.datadoghq.com", "https://api.us3.datadoghq.com")
    misspelt: Any = "sight"
    with pytest.raises(ConfigurationError, match="did you mean 'site'"):
        configuration.server_variables = {misspelt: "datadoghq.eu"}
    with pytest.raises(ConfigurationError, match=r"did you mean 'datadoghq\.eu'"):
        configuration.server_variables = {"site": "eu"}
    assert configuration.site == "us3.datadoghq.com"
    with pytest.raises(ConfigurationError, match="did you mean 'site'"):
        configuration.server_variables[misspelt] = "datadoghq.eu"
    with pytest.raises(ConfigurationError, match="did you mean 'site'"):
        Configuration(server_variables={misspelt: "datadoghq.eu"})


def test_there_is_always_a_site() -> None:
    configuration, nothing = Configuration(site="datadoghq.eu"), None
    untyped: Any = configuration
    with pytest.raises(ConfigurationError, match="site"):
        untyped.site = nothing
    with pytest.raises(ConfigurationError, match="site"):
        untyped.server_variables["site"] = nothing
    with pytest.raises(ConfigurationError, match="site"):
        del untyped.server_variables["site"]
    assert configuration.base_url == "https://api.datadoghq.eu"


@pytest.mark.parametrize(
    ("setting", "meant"),
    [
        ("timeuot", "timeout"),
        ("apikey", "api_key"),
        ("retries", "max_retries"),
        ("verify_tls", "verify_ssl"),
        ("unstable_operation", "unstable_operations"),
        ("Site", "site"),
    ],
)
def test_an_unknown_setting_is_refused_with_the_nearest(setting: str, meant: str) -> None:
    given: dict[str, Any] = {setting: "the-value"}
    with pytest.raises(ConfigurationError, match=f"no setting '{setting}'; did you mean '{meant}'") as raised:
        Configuration(**given)
    assert "the-value" not in str(raised.value)
    with pytest.raises(ConfigurationError, match=f"did you mean '{meant}'"):
        setattr(Configuration(), setting, "the-value")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("enable_retry", "retries are on; max_retries says how many, 0 turns them off"),
        ("debug", "the logger 'datadog_incidents' tells of each request at level DEBUG"),
        ("compress", "responses are always asked for compressed"),
        ("request_timeout", "use timeout"),
        ("_request_timeout", "use timeout"),
        ("proxies", "use proxy"),
        ("Token", "use access_token"),
    ],
)
def test_a_setting_of_another_client_is_answered_with_what_takes_its_place(setting: str, said: str) -> None:
    given: dict[str, Any] = {setting: "the-value"}
    with pytest.raises(ConfigurationError, match=f"no setting '{setting}'; {said}") as raised:
        Configuration(**given)
    assert "the-value" not in str(raised.value)
    with pytest.raises(ConfigurationError, match=said):
        setattr(Configuration(), setting, "the-value")
    with pytest.raises(InvalidArgumentError, match=said):
        Stage().api.list_incidents(**given)


def test_every_setting_of_the_official_client_is_known_or_answered() -> None:
    parameters = inspect.signature(import_module("datadog_api_client").Configuration).parameters
    known = {*inspect.signature(Configuration).parameters, *INSTEAD}
    assert set(parameters) - known == set()


def test_what_takes_the_place_of_a_setting_is_none_that_there_is() -> None:
    assert INSTEAD.keys().isdisjoint(inspect.signature(Configuration).parameters)


@pytest.mark.parametrize("given", ["the-api-key", {"api_key": "the-api-key"}, 5])
def test_what_is_no_configuration_is_refused(given: Any) -> None:
    for kind in (ApiClient, AsyncApiClient):
        with pytest.raises(
            ConfigurationError, match=f"expected a Configuration, such as .* got {type(given).__name__}$"
        ) as raised:
            kind(given)
        assert "the-api-key" not in str(raised.value)


def test_a_configuration_is_no_client() -> None:
    configuration: Any = Configuration(api_key="a", app_key="b")
    with pytest.raises(InvalidArgumentError, match=r"expected an ApiClient, .* got Configuration"):
        IncidentsApi(configuration)


def test_an_unknown_setting_like_no_other_is_answered_with_all() -> None:
    with pytest.raises(ConfigurationError, match=r"known are .*deadline, .*timeout"):
        Configuration().zzz = 1


def test_an_unknown_operation_cannot_be_opted_in_to() -> None:
    misspelt: Any = "serch_incidents"
    with pytest.raises(ConfigurationError, match="did you mean 'search_incidents'"):
        Configuration().unstable_operations[misspelt] = True
    with pytest.raises(ConfigurationError, match="did you mean 'search_incidents'"):
        Configuration(unstable_operations={misspelt: True})


def test_an_opt_in_to_a_stable_operation_is_let_pass() -> None:
    stable: Any = "create_incident_impact"
    Configuration(unstable_operations={stable: True})
    assert stable not in Configuration(unstable_operations="all").unstable_operations


def test_flags_are_replaced_by_assignment() -> None:
    configuration = Configuration(unstable_operations={"get_incident": True})
    configuration.unstable_operations = {"list_incidents": True}
    assert dict(configuration.unstable_operations) == {"list_incidents": True}


def test_all_operations_are_opted_in_to_at_once() -> None:
    every = dict.fromkeys(get_args(UnstableOperation), True)
    configuration = Configuration(unstable_operations="all")
    assert dict(configuration.unstable_operations) == every
    configuration.unstable_operations["delete_incident"] = False
    assert dict(configuration.unstable_operations) == {**every, "delete_incident": False}
    configuration.unstable_operations = "all"
    assert dict(configuration.unstable_operations) == every


@pytest.mark.parametrize("given", ["get_incident", ["get_incident"], {"get_incident"}, True])
def test_operations_are_not_opted_in_to_by_other_means(given: Any) -> None:
    expected = f"unstable_operations: expected a mapping such as {{'list_incidents': True}}, or 'all'; got {given!r}"
    with pytest.raises(ConfigurationError, match=f"^{re.escape(expected)}$"):
        Configuration(unstable_operations=given)


IMPOSSIBLE: list[tuple[str, Any]] = [
    ("host", "ftp://example.org"),
    ("host", "https://"),
    ("host", "https://example.org/?query=1"),
    ("host", "https://example.org:port"),
    ("host", "https://user:password@example.org"),
    ("host", "https://exam\nple.org"),
    ("host", 5),
    ("api_key", 5),
    ("api_key", b"bytes"),
    ("api_key", ""),
    ("api_key", "two\nlines"),
    ("api_key", "nicht-läteinisch-✓"),
    ("app_key", "null\0"),
    ("access_token", "  "),
    ("timeout", 0),
    ("timeout", -1),
    ("timeout", True),
    ("timeout", "5"),
    ("timeout", float("nan")),
    ("timeout", float("inf")),
    ("timeout", (1, 2, 3)),
    ("timeout", (1, 0)),
    ("timeout", (1, "2")),
    ("timeout", 86_400.5),
    ("timeout", 10**400),
    ("timeout", (1, 86_401)),
    ("deadline", 0),
    ("deadline", "5"),
    ("deadline", 86_401),
    ("max_retries", -1),
    ("max_retries", 1.5),
    ("max_retries", True),
    ("max_retries", None),
    ("retry_backoff_factor", -0.1),
    ("retry_backoff_factor", None),
    ("retry_backoff_factor", 1e10),
    ("retry_unsafe", "yes"),
    ("retry_unsafe", 1),
    ("proxy", "ftp://proxy.example.org"),
    ("proxy", "socks4://proxy.example.org"),
    ("proxy", 5),
    ("proxy_headers", ["X-Name"]),
    ("proxy_headers", {"X Name": "value"}),
    ("proxy_headers", {"X-Name": "two\r\nlines"}),
    ("no_proxy", ["localhost"]),
    ("ssl_ca_cert", "/no/such/file.pem"),
    ("ssl_ca_cert", 5),
    ("verify_ssl", 0),
    ("verify_ssl", None),
    ("cert_file", "/no/such/file.pem"),
    ("key_file", "/no/such/file.pem"),
    ("ssl_context", "/no/such/file.pem"),
    ("connection_pool_maxsize", 0),
    ("connection_pool_maxsize", True),
    ("allow_insecure_http", "true"),
    ("max_response_bytes", 0),
    ("max_response_bytes", 1.5),
    ("strict_decoding", None),
    ("default_headers", {"X-Name": 5}),
    ("default_headers", {"": "value"}),
    ("default_headers", {"X-Name": "\x7f"}),
    ("user_agent", "two\nlines"),
    ("user_agent", ""),
    ("on_request", "print"),
    ("on_response", 5),
    ("on_retry", {}),
    ("on_wait", True),
    ("tracer", "datadog_incidents"),
    ("unstable_operations", {"get_incident": "yes"}),
    ("api_key", {"apiKeyOth": "value"}),
]


@pytest.mark.parametrize(("setting", "value"), IMPOSSIBLE)
def test_an_impossible_value_is_refused_by_name(setting: str, value: Any) -> None:
    given: dict[str, Any] = {setting: value}
    with pytest.raises(ConfigurationError, match="^(api_key|" + setting + ")"):
        Configuration(**given)
    configuration = Configuration()
    with pytest.raises(ConfigurationError):
        setattr(configuration, setting, value)
    assert repr(configuration) == repr(Configuration())


def test_a_configuration_error_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="max_retries"):
        Configuration(max_retries=-1)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("timeout", None),
        ("timeout", 0.5),
        ("timeout", (None, 5)),
        ("timeout", [1, 2]),
        ("timeout", 86_400),
        ("deadline", None),
        ("deadline", 86_400),
        ("max_retries", 0),
        ("retry_backoff_factor", 0),
        ("no_proxy", ""),
        ("default_headers", {"X-Name": "värde"}),
        ("default_headers", None),
        ("ssl_ca_cert", Path(__file__)),
    ],
)
def test_a_possible_value_is_accepted(setting: str, value: Any) -> None:
    given: dict[str, Any] = {setting: value}
    Configuration(**given)
    setattr(Configuration(), setting, value)


def test_keys_are_set_by_the_names_of_the_contract() -> None:
    configuration = Configuration(api_key=API_KEY)
    configuration.api_key["apiKeyAuth"] = "first"
    configuration.api_key["appKeyAuth"] = "second"
    assert dict(configuration.api_key) == {"apiKeyAuth": "first", "appKeyAuth": "second"}
    assert configuration.app_key == "second"
    configuration.api_key = "third"
    configuration.app_key = None
    assert dict(configuration.api_key) == {"apiKeyAuth": "third"}
    nothing: Any = None
    configuration.api_key["apiKeyAuth"] = nothing
    assert dict(configuration.api_key) == {}
    misspelt: Any = "apiKey"
    with pytest.raises(ConfigurationError, match="did you mean 'apiKeyAuth'"):
        configuration.api_key[misspelt] = "value"


def test_an_open_client_notices_changed_settings() -> None:
    stage = Stage(reply({}), reply({}), reply({}), reply({}))
    stage.client.request("GET", "/first")
    stage.configuration.host = "https://gateway.example.org/datadog"
    stage.configuration.api_key["apiKeyAuth"] = "another"
    stage.configuration.timeout = 7
    stage.configuration.default_headers = {"X-Team": "core"}
    stage.client.request("GET", "/second")
    assert stage.targets == ["/first", "/datadog/second"]
    first, second = stage.transport.requests
    assert (first.headers["DD-API-KEY"], second.headers["DD-API-KEY"]) == (API_KEY, "another")
    assert ("X-Team" in first.headers, second.headers["X-Team"]) == (False, "core")
    assert (stage.transport.timeouts[0].read, stage.transport.timeouts[1].read) == (30.0, 7)


def test_an_open_client_notices_every_setting_of_a_call() -> None:
    stage = Stage(reply(status=503), reply({}), reply(status=503), reply({}))
    stage.client.request("GET", "/")
    stage.configuration.max_retries = 0
    stage.configuration.deadline = 4
    stage.configuration.user_agent = "ours/1"
    with pytest.raises(ServiceException):
        stage.client.request("GET", "/")
    stage.configuration.site = "datadoghq.eu"
    stage.configuration.access_token = "the-token"
    stage.client.request("GET", "/")
    assert [timeout.total for timeout in stage.transport.timeouts] == [None, None, 4, 4]
    assert [request.headers["User-Agent"] for request in stage.transport.requests[2:]] == ["ours/1", "ours/1"]
    assert ["Authorization" in request.headers for request in stage.transport.requests] == [False, False, False, True]


def test_an_open_client_does_nothing_anew_when_nothing_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    from datadog_incidents._core.calls import call
    from datadog_incidents._core.calls.prepared import CallSettings, Prepared, prepare
    from datadog_incidents._core.settings.tokens import Tokens

    prepared: list[object] = []

    def noted(settings: CallSettings, tokens: Tokens | None = None) -> Prepared:
        prepared.append(settings)
        return prepare(settings, tokens)

    monkeypatch.setattr(call, "prepare", noted)
    stage = Stage(reply({}), reply({}), reply({}))
    stage.client.request("GET", "/")
    stage.client.request("GET", "/")
    assert len(prepared) == 1
    stage.configuration.max_retries = 1
    stage.client.request("GET", "/")
    assert len(prepared) == 2


def test_an_impossible_change_leaves_an_open_client_as_it_was() -> None:
    stage = Stage(reply({}))
    with pytest.raises(ConfigurationError):
        stage.configuration.timeout = -1
    stage.client.request("GET", "/")
    assert stage.transport.timeouts[0].read == 30.0


def test_an_open_client_notices_a_missing_key() -> None:
    stage = Stage(reply({}))
    stage.configuration.app_key = None
    with pytest.raises(ConfigurationError, match="application key"):
        stage.client.request("GET", "/")
    stage.configuration.app_key = APP_KEY
    stage.client.request("GET", "/")


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("http://127.0.0.1:8126", True),
        ("http://127.8.9.1", True),
        ("http://localhost:8126", True),
        ("http://[::1]:8126", True),
        ("https://api.example.org", True),
        ("http://api.example.org", False),
        ("http://127.0.0.1.example.org", False),
        ("http://127.example.org", False),
        ("http://localhost.example.org", False),
        ("http://10.0.0.1", False),
    ],
)
def test_keys_travel_unencrypted_only_on_this_machine(host: str, local: bool) -> None:
    if not local:
        with pytest.raises(ConfigurationError, match="unencrypted"):
            Stage(host=host)
    Stage(host=host, allow_insecure_http=not local)


def test_unverified_certificates_are_warned_of_when_the_client_is_made() -> None:
    configuration = Configuration(verify_ssl=False, api_key=API_KEY, app_key=APP_KEY)
    with pytest.warns(UserWarning, match=r"^verify_ssl=False: .*not verified") as warned:
        ApiClient(configuration)
    assert [warning.filename for warning in warned] == [__file__]
    configuration.verify_ssl = True
    ApiClient(configuration)


# --------------------------------------------------------------------------------------------------- copies and pickles


def pickled(protocol: int) -> Callable[[Configuration], Configuration]:
    return lambda configuration: pickle.loads(pickle.dumps(configuration, protocol))


COPIES: list[Any] = [copy.copy, copy.deepcopy, *map(pickled, range(pickle.HIGHEST_PROTOCOL + 1))]
FULL: list[dict[str, Any]] = [
    {"api_key": API_KEY, "app_key": APP_KEY},
    {"access_token": "the-token"},
    {"site": "datadoghq.eu", "api_key": API_KEY, "app_key": APP_KEY},
    {"host": "https://gateway.example.org/datadog", "api_key": API_KEY, "app_key": APP_KEY},
    {"access_token": len},
    {
        "api_key": API_KEY,
        "app_key": APP_KEY,
        "unstable_operations": {"get_incident": True},
        "timeout": (1.0, None),
        "deadline": 5,
        "max_retries": 7,
        "retry_backoff_factor": 0.1,
        "retry_unsafe": True,
        "proxy": "http://user:password@proxy.example.org",
        "proxy_headers": {"X-Proxy": "value"},
        "no_proxy": "example.org",
        "ssl_ca_cert": Path(__file__),
        "verify_ssl": False,
        "cert_file": __file__,
        "key_file": __file__,
        "connection_pool_maxsize": 5,
        "allow_insecure_http": True,
        "max_response_bytes": 1000,
        "strict_decoding": True,
        "default_headers": {"X-Team": "core"},
        "user_agent": "ours/1",
        "on_request": print,
        "on_response": print,
        "on_retry": print,
        "on_wait": print,
    },
]


SHARED = {"ssl_context", "tracer"}
"""What a copy has in common with its original, and no pickle can hold."""


def told(configuration: Configuration) -> dict[str, Any]:
    """Every setting, its secrets written out."""
    names = (*configuration._checks, *configuration._views, "base_url")  # pyright: ignore[reportPrivateUsage]
    values = {name: getattr(configuration, name) for name in names}
    written = {name: dict(value) if hasattr(value, "keys") else value for name, value in values.items()}
    return {name: "".join(value) if isinstance(value, str) else value for name, value in written.items()}


@pytest.mark.parametrize("settings", FULL)
@pytest.mark.parametrize("duplicate", COPIES)
def test_a_copy_has_every_setting(
    duplicate: Callable[[Configuration], Configuration], settings: dict[str, Any]
) -> None:
    original = Configuration(**settings)
    copied = duplicate(original)
    assert told(copied) == told(original)
    assert repr(copied) == repr(original)
    assert "'***'" in repr(copied)
    for values in (copied.default_headers, copied.proxy_headers, copied.api_key):
        assert {type(value).__name__ for value in values.values()} <= {"Secret"}


def test_the_example_with_every_setting_has_every_setting() -> None:
    given = {name for settings in FULL for name in settings} | SHARED
    assert given >= {*Configuration._checks}  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("duplicate", COPIES)
def test_a_copy_is_another(duplicate: Callable[[Configuration], Configuration]) -> None:
    original = Configuration(api_key=API_KEY, app_key=APP_KEY, unstable_operations={"get_incident": True})
    copied = duplicate(original)
    copied.api_key["apiKeyAuth"] = "another"
    copied.unstable_operations["list_incidents"] = True
    copied.site = "datadoghq.eu"
    copied.max_retries = 0
    assert original.api_key["apiKeyAuth"] == API_KEY
    assert dict(original.unstable_operations) == {"get_incident": True}
    assert (original.site, original.max_retries) == ("datadoghq.com", 3)
    before = copied.changes
    copied.api_key["appKeyAuth"] = "another"
    assert copied.changes == before + 1


@pytest.mark.parametrize("settings", FULL[:4])
@pytest.mark.parametrize("duplicate", COPIES)
@pytest.mark.parametrize(
    "environment",
    [
        {"DD_SITE": "us5.datadoghq.com", "DD_API_KEY": "theirs", "DD_APP_KEY": "theirs", "DD_BEARER_TOKEN": "theirs"},
        {"DD_INCIDENTS_HOST": "http://127.0.0.1:8126"},
        {"DD_SITE": "no such site", "DD_API_KEY": "two\nlines", "DD_INCIDENTS_HOST": "ftp://example.org"},
    ],
)
def test_a_copy_is_made_without_the_environment(
    monkeypatch: pytest.MonkeyPatch,
    duplicate: Callable[[Configuration], Configuration],
    settings: dict[str, Any],
    environment: dict[str, str],
) -> None:
    original = Configuration(**settings)
    before = told(original)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert told(duplicate(original)) == before


@pytest.mark.parametrize("duplicate", COPIES)
def test_a_copy_without_keys_gets_none(
    monkeypatch: pytest.MonkeyPatch, duplicate: Callable[[Configuration], Configuration]
) -> None:
    original = Configuration()
    monkeypatch.setenv("DD_API_KEY", "theirs")
    monkeypatch.setenv("DD_BEARER_TOKEN", "theirs")
    copied = duplicate(original)
    assert (dict(copied.api_key), copied.app_key, copied.access_token) == ({}, None, None)


def test_settings_of_one_configuration_serve_another() -> None:
    first = Configuration(**FULL[-1])
    second = Configuration(
        api_key=first.api_key,
        access_token=Configuration(access_token="the-token").access_token,
        proxy=first.proxy,
        proxy_headers=first.proxy_headers,
        default_headers=first.default_headers,
    )
    assert dict(second.api_key) == {"apiKeyAuth": API_KEY, "appKeyAuth": APP_KEY}
    assert (second.access_token, second.proxy) == ("the-token", "http://user:password@proxy.example.org")
    assert (second.default_headers, second.proxy_headers) == ({"X-Team": "core"}, {"X-Proxy": "value"})
    second.app_key, second.default_headers = first.app_key, first.default_headers
    assert (second.app_key, second.default_headers) == (APP_KEY, {"X-Team": "core"})


@pytest.mark.parametrize("name", ["default_headers", "proxy_headers"])
def test_headers_are_changed_by_assignment_alone(name: str) -> None:
    given = {"X-Team": "core"}
    untyped: Any = Configuration(**{name: given})  # type: ignore[arg-type]
    headers = getattr(untyped, name)
    with pytest.raises(TypeError):
        headers["X-Team"] = "edge"
    with pytest.raises(TypeError):
        del headers["X-Team"]
    assert not hasattr(headers, "update")
    given["X-Team"] = "edge"
    assert dict(headers) == {"X-Team": "core"}
    before = untyped.changes
    setattr(untyped, name, given)
    assert (dict(getattr(untyped, name)), untyped.changes) == ({"X-Team": "edge"}, before + 1)
