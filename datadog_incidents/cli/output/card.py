"""One incident, for people to read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from datadog_incidents._core.narrowing import is_object
from datadog_incidents._core.paths import at_path, attribute
from datadog_incidents.cli.output.columns import minute_of, name_of, person, text_of
from datadog_incidents.cli.output.console import STYLES, broken, lines_for_people, width_of_stdout
from datadog_incidents.cli.output.stdout import related_to

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentResponseData

_PEOPLE: Final = ("commander", "created_by", "declared_by", "last_modified_by")
_TIMES: Final = ("created", "detected", "declared", "resolved", "modified")
_IMPACT: Final = ("customer_impact_scope", "customer_impact_start", "customer_impact_end")
_DURATIONS: Final = (
    "time_to_detect",
    "time_to_internal_response",
    "time_to_repair",
    "time_to_resolve",
    "customer_impact_duration",
)
_SHOWN_ABOVE: Final = frozenset({"severity", "state", "slug"})
"""Fields that have a line of their own."""

_LABEL_WIDTH = 28


def write_card(incident: IncidentResponseData, site: str) -> None:
    """Write all that is known about an incident to stdout; what is not known is left out.

    Args:
        incident: the incident, with the users and attachments that belong to it.
        site: the site whose web app shows it.
    """
    write = lines_for_people()
    width = (width_of_stdout() or sys.maxsize) - _LABEL_WIDTH
    write((f"{name_of(incident)}  {text_of(incident.title)}", "bold"))
    write((incident.url(site) or "", "dim"))
    for label, value in _lines(incident):
        before = f"  {label.replace('_', ' ')}"
        for part in broken(value, max(20, width)):
            write((before.ljust(_LABEL_WIDTH), "dim"), (part, STYLES.get(value, "")))
            before = ""
    write()


def _lines(incident: IncidentResponseData) -> Iterator[tuple[str, str]]:
    """The label and text of each line that says something."""
    from datadog_incidents.report.text import duration_text

    yield "id", text_of(incident.id)
    attributes = incident.attributes
    known: Iterable[tuple[str, str]] = (
        ("severity", text_of(incident.severity)),
        ("state", text_of(incident.state)),
        *((role, person(getattr(incident, role))) for role in _PEOPLE),
        *((name, _utc(attribute(attributes, name))) for name in _TIMES),
        ("customers_impacted", {True: "yes", False: "no"}.get(attribute(attributes, "customer_impacted"), "")),
        *((name, _utc(attribute(attributes, name))) for name in _IMPACT),
        *((name, duration_text(value)) for name in _DURATIONS if (value := getattr(incident, name)) is not None),
        *((name, _values(incident, name)) for name in _field_names(incident) if name not in _SHOWN_ABOVE),
        (
            "notified",
            ", ".join(text_of(each) for each in at_path(attributes, ("notification_handles", "handle"), attribute)),
        ),
        *(("link", link) for link in _links(incident)),
        ("test", "yes" if attribute(attributes, "is_test") else ""),
    )
    yield from ((label, value) for label, value in known if value)


def _utc(value: object) -> str:
    shown = minute_of(value)
    return f"{shown} UTC" if shown and shown != text_of(value) else shown


def _field_names(incident: IncidentResponseData) -> list[str]:
    fields = attribute(incident.attributes, "fields")
    return sorted(fields) if is_object(fields) else []


def _values(incident: IncidentResponseData, name: str) -> str:
    return ", ".join(text_of(value) for value in incident.field_values(name))


def _links(incident: IncidentResponseData) -> Iterator[str]:
    """The addresses of links and postmortems, with their titles."""
    for resource in related_to(incident):
        for attachment in at_path(resource, ("attributes", "attachment"), attribute):
            title, url = (text_of(attribute(attachment, name)) for name in ("title", "document_url"))
            if url:
                yield f"{title}: {url}" if title else url
