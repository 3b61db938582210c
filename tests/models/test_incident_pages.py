"""Pages: the bodies that are built, what is refused in them, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    IncidentCreateOnCallPageRequest,
    IncidentCreatePageFromIncidentRequest,
    IncidentIntegrationMetadataResponse,
    IncidentOnCallPageLinkRequest,
    IncidentOnCallPageTarget,
    IncidentPageRoleReference,
    IncidentPageRoleType,
    IncidentPageTarget,
    IncidentPageTargetType,
    IncidentPageUUIDResponse,
)
from tests.scripted import INCIDENT_ID, Stage, golden

TARGET = IncidentPageTarget(identifier="payments", type=IncidentPageTargetType.TEAM_HANDLE)
ROLE = IncidentPageRoleReference(
    id="41d7a0be-6f25-4c98-b3a1-9c0e8d57f264", type=IncidentPageRoleType.INCIDENT_RESERVED_ROLES
)
PAGE_ID = "c8d2f7a0-3b65-4e19-a94c-17f0be5d8362"
PAGING = {
    "description": "Errors began after a deploy.",
    "role": {"id": ROLE.id, "type": "incident_reserved_roles"},
    "services": ["checkout"],
    "tags": ["env:production"],
    "target": {"identifier": "payments", "type": "team_handle"},
    "title": "Checkout answers with errors",
}
ARGUMENTS: dict[str, Any] = {
    **PAGING,
    "role": ROLE,
    "target": TARGET,
    "services": "checkout",
    "tags": ("env:production",),
}
REQUESTS = [IncidentCreateOnCallPageRequest, IncidentCreatePageFromIncidentRequest]


@pytest.mark.parametrize("request_class", REQUESTS)
def test_whom_to_page_and_what_about(request_class: Any) -> None:
    assert request_class.build(**ARGUMENTS).to_dict() == {"data": {"attributes": PAGING, "type": "page"}}
    assert request_class.build("Only this").to_dict()["data"]["attributes"] == {"title": "Only this"}


def test_the_former_way_takes_the_number_of_the_incident() -> None:
    body = IncidentCreatePageFromIncidentRequest.build(incident_public_id="42")
    assert body.to_dict()["data"]["attributes"] == {"incident_public_id": "42"}


@pytest.mark.parametrize("page", [PAGE_ID, IncidentPageUUIDResponse.from_dict({"data": {"id": PAGE_ID}}).data])
def test_a_page_to_link(page: Any) -> None:
    assert IncidentOnCallPageLinkRequest.build(page).to_dict() == {"data": {"id": PAGE_ID, "type": "page"}}
    target = IncidentOnCallPageTarget(identifier="payments", type="team_handle")
    body = IncidentOnCallPageLinkRequest.build(page, key="PAGE-12345", page_target=target)
    assert body.to_dict()["data"]["attributes"] == {
        "key": "PAGE-12345",
        "page_target": {"identifier": "payments", "type": "team_handle"},
    }


@pytest.mark.parametrize("request_class", REQUESTS)
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"title": 5}, "^title: expected a string, got 5"),
        ({"services": 5}, "^services: expected a list, got int"),
        ({"tags": [5]}, r"^tags\[0\]: expected a string, got 5"),
        ({"target": "payments"}, "^target: expected IncidentPageTarget, got 'payments'"),
        (
            {"target": IncidentPageTarget(identifier="payments", type=IncidentPageTargetType("team"))},
            r"^target\.type: 'team' is not one of 'team_handle', 'team_uuid', 'user_uuid'",
        ),
        (
            {"role": IncidentPageRoleReference(id=ROLE.id, type=IncidentPageRoleType("reserved"))},
            r"^role\.type: 'reserved' is not one of 'incident_reserved_roles', 'incident_user_defined_roles'",
        ),
    ],
)
def test_what_is_refused_names_the_argument(request_class: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        request_class.build(**arguments)


def test_a_page_to_link_needs_an_id() -> None:
    with pytest.raises(InvalidArgumentError, match=r"^page: expected an id or a resource that has one, got ''"):
        IncidentOnCallPageLinkRequest.build("")


def test_a_body_made_by_hand_keeps_the_rules() -> None:
    body = IncidentCreateOnCallPageRequest.build(target=TARGET)
    target = body.data.attributes.target
    assert target is not None
    target.type = IncidentPageTargetType("team")
    with pytest.raises(InvalidArgumentError, match=r"^body: data\.attributes\.target\.type: 'team' is not one of"):
        Stage().api.create_on_call_page_from_incident(INCIDENT_ID, body)


def test_a_page_that_was_linked_has_no_metadata() -> None:
    linked = IncidentIntegrationMetadataResponse.from_dict(golden("incident_page_link_response"), strict=True).data
    assert (linked.integration_type, linked.channels) == (15, [])
