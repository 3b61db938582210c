"""Measures, and shows how the library compares: `make bench`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from . import asynchronous, calls, decoding, encoding, paging, startup
from .results import Result, circumstances, measure
from .tables import markdown_table, text_table, write_between_markers
from .workload import FULL, Workload

WORKLOADS = (
    *decoding.WORKLOADS,
    *encoding.WORKLOADS,
    *calls.WORKLOADS,
    *startup.WORKLOADS,
    *paging.WORKLOADS,
    *asynchronous.WORKLOADS,
)


def announced(workload: Workload) -> Result:
    """Say what is measured now, and measure it."""
    sys.stderr.write(f"{workload.name}: {workload.title}\n")
    return measure(workload, FULL)


def main() -> None:
    """Measure what was chosen."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    names = ", ".join(workload.name for workload in WORKLOADS)
    parser.add_argument("names", nargs="*", help=f"what to measure, by how its name begins: {names}")
    parser.add_argument("--json", type=Path, default=Path("benchmarks.json"), help="where all figures go")
    parser.add_argument("--page", type=Path, help="the page whose table to write anew, such as docs/performance.md")
    given = parser.parse_args()
    chosen = [each for each in WORKLOADS if not given.names or each.name.startswith(tuple(given.names))]
    for name in given.names:
        if not any(each.name.startswith(name) for each in chosen):
            parser.error(f"there is no {name}: choose from {names}")
    if given.page and given.names:
        parser.error("the table of a page has all figures: measure everything for it")
    for name in list(os.environ):
        if name.startswith("DD_") or name.lower().endswith("_proxy"):
            del os.environ[name]

    results = [announced(workload) for workload in chosen]
    found = circumstances()
    figures = {**found, "workloads": [result.to_dict() for result in results]}
    given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"\n{text_table(results)}\n\nAll figures: {given.json}\n")
    if given.page:
        write_between_markers(given.page, markdown_table(results, found))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
