"""Write the contract file that comes with the emulator, from a description of the API's operations and schemas.

    python -m tests.contract.write_contract SOURCE

SOURCE is a JSON document with `operations` and `schemas` by name, as a generator of clients knows them. What is written
are its facts (names, types, what is required, ranges, statuses, permissions), one operation or schema a line, so that a
later version shows as a difference of lines.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, TypeAlias

JSON: TypeAlias = Any

TARGET = Path(__file__).parents[2] / "datadog_incidents" / "emulator" / "service" / "contract.json"

_OPERATION_FACTS = (
    "method",
    "path",
    "unstable",
    "deprecated",
    "params",
    "response",
    "success",
    "errors",
    "permissions",
    "permission_operator",
)
_SAID_TWICE = frozenset({"validation", "collection_format"})
"""Bounds in the spelling of one client, beside `minimum`, `maximum` and `maxLength`; and lists, beside `csv`."""


def contract(source: JSON) -> str:
    """The text of the contract file.

    Args:
        source: the description.
    """
    operations = {name: _operation(facts) for name, facts in source["operations"].items()}
    parts = {"operations": operations, "schemas": {name: _facts(facts) for name, facts in source["schemas"].items()}}
    lines = [f'"source": {_line(source["source"])}']
    lines += [f"{_line(part)}: {{\n{_entries(entries)}\n}}" for part, entries in parts.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _operation(facts: JSON) -> JSON:
    return {name: _facts(facts[name]) for name in _OPERATION_FACTS if facts.get(name) is not None}


def _facts(value: JSON) -> JSON:
    match value:
        case {**entries}:
            return {key: _facts(each) for key, each in entries.items() if key not in _SAID_TWICE}
        case [*items]:
            return [_facts(each) for each in items]
        case _:
            return value


def _entries(entries: JSON) -> str:
    return ",\n".join(f"{_line(name)}: {_line(facts)}" for name, facts in sorted(entries.items()))


def _line(value: JSON) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


if __name__ == "__main__":
    TARGET.write_text(contract(json.loads(Path(sys.argv[1]).read_text())))
