"""A TLS context of the user's own, and the settings that have no meaning beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from datadog_incidents.exceptions import ConfigurationError

NAME: Final = "ssl_context"
INSTEAD_OF: Final = {"ssl_ca_cert": None, "verify_ssl": True, "cert_file": None, "key_file": None}
"""The settings whose place it takes, and what each is where it says nothing."""


def tls_context(label: str, value: object) -> Any:
    """An `ssl.SSLContext` for clients."""
    import ssl  # slow to load, and here already with whoever has a context

    if not isinstance(value, ssl.SSLContext):
        raise ConfigurationError(
            f"{label}: expected an ssl.SSLContext, such as ssl.create_default_context(), got {type(value).__name__}"
        )
    if value.protocol is ssl.PROTOCOL_TLS_SERVER:
        raise ConfigurationError(f"{label}: is one for servers; ssl.create_default_context() makes one for clients")
    return value


def refuse_beside_context(given: Mapping[str, object]) -> None:
    """Let no setting be ignored because of a context.

    Args:
        given: the settings by name; what is not set yet may be None.

    Raises:
        ConfigurationError: one is set beside a context.
    """
    beside = [name for name, plain in INSTEAD_OF.items() if given[name] not in (plain, None)]
    if given[NAME] is not None and beside:
        raise ConfigurationError(
            f"{NAME} and {' and '.join(beside)}: give one or the other; a context says itself whom to trust, and what "
            "to show of the client"
        )
