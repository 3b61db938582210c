"""What a search for incidents returns: the incidents, and facets that count them by each of their properties."""

from datadog_incidents._core.codec.model import Model, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents.models.incidents import (
    IncidentResponseData,
    IncidentResponseIncludedItem,
    IncidentResponseMetaPagination,
)
from datadog_incidents.models.relationships import RelationshipToIncidents
from datadog_incidents.models.resource_types import IncidentSearchResultsType

__all__ = [
    "IncidentSearchResponse",
    "IncidentSearchResponseAttributes",
    "IncidentSearchResponseData",
    "IncidentSearchResponseFacetsData",
    "IncidentSearchResponseFieldFacetData",
    "IncidentSearchResponseIncidentTypeFacetData",
    "IncidentSearchResponseIncidentsData",
    "IncidentSearchResponseMeta",
    "IncidentSearchResponseNumericFacetData",
    "IncidentSearchResponseNumericFacetDataAggregates",
    "IncidentSearchResponsePropertyFieldFacetData",
    "IncidentSearchResponseRelationships",
    "IncidentSearchResponseUserFacetData",
    "IncidentSearchSortOrder",
]


class IncidentSearchSortOrder(OpenEnum):
    """The order of the incidents that a search returns. While paging, ascending order keeps them in place."""

    CREATED_ASCENDING = "created"
    CREATED_DESCENDING = "-created"


@model
class IncidentSearchResponseFieldFacetData(Model):
    """A value of a property, and how many of the incidents found have it."""

    count: int | None = None
    """The number of incidents."""
    name: str | int | bool | None = None
    """The value. The contract knows strings here; for yes and no the service also sends 0, 1 and true."""


@model
class IncidentSearchResponseIncidentTypeFacetData(Model):
    """An incident type, and how many of the incidents found are of it.

    The service sends it. Not in the contract.
    """

    count: int | None = None
    """The number of incidents."""
    id: str | None = None
    """The UUID of the incident type."""
    name: str | None = None
    """The name of the incident type."""


@model
class IncidentSearchResponseUserFacetData(Model):
    """A user, and how many of the incidents found have that user in a role."""

    count: int | None = None
    """The number of incidents."""
    email: str | None = None
    """The e-mail address of the user."""
    handle: str | None = None
    """The handle of the user, usually the e-mail address."""
    name: str | None = None
    """The full name of the user; the e-mail address when there is none."""
    uuid: str | None = None
    """The UUID of the user."""


@model
class IncidentSearchResponseNumericFacetDataAggregates(Model):
    """The range of a number over the incidents found."""

    max: float | None = None
    """The largest; None when no incident has the number."""
    min: float | None = None
    """The smallest; None when no incident has the number."""


@model
class IncidentSearchResponseNumericFacetData(Model):
    """A number, and its range over the incidents found."""

    aggregates: IncidentSearchResponseNumericFacetDataAggregates
    """Its range."""
    name: str
    """The property that holds the number, such as `time_to_repair`."""


@model
class IncidentSearchResponsePropertyFieldFacetData(Model):
    """A field of incidents, and how many of the incidents found have each of its values."""

    aggregates: IncidentSearchResponseNumericFacetDataAggregates | None = None
    """The range of its values, if they are numbers; else None."""
    facets: list[IncidentSearchResponseFieldFacetData]
    """The values; those that the organization defines are listed even when no incident found has them."""
    name: str
    """The name of the field, such as `detection_method`."""


