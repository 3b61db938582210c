"""A TLS context of the user's own, instead of the settings about TLS."""

from __future__ import annotations

import copy
import ssl
import warnings
from pathlib import Path
from typing import Any

import pytest

from datadog_incidents import ApiConnectionError, Configuration, ConfigurationError

from .conftest import Authority
from .raw_server import RawServer, answer, client
from .test_proxies import Proxy

pytestmark = pytest.mark.usefixtures("carrier")


def trusting(authority: Authority) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(authority.file))


def test_it_says_whom_to_trust(authority: Authority, stranger: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(stranger.file))
    with RawServer(forever=answer(), tls=authority.serving()) as server:
        with client(server.url, ssl_context=trusting(authority)) as api_client:
            assert api_client.request("POST", "/api", body={}).status == 200
        with (
            client(server.url, ssl_context=trusting(stranger)) as api_client,
            pytest.raises(ApiConnectionError, match="its certificate is refused") as raised,
        ):
            api_client.request("POST", "/api", body={})
        assert not raised.value.outcome_unknown
        assert len(server.requests) == 1


def test_it_says_what_to_show_of_the_client(authority: Authority) -> None:
    asking = authority.trusting_clients_of(authority.serving())
    context = trusting(authority)
    context.load_cert_chain(authority.client_files()[2])
    with RawServer(forever=answer(), tls=asking) as server, client(server.url, ssl_context=context) as api_client:
        assert api_client.request("POST", "/api", body={}).status == 200


def test_it_says_which_versions_of_tls_are_good_enough(authority: Authority) -> None:
    old = authority.serving()
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    context = trusting(authority)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    with (
        RawServer(forever=answer(), tls=old) as server,
        client(server.url, ssl_context=context) as api_client,
        pytest.raises(ApiConnectionError) as raised,
    ):
        api_client.request("POST", "/api", body={})
    assert str(raised.value).startswith(f"POST /api: tls: 127.0.0.1:{server.port}: the server refused the connection: ")
    assert "alert protocol version" in str(raised.value)
    assert not raised.value.outcome_unknown


def test_it_says_whether_the_name_in_the_certificate_matters(authority: Authority) -> None:
    context = trusting(authority)
    with RawServer(forever=answer(), tls=authority.serving("example.org")) as server:
        with client(server.url, ssl_context=context) as api_client, pytest.raises(ApiConnectionError, match="mismatch"):
            api_client.request("GET", "/api")
        context.check_hostname = False
        with client(server.url, ssl_context=context) as api_client:
            assert api_client.request("GET", "/api").status == 200
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert not context.check_hostname


def test_one_that_verifies_nothing_is_warned_of_as_the_setting_is(authority: Authority) -> None:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with RawServer(forever=answer(), tls=authority.serving("example.org")) as server:
        with pytest.warns(UserWarning, match="^ssl_context: the service's certificate is not verified$"):
            api_client = client(server.url, ssl_context=context)
        with api_client, warnings.catch_warnings():
            warnings.simplefilter("error")
            assert api_client.request("GET", "/api").status == 200


def test_it_serves_for_a_proxy_too(authority: Authority) -> None:
    with (
        RawServer(forever=answer(), tls=authority.serving("api.example.org")) as server,
        Proxy(server.port, tls=authority.serving()) as proxy,
        client("https://api.example.org", proxy=proxy.url, ssl_context=trusting(authority)) as api_client,
    ):
        assert api_client.request("GET", "/api").status == 200
        assert len(proxy.seen) == 1


def test_another_one_is_noticed_by_an_open_client(authority: Authority, stranger: Authority) -> None:
    with (
        RawServer(forever=answer(), tls=authority.serving()) as server,
        client(server.url, ssl_context=trusting(stranger)) as api_client,
    ):
        with pytest.raises(ApiConnectionError):
            api_client.request("GET", "/api")
        api_client.configuration.ssl_context = trusting(authority)
        assert api_client.request("GET", "/api").status == 200


@pytest.mark.parametrize("order", ["the context first", "the context last"])
@pytest.mark.parametrize("setting", ["ssl_ca_cert", "verify_ssl", "cert_file", "key_file"])
def test_a_setting_that_it_takes_the_place_of_is_refused_beside_it(
    authority: Authority, setting: str, order: str
) -> None:
    value = False if setting == "verify_ssl" else authority.file
    given: dict[str, Any] = {"ssl_context": ssl.create_default_context(), setting: value}
    with pytest.raises(ConfigurationError, match=f"^ssl_context and {setting}: give one or the other"):
        Configuration(**given)
    configuration = Configuration()
    names = list(given) if order == "the context first" else [*reversed(given)]
    setattr(configuration, names[0], given[names[0]])
    with pytest.raises(ConfigurationError, match=f"^ssl_context and {setting}: "):
        setattr(configuration, names[1], given[names[1]])
    setattr(configuration, names[0], True if names[0] == "verify_ssl" else None)
    setattr(configuration, names[1], given[names[1]])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (Path(__file__), "expected an ssl.SSLContext, such as ssl.create_default_context(), got PosixPath"),
        (ssl.SSLContext, "expected an ssl.SSLContext, such as ssl.create_default_context(), got type"),
        (ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), "is one for servers"),
    ],
)
def test_what_is_no_context_for_clients_is_refused(given: Any, told: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Configuration(ssl_context=given)
    assert str(raised.value).startswith(f"ssl_context: {told}")


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_of_the_configuration_shares_it(copied: Any) -> None:
    configuration = Configuration(ssl_context=ssl.create_default_context(), default_headers={"X-Team": "platform"})
    other = copied(configuration)
    assert other.ssl_context is configuration.ssl_context
    other.api_key["apiKeyAuth"] = "another"
    assert dict(configuration.api_key) == {}
