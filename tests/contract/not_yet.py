"""The operations and schemas of the contract that the package does not have yet; those alone may be missing.

    python -m tests.contract.not_yet

takes out of the list what has come.
"""

from __future__ import annotations

from pathlib import Path

from tests.all_models import PUBLIC
from tests.all_operations import OPERATIONS

FILE = Path(__file__).with_name("not_yet.txt")
NOT_YET = frozenset(FILE.read_text(encoding="utf-8").split())
COME = NOT_YET & {*PUBLIC, *OPERATIONS}

if __name__ == "__main__":
    FILE.write_text("".join(f"{name}\n" for name in sorted(NOT_YET - COME)), encoding="utf-8")
