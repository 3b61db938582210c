"""TLS: whom the client trusts, what it shows of itself, and what it says when either is refused."""

from __future__ import annotations

import re
import ssl
import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from datadog_incidents import ApiConnectionError, ConfigurationError

from .conftest import Authority
from .raw_server import Connection, RawServer, answer, client, closing

pytestmark = pytest.mark.usefixtures("carrier")


def refusal(host: str, **settings: Any) -> str:
    """What a create is told whose connection fails; nothing was sent, so it is tried again."""
    api_client = client(host, max_retries=2, retry_backoff_factor=0, **settings)
    with api_client, pytest.raises(ApiConnectionError) as raised:
        api_client.request("POST", "/api", body={})
    assert not raised.value.outcome_unknown
    assert raised.value.attempts == 3
    message = str(raised.value)
    assert message.endswith("; tried 3 times")
    assert not re.search(r"0x|_ssl\.c|\[SSL|Errno|Error\(", message), message
    return message.removesuffix("; tried 3 times")


# --------------------------------------------------------------------------------------------------- whom to trust


@pytest.mark.parametrize("source", ["setting", "environment"])
def test_a_certificate_that_is_trusted(monkeypatch: pytest.MonkeyPatch, authority: Authority, source: str) -> None:
    settings: dict[str, Any] = {"ssl_ca_cert": authority.file} if source == "setting" else {}
    if source == "environment":
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with RawServer(forever=answer(), tls=authority.serving()) as server, client(server.url, **settings) as api_client:
        assert api_client.request("GET", "/api").status == 200
        assert api_client.request("POST", "/api", body={}).status == 200
        assert server.connections == 1


def test_the_setting_goes_before_the_environment(
    monkeypatch: pytest.MonkeyPatch, authority: Authority, stranger: Authority
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with RawServer(forever=answer(), tls=authority.serving()) as server:
        assert "unable to get local issuer certificate" in refusal(server.url, ssl_ca_cert=stranger.file)


def test_a_certificate_that_nobody_vouches_for(authority: Authority) -> None:
    with RawServer(forever=answer(), tls=authority.serving()) as server:
        assert refusal(server.url) == (
            f"POST /api: tls: 127.0.0.1:{server.port}: its certificate is refused: "
            f"unable to get local issuer certificate; ssl_ca_cert sets the authorities to trust"
        )
        assert server.requests == []


@pytest.mark.parametrize(
    ("not_before", "not_after", "reason"),
    [
        (datetime(2019, 1, 1), datetime(2020, 1, 1), "certificate has expired"),
        (datetime(2999, 1, 1), None, "certificate is not yet valid"),
    ],
)
def test_a_certificate_at_the_wrong_time(
    authority: Authority, not_before: datetime, not_after: datetime | None, reason: str
) -> None:
    tls = authority.serving(not_before=not_before, not_after=not_after)
    with RawServer(forever=answer(), tls=tls) as server:
        message = refusal(server.url, ssl_ca_cert=authority.file)
        assert message == f"POST /api: tls: 127.0.0.1:{server.port}: its certificate is refused: {reason}"
        assert server.requests == []


@pytest.mark.parametrize(
    ("name", "host", "reason"),
    [
        ("example.org", "127.0.0.1", "IP address mismatch, certificate is not valid for '127.0.0.1'"),
        ("127.0.0.1", "localhost", "Hostname mismatch, certificate is not valid for 'localhost'"),
        ("*.localhost", "localhost", "Hostname mismatch, certificate is not valid for 'localhost'"),
    ],
)
def test_a_certificate_of_another_host(authority: Authority, name: str, host: str, reason: str) -> None:
    with RawServer(forever=answer(), tls=authority.serving(name)) as server:
        message = refusal(f"https://{host}:{server.port}", ssl_ca_cert=authority.file)
        assert message == f"POST /api: tls: {host}:{server.port}: its certificate is refused: {reason}"
        assert server.requests == []


def test_verification_can_be_switched_off_with_one_warning(authority: Authority) -> None:
    last = answer(b"[]", "Connection: close")
    with RawServer(forever=last, tls=authority.serving("example.org", not_after=datetime(2020, 1, 1))) as server:
        with pytest.warns(UserWarning, match="^verify_ssl=False: the service's certificate is not verified$") as told:
            api_client = client(server.url, verify_ssl=False)
        assert len(told) == 1
        with api_client, warnings.catch_warnings(record=True) as more:
            warnings.simplefilter("always")
            assert api_client.request("GET", "/api").status == 200
            assert api_client.request("GET", "/api").status == 200
            assert server.connections == 2
        assert more == []


# ---------------------------------------------------------------------------------------------- client certificates


@pytest.fixture(params=["1.2", "1.3"])
def asking(request: pytest.FixtureRequest, authority: Authority) -> ssl.SSLContext:
    """A server that asks for a client certificate: in the handshake, or (1.3) once the client is through with it."""
    context = authority.trusting_clients_of(authority.serving())
    version = ssl.TLSVersion.TLSv1_2 if request.param == "1.2" else ssl.TLSVersion.TLSv1_3
    context.minimum_version = context.maximum_version = version
    return context


@pytest.mark.parametrize("files", ["two", "one"])
def test_a_client_certificate(authority: Authority, asking: ssl.SSLContext, files: str) -> None:
    certificate, key, both = authority.client_files()
    settings = {"cert_file": certificate, "key_file": key} if files == "two" else {"cert_file": both}
    settings = {"ssl_ca_cert": authority.file, **settings}
    with RawServer(forever=answer(), tls=asking) as server, client(server.url, **settings) as api_client:
        assert api_client.request("POST", "/api", body={}).status == 200


@pytest.mark.parametrize("given", ["none", "of a stranger"])
@pytest.mark.parametrize(
    ("carrier", "lingering"),
    # A reset that overtakes the alert hides it from httpx2, which reads no more once it could not write.
    [("sync", False), ("sync", True), ("threads", False), ("async", True)],
    indirect=["carrier"],
)
def test_a_client_certificate_that_the_server_refuses(
    authority: Authority, stranger: Authority, asking: ssl.SSLContext, given: str, lingering: bool
) -> None:
    settings = {} if given == "none" else {"cert_file": stranger.client_files()[2]}
    with RawServer(forever=answer(), tls=asking, lingering=lingering) as server:
        message = refusal(server.url, ssl_ca_cert=authority.file, **settings)
        assert server.requests == []
    start, end = "the server refused the connection: ", "; cert_file and key_file set the client certificate"
    assert message.startswith(f"POST /api: tls: 127.0.0.1:{server.port}: {start}")
    assert message.endswith(end)
    reason = message.partition(start)[2].removesuffix(end)
    assert reason in (
        ("tlsv13 alert certificate required", "sslv3 alert handshake failure", "ssl/tls alert handshake failure")
        if given == "none"
        else ("tlsv1 alert unknown ca",)
    )


# ---------------------------------------------------------------------------------------------- files of no use


def unusable(host: str, **settings: Any) -> str:
    with client(host, **settings) as api_client, pytest.raises(ConfigurationError) as raised:
        api_client.request("POST", "/api", body={})
    return str(raised.value)


def test_a_file_that_holds_no_certificate(authority: Authority, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("nothing")
    with RawServer(tls=authority.serving()) as server:
        told = unusable(server.url, ssl_ca_cert=wrong)
        assert told.startswith("ssl_ca_cert: expected certificates (PEM): no certificate")
        told = unusable(server.url, ssl_ca_cert=authority.file, cert_file=wrong)
        assert told.startswith("cert_file and key_file: expected a certificate and its private key (PEM): ")
        assert server.connections == 0


def test_files_that_do_not_belong_together(authority: Authority, stranger: Authority) -> None:
    certificate, key, _ = authority.client_files()
    for settings in ({"cert_file": certificate}, {"cert_file": certificate, "key_file": stranger.client_files()[1]}):
        told = unusable("https://127.0.0.1:1", **settings)
        assert told.startswith("cert_file and key_file: expected a certificate and its private key (PEM): ")
    assert unusable("https://127.0.0.1:1", key_file=key) == "key_file: is of no use without cert_file"


@pytest.mark.parametrize("files", ["two", "one"])
def test_nobody_is_asked_for_the_password_of_a_key(authority: Authority, tmp_path: Path, files: str) -> None:
    certificate, key, _ = authority.client_files()
    loaded = load_pem_private_key(key.read_bytes(), None)
    locked = loaded.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"a password"))
    file = tmp_path / "locked.pem"
    file.write_bytes(locked + (certificate.read_bytes() if files == "one" else b""))
    settings = {"cert_file": file} if files == "one" else {"cert_file": certificate, "key_file": file}
    assert unusable("https://127.0.0.1:1", **settings).endswith("(PEM): the private key is encrypted")


