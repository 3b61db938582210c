"""Rate limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from datadog_incidents.emulator import Emulator
from tests.emulator.api import INCIDENTS, Api, create_request

if TYPE_CHECKING:
    from collections.abc import Mapping


def rate_limit(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: headers[name] for name in headers if name.startswith("x-ratelimit-")}


class TestRateLimits:
    def test_nothing_is_limited_unless_asked_for(self, api: Api) -> None:
        assert rate_limit(api.page().headers) == {}

    def test_every_answer_tells_what_is_left(self, api: Api, emulator: Emulator) -> None:
        emulator.clock.advance(0)
        emulator.limit("list_incidents", limit=2, period=60)
        first = api.page()
        emulator.clock.advance(15.5)
        second = api.page({"page[size]": "none"})

        assert (first.status, second.status) == (200, 400)
        assert rate_limit(first.headers) == {
            "x-ratelimit-limit": "2",
            "x-ratelimit-period": "60",
            "x-ratelimit-remaining": "1",
            "x-ratelimit-reset": "60",
            "x-ratelimit-name": "list_incidents",
        }
        assert second.headers["x-ratelimit-remaining"] == "0"
        assert second.headers["x-ratelimit-reset"] == "45"

    def test_one_call_too_many_waits_for_the_next_window(self, api: Api, emulator: Emulator) -> None:
        emulator.clock.advance(0)
        emulator.limit("create_incident", limit=1, period=30)
        api.create()
        emulator.clock.advance(20)
        refused = api.send("POST", INCIDENTS, body=create_request())

        assert (refused.status, refused.document) == (429, {"errors": ["Too many requests"]})
        assert refused.headers["x-ratelimit-remaining"] == "0"
        assert refused.headers["x-ratelimit-reset"] == "10"
        emulator.clock.advance(int(refused.headers["x-ratelimit-reset"]))
        api.create()
        assert len(emulator.incidents) == 2

    @pytest.mark.parametrize("elapsed", [0.0, 0.000001, 0.249999, 0.25, 0.250001, 9.5, 10.249999])
    def test_waiting_as_long_as_told_is_long_enough(self, api: Api, emulator: Emulator, elapsed: float) -> None:
        period = 10.25
        emulator.clock.advance(0)
        emulator.limit("list_incidents", limit=1, period=period)
        api.page()
        emulator.clock.advance(elapsed)
        refused = api.page()
        told = int(refused.headers["x-ratelimit-reset"])

        assert refused.status == 429
        assert 0 <= told - (period - elapsed) < 1
        emulator.clock.advance(told)
        assert api.page().status == 200

    def test_other_operations_are_not_concerned(self, api: Api, emulator: Emulator) -> None:
        emulator.limit("create_incident", limit=0, period=30)

        assert rate_limit(api.page().headers) == {}

    def test_limits_can_be_given_from_the_start(self) -> None:
        with Emulator(rate_limits={"get_incident": (1, 60)}) as emulator:
            api = Api(emulator.transport)

            assert [api.get("x").status, api.get("x").status] == [404, 429]
            emulator.reset()
            assert [api.get("x").status, api.get("x").status] == [404, 429]

    def test_what_makes_no_sense_is_refused(self, emulator: Emulator) -> None:
        with pytest.raises(ValueError, match="there is no operation 'create_incidents'"):
            emulator.limit("create_incidents", limit=1, period=1)
        for limit, period in ((-1, 60), (1, 0)):
            with pytest.raises(ValueError, match="makes no sense"):
                emulator.limit("get_incident", limit=limit, period=period)
