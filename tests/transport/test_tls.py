from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest

from datadog_incidents import ApiConnectionError

from .raw_server import RawServer, answer, client

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="certificates are made with openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody signed but itself, with its key in the same file."""
    folder = tmp_path_factory.mktemp("tls")
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1"
    files = f"-addext subjectAltName=IP:127.0.0.1 -keyout {folder}/key.pem -out {folder}/certificate.pem"
    subprocess.run(f"{command} {files}".split(), check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes((folder / "certificate.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return both


def serving(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    with RawServer(answer(), tls=serving(certificate)) as server:
        with client(server.url) as api_client, pytest.raises(ApiConnectionError, match=r"tls: .*certificate") as raised:
            api_client.request("POST", "/api", body={})
        assert server.requests == []
    assert not raised.value.outcome_unknown
    assert "0x" not in str(raised.value)


@pytest.mark.parametrize("source", ["setting", "environment"])
def test_a_certificate_that_is_trusted(monkeypatch: pytest.MonkeyPatch, certificate: Path, source: str) -> None:
    settings: dict[str, Any] = {"ssl_ca_cert": certificate} if source == "setting" else {}
    if source == "environment":
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with RawServer(forever=answer(), tls=serving(certificate)) as server, client(server.url, **settings) as api_client:
        assert api_client.request("GET", "/api").status == 200
        assert api_client.request("GET", "/api").status == 200
        assert server.connections == 1


def test_a_certificate_of_another_host_is_refused(certificate: Path) -> None:
    with RawServer(answer(), tls=serving(certificate)) as server:
        api_client = client(f"https://localhost:{server.port}", ssl_ca_cert=certificate)
        with api_client, pytest.raises(ApiConnectionError, match=r"tls: .*[Hh]ostname"):
            api_client.request("GET", "/api")
        assert server.requests == []


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_verification_can_be_switched_off(certificate: Path) -> None:
    with RawServer(answer(), tls=serving(certificate)) as server, client(server.url, verify_ssl=False) as api_client:
        assert api_client.request("GET", "/api").status == 200


def test_a_client_certificate(certificate: Path) -> None:
    context = serving(certificate)
    context.load_verify_locations(certificate)
    context.verify_mode = ssl.CERT_REQUIRED
    with RawServer(forever=answer(), tls=context) as server:
        with client(server.url, ssl_ca_cert=certificate, cert_file=certificate) as api_client:
            assert api_client.request("GET", "/api").status == 200
        with client(server.url, ssl_ca_cert=certificate) as api_client, pytest.raises(ApiConnectionError):
            api_client.request("GET", "/api")
        assert len(server.requests) == 1


@pytest.mark.parametrize("setting", ["ssl_ca_cert", "cert_file"])
def test_a_file_that_holds_no_certificate(certificate: Path, tmp_path: Path, setting: str) -> None:
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("nothing")
    with RawServer(answer(), tls=serving(certificate)) as server:
        settings: dict[str, Any] = {"ssl_ca_cert": certificate, setting: wrong}
        with client(server.url, **settings) as api_client, pytest.raises(ApiConnectionError, match="tls: "):
            api_client.request("GET", "/api")
