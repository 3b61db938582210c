"""What people call an incident: a UUID, a public id, or its address in the web app."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urlsplit
from uuid import UUID

from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.settings.site import SITES, web_host_of
from datadog_incidents.exceptions import InvalidArgumentError

__all__ = ["parse_reference"]

_IN_URL = re.compile(r"(?:https?://)?[^/?#\s]+/(?:[^?#\s]+/)?incidents/([^/?#\s]+)(?:[/?#]\S*)?", re.IGNORECASE)
_PUBLIC_ID = re.compile(r"(?:IR-|#)?0*([1-9][0-9]{0,8})", re.IGNORECASE)
_WITH_SLUG = re.compile(r"([0-9]+)-\S*")


class Whereabouts(Protocol):
    """Where a client's service is: the part of a Configuration that concerns references."""

    @property
    def host(self) -> str | None: ...  # each is documented where it is set, in Configuration
    @property
    def site(self) -> str: ...


def parse_reference(reference: str | int | UUID) -> UUID | int:
    """Read what people call an incident.

    Args:
        reference: a UUID; a public id as 42, `42`, `#42` or `IR-42`; or the URL of the incident in the web app.

    Returns:
        The UUID, or the public id.

    Raises:
        InvalidArgumentError: it is none of these.
    """
    text = "" if isinstance(reference, bool) else str(reference).strip()
    if in_url := _IN_URL.fullmatch(text):
        text = in_url[1]
    try:
        return UUID(text)
    except ValueError as error:
        let_through(error)
    if in_url and (with_slug := _WITH_SLUG.fullmatch(text)):
        text = with_slug[1]
    if public_id := _PUBLIC_ID.fullmatch(text):
        return int(public_id[1])
    raise InvalidArgumentError(
        f"reference: {reference!r} names no incident; expected a UUID, a public id such as 42 or 'IR-42', "
        "or the URL of an incident"
    )


def reference_at(reference: str | int | UUID, here: Whereabouts) -> UUID | int:
    """Read what people call an incident, for a client: a number in the address of another site is another incident.

    Args:
        reference: see `parse_reference`.
        here: where the client's service is. A host of one's own has no web addresses: there, the number counts.

    Raises:
        InvalidArgumentError: it names no incident, or one of another site.
    """
    wanted = parse_reference(reference)
    host = _host_in(str(reference).strip()) if isinstance(reference, str) else None
    if host is not None and here.host is None and _site_of(host) != _site_of(here.site):
        raise InvalidArgumentError(
            f"reference: {reference!r} is an incident at the site {_site_of(host) or host}, "
            f"but this client is for {here.site}"
        )
    return wanted


def _host_in(text: str) -> str | None:
    """The host of a web address; None for what is no address."""
    if not _IN_URL.fullmatch(text):
        return None
    return (urlsplit(text if "://" in text else f"//{text}").hostname or "").rstrip(".")


def _site_of(host: str) -> str | None:
    """The known site that a host of the web app belongs to, perhaps as the subdomain of an organization, if any."""
    longest_first = sorted(SITES, key=len, reverse=True)
    return next((s for s in longest_first if host in (s, web_host_of(s)) or host.endswith(f".{s}")), None)


def narrowed(low: int, high: int, offset: int, seen: Sequence[tuple[int, int]], wanted: int) -> tuple[int, int]:
    """Between which offsets an incident still can be, after a look at one page.

    Public ids grow by at least one from incident to incident, so that two are never further apart than their ids say.

    Args:
        low: the lowest offset that it can be at.
        high: the first offset that it cannot be at any more.
        offset: the offset of the page.
        seen: the offset and the public id of the incidents in the page, which it is not among.
        wanted: its public id.
    """
    if not seen:
        return low, offset
    (first_offset, first_id), (last_offset, last_id) = seen[0], seen[-1]
    if wanted < first_id:
        return max(low, first_offset - (first_id - wanted)), first_offset
    if wanted > last_id:
        return last_offset + 1, min(high, last_offset + (wanted - last_id) + 1)
    return offset, offset
