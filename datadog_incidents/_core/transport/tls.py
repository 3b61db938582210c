"""TLS as a configuration asks for it."""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable
from functools import partial

import certifi
from urllib3.util.ssl_ import create_urllib3_context

from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.transport.failures import reason_of
from datadog_incidents._core.transport.settings import TransportSettings
from datadog_incidents.exceptions import ConfigurationError


def contexts_of(settings: TransportSettings) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The contexts for connections to the service and to a proxy, to which the client's certificate is not shown.

    They are shared by all connections: to load the authorities takes some 20 ms. A context of the user's own serves
    for both.

    Raises:
        ConfigurationError: a file does not hold what it should.
    """
    if settings.ssl_context is not None:
        return settings.ssl_context, settings.ssl_context
    context = _trusting(settings)
    certificate, key = settings.cert_file, settings.key_file
    if certificate is None:
        if key is not None:
            raise ConfigurationError("key_file: is of no use without cert_file")
        return context, context
    load = partial(context.load_cert_chain, certificate, key, _no_password)
    _check("cert_file and key_file", "a certificate and its private key", load)
    return context, _trusting(settings)


def _trusting(settings: TransportSettings) -> ssl.SSLContext:
    """A context that trusts whom the settings say, else whom the environment says, else those of certifi."""
    if not settings.verify_ssl:
        return create_urllib3_context(cert_reqs=ssl.CERT_NONE)
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    sources = (
        ("ssl_ca_cert", settings.ssl_ca_cert),
        ("SSL_CERT_FILE", os.environ.get("SSL_CERT_FILE")),
        ("certifi", certifi.where()),
    )
    label, file = next((label, file) for label, file in sources if file)
    _check(label, "certificates", partial(context.load_verify_locations, file))
    return context


def _check(label: str, what: str, load: Callable[[], None]) -> None:
    try:
        load()
    except (OSError, ValueError) as error:
        let_through(error)
        raise ConfigurationError(f"{label}: expected {what} (PEM): {reason_of(error)}") from None


def _no_password() -> str:
    raise ValueError("the private key is encrypted")  # OpenSSL would ask for the password at the terminal, and wait
