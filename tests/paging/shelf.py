"""Pages of incidents as the service answers with them, and a service that has some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from datadog_incidents._core.message import FailureKind, Response, TransportFailure
from tests.scripted import Stage, incident, reply


def listed(*numbers: int, **more: Any) -> Response:
    return reply({"data": [incident(number) for number in numbers], **more})


def found(*numbers: int, total: Any = ..., describe: Callable[[int], Any] = incident, **more: Any) -> Response:
    attributes: dict[str, Any] = {"facets": {}, "incidents": [{"data": describe(number)} for number in numbers]}
    if total is not ...:
        attributes["total"] = total
    return reply({"data": {"type": "incidents_search_results", "attributes": attributes}, **more})


def shelf(
    *numbers: int,
    cap: int = 100,
    total: Any = ...,
    searched: bool = False,
    describe: Callable[[int], Any] = incident,
    instead: Mapping[int, Response | FailureKind] = {},
    **settings: Any,
) -> Stage:
    """A service that has these incidents.

    Args:
        numbers: the incidents.
        cap: how many it gives at the most.
        total: what a search tells as the total; `...` for none.
        searched: whether it is searched, rather than listed.
        describe: makes an incident of its number.
        instead: what it answers instead, by the number of the request, from 1 on.
        settings: those of the client.
    """

    def answer() -> Response:
        number = len(stage.targets)
        if number in instead:
            outcome = instead[number]
            if isinstance(outcome, Response):
                return outcome
            raise TransportFailure(outcome, "as the test says")
        offset = offsets(stage)[-1]
        found_now = numbers[offset : offset + cap]
        if searched:
            return found(*found_now, total=total, describe=describe)
        return reply({"data": [describe(number) for number in found_now]})

    stage = Stage(*[answer] * 150, **settings)
    return stage


def numbers(items: Any) -> list[int]:
    return [item.attributes.public_id for item in items]


def offsets(stage: Stage) -> list[int]:
    return [int(target.rpartition("page%5Boffset%5D=")[2]) for target in stage.targets]
