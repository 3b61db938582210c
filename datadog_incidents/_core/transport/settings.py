"""What connections are made with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import ssl


class TransportSettings(Protocol):
    """What connections are made with: the part of a Configuration that concerns them."""

    @property
    def base_url(self) -> str: ...  # each is documented where it is set, in Configuration
    @property
    def proxy(self) -> str | None: ...
    @property
    def proxy_headers(self) -> Mapping[str, str]: ...
    @property
    def no_proxy(self) -> str | None: ...
    @property
    def ssl_ca_cert(self) -> str | os.PathLike[str] | None: ...
    @property
    def verify_ssl(self) -> bool: ...
    @property
    def ssl_context(self) -> ssl.SSLContext | None: ...
    @property
    def cert_file(self) -> str | os.PathLike[str] | None: ...
    @property
    def key_file(self) -> str | os.PathLike[str] | None: ...
    @property
    def connection_pool_maxsize(self) -> int | None: ...
    @property
    def allow_insecure_http(self) -> bool: ...
    @property
    def max_response_bytes(self) -> int: ...
