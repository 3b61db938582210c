"""What both kinds of pager share."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from datadog_incidents import (
    ApiClient,
    AsyncApiClient,
    AsyncIncidentsApi,
    Configuration,
    DatadogIncidentsError,
    IncidentsApi,
)


def pagers() -> list[Any]:
    """A pager of each kind, and what iterates over its items and pages."""
    settings = Configuration(api_key="a", app_key="b", unstable_operations="all")
    sync = IncidentsApi(ApiClient(settings)).list_incidents_with_pagination()
    others = AsyncIncidentsApi(AsyncApiClient(settings)).list_incidents_with_pagination()
    return [sync, iter(sync), sync.pages(), others, aiter(others), others.pages()]


@pytest.mark.parametrize("action", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_pager_that_is_copied_says_what_to_do_instead(action: Callable[[object], object]) -> None:
    for each in pagers():
        with pytest.raises(DatadogIncidentsError, match="gather its items in a list"):
            action(each)
