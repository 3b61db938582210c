"""What went wrong on the way, in words that name the place and hold no secrets."""

from __future__ import annotations

import http.client
import re
import ssl

import urllib3
from urllib3.exceptions import DecodeError, PoolError, ProtocolError, ProxyError, SSLError

from datadog_incidents._core.message import FailureKind, TransportFailure

_EXCERPT = 80
"""Characters that a message shows of what is no HTTP."""

_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "UNKNOWN_PROTOCOL", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG"})
_NO_TRUST = frozenset({2, 18, 19, 20, 21})
"""The codes of OpenSSL for a certificate whose issuer is not among the trusted, or that nobody but itself signed."""


def _tls_reason(error: ssl.SSLError) -> str:
    """What went wrong with TLS, in words; those of OpenSSL stay where they say more."""
    words = re.sub(r"^\[[^]]*\] | \(_ssl\.c:\d+\)$", "", str(error.args[-1] if error.args else error))
    reason = error.reason or ""
    if isinstance(error, ssl.SSLCertVerificationError):
        hint = "; ssl_ca_cert sets the authorities to trust" if error.verify_code in _NO_TRUST else ""
        return f"its certificate is refused: {error.verify_message.rstrip('.')}{hint}"
    if "ALERT" in reason:
        hint = "; cert_file and key_file set the client certificate" if is_about_the_client(error) else ""
        return f"the server refused the connection: {words}{hint}"
    if isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return "the connection was closed during the TLS handshake"
    return f"the server does not speak TLS ({words})" if reason in _NO_TLS else words


def is_about_the_client(error: BaseException | None) -> bool:
    """Whether the server refused the client's certificate, or the lack of one: then it carried out no request."""
    reason = (error.reason or "") if isinstance(error, ssl.SSLError) else ""
    return "ALERT" in reason and any(word in reason for word in ("CERTIFICATE", "UNKNOWN_CA", "HANDSHAKE_FAILURE"))


def is_garbled(error: BaseException) -> bool:
    """Whether bytes came that are no HTTP response, rather than too few."""
    cause = error.args[1] if len(error.args) > 1 else None
    too_few = (http.client.RemoteDisconnected, http.client.IncompleteRead)
    return isinstance(error, DecodeError) or (
        isinstance(cause, http.client.HTTPException) and not isinstance(cause, too_few)
    )


def reason_of(error: BaseException) -> str:
    """What an exception says, without the wrapping of urllib3 and the numbers of OpenSSL and the system."""
    if (
        isinstance(error, (ProtocolError, ProxyError, SSLError))
        and error.args
        and isinstance(error.args[-1], Exception)
    ):
        error = error.args[-1]
    if isinstance(error, ssl.SSLError):
        return _tls_reason(error)
    if isinstance(error, http.client.BadStatusLine) and not isinstance(error, http.client.RemoteDisconnected):
        return f"no HTTP response, but {str(error.args[0])[:_EXCERPT].strip()!r}"
    said = error.strerror if isinstance(error, OSError) else None
    return said or str(error) or type(error).__name__


def is_tls(error: BaseException) -> bool:
    return isinstance(error, (ssl.SSLError, ssl.CertificateError, SSLError))


def address_of(host: str | None, port: int | None) -> str:
    return f"{bracketed(host or '')}:{port}"


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def failure_of(pool: urllib3.HTTPConnectionPool, error: BaseException) -> TransportFailure:
    """The failure for whatever went wrong once there was a connection, or while one was taken from the pool."""
    if isinstance(error, PoolError):  # which happens when another thread has closed the client
        return TransportFailure(FailureKind.CONNECT, "the connections were closed")
    cause = error.args[-1] if isinstance(error, SSLError) and error.args else None
    kind = FailureKind.GARBLED if is_garbled(error) else FailureKind.DROPPED
    if is_about_the_client(cause):
        kind = FailureKind.TLS
    return TransportFailure(kind, f"{address_of(pool.host, pool.port)}: {reason_of(error)}")
