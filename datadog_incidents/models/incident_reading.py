"""What people ask an incident, answered from its attributes, its fields, its relationships and what came with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from datadog_incidents._core.codec.model import Resource
from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.narrowing import as_kind, as_number, is_list, is_object
from datadog_incidents._core.one_line import in_short, one_line
from datadog_incidents._core.paths import attribute
from datadog_incidents._core.settings.site import incident_url
from datadog_incidents.models.incident_fields import IncidentSeverity
from datadog_incidents.models.users import IncidentUserData

_OPEN_STATES: Final = ("active", "stable")
_CLOSED_STATES: Final = ("resolved", "completed")

_LONGEST_WORD: Final = 40
_LONGEST_TITLE: Final = 80


class IncidentReading(Resource):
    """The questions. An incident that does not know the answer says None, and so does one with a value that misfits."""

    __slots__ = ()

    @property
    def title(self) -> str | None:
        """What happened, in one line."""
        return self._attribute(str, "title")

    @property
    def public_id(self) -> int | None:
        """Its number in the organization: the 42 of `IR-42`."""
        return self._attribute(int, "public_id")

    @property
    def reference(self) -> str:
        """What people call it: `IR-42`, or its UUID as long as it has no number."""
        return f"IR-{self.public_id}" if self.public_id is not None else str(attribute(self, "id") or "")

    @property
    def severity(self) -> IncidentSeverity | None:
        """How bad it is; `UNKNOWN` until someone says."""
        severity = self._attribute(str, "severity") or self._first_value("severity")
        return IncidentSeverity(severity) if severity else None

    @property
    def state(self) -> str | None:
        """`active`, `stable`, `resolved` or a state that the organization defines."""
        return self._attribute(str, "state") or self._first_value("state")

    @property
    def created(self) -> datetime | None:
        """When it was created, UTC."""
        return self._attribute(datetime, "created")

    @property
    def modified(self) -> datetime | None:
        """When it was last changed, UTC."""
        return self._attribute(datetime, "modified")

    @property
    def detected(self) -> datetime | None:
        """When it was noticed, UTC."""
        return self._attribute(datetime, "detected")

    @property
    def resolved(self) -> datetime | None:
        """When its state became resolved, UTC; None before that, and when it was created in that state."""
        return self._attribute(datetime, "resolved")

    @property
    def customer_impacted(self) -> bool | None:
        """Whether customers are or were affected."""
        return self._attribute(bool, "customer_impacted")

    @property
    def is_resolved(self) -> bool:
        """Whether it is over: in state `resolved` or `completed`, or resolved and in a state beyond the usual ones."""
        state = self.state
        return state in _CLOSED_STATES or (state not in _OPEN_STATES and self._has("resolved"))

    def field(self, name: str) -> str | list[str] | None:
        """The value of a field: a string or a list of them, as is the type of the field; None when it is empty.

        Args:
            name: the name of the field, such as `services`.
        """
        fields = self._attribute(object, "fields")
        value = attribute(fields.get(name), "value") if is_object(fields) else None
        return [item for item in value if isinstance(item, str)] if is_list(value) else as_kind(str, value)

    def field_values(self, name: str) -> list[str]:
        """The values of a field: of one that holds a single value one at the most; empty when there are none.

        Args:
            name: the name of the field, such as `services`.
        """
        value = self.field(name)
        return [value] if isinstance(value, str) else value or []

    def url(self, site: str = "datadoghq.com") -> str | None:
        """Its address in the web app; None without a `public_id`.

        Args:
            site: the site of the organization, such as that of the `Configuration`.
        """
        return None if self.public_id is None else incident_url(site, self.public_id)

    @property
    def commander(self) -> IncidentUserData | None:
        """The user who leads the response. When getting or listing, users have to be included."""
        return self._user("commander")

    @property
    def created_by(self) -> IncidentUserData | None:
        """The user who created it. When getting or listing, users have to be included."""
        return self._user("created_by")

    @property
    def declared_by(self) -> IncidentUserData | None:
        """The user who declared it. When getting or listing, users have to be included."""
        return self._user("declared_by")

    @property
    def last_modified_by(self) -> IncidentUserData | None:
        """The user who changed it last. When getting or listing, users have to be included."""
        return self._user("last_modified_by")

    @property
    def time_to_detect(self) -> timedelta | None:
        """How long customers were affected before it was noticed; None without a start of customer impact."""
        return self._duration("time_to_detect", "customer_impact_start", "detected")

    @property
    def time_to_internal_response(self) -> timedelta | None:
        """How long it took from being noticed to its creation."""
        return self._duration("time_to_internal_response", "detected", "created")

    @property
    def time_to_repair(self) -> timedelta | None:
        """How long customers were affected after it was noticed; None as long as customer impact has no end."""
        return self._duration("time_to_repair", "detected", "customer_impact_end")

    @property
    def time_to_resolve(self) -> timedelta | None:
        """How long it took from its creation to its resolution; None, not 0, as long as it is unresolved."""
        return self._duration("time_to_resolve", "created", "resolved")

    @property
    def customer_impact_duration(self) -> timedelta | None:
        """How long customers were affected; None as long as customer impact has no end."""
        return self._duration("customer_impact_duration", "customer_impact_start", "customer_impact_end")

    def in_brief(self) -> dict[str, object]:
        """What a line about it has room for: reference, severity, state, creation, commander and title."""
        commander = self.commander
        return {
            "reference": self.reference,
            "severity": self.severity,
            "state": self.state,
            "created": self.created,
            "commander": commander and commander.display_name,
            "title": self.title,
        }

    def __repr__(self) -> str:
        """In short; `attributes` and `relationships` show all that is known."""
        told = (self.reference, self.severity, self.state)
        title = None if self.title is None else repr(in_short(self.title, _LONGEST_TITLE))
        words = (*(in_short(one_line(word), _LONGEST_WORD) for word in told if word), title)
        return f"<{' '.join(word for word in (type(self).__name__, *words) if word)}>"

    def _has(self, name: str) -> bool:
        return self._attribute(object, name) is not None

    def _first_value(self, name: str) -> str | None:
        return next(iter(self.field_values(name)), None)

    def _user(self, role: str) -> IncidentUserData | None:
        """Who has a role: as the attributes spell the user out, else as included beside the incident."""
        expanded = attribute(self._attribute(object, role), "data")
        return expanded if isinstance(expanded, IncidentUserData) else self._related(IncidentUserData, f"{role}_user")

    def _duration(self, name: str, start: str, end: str) -> timedelta | None:
        """What the service reports between two moments; before both are known it reports 0, which says nothing."""
        seconds = as_number(self._attribute(object, name))
        if seconds is None or not (self._has(start) and self._has(end)):
            return None
        try:
            return timedelta(seconds=seconds)
        except (ValueError, OverflowError) as error:  # NaN, or more than any calendar holds
            let_through(error)
            return None
