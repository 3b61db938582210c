"""What the soak tests share."""

from __future__ import annotations

import sys
from typing import Any, get_args

import pytest

from datadog_incidents.configuration import UnstableOperation
from datadog_incidents.models import IncidentCreateAttributes, IncidentCreateData, IncidentCreateRequest

THREADS = 8
OPERATIONS: dict[UnstableOperation, bool] = dict.fromkeys(get_args(UnstableOperation), True)
"""Every operation, opted in to."""


def sizes(*, reduced: int, full: int) -> list[Any]:
    """The values of a test's size: one for the ordinary suite, one for `make soak`."""
    return [pytest.param(reduced, id="reduced"), pytest.param(full, id="full", marks=pytest.mark.soak)]


def figure(text: str) -> None:
    """Show what was measured, or what it takes to measure it again."""
    sys.stdout.write(f"\n    {text}\n")
    sys.stdout.flush()


def new_incident(title: str) -> IncidentCreateRequest:
    attributes = IncidentCreateAttributes(title=title, customer_impacted=False)
    return IncidentCreateRequest(data=IncidentCreateData(attributes=attributes))
