"""Every benchmark still runs, and its contenders still agree. How long they take is not looked at here."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from .__main__ import WORKLOADS, main
from .results import Result, measure
from .tables import BEGIN, END, markdown_table, text_table, write_between_markers
from .workload import TINY, Comparison, Contenders, Effort, Workload, same


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda workload: workload.name)
def test_a_workload_runs(workload: Workload) -> None:
    result = measure(workload, TINY)
    assert all(figure > 0 for samples in result.samples.values() for figure in samples)
    assert set(result.samples) >= {name for each in workload.comparisons for name in (each.subject, each.peer)}
    assert len(text_table([result]).splitlines()) == 3 + len(workload.comparisons)


def test_contenders_that_disagree_are_not_compared() -> None:
    same(1, 1, 1)
    with pytest.raises(ValueError, match="the contenders disagree: 1 and 2"):
        same(1, 1, 2)


def a_workload(*comparisons: Comparison) -> Workload:
    return Workload(name="race", title="A race", contenders=racers, comparisons=comparisons, rounds=2)


turns: list[str] = []


@contextmanager
def racers(effort: Effort) -> Generator[Contenders]:
    def hare() -> float:
        turns.append("hare")
        return 0.002

    def tortoise() -> float:
        turns.append("tortoise")
        return 0.01

    yield {"hare": hare, "tortoise": tortoise}


def test_contenders_take_turns_and_change_sides() -> None:
    turns.clear()
    measure(a_workload(), replace(TINY, rounds=2, warm_up=True))
    warm_up, there, back = ["hare", "tortoise"], ["hare", "tortoise"], ["tortoise", "hare"]
    assert turns == warm_up + there + back


def a_result() -> Result:
    comparisons = (
        Comparison("hare", "tortoise", at_least=7),
        Comparison("hare", "tortoise", at_most=0.25),
        Comparison("tortoise", "hare"),
    )
    return Result(a_workload(*comparisons), {"hare": [0.002, 0.002], "tortoise": [0.01, 0.01]})


def test_a_table_shows_ratios_and_whether_targets_are_reached() -> None:
    *_, slower, enough, unasked = text_table([a_result()]).splitlines()
    assert slower.split("  ")[-1] == "no"
    assert "5.0 x faster" in slower
    assert enough.endswith("0.20 x        at most 0.25  yes")
    assert unasked.endswith("5.00 x")


def test_a_page_gets_a_new_table(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    table = markdown_table([a_result()], {"python": "3.11.7", "cores": 2, "libraries": {"urllib3": "2.8"}})
    write_between_markers(page, table)
    write_between_markers(page, table)
    text = page.read_text(encoding="utf-8")
    assert text == f"before\n{BEGIN}\n{table}\n{END}\nafter\n"
    assert "| hare | 2.00 ms | tortoise | 10.0 ms | 5.0 x faster | at least 7, missed |" in text


def test_a_page_without_a_place_for_the_table_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("no place", encoding="utf-8")
    with pytest.raises(ValueError, match="measured: begin"):
        write_between_markers(page, "table")
    assert page.read_text(encoding="utf-8") == "no place"


def test_a_workload_that_does_not_exist_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["benchmarks", "decoding"])
    with pytest.raises(SystemExit):
        main()
    assert "there is no decoding: choose from decode-page" in capsys.readouterr().err
