"""The life of a timestamp override: an incident was detected earlier, then a bit later, then as it says itself."""

from datetime import UTC, datetime, timedelta

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.models import (
    IncidentCreateRequest,
    IncidentTimestampOverridePatchRequest,
    IncidentTimestampOverrideRequest,
)

# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment.
with ApiClient(Configuration(unstable_operations="all")) as api_client:
    api = IncidentsApi(api_client)
    incident = api.create_incident(IncidentCreateRequest.build("A rehearsal")).data
    try:
        noticed = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
        override = api.create_timestamp_override(
            incident.id, IncidentTimestampOverrideRequest.build("detected", noticed)
        ).data
        for each in api.list_timestamp_overrides(incident.id).data:
            print(
                f"{each.timestamp_type}: right is",
                "an hour ago" if each.timestamp_value == noticed else each.timestamp_value,
            )
        body = IncidentTimestampOverridePatchRequest.build(override, noticed + timedelta(minutes=5))
        later = api.update_timestamp_override(incident.id, override.id, body).data
        print("later by", later.timestamp_value - noticed if later.timestamp_value else None)
        api.delete_timestamp_override(incident.id, override.id)
        print(len(api.list_timestamp_overrides(incident.id).data), "left")
    finally:
        api.delete_incident(incident.id)
