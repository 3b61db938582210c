"""What an operation sends, and what it returns, held against what it should."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from datadog_incidents import IncidentsApi
from datadog_incidents.exceptions import UnstableOperationError
from tests.all_models import models_in
from tests.scripted import Stage, golden, reply


@dataclass(frozen=True)
class Case:
    """A call of an operation, and what it should send.

    Args:
        call: makes the call.
        method: the method of the request.
        target: its path and query.
        body: the model that it carries.
        answer: the golden document that is answered; None for an empty body.
    """

    call: Callable[[IncidentsApi], Any]
    method: str
    target: str
    body: Any = None
    answer: str | None = None

    def hold(self) -> None:
        """Make the call without the opt-in, which sends nothing, and with it; look at what was sent and returned."""
        with pytest.raises(UnstableOperationError):
            self.call(Stage(unstable_operations={}).api)
        document = None if self.answer is None else golden(self.answer)
        stage = Stage(reply(document, 204 if self.answer is None else 200))
        returned = self.call(stage.api)
        (request,) = stage.transport.requests
        assert (request.method, request.target) == (self.method, self.target)
        assert request.body is None or json.loads(request.body) == self.body.to_dict()
        assert (request.body is None) == (self.body is None)
        assert (returned is None) == (document is None)
        if document is not None:
            assert returned.mismatches() == []
            assert returned == returned.from_dict(document)
            assert [each for each in models_in(returned) if each.additional_properties] == [], "all of it is known"
