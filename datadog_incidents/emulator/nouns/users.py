"""The people of the organization."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.handler import Handler
from datadog_incidents.emulator.engine.refusals import missing_text
from datadog_incidents.emulator.engine.showing import user_document
from datadog_incidents.emulator.engine.styles import JSON_API, PLAIN_JSON
from datadog_incidents.emulator.store.users import USERS, new_user, user_names
from datadog_incidents.emulator.wire import Answer, Document, RefusedError, format_timestamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.store.resource import Resource

NOTE = "They belong to another contract; as much of it is here as incidents need."
"""What is the emulator's own, or known to differ."""

DEFAULT_PAGE_SIZE = 10


def list_users(call: Call) -> Answer:
    """Show a page of the users who have a text in their name, handle or e-mail."""
    store = call.organization.store
    text = call.query.get("filter", "").casefold()
    users = list(store.users.values())
    found = [user for user in users if any(text in name for name in user_names(user) if name != user["id"])]
    size = min(call.query.get("page[size]", DEFAULT_PAGE_SIZE), call.organization.max_page_size)
    start = call.query.get("page[number]", 0) * size
    counts = {"total_count": len(users), "total_filtered_count": len(found)}
    data = [user_document(store, user["id"], PLAIN_JSON) for user in found[start : start + size]]
    return PLAIN_JSON.answer(200, {"data": data, "meta": {"page": counts}})


def create_user(call: Call) -> Answer:
    """Add a user, who is invited and has not come yet."""
    sent: Document = call.body["data"]["attributes"]
    store = call.organization.store
    now = format_timestamp(call.organization.clock.now())
    with store.changing() as change:
        user = new_user(
            sent["email"].casefold(),
            sent.get("name"),
            store.new_id(4),
            created_at=now,
            modified_at=now,
            title=sent.get("title"),
            verified=False,
            status="Pending",
        )
        try:
            store.users.require_new(user)
        except ValueError as error:
            raise RefusedError(400, str(error)) from None
        change.put(user)
    return PLAIN_JSON.answer(201, {"data": user_document(store, user.id, PLAIN_JSON)})


def get_user(call: Call) -> Answer:
    """Show one user."""
    user = _existing(call)
    return PLAIN_JSON.answer(200, {"data": user_document(call.organization.store, user.id, PLAIN_JSON)})


def disable_user(call: Call) -> Answer:
    """Disable a user, who can be read from then on, and referred to."""
    with call.organization.store.changing() as change:
        user = _existing(call)
        now = format_timestamp(call.organization.clock.now())
        disabled = {"disabled": True, "status": "Disabled", "modified_at": now}
        change.put(replace(user, attributes={**user.attributes, **disabled}))
    return JSON_API.empty()


def _existing(call: Call) -> Resource:
    user = call.organization.store.resources.get(USERS, call.path["user_id"])
    if user is None:
        raise missing_text("User not found")
    return user


OPERATIONS: Mapping[str, Handler] = {
    operation.__name__: Handler(
        carry_out=operation, style=PLAIN_JSON, recorded=operation in (create_user, disable_user)
    )
    for operation in (list_users, create_user, get_user, disable_user)
}
