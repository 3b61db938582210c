"""A local Incidents API: the same shapes, defaults, side effects and errors as the real one.

    with Emulator() as emulator:
        emulator.seed(250)
        with ApiClient(emulator.configuration()) as api_client:
            ...

`python -m datadog_incidents.emulator` serves it from the command line, and a pytest fixture, `incidents_emulator`,
comes with the package. It needs the extra: `pip install 'datadog-incidents[emulator]'`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datadog_incidents.emulator.clock import Clock
    from datadog_incidents.emulator.emulator import Emulator
    from datadog_incidents.emulator.service.faults import Fault
    from datadog_incidents.emulator.service.received_requests import ReceivedRequest

__all__ = ["Clock", "Emulator", "Fault", "ReceivedRequest"]

_HOMES = {
    "Clock": "clock",
    "Emulator": "emulator",
    "Fault": "service.faults",
    "ReceivedRequest": "service.received_requests",
}
_EXTRA = frozenset({"werkzeug", "lark"})


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in _EXTRA:
            raise
        raise ImportError(
            f"the emulator needs {package}: pip install 'datadog-incidents[emulator]'", name=package
        ) from error


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
