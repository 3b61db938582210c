"""The operation on users, named as in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.store.users import user_names
from datadog_incidents.emulator.wire import Answer, Document, json_answer

if TYPE_CHECKING:
    from datadog_incidents.emulator.nouns.organization import Call

DEFAULT_PAGE_SIZE = 10


def list_users(call: Call) -> Answer:
    """Show a page of the users who have a text in their name, handle or e-mail."""
    users = call.organization.store.users
    text = call.query.get("filter", "").casefold()
    found = [user for user in users.values() if any(text in name for name in user_names(user) if name != user["id"])]
    size = min(call.query.get("page[size]", DEFAULT_PAGE_SIZE), call.organization.max_page_size)
    start = call.query.get("page[number]", 0) * size
    counts = {"total_count": len(users), "total_filtered_count": len(found)}
    return json_answer(200, {"data": [_listed(user) for user in found[start : start + size]], "meta": {"page": counts}})


def _listed(user: Document) -> Document:
    """A user as this operation shows one: it tells more than comes with an incident, but for the uuid."""
    attributes = {name: value for name, value in user["attributes"].items() if name != "uuid"}
    return {**user, "attributes": {**attributes, "disabled": False, "service_account": False, "status": "Active"}}