@pytest.mark.parametrize("verify_ssl", [True, False])
def test_a_file_of_the_environment_that_is_not_there(monkeypatch: pytest.MonkeyPatch, verify_ssl: bool) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/file.pem")
    with RawServer(closing) as server:
        host = f"https://127.0.0.1:{server.port}"
        if verify_ssl:
            told = unusable(host)
            assert told == "SSL_CERT_FILE: expected certificates (PEM): No such file or directory"
            assert server.connections == 0
        else:
            with pytest.warns(UserWarning, match="verify_ssl"):
                api_client = client(host, verify_ssl=False)
            with api_client, pytest.raises(ApiConnectionError):
                api_client.request("GET", "/api")
            assert server.connections == 1


# ---------------------------------------------------------------------------------------------- no handshake at all


def test_a_server_that_speaks_plain_http() -> None:
    with RawServer(forever=answer()) as server:
        message = refusal(f"https://127.0.0.1:{server.port}")
    assert message.startswith(f"POST /api: tls: 127.0.0.1:{server.port}: the server does not speak TLS (")


def test_a_server_that_closes_in_the_handshake() -> None:
    with RawServer(forever=closing) as server:
        message = refusal(f"https://127.0.0.1:{server.port}")
    place = f"127.0.0.1:{server.port}"
    assert message == f"POST /api: tls: {place}: the connection was closed during the TLS handshake"


def test_a_server_that_resets_in_the_handshake() -> None:
    with RawServer(forever=Connection.reset) as server:
        message = refusal(f"https://127.0.0.1:{server.port}")
    assert message == f"POST /api: connect: 127.0.0.1:{server.port}: Connection reset by peer"
