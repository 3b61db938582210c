"""Writes `datadog_incidents/async_api/` from `datadog_incidents/api/`; with `--check` it only tells what would change.

A method of an api is a signature, a docstring and one call. Its asynchronous sibling is the same with `await`, so that it
is written rather than copied: edit `api/`, and run `make async`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

API = Path(__file__).parent.parent / "datadog_incidents" / "api"
ASYNC_API = API.parent / "async_api"
NOTICE = "# Written by docs/generate_async_api.py from {source}: edit that, and run `make async`.\n"

RULES = (
    (r"^    def (?!\w+_with_pagination\b|__)", "    async def "),
    (r"return self\.api_client\.call\((.*?)\)\.data$", r"return (await self.api_client.call(\1)).data"),
    (r"\bNoun\b", "AsyncNoun"),
    (r"\bPager\b", "AsyncPager"),
    (r"_core\.paging\.pager\b", "_core.paging.async_pager"),
    (r"\b(\w+Operations)\b", r"Async\1"),
    (r"\bIncidentsApi\b", "AsyncIncidentsApi"),
    (r"\bApiClient\b", "AsyncApiClient"),
    (r"datadog_incidents\.api\.(\w+) import (\w*Noun|\w*Operations)", r"datadog_incidents.async_api.\1 import \2"),
    (r"\bahead on threads\b", "ahead in tasks"),
    (r"iterate over it for", "iterate over it with `async for` for"),
    (r"`\.total` is the number", "`await pager.total()` is the number"),
)
"""What makes the asynchronous sibling of a line or two: a pattern and what takes its place."""
