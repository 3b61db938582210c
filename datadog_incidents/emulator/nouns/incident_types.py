"""The kinds of incidents that an organization tells apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import ABSENT, Collection, SideEffect
from datadog_incidents.emulator.engine.refusals import bad_request, missing, missing_without_detail
from datadog_incidents.emulator.engine.verbs import creating, deleting, getting, listing, updating
from datadog_incidents.emulator.nouns.global_incident_settings import global_settings
from datadog_incidents.emulator.store.incident_record import DEFAULT_INCIDENT_TYPE
from datadog_incidents.emulator.store.resource import Resource
from datadog_incidents.emulator.store.users import BEGINNING, USERS, first_users
from datadog_incidents.emulator.wire import JSON

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.collection import Step
    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.store.store import Store
    from datadog_incidents.emulator.wire import RefusedError

NOTE = (
    "`configuration` is not shown until an update has set it: recordings of early 2026 have none, later ones "
    "always have one; what an update leaves out of it stays. What refers to a type stays when the type is "
    "deleted. The default type cannot be deleted."
)
"""What is the emulator's own, or known to differ."""

_FIRST_CONFIGURATION: Mapping[str, JSON] = {
    "private_incidents": False,
    "private_incidents_by_default": False,
    "allow_workflows": True,
    "allow_incident_deletion": False,
    "editable_timestamps": False,
    "test_incidents": True,
    "create_message": "",
    "disable_out_of_the_box_postmortem_template": False,
    "slug_source": "default",
}

_CONFIGURATIONS = (
    "google_chat_configuration",
    "google_meet_configuration",
    "microsoft_teams_configuration",
    "zoom_configuration",
)


def _settled(step: Step, kind: Resource) -> Resource:
    """What a type has of its own: who wrote it, a whole configuration, and that there is one default."""
    attributes = {**kind.attributes, "lastModifiedBy": kind.relationships["last_modified_by_user"]["id"]}
    attributes.setdefault("createdBy", attributes["lastModifiedBy"])
    if step.before is None:
        attributes.pop("configuration", None)  # which only an update takes
    elif "configuration" in attributes:
        before = step.before.attributes.get("configuration", _FIRST_CONFIGURATION)
        attributes["configuration"] = {**before, **attributes["configuration"]}
    if attributes["is_default"]:
        _make_default(step, kind)
    elif step.before and step.before.attributes["is_default"]:
        raise bad_request("there has to be a default incident type: make another one the default")
    relationships = {**dict.fromkeys(_CONFIGURATIONS), **kind.relationships}
    return replace(kind, attributes=attributes, relationships=relationships)


def _make_default(step: Step, kind: Resource) -> None:
    store = step.call.organization.store
    former = store.resources.get(kind.noun, default_incident_type_of(store))
    if former and former.id != kind.id:
        step.change.put(replace(former, attributes={**former.attributes, "is_default": False}))
    settings = global_settings(store)
    step.change.put(replace(settings, hidden={**settings.hidden, "default_incident_type": kind.id}))


def _removed(step: Step, kind: Resource) -> Resource:  # noqa: ARG001  # one of several side effects
    if kind.attributes["is_default"]:
        raise bad_request("the default incident type cannot be deleted")
    return kind


INCIDENT_TYPES = Collection(
    noun="incident_types",
    type="incident_types",
    identified_by="incident_type_id",
    missing=lambda _: missing("incident type doesn't exist"),
    attributes={"configuration": ABSENT, "description": "", "is_default": False, "name": ""},
    fixed={"prefix": "IR"},
    created="createdAt",
    modified="modifiedAt",
    keeps_deleted=True,
    recorded=True,
    settled=_settled,
    removed=_removed,
)


def _nothing_to_delete(kind: str) -> RefusedError:  # noqa: ARG001  # the service does not repeat it
    return missing_without_detail()


_TO_DELETE = replace(INCIDENT_TYPES, missing=_nothing_to_delete)

OPERATIONS: Mapping[str, Handler] = {
    "list_incident_types": listing(replace(INCIDENT_TYPES, recorded=False), deleted_if="include_deleted"),
    "create_incident_type": creating(INCIDENT_TYPES, fresh={"createdAt": 0, "modifiedAt": 80}),
    "get_incident_type": getting(INCIDENT_TYPES),
    "update_incident_type": updating(INCIDENT_TYPES),
    "delete_incident_type": deleting(_TO_DELETE),
}


def configures(name: str, kind: str) -> SideEffect:
    """What follows from a configuration being made for a type: the type refers to it, and to no other one.

    Args:
        name: the type's relationship.
        kind: the configuration's type on the wire.
    """

    def settled(step: Step, configuration: Resource) -> Resource:
        if step.before is None:
            identifier = configuration.relationships["incident_type"]["id"]
            of = step.call.organization.store.resources.get("incident_types", identifier)
            if of is None or of.relationships[name]:
                raise bad_request(f"incident type {identifier} already has a configuration of this kind")
            reference = {"type": kind, "id": configuration.id}
            step.change.put(replace(of, relationships={**of.relationships, name: reference}))
        return configuration

    return settled


def default_incident_type_of(store: Store) -> str:
    """The id of the type that an incident gets unless it names another one.

    Args:
        store: where the types are.
    """
    identifier: str = global_settings(store).hidden.get("default_incident_type", DEFAULT_INCIDENT_TYPE)
    return identifier


def default_incident_type(call: Call) -> str:
    """The same for a call."""
    return default_incident_type_of(call.organization.store)


def first_incident_type() -> Resource:
    """The type that every organization begins with."""
    owner = first_users()[0].id
    by = {"type": USERS, "id": owner}
    return Resource(
        noun="incident_types",
        id=DEFAULT_INCIDENT_TYPE,
        attributes={
            "createdAt": BEGINNING,
            "createdBy": owner,
            "description": "What disturbs a service.",
            "is_default": True,
            "lastModifiedBy": owner,
            "modifiedAt": BEGINNING,
            "name": "Incident",
            "prefix": "IR",
        },
        relationships={**dict.fromkeys(_CONFIGURATIONS), "created_by_user": by, "last_modified_by_user": by},
    )