@model
class IncidentSearchResponseFacetsData(Model):
    """The facets: for each property the values that occur in the incidents found, and how often.

    They cover all incidents found, not only those on the page. The service sends six that the contract does not list:
    `customer_impacted`, `declared_by`, `incident_type`, `is_test`, `time_to_detect` and `visibility`.
    """

    commander: list[IncidentSearchResponseUserFacetData] | None = None
    """The users who lead the response."""
    created_by: list[IncidentSearchResponseUserFacetData] | None = None
    """The users who created the incidents."""
    customer_impacted: list[IncidentSearchResponseFieldFacetData] | None = None
    """Whether customers are affected: a `name` of 0 for no, 1 or true for yes. Not in the contract."""
    declared_by: list[IncidentSearchResponseUserFacetData] | None = None
    """The users who declared the incidents. Not in the contract."""
    fields: list[IncidentSearchResponsePropertyFieldFacetData] | None = None
    """The fields, a facet each."""
    impact: list[IncidentSearchResponseFieldFacetData] | None = None
    """The kinds of impact; `none` for incidents without one."""
    incident_type: list[IncidentSearchResponseIncidentTypeFacetData] | None = None
    """The incident types. Not in the contract."""
    is_test: list[IncidentSearchResponseFieldFacetData] | None = None
    """Whether the incidents are drills: a `name` of 0 for no, 1 or true for yes. Not in the contract."""
    last_modified_by: list[IncidentSearchResponseUserFacetData] | None = None
    """The users who changed the incidents last."""
    postmortem: list[IncidentSearchResponseFieldFacetData] | None = None
    """Whether there is a postmortem: `Yes` or `No`."""
    responder: list[IncidentSearchResponseUserFacetData] | None = None
    """The users who work on the incidents."""
    severity: list[IncidentSearchResponseFieldFacetData] | None = None
    """The severities."""
    state: list[IncidentSearchResponseFieldFacetData] | None = None
    """The states."""
    time_to_detect: list[IncidentSearchResponseNumericFacetData] | None = None
    """The range of `time_to_detect`, in seconds. Not in the contract."""
    time_to_repair: list[IncidentSearchResponseNumericFacetData] | None = None
    """The range of `time_to_repair`, in seconds."""
    time_to_resolve: list[IncidentSearchResponseNumericFacetData] | None = None
    """The range of `time_to_resolve`, in seconds."""
    visibility: list[IncidentSearchResponseFieldFacetData] | None = None
    """Who can see the incidents. Not in the contract."""


@model
class IncidentSearchResponseIncidentsData(Model):
    """An incident that a search found."""

    data: IncidentResponseData
    """The incident, with the users of it expanded."""


@model
class IncidentSearchResponseAttributes(Model):
    """What a search found."""

    facets: IncidentSearchResponseFacetsData
    """The values of each property, and how often they occur."""
    incidents: list[IncidentSearchResponseIncidentsData]
    """The incidents on this page, newest first unless sorted; one that was created just before may be missing."""
    total: int
    """The number of incidents found, on all pages."""


@model
class IncidentSearchResponseRelationships(Model):
    """The incidents that a search refers to. The service sends it. Not in the contract."""

    incidents_relationship: RelationshipToIncidents | None = None
    """The incidents on this page."""


@model
class IncidentSearchResponseData(Model):
    """The result of a search. Unlike other resources it has no id."""

    attributes: IncidentSearchResponseAttributes | None = None
    """What was found."""
    relationships: IncidentSearchResponseRelationships | None = None
    """The ids of the incidents on this page. Not in the contract."""
    type: IncidentSearchResultsType | None = None
    """The resource type, `incidents_search_results`. The service always sends it; the contract does not promise it."""


@model
class IncidentSearchResponseMeta(Model):
    """What a page of a search says of itself."""

    pagination: IncidentResponseMetaPagination | None = None
    """Which part of the incidents found it holds; how many there are is in `data.attributes.total`."""


@model
class IncidentSearchResponse(Model):
    """A page of the incidents that a search found, and its facets."""

    data: IncidentSearchResponseData
    """What was found."""
    included: list[IncidentResponseIncludedItem] | None = None
    """The incidents of the page once more, unasked, and the users or attachments that were asked for."""
    meta: IncidentSearchResponseMeta | None = None
    """What the page says of itself."""
