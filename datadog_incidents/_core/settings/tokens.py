"""The tokens that a provider gives: one for all calls of a client, until the service refuses it."""

from __future__ import annotations

import threading
import weakref
from dataclasses import replace
from inspect import isawaitable, iscoroutine
from typing import Final

from datadog_incidents._core.forked import renewed_in_child
from datadog_incidents._core.message import Request
from datadog_incidents._core.settings import setting
from datadog_incidents._core.settings.secret import Secret, words_of
from datadog_incidents._core.settings.setting import TokenProvider
from datadog_incidents.exceptions import ConfigurationError

TO_COME: Final = Secret("Bearer")
"""The Authorization of a request whose token is still to come. It is told from what a user gives by being this one."""

_PATIENCE = 10.0
"""Seconds that calls leave the asking to another one: it may be stuck, or be what a signal's handler interrupted."""
_LATELY = 4
"""How many tokens are kept from being shown: the service may speak of one that it refused."""


class Asking:
    """Leave to ask the provider.

    As a `Permission`, it counts as long as someone holds it and it is not over, so that no interruption or cancellation
    keeps others waiting.

    Args:
        ends_at: when others need not wait for it any more, by the monotonic clock.
    """

    __slots__ = ("__weakref__", "ends_at", "is_over")

    def __init__(self, ends_at: float) -> None:
        self.ends_at: float = ends_at
        self.is_over: bool = False


class Tokens:
    """What a provider gave, and whether it is being asked.

    Args:
        provider: is asked for a token when there is none, and when the service refused the latest.
    """

    def __init__(self, provider: TokenProvider) -> None:
        self.provider = provider
        self._latest: tuple[Secret, ...] = ()
        self.renew_in_child()
        renewed_in_child(self)

    def renew_in_child(self) -> None:
        """See `Renewable`. The latest token is good in the child, too."""
        self._lock = threading.RLock()  # a signal's handler may make calls, too
        self._asking: weakref.ref[Asking] = weakref.ref(Asking(0.0))  # which is gone at once

    def enter(self, refused: Secret | None, now: float) -> Secret | Asking | None:
        """Ask for a token.

        Args:
            refused: the one that the service refused; None at first.
            now: the present, by the monotonic clock.

        Returns:
            A token; or leave to ask the provider for one; or None while another call asks it.
        """
        with self._lock:
            if self._latest and self._latest[0] is not refused:
                return self._latest[0]
            under_way = self._asking()
            if under_way is not None and not under_way.is_over and now < under_way.ends_at:
                return None
            asking = Asking(now + _PATIENCE)
            self._asking = weakref.ref(asking)
            return asking

    def learn(self, asking: Asking, token: Secret) -> None:
        """Hand a token that the provider gave to all calls."""
        with self._lock:
            self._latest = (token, *self._latest[: _LATELY - 1])
            asking.is_over = True

    def borne_by(self, request: Request, token: Secret) -> Request:
        """A request with a token, which knows the latest ones as what must not be shown."""
        authorization = Secret("Bearer " + str.__str__(token))
        headers = {**request.headers, "Authorization": authorization}
        return replace(request, headers=headers, secrets=tuple(words_of(self._latest)))


def token_of(given: object) -> Secret:
    """What a provider gave, as a token.

    Args:
        given: if it is a string, a `Secret`: frames of this function may be in a traceback.

    Raises:
        ConfigurationError: it is none.
    """
    if isawaitable(given):
        if iscoroutine(given):
            given.close()
        raise ConfigurationError("access_token: its provider is asynchronous; an ApiClient takes a plain function")
    return setting.secret("access_token: what its provider gave", given)
