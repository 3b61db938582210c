"""What went wrong on the way, in words that name the place and hold no secrets."""

from __future__ import annotations

import http.client
import re
import ssl

import urllib3
from urllib3.exceptions import ClosedPoolError, DecodeError, HTTPError, SSLError
from urllib3.exceptions import TimeoutError as UrllibTimeoutError

from datadog_incidents._core.message import FailureKind, TransportFailure

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


def root_of(error: BaseException) -> BaseException:
    """What went wrong at first, without what urllib3 wrapped around it."""
    while isinstance(error, HTTPError):
        within = [each for each in (*error.args, error.__cause__) if isinstance(each, Exception)]
        if not within:
            break
        error = within[-1]
    return error


def is_timeout(root: BaseException) -> bool:
    return isinstance(root, (TimeoutError, UrllibTimeoutError))


def _is_garbled(error: BaseException, root: BaseException) -> bool:
    """Whether bytes came that are no HTTP response, rather than too few."""
    too_few = (http.client.RemoteDisconnected, http.client.IncompleteRead)
    garbled = isinstance(root, (http.client.HTTPException, ValueError)) and not isinstance(root, too_few)
    return garbled or isinstance(error, DecodeError)


def reason_of(root: BaseException) -> str:
    """What an exception says, without the numbers of OpenSSL and the system. All of it: secrets can be in it."""
    if isinstance(root, ssl.SSLError):
        return _tls_reason(root)
    if isinstance(root, http.client.BadStatusLine) and not isinstance(root, http.client.RemoteDisconnected):
        return f"no HTTP response, but {str(root.args[0]).strip()!r}"
    said = root.strerror if isinstance(root, OSError) else None
    return said or str(root) or type(root).__name__


def is_tls(error: BaseException) -> bool:
    return isinstance(error, (ssl.SSLError, ssl.CertificateError, SSLError))


def address_of(host: str | None, port: int | None) -> str:
    return f"{bracketed(host or '')}:{port}"


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def failure_of(pool: urllib3.HTTPConnectionPool, error: BaseException, limit: float) -> TransportFailure:
    """The failure for whatever went wrong once there was a connection, or while one was taken from the pool.

    Args:
        pool: where it was.
        error: what was raised.
        limit: the seconds that were up, should it be a timeout.
    """
    if isinstance(error, ClosedPoolError):  # which happens when another thread has closed the client
        return TransportFailure(FailureKind.CONNECT, "the connections were closed")
    root = root_of(error)
    if is_timeout(root):
        return TransportFailure(FailureKind.READ_TIMEOUT, f"no whole response within {limit:.3g} s")
    kind = FailureKind.GARBLED if _is_garbled(error, root) else FailureKind.DROPPED
    if is_about_the_client(root):
        kind = FailureKind.TLS
    return TransportFailure(kind, f"{address_of(pool.host, pool.port)}: {reason_of(root)}")
