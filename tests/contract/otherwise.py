"""Where the package is deliberately not as the contract says, with the reason.

Properties beyond the contract are not here: their docstrings say so, which a test of the reference holds them to.
"""

from __future__ import annotations

OTHERWISE = {
    "IncidentImpactResponse.included form": "an incident can be asked for, too",
    "IncidentImpactsResponse.included form": "an incident can be asked for, too",
    "IncidentImportRelationships.commander_user nullable": "nobody is a relationship whose data is null, not a null",
    "IncidentImportRelationships.declared_by_user nullable": "nobody is a relationship whose data is null, not a null",
    "IncidentIntegrationMetadataAttributes.metadata nullable": "an on-call page has none",
    "IncidentResponseAttributes.declared_by form": "the service sends a user, too",
    "IncidentSearchResponseFieldFacetData.name form": "for yes and no the service sends numbers and booleans",
    "IncidentUserDefinedFieldAttributesResponse.type form": "the numbers are those of the enum that a request has",
    "IncidentUpdateRelationships.commander_user nullable": "nobody is a relationship whose data is null, not a null",
}
"""Each difference by the name of a schema, its property, and which of the `Facts` differs."""

MORE_MEMBERS = {
    "IncidentIntegrationMetadataMetadata": frozenset({"ServiceNowIntegrationMetadata"}),  # as integrations list them
    "IncidentResponseIncludedItem": frozenset({"IncidentResponseData"}),  # as a search includes them
}
"""What the service sends beyond the members of a union."""
