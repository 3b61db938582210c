"""What people call an incident, for a client of one site."""

from __future__ import annotations

import pytest

from datadog_incidents import Configuration, InvalidArgumentError
from datadog_incidents.references import reference_at


@pytest.mark.parametrize(
    "address",
    [
        "https://app.datadoghq.com/incidents/7",
        "https://acme.datadoghq.com/incidents/7",
        "app.datadoghq.com/incidents/7-disk-full",
        "https://APP.datadoghq.com.:443/incidents/7",
    ],
)
def test_a_number_in_an_address_of_the_site_counts(address: str) -> None:
    assert reference_at(address, Configuration(site="datadoghq.com")) == 7


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("https://app.datadoghq.eu/incidents/7", "datadoghq.eu"),
        ("https://app.datadoghq.eu./incidents/7", "datadoghq.eu"),
        ("https://acme.us5.datadoghq.com/incidents/7", "us5.datadoghq.com"),
        ("https://acme.pagerduty.com/incidents/7", "acme.pagerduty.com"),
        ("app.datadoghq.com.example.org/incidents/7", "app.datadoghq.com.example.org"),
        ("https://example.org/app.datadoghq.com/incidents/7", "example.org"),
    ],
)
def test_a_number_in_an_address_elsewhere_is_another_incident(address: str, there: str) -> None:
    with pytest.raises(InvalidArgumentError, match=f"an incident at the site {there}, but this client is for"):
        reference_at(address, Configuration(site="datadoghq.com"))


def test_a_host_of_ones_own_has_no_addresses_so_that_the_number_counts() -> None:
    assert reference_at("https://app.datadoghq.eu/incidents/7", Configuration(host="http://localhost:8126")) == 7
