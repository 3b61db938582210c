"""Search queries, built from parts instead of pieced together: `state("active") & severity("SEV-1", "SEV-2")`.

A `Query` is its own text, so it goes wherever a search takes a string. The makers write names and values so that
nothing in them is taken for syntax; `&`, `|` and `~` join queries, with brackets where they are needed.

    from datadog_incidents.query import created, field, severity, state

    open_payments = state("active", "stable") & field("services", "payments") & ~severity("SEV-5")

What the service documents is facets joined by AND, with several values of a facet joined by OR in brackets. All else is
only seen in use: negation, OR between facets, quotes, `created_after` and `created_before`, and `title`. Each maker
says where it relies on that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Never, Self, TypeAlias

from datadog_incidents._core.by_name import model_named
from datadog_incidents._core.narrowing import is_collection, is_uuid
from datadog_incidents._core.operations.parameters import Choice, SearchQuery, Text
from datadog_incidents._core.paths import attribute
from datadog_incidents._query_tree import (
    Created,
    Node,
    Not,
    Operator,
    Raw,
    Term,
    join,
    second_of,
    verdict,
    written,
)
from datadog_incidents.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from uuid import UUID

    from datadog_incidents.models import IncidentExpandedUser, IncidentResponseData, IncidentUserData

    User: TypeAlias = str | UUID | IncidentUserData | IncidentExpandedUser

__all__ = [
    "Query",
    "anything",
    "commander",
    "created",
    "created_by",
    "customer_impacted",
    "facet",
    "field",
    "is_test",
    "postmortem",
    "raw",
    "responder",
    "severity",
    "state",
    "title",
]


class Query(str):
    """A search query: a string that can be joined with others.

    It equals its text and hashes as such; the methods of `str` return plain strings, as does `str(query)`.

    - `a & b` finds what both find.
    - `a | b` finds what one of them finds at least. That OR may stand between facets is seen in use, not documented.
    - `~a` finds what `a` does not. It is written `-`, which is seen in use, not documented.

    AND and OR never meet without brackets, since the service does not say which of them binds closer. A plain string
    beside an operator counts as `raw`.

    Args:
        text: a complete query, as for `raw`; the makers of this module write one from its parts.

    Raises:
        InvalidArgumentError: the text is blank, no string, or written as in a web address.
    """

    __slots__ = ("_node",)
    _node: Node

    def __new__(cls, text: str) -> Self:  # noqa: D102  # the class describes it
        query = super().__new__(cls, SearchQuery().write("query", text))
        query._node = Raw(text)
        return query

    @classmethod
    def _of(cls, node: Node) -> Self:
        query = super().__new__(cls, written(node))
        query._node = node
        return query

    @classmethod
    def _joined(cls, operator: Operator, *queries: str) -> Self:
        parts = [query if isinstance(query, Query) else Query(query) for query in queries]
        return cls._of(join(operator, [part._node for part in parts]))  # noqa: SLF001  # of this class

    def __and__(self, other: str) -> Query:
        return self._joined("AND", self, other)

    def __rand__(self, other: str) -> Query:
        return self._joined("AND", other, self)

    def __or__(self, other: str) -> Query:
        return self._joined("OR", self, other)

    def __ror__(self, other: str) -> Query:
        return self._joined("OR", other, self)

    def __invert__(self) -> Query:
        return self._of(self._node.node if isinstance(self._node, Not) else Not(self._node))

    def __add__(self, other: object) -> Never:
        raise TypeError("queries are joined by & and |, not by +")

    def __repr__(self) -> str:
        return f"Query({super().__repr__()})"

    def allows(self, incident: IncidentResponseData) -> bool:
        """Whether the query allows an incident, as far as `created` says; all else is for the service to judge.

        `search_incidents_with_pagination` leaves out what its query does not allow, so that a time filter holds even
        where the service does not mind it.

        Args:
            incident: an incident that a search found.

        Returns:
            False only if the time of its creation rules it out, whatever else is true of it.
        """
        moment = attribute(attribute(incident, "attributes"), "created")
        return not isinstance(moment, datetime) or verdict(self._node, second_of(moment)) is not False


_query = Query._of  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # queries are made of nodes in this module alone


# ----------------------------------------------------------------------------------------------------------- the makers


def facet(name: str, *values: str) -> Query:
    """Incidents with one of several values of a facet: `state:active`, `severity:(SEV-1 OR SEV-2)`.

    The form is documented. The quotes around a value that holds blanks or signs are seen in use.

    Args:
        name: the facet, such as `visibility`.
        values: the values, matched as a whole; an asterisk stands for itself.

    Raises:
        InvalidArgumentError: the name is blank, or there is no value, or one is blank or no string.
    """
    return _query(Term(f"{_name(name)}:{_value_list(name, values)}"))


def field(name: str, *values: str) -> Query:
    """Incidents with one of several values in a field, such as `services`, `teams` or one that you define.

    Fields are facets by their name, as documented; a field that shares its name with a facet cannot be searched.

    Args:
        name: the name of the field.
        values: the values.

    Raises:
        InvalidArgumentError: the name is blank, or there is no value, or one is blank or no string.
    """
    return facet(name, *values)


def state(*values: str) -> Query:
    """Incidents in one of several states. Documented.

    Args:
        values: `active`, `stable`, `resolved`, or states that the organization defines.

    Raises:
        InvalidArgumentError: there is no value, or one is blank or no string.
    """
    return facet("state", *values)


def severity(*values: str) -> Query:
    """Incidents of one of several severities. Documented.

    Args:
        values: members of `IncidentSeverity`, or their text: `SEV-0` to `SEV-5` and `UNKNOWN`.

    Raises:
        InvalidArgumentError: there is no value, or one is no severity; the message names the nearest.
    """
    _refuse_collections("severity", values)
    return facet("severity", *(Choice("IncidentSeverity").write("severity", value) for value in values))


def commander(*users: User) -> Query:
    """Incidents that one of several users commands. The facet is documented.

    Args:
        users: e-mail addresses, handles, names or UUIDs, or users as they come with an incident.

    Raises:
        InvalidArgumentError: there is no user, or one is blank or no user.
    """
    return facet("commander", *_handles("commander", users))


def created_by(*users: User) -> Query:
    """Incidents that one of several users created. The facet is documented.

    Args:
        users: as for `commander`.

    Raises:
        InvalidArgumentError: there is no user, or one is blank or no user.
    """
    return facet("created_by", *_handles("created_by", users))


def responder(*users: User) -> Query:
    """Incidents that one of several users works on. The facet is documented.

    Args:
        users: as for `commander`.

    Raises:
        InvalidArgumentError: there is no user, or one is blank or no user.
    """
    return facet("responder", *_handles("responder", users))


def customer_impacted(flag: bool = True) -> Query:
    """Incidents that affect customers, or those that do not. The facet is documented.

    Args:
        flag: which of the two.

    Raises:
        InvalidArgumentError: the flag is neither True nor False.
    """
    return _flag("customer_impacted", flag, "true", "false")


def postmortem(flag: bool = True) -> Query:
    """Incidents with a postmortem, or those without. The facet is documented.

    Args:
        flag: which of the two.

    Raises:
        InvalidArgumentError: the flag is neither True nor False.
    """
    return _flag("postmortem", flag, "Yes", "No")


def is_test(flag: bool = True) -> Query:
    """Test incidents, which a search hides unless its query speaks of them, or all others.

    The facet comes with responses, but is not documented. `is_test() | is_test(False)` finds both kinds.

    Args:
        flag: which of the two.

    Raises:
        InvalidArgumentError: the flag is neither True nor False.
    """
    return _flag("is_test", flag, "true", "false")


def title(text: str) -> Query:
    """Incidents whose title holds these words, one after the other. Seen in use, not documented.

    Args:
        text: the words.

    Raises:
        InvalidArgumentError: the text is blank or no string.
    """
    return facet("title", text)


def created(after: datetime | None = None, before: datetime | None = None) -> Query:
    """Incidents by the time of their creation.

    `created_after` and `created_before` with seconds since 1970 are seen in use, not documented. Searches that page
    check the times once more (`Query.allows`).

    Args:
        after: the earliest time, with a time zone; a fraction of a second is cut off. None is no bound.
        before: the end, which is out itself, with a time zone; a fraction counts as a whole second. None is no bound.

    Raises:
        InvalidArgumentError: there is no bound, one is no datetime with a time zone, or nothing lies between them.
    """
    if after is None and before is None:
        raise InvalidArgumentError("created: expected after, before or both")
    bounds: list[Node] = []
    if after is not None:
        bounds.append(Created("created_after", second_of(_aware("after", after))))
    if before is not None:
        fraction = _aware("before", before).microsecond > 0
        bounds.append(Created("created_before", second_of(before) + fraction))
    if after is not None and before is not None and after >= before:
        raise InvalidArgumentError(f"created: after must be earlier than before, got {after} and {before}")
    return _query(join("AND", bounds))


def anything() -> Query:
    """Every incident but test incidents, which a search hides.

    Written as the incidents of any severity, which is documented, where no word for all is.
    """
    return severity(*model_named("IncidentSeverity"))


def raw(text: str) -> Query:
    """A query that you write yourself, as it is. Joined with others it is put in brackets.

    Args:
        text: a complete query, its quotes and brackets closed.

    Raises:
        InvalidArgumentError: the text is blank, no string, or written as in a web address.
    """
    return Query(text)


# ------------------------------------------------------------------------------------------------- writing and judging

_BARE = re.compile(r"(?!(?:AND|OR|NOT|TO)\Z|.*\+(?:AND|OR|NOT)\+)[A-Za-z0-9_][A-Za-z0-9_.@+/-]*", re.IGNORECASE)
"""A value that no parser of such languages takes for anything else."""
_SPECIAL_IN_NAME = re.compile(r"^-|[^\w.@/-]")


def _aware(name: str, bound: object) -> datetime:
    if not isinstance(bound, datetime) or bound.tzinfo is None:
        raise InvalidArgumentError(f"created: {name}: expected a datetime with a time zone, got {bound!r}")
    return bound


def _name(name: str) -> str:
    return _SPECIAL_IN_NAME.sub(r"\\\g<0>", Text().write("name", name))


def _value_list(name: str, values: Sequence[object]) -> str:
    if not values:
        raise InvalidArgumentError(f"{name}: expected a value at least")
    _refuse_collections(name, values)
    written = list(dict.fromkeys(_value(Text().write(name, value)) for value in values))
    return written[0] if len(written) == 1 else f"({' OR '.join(written)})"


def _refuse_collections(name: str, values: Sequence[object]) -> None:
    for value in values:
        if is_collection(value):
            raise InvalidArgumentError(f"{name}: expected strings, got {type(value).__name__}; unpack it with *")


def _value(value: str) -> str:
    return str(value) if _BARE.fullmatch(value) else '"{}"'.format(re.sub(r'(["\\])', r"\\\1", value))


def _flag(name: str, flag: object, yes: str, no: str) -> Query:
    if not isinstance(flag, bool):
        raise InvalidArgumentError(f"{name}: expected True or False, got {flag!r}")
    return facet(name, yes if flag else no)


def _handles(name: str, users: Iterable[User]) -> list[str]:
    return [_handle(name, user) for user in users]


def _handle(name: str, user: User) -> str:
    """What a user is found by: the handle or e-mail address where it is known, else the UUID."""
    if isinstance(user, str) or is_uuid(user):
        return str(user)
    data = attribute(user, "data") or user
    attributes = attribute(data, "attributes")
    found: str | None = attribute(attributes, "handle") or attribute(attributes, "email") or attribute(data, "id")
    if found is None:
        raise InvalidArgumentError(f"{name}: expected e-mail addresses, handles, UUIDs or users, got {user!r:.80}")
    return found
