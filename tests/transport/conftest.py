from __future__ import annotations

import os
import ssl
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import trustme


class Authority:
    """A certificate authority that only these tests know, with its certificate in a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.authority: Any = trustme.CA()  # its types name a library that is not installed
        self.file = folder / "authority.pem"
        self.authority.cert_pem.write_to_path(self.file)

    def serving(
        self, name: str = "127.0.0.1", *, not_before: datetime | None = None, not_after: datetime | None = None
    ) -> ssl.SSLContext:
        """What a server needs to be the one of that name."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(name, not_before=not_before, not_after=not_after).configure_cert(context)
        return context

    def trusting_clients_of(self, context: ssl.SSLContext) -> ssl.SSLContext:
        """Let a server ask for a client certificate of this authority."""
        self.authority.configure_trust(context)
        context.verify_mode = ssl.CERT_REQUIRED
        return context

    def client_files(self) -> tuple[Path, Path, Path]:
        """A client certificate, its key, and a file with both."""
        issued = self.authority.issue_cert("someone@example.org")
        certificate, key, both = (self.folder / f"client-{name}.pem" for name in ("certificate", "key", "both"))
        issued.cert_chain_pems[0].write_to_path(certificate)
        issued.private_key_pem.write_to_path(key)
        issued.private_key_and_cert_chain_pem.write_to_path(both)
        return certificate, key, both


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority that nobody trusts."""
    return Authority(tmp_path_factory.mktemp("stranger"))


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting and no proxy of the machine that runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith("DD_") or name.lower().endswith("_proxy") or name in ("SSL_CERT_FILE", "REQUEST_METHOD"):
            monkeypatch.delenv(name)
