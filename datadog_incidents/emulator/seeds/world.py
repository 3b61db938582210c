"""A plausible world: an organization, its incidents, and what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.seeds.incidents import plausible_incidents
from datadog_incidents.emulator.seeds.organization import set_up
from datadog_incidents.emulator.seeds.resources import plausible_resources

if TYPE_CHECKING:
    from datadog_incidents.emulator.engine.organization import Organization


def fill(organization: Organization, incidents: int, random_seed: int) -> None:
    """Add plausible incidents to an organization, with what belongs to them, and what it needs to have them.

    Args:
        organization: the organization.
        incidents: how many; of none nothing comes.
        random_seed: the same seed gives the same world, given the same users.

    Raises:
        ValueError: the number is negative.
    """
    store, now = organization.store, organization.clock.now()
    added = store.add_all(plausible_incidents(incidents, random_seed, now, store))
    if added:
        set_up(organization, now)
        with store.changing() as change:
            change.put(*(each for incident in added for each in plausible_resources(incident, random_seed, now, store)))
