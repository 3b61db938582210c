"""Property names of earlier versions of the API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest
from dateutil.parser import isoparse

from datadog_incidents._core.codec.model import Model
from datadog_incidents.models import (
    IncidentCreateAttributes,
    IncidentCreateData,
    IncidentCreateRelationships,
    IncidentCreateRequest,
    IncidentFieldAttributes,
    IncidentNotificationHandle,
    IncidentPostmortemType,
    IncidentTimelineCellCreateAttributes,
    IncidentType,
    IncidentUpdateAttributes,
    IncidentUpdateData,
    IncidentUpdateRelationships,
    IncidentUpdateRequest,
    RelationshipToIncidentIntegrationMetadatas,
    RelationshipToIncidentPostmortem,
    RelationshipToIncidentPostmortemData,
    RelationshipToUser,
    RelationshipToUserData,
    UsersType,
)

USER = "00000000-0000-0000-0000-000000000000"
EPOCH = "1970-01-01T00:00:00+00:00"


class TestFormerSpellings:
    def test_initial_timeline_cells(self) -> None:
        cells = [IncidentTimelineCellCreateAttributes()]
        with pytest.warns(DeprecationWarning, match="initial_timeline_cells is now initial_cells") as warned:
            former = cast("Any", IncidentCreateAttributes)(
                title="t", customer_impacted=False, initial_timeline_cells=cells
            )
        assert [warning.filename for warning in warned] == [__file__]
        assert former == IncidentCreateAttributes(title="t", customer_impacted=False, initial_cells=cells)

    def test_commander(self) -> None:
        commander = RelationshipToUser(data=RelationshipToUserData(id=USER))
        with pytest.warns(DeprecationWarning, match="commander is now commander_user"):
            former = cast("Any", IncidentCreateRelationships)(commander=commander)
        assert former == IncidentCreateRelationships(commander_user=commander)
        assert former.to_dict() == {"commander_user": {"data": {"id": USER, "type": "users"}}}
        assert former.mismatches() == []

    def test_both_spellings_at_once_are_an_error(self) -> None:
        with pytest.warns(DeprecationWarning, match="commander is"), pytest.raises(TypeError, match="same property"):
            cast("Any", IncidentCreateRelationships)(commander=None, commander_user=None)

    def test_resolved(self) -> None:
        moment = datetime(1970, 1, 1, tzinfo=UTC)
        with pytest.warns(DeprecationWarning, match="resolved is not part of the API any more") as warned:
            former = cast("Any", IncidentUpdateAttributes)(resolved=moment, title="t")
        assert [warning.filename for warning in warned] == [__file__]
        assert former.to_dict() == {"title": "t", "resolved": EPOCH}

    def test_users_of_an_update(self) -> None:
        user = RelationshipToUser(data=RelationshipToUserData(id=USER))
        with pytest.warns(DeprecationWarning, match="_by_user is not part of the API any more") as warned:
            former = cast("Any", IncidentUpdateRelationships)(created_by_user=user, last_modified_by_user=user)
        assert len(warned) == 2
        reference = {"data": {"id": USER, "type": "users"}}
        assert former.to_dict() == {"created_by_user": reference, "last_modified_by_user": reference}

    @pytest.mark.parametrize(
        ("cls", "required"),
        [(IncidentCreateAttributes, {"title": "t", "customer_impacted": False}), (IncidentUpdateAttributes, {})],
    )
    def test_notification_handles_as_strings(self, cls: type[Model], required: dict[str, Any]) -> None:
        ready = IncidentNotificationHandle(handle="@b")
        with pytest.warns(DeprecationWarning, match=f"{cls.__name__}: notification_handles are now") as warned:
            former = cast("Any", cls)(notification_handles=["@a", ready], **required)
        assert [warning.filename for warning in warned] == [__file__]
        assert former.notification_handles == [IncidentNotificationHandle(handle="@a"), ready]
        assert former.notification_handles[1] is ready

    def test_notification_handles_as_they_are_now(self) -> None:
        handles = [IncidentNotificationHandle(handle="@a")]
        assert IncidentUpdateAttributes(notification_handles=handles).notification_handles is handles
        assert IncidentUpdateAttributes(notification_handles=[]).notification_handles == []
        assert IncidentUpdateAttributes(notification_handles=None).notification_handles is None

    def test_one_string_is_no_list_of_handles(self) -> None:
        attributes = cast("Any", IncidentUpdateAttributes)(notification_handles="@a")
        assert attributes.notification_handles == "@a"
        assert attributes.mismatches() == [
            "notification_handles: expected a list of: IncidentNotificationHandle, got '@a'"
        ]

    @pytest.mark.filterwarnings("ignore::DeprecationWarning")
    def test_the_create_of_the_first_reference(self) -> None:
        body = IncidentCreateRequest(
            data=IncidentCreateData(
                attributes=cast("Any", IncidentCreateAttributes)(
                    customer_impacted=False,
                    fields={"key": IncidentFieldAttributes()},
                    initial_timeline_cells=[IncidentTimelineCellCreateAttributes()],
                    notification_handles=["@test.user@test.com"],
                    title="A test incident title",
                ),
                relationships=cast("Any", IncidentCreateRelationships)(
                    commander=RelationshipToUser(data=RelationshipToUserData(id=USER, type=UsersType("users"))),
                ),
                type=IncidentType("incidents"),
            ),
        )
        assert body.mismatches() == []
        assert body.to_dict() == {
            "data": {
                "attributes": {
                    "customer_impacted": False,
                    "fields": {"key": {}},
                    "initial_cells": [{"cell_type": "markdown", "content": {}}],
                    "notification_handles": [{"handle": "@test.user@test.com"}],
                    "title": "A test incident title",
                },
                "relationships": {"commander_user": {"data": {"id": USER, "type": "users"}}},
                "type": "incidents",
            }
        }

    @pytest.mark.filterwarnings("ignore::DeprecationWarning")
    def test_the_update_of_the_first_reference(self) -> None:
        epoch = isoparse("1970-01-01T00:00:00.00Z")
        user = RelationshipToUser(data=RelationshipToUserData(id=USER, type=UsersType("users")))
        integrations = [{"id": USER, "type": "incident_integration_metadata"}] * 2
        body = IncidentUpdateRequest(
            data=IncidentUpdateData(
                attributes=cast("Any", IncidentUpdateAttributes)(
                    customer_impact_end=epoch,
                    customer_impact_scope="Example customer impact scope",
                    customer_impact_start=epoch,
                    customer_impacted=False,
                    detected=epoch,
                    fields={"key": IncidentFieldAttributes()},
                    notification_handles=["@test.user@test.com"],
                    resolved=epoch,
                    title="A test incident title",
                ),
                id=USER,
                relationships=cast("Any", IncidentUpdateRelationships)(
                    commander_user=user,
                    created_by_user=user,
                    integrations=RelationshipToIncidentIntegrationMetadatas(data=cast("Any", integrations)),
                    last_modified_by_user=user,
                    postmortem=RelationshipToIncidentPostmortem(
                        data=RelationshipToIncidentPostmortemData(
                            id=USER, type=IncidentPostmortemType("incident_postmortems")
                        ),
                    ),
                ),
                type=IncidentType("incidents"),
            ),
        )
        reference = {"data": {"id": USER, "type": "users"}}
        assert body.mismatches() == []
        assert body.to_dict() == {
            "data": {
                "attributes": {
                    "customer_impact_end": EPOCH,
                    "customer_impact_scope": "Example customer impact scope",
                    "customer_impact_start": EPOCH,
                    "customer_impacted": False,
                    "detected": EPOCH,
                    "fields": {"key": {}},
                    "notification_handles": [{"handle": "@test.user@test.com"}],
                    "resolved": EPOCH,
                    "title": "A test incident title",
                },
                "id": USER,
                "relationships": {
                    "commander_user": reference,
                    "created_by_user": reference,
                    "integrations": {"data": integrations},
                    "last_modified_by_user": reference,
                    "postmortem": {"data": {"id": USER, "type": "incident_postmortems"}},
                },
                "type": "incidents",
            }
        }
