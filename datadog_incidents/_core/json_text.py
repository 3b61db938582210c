"""JSON text: parsed by orjson where it is installed, by the standard library otherwise, with the same results."""

from __future__ import annotations

import json
from typing import Any

from datadog_incidents.exceptions import InvalidArgumentError

try:
    import orjson
except ImportError:
    orjson = None  # type: ignore[assignment]  # the extra `fast` is optional


def read_json(text: bytes) -> Any:
    """Parse JSON.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is nested too deeply.
    """
    if orjson is not None:
        try:
            return orjson.loads(text)
        except ValueError:
            pass  # stricter than the standard library, which reads NaN and lone surrogates
    return json.loads(text)


def write_json(name: str, document: Any) -> str:
    """A document as JSON text in ASCII, which carries even lone surrogates.

    Args:
        name: what it is, for messages.
        document: plain Python values.

    Raises:
        InvalidArgumentError: there is no JSON for something in it, such as NaN.
    """
    try:
        return json.dumps(document, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidArgumentError(f"{name}: cannot be written as JSON: {error}") from None
