"""Texts in which postmortems are written, and where they are put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import ABSENT, Collection, Reference, Step
from datadog_incidents.emulator.engine.refusals import bad_request, missing
from datadog_incidents.emulator.engine.verbs import creating, deleting, getting, listing, refers_to, updating
from datadog_incidents.emulator.nouns.incident_types import INCIDENT_TYPES, default_incident_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.store.resource import Resource

NOTE = (
    "`sort` knows `created_at`, `modified_at` and `name`, with `-` for the other way round. The settings that a "
    "location needs are demanded."
)
"""What is the emulator's own, or known to differ."""

_SETTINGS = {"confluence": "confluence_postmortem_settings", "google_docs": "google_docs_postmortem_settings"}
"""What a place needs to know, beyond being named."""

_SORTED_BY = {"created_at": "createdAt", "modified_at": "modifiedAt", "name": "name"}


def _settled(step: Step, template: Resource) -> Resource:  # noqa: ARG001  # one of several side effects
    """A place outside the service has settings of its own."""
    needed = _SETTINGS.get(template.attributes["location"])
    if needed and needed not in template.attributes:
        raise bad_request(f"{needed}: required where location is {template.attributes['location']}")
    return template


POSTMORTEM_TEMPLATES = Collection(
    noun="incident_postmortem_templates",
    type="postmortem_templates",
    identified_by="template_id",
    missing=lambda _: missing("postmortem template not found"),
    attributes={
        "confluence_postmortem_settings": ABSENT,
        "content": "",
        "google_docs_postmortem_settings": ABSENT,
        "is_default": None,
        "location": "datadog_notebooks",
        "name": "",
    },
    moments=("is_default",),
    created="createdAt",
    modified="modifiedAt",
    created_by=None,
    references=(
        Reference(
            name="incident_type", to=INCIDENT_TYPES, missing="incident type not found", default=default_incident_type
        ),
    ),
    settled=_settled,
)


def _ordered(call: Call, templates: list[Resource]) -> list[Resource]:
    sort: str = call.query.get("sort", "created_at")
    attribute = _SORTED_BY.get(sort.removeprefix("-"), "createdAt")
    return sorted(templates, key=lambda each: str(each.attributes[attribute]), reverse=sort.startswith("-"))


OPERATIONS: Mapping[str, Handler] = {
    "list_incident_postmortem_templates": listing(
        POSTMORTEM_TEMPLATES, filters={"filter[incident-type]": refers_to("incident_type")}, ordered=_ordered
    ),
    "create_incident_postmortem_template": creating(POSTMORTEM_TEMPLATES),
    "get_incident_postmortem_template": getting(POSTMORTEM_TEMPLATES),
    "update_incident_postmortem_template": updating(POSTMORTEM_TEMPLATES),
    "delete_incident_postmortem_template": deleting(POSTMORTEM_TEMPLATES),
}
