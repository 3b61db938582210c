"""JSON text: parsed by orjson where it is installed, by the standard library otherwise, with the same results.

But for one: an integer that does not fit 64 bits is a float with orjson, a whole number without it.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from datadog_incidents._core.collector import without_collector
from datadog_incidents._core.interruption import let_through


def read_json(text: bytes) -> Any:
    """Parse JSON.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is nested too deeply.
    """
    orjson = fast_parser()
    if orjson is not None:
        try:
            return without_collector(orjson.loads, text)
        except ValueError as error:  # stricter than the standard library, which reads NaN and lone surrogates
            let_through(error)
    return without_collector(json.loads, text)


@cache
def fast_parser() -> Any:
    """The module orjson, loaded when the first response is read; None without the extra `fast`."""
    try:
        import orjson
    except ImportError:
        return None
    return orjson
