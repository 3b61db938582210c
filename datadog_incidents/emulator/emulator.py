"""The front of the emulator: everything that a test needs, in one object."""

from __future__ import annotations

import copy
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from datadog_incidents.emulator.clock import Clock
from datadog_incidents.emulator.engine.organization import Organization
from datadog_incidents.emulator.engine.showing import shown
from datadog_incidents.emulator.faces.http_face import HttpServer, wsgi_application
from datadog_incidents.emulator.faces.in_process import InProcessTransport
from datadog_incidents.emulator.nouns.catalogue import collection_of
from datadog_incidents.emulator.nouns.first_resources import first_resources
from datadog_incidents.emulator.nouns.incident_styles import full_style
from datadog_incidents.emulator.search.search import SearchIndex
from datadog_incidents.emulator.seeds.exact import exact_incident, exact_resource
from datadog_incidents.emulator.seeds.world import fill
from datadog_incidents.emulator.service.authentication import Keys
from datadog_incidents.emulator.service.dispatch import Dispatcher
from datadog_incidents.emulator.service.faults import Fault, Faults
from datadog_incidents.emulator.service.operations import OPERATIONS
from datadog_incidents.emulator.service.rate_limits import RateLimits
from datadog_incidents.emulator.service.received_requests import ReceivedRequest, ReceivedRequests
from datadog_incidents.emulator.store.store import Store
from datadog_incidents.emulator.store.users import new_user

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from os import PathLike
    from types import TracebackType

    from _typeshed.wsgi import WSGIApplication

    from datadog_incidents._core.message import Transport
    from datadog_incidents.configuration import Configuration
    from datadog_incidents.emulator.store.resource import Resource
    from datadog_incidents.emulator.wire import JSON, Document

API_KEY = "emulator-api-key"
APP_KEY = "emulator-app-key"


