"""Who may call: keys in headers, or a bearer token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from datadog_incidents.emulator.wire import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that are demanded; None accepts any that is not empty."""

    api_key: str | None = None
    app_key: str | None = None


def authenticate(headers: Mapping[str, str], keys: Keys) -> None:
    """Let a request pass, or refuse it.

    Args:
        headers: the request's headers, with names in lower case.
        keys: the keys that are demanded.

    Raises:
        RefusedError: 401 without the right API key, 403 without the right application key. No text repeats a key.
    """
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return
    if not _fits(headers.get("dd-api-key"), keys.api_key):
        raise RefusedError(401, "Unauthorized")
    if not _fits(headers.get("dd-application-key"), keys.app_key):
        raise RefusedError(403, "Forbidden")


def _fits(sent: str | None, demanded: str | None) -> bool:
    return bool(sent) if demanded is None else sent == demanded
