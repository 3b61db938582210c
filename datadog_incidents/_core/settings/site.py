"""The sites of the service, and where the API and the web app of each are."""

from __future__ import annotations

from typing import Final

SITES: Final = (
    "datadoghq.com",
    "us3.datadoghq.com",
    "us5.datadoghq.com",
    "ap1.datadoghq.com",
    "ap2.datadoghq.com",
    "uk1.datadoghq.com",
    "datadoghq.eu",
    "ddog-gov.com",
    "us2.ddog-gov.com",
)
"""The sites of the service; the API of each is at `https://api.SITE`."""

_SITES_WITHOUT_SUBDOMAIN: Final = ("datadoghq.com", "datadoghq.eu", "ddog-gov.com")


def incident_url(site: str, public_id: int) -> str:
    """The address of an incident in the web app.

    Args:
        site: the site of its organization.
        public_id: its number in the organization.
    """
    return f"https://{web_host_of(site)}/incidents/{public_id}"


def web_host_of(site: str) -> str:
    """The host of the web app of a site, such as `app.datadoghq.eu`.

    Args:
        site: one of `SITES`, or the host of an organization with a subdomain of its own, which stands for itself.
    """
    return f"app.{site}" if site in _SITES_WITHOUT_SUBDOMAIN else site
