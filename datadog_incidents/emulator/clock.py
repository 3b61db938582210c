"""The emulator's clock."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Real UTC time, until a test sets it: from then on time stands still and moves only when told to."""

    def __init__(self) -> None:
        self._frozen_at: datetime | None = None
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The current time in UTC."""
        return self._frozen_at or datetime.now(UTC)

    def set(self, moment: datetime) -> None:
        """Stop the clock at a moment.

        Args:
            moment: the new time; one without a timezone is taken as UTC.
        """
        self._frozen_at = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)

    def advance(self, seconds: float) -> None:
        """Move the clock forward; a running clock is stopped first.

        Args:
            seconds: how far.
        """
        with self._lock:
            self._frozen_at = self.now() + timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        """Let time pass: a stopped clock is moved forward, on a running one this really waits.

        Args:
            seconds: how long.
        """
        if self._frozen_at is None:
            time.sleep(seconds)
        else:
            self.advance(seconds)

    def reset(self) -> None:
        """Go back to real time."""
        self._frozen_at = None
