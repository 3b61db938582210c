"""What the classes of all nouns have in common."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar, cast

from datadog_incidents._core.operations.operation import Operation, Parameter
from datadog_incidents._core.operations.parameters import Identifier
from datadog_incidents.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from datadog_incidents.api_client import ApiClient, ApiResponse
    from datadog_incidents.async_api_client import AsyncApiClient

INCIDENT_ID = Parameter(
    "incident_id",
    "path",
    Identifier(
        r"#?(?i:ir-)?\d+|\S+/incidents/\S+",
        "shortcuts.find_incident(api, 'IR-42') finds an incident by number or web address; its `id` is what goes here",
    ),
    required=True,
)
"""The incident that an operation is about."""

_P = ParamSpec("_P")
_T = TypeVar("_T")
_C = TypeVar("_C")


class Noun:
    """The operations on one noun. Each is a method: a signature, a docstring, and one call.

    Args:
        api_client: carries the calls.

    Raises:
        InvalidArgumentError: it is no client.
    """

    def __init__(self, api_client: ApiClient) -> None:
        self.api_client: ApiClient = checked_client(api_client, "ApiClient")

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
        whole: Any = _on_whole_responses(method)(*arguments, **options)
        return cast("ApiResponse[_T]", whole)


class AsyncNoun:
    """The operations on one noun for tasks of asyncio; see `Noun`, its sibling.

    Args:
        api_client: carries the calls.

    Raises:
        InvalidArgumentError: it is no client.
    """

    def __init__(self, api_client: AsyncApiClient) -> None:
        self.api_client: AsyncApiClient = checked_client(api_client, "AsyncApiClient")

    async def with_raw_response(
        self, method: Callable[_P, Awaitable[_T]], /, *arguments: _P.args, **options: _P.kwargs
    ) -> ApiResponse[_T]:
        """Call a method of an api for its response with all that came with it.

            response = await api.with_raw_response(api.get_incident, incident_id, include=["users"])
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
        whole: Any = await _on_whole_responses(method)(*arguments, **options)
        return cast("ApiResponse[_T]", whole)


def checked_client(api_client: _C, expected: str) -> _C:
    """A client, if it is one, or anything that carries calls in its place.

    Raises:
        InvalidArgumentError: it is something else, such as a Configuration.
    """
    if not hasattr(api_client, "call"):
        got = type(api_client).__name__
        raise InvalidArgumentError(f"api_client: expected an {expected}, such as {expected}(configuration), got {got}")
    return api_client


def _on_whole_responses(method: Callable[_P, _T]) -> Callable[_P, _T]:
    """A method of an api on a client whose responses hold themselves as their data, which is what a method hands on."""
    owner: Noun | AsyncNoun = getattr(method, "__self__")  # noqa: B009  # a Callable need not have one
    twin = copy(owner)
    is_async = isinstance(owner, AsyncNoun)
    twin.api_client = cast("Any", (_AsyncWholeResponses if is_async else _WholeResponses)(owner.api_client))
    bound: Callable[_P, _T] = getattr(twin, method.__name__)
    return bound


class _WholeResponses:
    def __init__(self, api_client: Any) -> None:
        self._api_client = api_client

    def call(self, operation: Operation[Any], arguments: Mapping[str, Any], **options: Any) -> _Whole:
        return _Whole(self._api_client.call(operation, arguments, **options))


class _AsyncWholeResponses(_WholeResponses):
    async def call(self, operation: Operation[Any], arguments: Mapping[str, Any], **options: Any) -> _Whole:  # type: ignore[override]  # it is awaited
        return _Whole(await self._api_client.call(operation, arguments, **options))


class _Whole(NamedTuple):
    data: ApiResponse[Any]
