"""Incidents as an organization might have had them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import TypeAlias
from uuid import UUID

from datadog_incidents.emulator.nouns.incident_changes import new_incident, updated_incident
from datadog_incidents.emulator.nouns.incident_types import default_incident_type_of
from datadog_incidents.emulator.seeds.values import envelopes, user_reference
from datadog_incidents.emulator.store.incident_record import Incident
from datadog_incidents.emulator.store.store import Store
from datadog_incidents.emulator.wire import JSON, Document, format_timestamp

Build: TypeAlias = Callable[[str, int], Incident]
"""Makes an incident from its id and its public id."""

SPREAD = timedelta(days=90)

_SYMPTOMS = (
    "Elevated error rate in {service}",
    "{service} latency above 2 s at the 99th percentile",
    "{service} pods crash-looping after deploy",
    "Database connections exhausted in {service}",
    "Certificate of {service} expired",
    "Disk almost full on {service} brokers",
    "Requests to {service} time out in {region}",
    "Stale cache served by {service}",
    "{service} rejects valid sessions",
    "Message backlog grows in {service}",
    "Duplicate charges reported by {service}",
    "DNS lookups of {service} fail in {region}",
)
_SERVICES = {
    "checkout": "payments",
    "billing-api": "payments",
    "web-store": "storefront",
    "search-api": "storefront",
    "auth": "identity",
    "email-sender": "messaging",
    "event-bus": "platform",
    "metrics-intake": "platform",
}
"""The services that fail, and the teams that own them."""

_REGIONS = ("eu-west-1", "us-east-1", "ap-southeast-2")
_SEVERITIES = {"SEV-1": 1, "SEV-2": 3, "SEV-3": 6, "SEV-4": 6, "SEV-5": 3, "UNKNOWN": 2}
_DETECTION_METHODS = {"monitor": 6, "employee": 3, "customer": 3, "other": 1, "unknown": 1}
_ROOT_CAUSES = (
    "A configuration change was rolled out to all regions at once.",
    "A dependency was upgraded to a version with a connection leak.",
    "Traffic doubled within minutes and autoscaling lagged behind.",
    "A migration held a table lock for longer than expected.",
    "A certificate was not covered by automatic renewal.",
)
_SCOPES = (
    "Some customers cannot complete their purchase.",
    "Signing in fails for about 5 % of users.",
    "Notifications arrive up to an hour late.",
    "Search results are incomplete.",
)


def plausible_incidents(count: int, random_seed: int, now: datetime, store: Store) -> Iterator[Build]:
    """Incidents as an organization might have had them, the oldest first.

    Args:
        count: how many.
        random_seed: the same seed gives the same incidents, given the same users.
        now: the end of the 90 days that they are spread over.
        store: where they will be kept, with the users who may command them.
    """
    if count < 0:
        raise ValueError(f"there cannot be {count} incidents")
    random = Random(random_seed)  # noqa: S311  # stories, not secrets
    for index in range(count):
        # Evenly spread, with some jitter that keeps the order.
        created = now - SPREAD * ((count - index - random.uniform(0.0, 0.9)) / count)
        created = created.replace(microsecond=random.randrange(1, 1_000_000))
        yield _plausible_incident(random, created, now, store)


def _plausible_incident(random: Random, created: datetime, now: datetime, store: Store) -> Build:
    service, team = random.choice(list(_SERVICES.items()))
    fields: dict[str, JSON] = {
        "severity": _weighted(random, _SEVERITIES),
        "detection_method": _weighted(random, _DETECTION_METHODS),
        "services": [service],
        "teams": [team],
    }
    impacted = random.random() < 0.35
    scope = {"customer_impact_scope": random.choice(_SCOPES)} if impacted else {}
    creation: Document = {
        "attributes": {
            "title": random.choice(_SYMPTOMS).format(service=service, region=random.choice(_REGIONS)),
            "customer_impacted": impacted,
            "incident_type_uuid": default_incident_type_of(store),
            "fields": envelopes(fields),
            **scope,
        },
        "relationships": {"commander_user": user_reference(random.choice([None, *store.users]))},
    }
    changes = list(_plausible_changes(random, created, now, impacted=impacted))

    def build(identifier: str, public_id: int) -> Incident:
        incident = new_incident(identifier, public_id, creation, created, store.users)
        for moment, change in changes:
            incident = updated_incident(incident, change, moment)
        return incident

    return build


def _plausible_changes(
    random: Random, created: datetime, now: datetime, *, impacted: bool
) -> Iterator[tuple[datetime, Document]]:
    """What happened to an incident after it was created, as long as it happened before now."""
    stable = created + timedelta(seconds=int(random.lognormvariate(8, 1)) + 60)
    resolved = stable + timedelta(seconds=int(random.lognormvariate(8, 1)) + 60)
    started = created - timedelta(seconds=random.randrange(30, 1800))
    if impacted:
        yield created, {"attributes": {"customer_impact_start": format_timestamp(started)}}
    if stable < now and random.random() < 0.88:
        ended = {"customer_impact_end": format_timestamp(stable)} if impacted else {}
        yield stable, {"attributes": {**ended, "fields": envelopes({"state": "stable"})}}
        if resolved < now and random.random() < 0.9:
            fields = envelopes({"state": "resolved", "root_cause": random.choice(_ROOT_CAUSES)})
            yield resolved, {"attributes": {"fields": fields}, "relationships": _plausible_postmortem(random)}


def _plausible_postmortem(random: Random) -> Document:
    identifier = str(UUID(int=random.getrandbits(128), version=4))
    written = random.random() < 0.3
    return {"postmortem": {"data": {"type": "incident_postmortems", "id": identifier}}} if written else {}


def _weighted(random: Random, weights: Mapping[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]
