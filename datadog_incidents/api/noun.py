"""What the classes of all nouns have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar, cast

from datadog_incidents._core.operations.operation import Operation, Parameter
from datadog_incidents._core.operations.parameters import Identifier

if TYPE_CHECKING:
    from datadog_incidents._core.calls.options import CallOptions
    from datadog_incidents.api_client import ApiClient, ApiResponse

INCIDENT_ID = Parameter(
    "incident_id",
    "path",
    Identifier(
        r"#?(?i:ir-)?\d+",
        "shortcuts.find_incident(api, 'IR-42') finds an incident by its number; its `id` is what goes here",
    ),
    required=True,
)
"""The incident that an operation is about."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Noun:
    """The operations on one noun. Each is a method: a signature, a docstring, and one call.

    Args:
        api_client: carries the calls.
    """

    def __init__(self, api_client: ApiClient) -> None:
        self.api_client = api_client

    def with_raw_response(
        self, method: Callable[_P, _T], /, *arguments: _P.args, **options: _P.kwargs
    ) -> ApiResponse[_T]:
        """Call a method of an api for its response with all that came with it.

            response = api.with_raw_response(api.get_incident, incident_id, include=["users"])
            print(response.status, response.request_id, response.data.data.title)

        Args:
            method: a method that carries out one operation, such as `api.get_incident`.
            arguments: its arguments by position.
            options: its arguments by name, and its options.

        Returns:
            The response: `data` is what the method returns, beside status, headers, request id, rate limit, attempts.

        Raises:
            DatadogIncidentsError: what the method raises.
        """
        owner = cast("Noun", getattr(method, "__self__"))  # noqa: B009  # a Callable need not have one
        twin = type(owner).__new__(type(owner))
        vars(twin).update(vars(owner))
        twin.api_client = cast("ApiClient", _WholeResponses(owner.api_client))
        whole: Any = getattr(type(owner), method.__name__)(twin, *arguments, **options)
        return cast("ApiResponse[_T]", whole)


class _WholeResponses:
    """A client whose responses hold themselves as their data, which is what a method hands on."""

    def __init__(self, api_client: ApiClient) -> None:
        self._api_client = api_client

    def call(self, operation: Operation[Any], arguments: Mapping[str, Any], **options: Any) -> _Whole:
        return _Whole(self._api_client.call(operation, arguments, **cast("CallOptions", options)))


class _Whole(NamedTuple):
    data: ApiResponse[Any]
