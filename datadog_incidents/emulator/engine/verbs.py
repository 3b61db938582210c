"""The verbs: how a resource of any collection is created, listed, read, changed and deleted."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from datadog_incidents.emulator.engine.collection import ABSENT, Collection, Step
from datadog_incidents.emulator.engine.handler import Handler
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.showing import View, as_kept, included, shown
from datadog_incidents.emulator.store.resource import Resource
from datadog_incidents.emulator.store.users import USERS
from datadog_incidents.emulator.wire import JSON, Answer, Document, format_timestamp, is_array, parse_timestamp

if TYPE_CHECKING:
    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.store.incident_record import Incident

Meta: TypeAlias = Callable[["Call", int], Document]
"""Makes the `meta` of a list of so many resources; an empty one is left out."""

Filter: TypeAlias = Callable[[Resource, JSON], bool]
"""Whether a resource is what a parameter asks for."""

Includes: TypeAlias = tuple[str, ...]


def creating(
    collection: Collection,
    *,
    status: int = 201,
    view: View = as_kept,
    fresh: Mapping[str, int] | None = None,
    always_included: Includes = (),
) -> Handler:
    """Create a resource from a body.

    Args:
        collection: what it will be one of.
        status: the status of the answer.
        view: what is shown beyond what is kept.
        fresh: the moments that are told with nine digits, and by how many nanoseconds each is later.
        always_included: the relationships that are followed although nobody asks.
    """

    def carry_out(call: Call) -> Answer:
        with _step(collection, call) as step:
            resource = created(step, collection, _data(collection, call))
        document = _document(collection, call, resource, always_included, view=view, fresh=fresh)
        return collection.style.answer(status, document)

    return _handler(collection, carry_out)


def created(step: Step, collection: Collection, data: Document, identifier: str | None = None) -> Resource:
    """Make a new resource, with whatever follows from it.

    Args:
        step: the change that it is part of.
        collection: what it will be one of.
        data: the `data` of a body.
        identifier: its id; None picks one.

    Raises:
        RefusedError: it refers to what is not there, or the service has another reason.
    """
    store = step.call.organization.store
    resource = new_resource(
        collection,
        identifier=identifier or store.new_id(collection.id_version),
        owner=step.incident.id if step.incident else None,
        by=store.users.actor_id,
        now=step.now,
        attributes=_requested(collection, data),
        references=_references(step, collection, data, defaults=True),
    )
    resource = collection.settled(step, resource)
    step.change.put(resource)
    return resource


def new_resource(
    collection: Collection,
    *,
    identifier: str,
    owner: str | None,
    by: str,
    now: str,
    attributes: Mapping[str, JSON],
    references: Mapping[str, JSON],
) -> Resource:
    """A resource as it begins.

    Args:
        collection: what it is one of.
        identifier: its id.
        owner: the id of what it belongs to, if it belongs to something.
        by: the id of the user who makes it.
        now: when it is made, as text.
        attributes: what is said of it.
        references: what it refers to.
    """
    stamps = {name: now for name in (collection.created, collection.modified) if name}
    who = {name: {"type": USERS, "id": by} for name in (collection.created_by, collection.modified_by) if name}
    return Resource(
        noun=collection.noun,
        id=identifier,
        owner=owner,
        attributes={**stamps, **_defaults(collection), **collection.fixed, **attributes},
        relationships={**who, **references},
    )


def listing(
    collection: Collection,
    *,
    view: View = as_kept,
    meta: Meta | None = None,
    filters: Mapping[str, Filter] | None = None,
    deleted_if: str | None = None,
    ordered: Callable[[Call, list[Resource]], list[Resource]] | None = None,
    always_included: Includes = (),
) -> Handler:
    """List the resources of the organization, or of an incident.

    Args:
        collection: what is listed.
        view: what is shown beyond what is kept.
        meta: what is told about the list.
        filters: what parameters ask for.
        deleted_if: the parameter that asks for those that were deleted, too.
        ordered: puts what was found in order, or takes a page of it.
        always_included: the relationships that are followed although nobody asks.
    """

    def carry_out(call: Call) -> Answer:
        store = call.organization.store
        incident = _incident(collection, call)
        find = store.resources.all_of if deleted_if and call.query.get(deleted_if) else store.resources.of
        asked = {name: call.query[name] for name in filters or () if name in call.query}
        found = [
            each
            for each in find(collection.noun, incident.id if incident else None)
            if all((filters or {})[name](each, value) for name, value in asked.items())
        ]
        if ordered is not None:
            found = ordered(call, found)
        data = [shown(collection, each, store.users, view=view) for each in found]
        document: Document = {"data": data}
        names = (*always_included, *_asked_for(call))
        if names and found:
            document["included"] = included(collection, found, names, store)
        if meta and (told := meta(call, len(found))):
            document["meta"] = told
        return collection.style.answer(200, document)

    return _handler(collection, carry_out)


def getting(collection: Collection, *, view: View = as_kept) -> Handler:
    """Show one resource.

    Args:
        collection: what it is one of.
        view: what is shown beyond what is kept.
    """

    def carry_out(call: Call) -> Answer:
        resource = existing(collection, call, _incident(collection, call))
        return collection.style.answer(200, _document(collection, call, resource, view=view))

    return _handler(collection, carry_out)


def updating(
    collection: Collection,
    *,
    replaces: bool = False,
    view: View = as_kept,
    fresh: Mapping[str, int] | None = None,
    always_included: Includes = (),
) -> Handler:
    """Change a resource: what the body names, or, with `replaces`, all that a request can set.

    Args:
        collection: what it is one of.
        replaces: whether what the body does not name goes back to its default.
        view: what is shown beyond what is kept.
        fresh: the moments that are told with nine digits, and by how many nanoseconds each is later.
        always_included: the relationships that are followed although nobody asks.
    """

    def carry_out(call: Call) -> Answer:
        data = _data(collection, call)
        with _step(collection, call) as step:
            references = _references(step, collection, data, defaults=False) if replaces else {}
            before = existing(collection, call, step.incident)
            attributes = {name: each for name, each in before.attributes.items() if name not in collection.attributes}
            resource = changed(
                replace(step, before=before),
                collection,
                replace(before, attributes={**attributes, **_defaults(collection)}) if replaces else before,
                _requested(collection, data),
                references,
            )
        document = _document(collection, call, resource, always_included, view=view, fresh=fresh)
        return collection.style.answer(200, document)

    return _handler(collection, carry_out)


def changed(
    step: Step, collection: Collection, resource: Resource, attributes: Document, references: Document
) -> Resource:
    """Change a resource, with whatever follows from it.

    Args:
        step: the change that it is part of.
        collection: what the resource is one of.
        resource: the resource before, or what remains of it.
        attributes: the attributes that change.
        references: the relationships that change.

    Raises:
        RefusedError: the service has a reason.
    """
    who = {"type": USERS, "id": step.call.organization.store.users.actor_id}
    stamp = {collection.modified: step.now} if collection.modified else {}
    by = {collection.modified_by: who} if collection.modified_by else {}
    after = replace(
        resource,
        attributes={**resource.attributes, **attributes, **stamp},
        relationships={**resource.relationships, **references, **by},
    )
    after = collection.settled(step, after)
    step.change.put(after)
    return after


def deleting(collection: Collection) -> Handler:
    """Delete a resource.

    Args:
        collection: what it is one of.
    """

    def carry_out(call: Call) -> Answer:
        with _step(collection, call) as step:
            before = existing(collection, call, step.incident)
            step = replace(step, before=before)
            after = collection.removed(step, replace(before, deleted=step.now))
            if collection.keeps_deleted:
                step.change.put(after)
            else:
                step.change.remove(before)
        return collection.style.empty()

    return _handler(collection, carry_out)


def pagination(call: Call, count: int) -> Document:  # noqa: ARG001  # one of several metas
    """The `meta` of a list that tells of pages although there is only one.

    Args:
        call: the call.
        count: how many resources are listed.
    """
    return {"pagination": {"offset": 0, "next_offset": count, "size": count}} if count else {}


def refers_to(name: str) -> Filter:
    """A filter that asks for what refers to something.

    Args:
        name: the relationship that leads there.
    """

    def leads_there(resource: Resource, value: JSON) -> bool:
        reference = resource.relationships.get(name)
        return reference is not None and reference["id"] == value

    return leads_there


def existing(collection: Collection, call: Call, incident: Incident | None) -> Resource:
    """The resource that a call is about.

    Args:
        collection: what it is one of.
        call: the call.
        incident: the incident that it belongs to, if it belongs to one.

    Raises:
        RefusedError: there is none.
    """
    by_path = collection.identified_by
    identifier: str = collection.only or (call.path[by_path] if by_path else call.body["data"].get("id", ""))
    found = call.organization.store.resources.get(collection.noun, identifier)
    if found is None or found.deleted or (incident is not None and found.owner != incident.id):
        raise collection.missing(identifier)
    return found


@contextmanager
def _step(collection: Collection, call: Call) -> Generator[Step]:
    with call.organization.store.changing() as change:
        now = format_timestamp(call.organization.clock.now())
        yield Step(call=call, change=change, now=now, incident=_incident(collection, call), before=None)


def _incident(collection: Collection, call: Call) -> Incident | None:
    if collection.missing_incident is None:
        return None
    incident = call.organization.store.get(call.path["incident_id"])
    if incident is None:
        raise collection.missing_incident(call.path["incident_id"])
    return incident


def _data(collection: Collection, call: Call) -> Document:
    if "data" not in call.body:  # which the contract leaves open for some
        raise collection.style.refusal("data: required")
    data: Document = call.body["data"]
    return data


def _requested(collection: Collection, data: Document) -> Document:
    """The attributes that a body sets, moments in the form in which they are kept."""
    sent = data.get("attributes", {})
    requested = {name: sent[name] for name in collection.attributes if name in sent}
    moments = (name for name in collection.moments if requested.get(name))
    return requested | {name: format_timestamp(parse_timestamp(requested[name])) for name in moments}


def _defaults(collection: Collection) -> Document:
    return {name: each for name, each in collection.attributes.items() if each is not ABSENT}


def _references(step: Step, collection: Collection, data: Document, *, defaults: bool) -> Document:
    """What a body refers to, once it is sure that it is there."""
    sent: Document = data.get("relationships") or {}
    found: Document = {}
    for reference in collection.references:
        if reference.name in sent:
            found[reference.name] = sent[reference.name] and _known(step, reference.to, sent[reference.name]["data"])
            if sent[reference.name] and found[reference.name] is None:
                raise missing(reference.missing)
        elif defaults and reference.default:
            identifier = reference.default(step.call)
            if identifier:
                found[reference.name] = {"type": reference.to.type if reference.to else USERS, "id": identifier}
    return found


def _known(step: Step, to: Collection | None, sent: Document) -> Document | None:
    """The reference that was sent, without what does not belong to one; None if nothing is there."""
    store = step.call.organization.store
    found = store.resources.get(to.noun if to else USERS, sent["id"])
    if found is None or found.deleted:
        return None
    return {"type": sent["type"], "id": sent["id"]}


def _document(
    collection: Collection, call: Call, resource: Resource, always_included: Includes = (), **how: JSON
) -> Document:
    store = call.organization.store
    document: Document = {"data": shown(collection, resource, store.users, **how)}
    if names := (*always_included, *_asked_for(call)):
        document["included"] = included(collection, [resource], names, store)
    return document


def _asked_for(call: Call) -> Includes:
    asked: JSON = call.query.get("include", "")
    names: list[str] = asked if is_array(asked) else asked.split(",")
    return tuple(name for name in names if name)


def _handler(collection: Collection, carry_out: Callable[[Call], Answer]) -> Handler:
    return Handler(carry_out=carry_out, style=collection.style, recorded=collection.recorded)