class Emulator:
    """A local Incidents API with incidents of its own, over HTTP (`url`) or in process (`transport`).

    A context manager; `close` ends it.

    Args:
        host: the address to serve HTTP on.
        port: the port to serve HTTP on; 0 picks a free one.
        db: a file to keep everything in; None keeps it in memory.
        random_seed: decides on the ids of what is new and on faults with a probability.
        api_key: the API key that requests have to bring; None accepts any.
        app_key: the application key that requests have to bring; None accepts any.
        max_page_size: the largest page that is given, whatever is asked for.
        search_delay: for how many seconds a new incident is missing from searches.
        rate_limits: for each limited operation, the number of calls and the period in seconds.
        allowed_hosts: names that clients may know the emulator by, besides its address, names of one word, and those
            in `.localhost` and `.internal`. Other names are refused over HTTP: a web page could be behind one.
        log: whether each HTTP request writes a line to stderr.

    Raises:
        sqlite3.Error: the file cannot be used, or is in use by another emulator.
        ValueError: a rate limit makes no sense.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        db: str | PathLike[str] | None = None,
        random_seed: int = 0,
        api_key: str | None = None,
        app_key: str | None = None,
        max_page_size: int = 100,
        search_delay: float = 0.0,
        rate_limits: Mapping[str, tuple[int, float]] | None = None,
        allowed_hosts: Collection[str] = (),
        log: bool = False,
    ) -> None:
        self.clock: Clock = Clock()
        """Tells the emulator's time: real UTC time until a test sets it."""
        received = ReceivedRequests()
        self.requests: deque[ReceivedRequest] = received.remembered
        """What was received, the oldest first, as far as it fits into 64 MiB; never the headers."""
        self._address = (host, port)
        self._allowed_hosts = allowed_hosts
        self._log = log
        self._default_limits = dict(rate_limits or {})
        self._faults = Faults(random_seed)
        self._rate_limits = RateLimits(self.clock)
        self._limit_by_default()
        self._store = Store(db, random_seed, first_resources())
        self._organization = Organization(
            store=self._store,
            index=SearchIndex(self._store),
            clock=self.clock,
            max_page_size=max_page_size,
            search_delay=search_delay,
        )
        self._dispatcher = Dispatcher(
            organization=self._organization,
            keys=Keys(api_key, app_key),
            faults=self._faults,
            rate_limits=self._rate_limits,
            requests=received,
        )
        self._keys = {"api_key": api_key or API_KEY, "app_key": app_key or APP_KEY}
        self._server: HttpServer | None = None
        self._server_lock = threading.Lock()
        self._closed = False

    @property
    def url(self) -> str:
        """Where the emulator serves HTTP; the first use starts the server.

        Raises:
            OSError: the port is in use.
        """
        with self._server_lock:
            if self._closed:
                raise RuntimeError("the emulator is closed")
            if self._server is None:
                self._server = HttpServer(self._dispatcher, *self._address, names=self._allowed_hosts, log=self._log)
            return self._server.url

    @property
    def transport(self) -> Transport:
        """A transport that brings requests here without a socket, for `ApiClient(configuration, transport=…)`."""
        return InProcessTransport(self._dispatcher, self.clock)

    @property
    def wsgi_app(self) -> WSGIApplication:
        """The emulator as a WSGI application, for any WSGI server or test client."""
        return wsgi_application(self._dispatcher, time.sleep)

    def configuration(self, **settings: Any) -> Configuration:
        """A configuration for a client of this emulator over HTTP, with its unstable operations switched on.

        No proxy of the environment comes in between: what is on this machine, none of them could reach.

        Args:
            settings: further settings of `datadog_incidents.Configuration`; with a `proxy` among them, that is used.
        """
        from datadog_incidents.configuration import Configuration

        defaults: dict[str, Any] = {"host": self.url, "unstable_operations": "all", **self._keys}
        if settings.get("proxy") is None:
            defaults["no_proxy"] = "*"
        return Configuration(**{**defaults, **settings})

    @property
    def users(self) -> list[Document]:
        """The organization's users, as documents. The first one is who every request acts for."""
        return copy.deepcopy(list(self._store.users.values()))

    @property
    def incidents(self) -> list[Document]:
        """The stored incidents, the oldest first, as update shows them."""
        _, incidents = self._store.snapshot()
        return [copy.deepcopy(full_style(incident, self._store.resources)) for incident in incidents]

    def seed(self, incidents: int = 250, *, random_seed: int = 0) -> None:
        """Add plausible incidents, spread over the 90 days before now and ascending, with what belongs to them.

        They have todos, links, impacts, responders and integrations, and the organization has what it needs to have
        incidents: another type, fields, roles, templates and rules.

        Args:
            incidents: how many.
            random_seed: the same seed gives the same world, given the same users.

        Raises:
            ValueError: the number is negative.
        """
        fill(self._organization, incidents, random_seed)

    def seed_incident(
        self,
        *,
        id: str | None = None,  # noqa: A002  # the API's own name for it
        created: datetime | None = None,
        commander: str | None = None,
        fields: Mapping[str, JSON] | None = None,
        **attributes: JSON,
    ) -> Document:
        """Add one incident just as described, without the side effects of a request.

        Args:
            id: its UUID; None picks one.
            created: when it was created; None means now.
            commander: the handle, e-mail, name or id of a user.
            fields: values of fields by name; a list makes a multiple-value field. A `{"type", "value"}` is kept.
            attributes: any other attributes, such as `title`, `state`, `severity`, `resolved` or `is_test`. A datetime
                is written as a timestamp; durations follow from the timestamps unless given.

        Returns:
            The incident's document.

        Raises:
            ValueError: there already is an incident with this id, there is no such user or attribute, or the API would
                refuse it.
        """
        build = exact_incident(id, created or self.clock.now(), commander, fields or {}, attributes, self._store)
        return copy.deepcopy(full_style(self._store.add(build), self._store.resources))

    def seed_resource(
        self,
        noun: str,
        *,
        id: str | None = None,  # noqa: A002  # the API's own name for it
        incident: str | None = None,
        created: datetime | None = None,
        relationships: Mapping[str, str] | None = None,
        **attributes: JSON,
    ) -> Document:
        """Add one resource just as described, such as a todo, a type or a notification rule.

        Args:
            noun: what it is one of, such as `incident_todos`: `resources` knows the same nouns.
            id: its id; None picks one.
            incident: the id of the incident that it belongs to, where it belongs to one.
            created: when it was created; None means now.
            relationships: the ids of what it refers to, such as `{"incident_type": "…"}`.
            attributes: what is said of it, under the names on the wire. A datetime is written as a timestamp; what is
                left out is as the service fills it in.

        Returns:
            The resource's document, as `resources` shows it.

        Raises:
            ValueError: there is no such noun, incident, attribute or relationship, or the service would refuse it.
        """
        moment = created or self.clock.now()
        put = exact_resource(noun, id, incident, moment, relationships or {}, attributes, self._organization)
        return self._shown(put)

    def resources(self, noun: str, *, incident: str | None = None) -> list[Document]:
        """What is stored of a noun, in the order in which it was made, without what was deleted.

        Args:
            noun: such as `incident_todos`; incidents and users have properties of their own.
            incident: the id of the incident that they belong to; None means all of the organization's.

        Returns:
            The resources' documents. What the service keeps to itself, such as whom a page calls, stands in `hidden`.

        Raises:
            ValueError: there is no such noun.
        """
        collection = collection_of(noun)
        return [self._shown(each) for each in self._store.resources.of(collection.noun, incident)]

    def _shown(self, resource: Resource) -> Document:
        document = shown(collection_of(resource.noun), resource, self._store.users)
        return copy.deepcopy({**document, **({"hidden": resource.hidden} if resource.hidden else {})})

    def seed_user(
        self,
        *,
        email: str,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  # the API's own name for it
    ) -> Document:
        """Add a user to the organization, whom incidents can refer to from then on.

        Args:
            email: the user's e-mail, which is the handle as well.
            name: the user's name; None is a user without one.
            id: the user's UUID; None makes one from the e-mail, always the same.

        Returns:
            The user's document.

        Raises:
            ValueError: the id, handle or e-mail is taken, or a text is none or empty.
        """
        for label, text in (("email", email), ("name", name), ("id", id)):
            if (text is not None or label == "email") and not (isinstance(text, str) and text.strip()):
                raise ValueError(f"{label}: must be a string that is not empty, not {text!r}")
        user = new_user(email, name, id)
        with self._store.changing() as change:
            self._store.users.require_new(user)
            change.put(user)
        return copy.deepcopy(self._store.users[user.id])

    def inject(
        self,
        operation: str | None = None,
        *,
        status: int | None = None,
        delay: float = 0.0,
        reset: bool = False,
        truncate: bool = False,
        html: bool = False,
        times: int | None = 1,
        after_commit: bool = False,
        probability: float = 1.0,
        headers: Mapping[str, str] | None = None,
        body: JSON = None,
    ) -> Fault:
        """Let something go wrong with requests to come.

        Args:
            operation: the operation that it happens to; None means any.
            status: the HTTP status to answer with.
            delay: seconds that pass before the answer. In process, a delay beyond the client's read timeout fails at
                once, and a stopped clock is moved instead of waiting.
            reset: whether the connection is reset instead of answering.
            truncate: whether the answer stops half way through its body.
            html: whether the answer is an HTML page, as from a proxy in between (502 unless there is a status).
            times: how many requests it happens to; None means all.
            after_commit: whether the request is carried out before things go wrong; else it is only if the fault does
                not stand in for its answer and the client is still there after a delay.
            probability: how likely it happens to a request, from 0 to 1.
            headers: headers to add to the answer.
            body: the body to answer with: text or bytes as they are, anything else as JSON.

        Returns:
            The fault.

        Raises:
            ValueError: there is no such operation, a number is out of its range, or nothing would go wrong.
        """
        if operation is not None:
            _require_operation(operation)
        fault = Fault(
            operation=operation,
            status=status,
            delay=delay,
            reset=reset,
            truncate=truncate,
            html=html,
            times=times,
            after_commit=after_commit,
            probability=probability,
            headers=dict(headers or {}),
            body=body,
        )
        self._faults.add(fault)
        return fault

    def clear_faults(self) -> None:
        """Let nothing go wrong any more."""
        self._faults.clear()

    def limit(self, operation: str, *, limit: int, period: float) -> None:
        """Limit how often an operation may be called. Its answers then bring the `x-ratelimit-*` headers.

        Args:
            operation: the operation's name.
            limit: how many calls a window allows; further ones are answered with 429.
            period: the length of a window in seconds, on the emulator's clock.

        Raises:
            ValueError: there is no such operation, or the limit makes no sense.
        """
        _require_operation(operation)
        self._rate_limits.limit(operation, limit, period)

    def reset(self) -> None:
        """Start again as when this emulator was made: nothing added, no faults or requests, and real time."""
        self._store.clear()
        self._faults.reset()
        self.clock.reset()
        self._rate_limits.clear()
        self._limit_by_default()
        self.requests.clear()

    def _limit_by_default(self) -> None:
        for operation, (limit, period) in self._default_limits.items():
            self.limit(operation, limit=limit, period=period)

    def close(self) -> None:
        """Stop serving and let go of the database. Closing again does nothing."""
        with self._server_lock:
            self._closed = True
            if self._server is not None:
                self._server.close()
                self._server = None
            self._store.close()

    def __enter__(self) -> Emulator:
        return self

    def __exit__(
        self, exception_type: type[BaseException] | None, exception: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _require_operation(name: str) -> None:
    if name not in OPERATIONS:
        raise ValueError(f"there is no operation {name!r}: the emulator has {', '.join(OPERATIONS)}")
