"""Sixteen threads that import the package first, each by another door; run in a fresh interpreter, with a seed."""

from __future__ import annotations

import os
import sys
import threading
import traceback
from random import Random

PATIENCE = 60.0
"""Seconds for all of them together: they need a fraction of one."""
DOORS = [
    "from datadog_incidents import *",
    "from datadog_incidents import ApiClient",
    "from datadog_incidents import Configuration, IncidentsApi",
    "from datadog_incidents import NotFoundException, RateLimit",
    "from datadog_incidents import Pager, WaitEvent",
    "from datadog_incidents import query",
    "from datadog_incidents.api import *",
    "from datadog_incidents.models import *",
    "from datadog_incidents.models import IncidentCreateRequest",
    "from datadog_incidents.report import *",
    "from datadog_incidents.transport import Headers",
    "import datadog_incidents._core.calls.call",
    "import datadog_incidents._core.transport.urllib3_transport",
    "import datadog_incidents.api.incidents_api",
    "import datadog_incidents.emulator",
    "import datadog_incidents.shortcuts",
]


def main(seed: int) -> int:
    """Import through every door at once.

    Args:
        seed: decides the order.

    Returns:
        How many threads failed or hang.
    """
    barrier = threading.Barrier(len(DOORS))
    failed: list[str] = []

    def enter(door: str) -> None:
        barrier.wait()
        try:
            exec(door, {})  # an import of the list above
        except BaseException:  # noqa: BLE001  # whatever it was, it is told
            failed.append(f"{door}\n{traceback.format_exc()}")

    doors = Random(seed).sample(DOORS, len(DOORS))
    threads = [threading.Thread(target=enter, args=(door,), daemon=True) for door in doors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    failed += [f"{door}\nhangs" for door, thread in zip(doors, threads, strict=True) if thread.is_alive()]
    sys.stdout.write("\n".join(failed))
    sys.stdout.flush()
    return len(failed)


if __name__ == "__main__":
    os._exit(main(int(sys.argv[1])))  # waits for no thread that hangs
