"""`--watch`: one look after the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from functools import partial
from itertools import chain

import pytest

from datadog_incidents._core.calls.clock import SystemClock
from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli, seed_checkout

WHEN = re.compile(r"[0-9-]{10} [0-9:]{8} UTC, every 7 s")
CLEARED = "\x1b[H\x1b[2J"

Between = Callable[..., None]


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Between:
    """Do something after each look, and press Ctrl-C after the last."""

    def arrange(*acts: Callable[[], object]) -> None:
        def interrupt() -> None:
            raise KeyboardInterrupt

        steps = chain(acts, [interrupt])

        def sleep(_clock: SystemClock, seconds: float) -> None:
            if seconds == 7:  # between two looks, not between two attempts
                next(steps)()

        monkeypatch.setattr(SystemClock, "sleep", sleep)

    return arrange


def test_in_a_pipe_each_look_is_below_the_one_before(cli: Cli, emulator: Emulator, between: Between) -> None:
    seed_checkout(emulator)
    between(partial(emulator.seed_incident, title="Disk full"))
    result = cli("list", "--watch", "7", "--columns", "title")
    assert result.code == 130
    first, *rest = result.out.splitlines()
    assert WHEN.fullmatch(first)
    assert rest[:2] == ["TITLE", "Checkout answers with errors"]
    assert WHEN.fullmatch(rest[2])
    assert rest[3:] == ["TITLE", "Checkout answers with errors", "Disk full"]
    assert result.err.splitlines() == ["1 incident", "2 incidents", "datadog-incidents: interrupted"]


def test_a_look_that_fails_is_told_and_tried_again(cli: Cli, emulator: Emulator, between: Between) -> None:
    between(partial(emulator.inject, "search_incidents", status=503, times=4))
    said = cli("search", "--watch", "7").err.splitlines()
    assert said[0] == "0 incidents"
    assert said[1].startswith("datadog-incidents: search_incidents: 503 ")
    assert said[1].endswith("; the next look is in 7 s")
    assert said[2:] == ["datadog-incidents: interrupted"]


def test_a_look_after_a_failed_one_goes_on(cli: Cli, emulator: Emulator, between: Between) -> None:
    between(partial(emulator.inject, "search_incidents", status=429, times=4), lambda: None)
    result = cli("search", "--watch", "7")
    assert "; the next look is in 7 s\n0 incidents\n" in result.err
    assert len(WHEN.findall(result.out)) == 2


def test_a_relative_time_counts_from_each_look(
    cli: Cli, emulator: Emulator, between: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Later:
            return super().now(tz) + timedelta(hours=1)

    between(partial(monkeypatch.setattr, "datadog_incidents.cli.arguments.filters.datetime", Later))
    cli("search", "--since", "1h", "--watch", "7")
    queries = dict.fromkeys(request.query["query"] for request in emulator.requests)
    first, later = (int(query.removeprefix("created_after:")) for query in queries if "created_after" in query)
    assert later - first >= 3600


@pytest.mark.parametrize("status", [401, 403])
def test_wrong_keys_end_it(cli: Cli, emulator: Emulator, between: Between, status: int) -> None:
    between(partial(emulator.inject, "search_incidents", status=status))
    assert cli("search", "--watch", "7").code == 3


def test_a_first_look_that_fails_ends_it(cli: Cli, emulator: Emulator, between: Between) -> None:
    between()
    emulator.inject("search_incidents", status=503, times=None)
    assert cli.error("search", "--watch", "7", code=7).endswith("tried 4 times")


def test_on_a_terminal_a_look_takes_the_place_of_the_one_before(cli: Cli, emulator: Emulator, between: Between) -> None:
    emulator.seed(30)
    between(lambda: None)
    command = ("search", "--watch", "7", "--columns", "reference,state,title")
    result = cli.on_a_terminal(*command, columns=40, lines=14)
    _, *looks = result.out.split(CLEARED)
    assert len(looks) == 2
    for look in looks:
        when, *lines = look.splitlines()
        assert WHEN.fullmatch(when)
        assert max(map(len, lines)) <= 40
        assert len(lines) == 14 - 4  # the time, two lines below the table, the cursor
        assert lines[-1] == "… 12 lines more"


def test_a_terminal_that_cannot_clear_its_screen_is_like_a_pipe(cli: Cli, between: Between) -> None:
    between(lambda: None)
    result = cli.on_a_terminal("search", "--watch", "7", term="dumb")
    assert len(WHEN.findall(result.out)) == 2
    assert CLEARED not in result.out


def test_what_may_be_misspelt_is_looked_for_once(cli: Cli, emulator: Emulator, between: Between) -> None:
    emulator.seed(3)
    between(lambda: None)
    said = cli("search", "--watch", "7", "--state", "actve").err.splitlines()
    assert said[:2] == ["0 incidents; is 'actve' 'active'?", "0 incidents"]
    queries = [request.query["query"] for request in emulator.requests]
    assert [query for query in queries if query != "state:actve"] == [queries[1]]
