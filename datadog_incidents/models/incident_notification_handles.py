"""Whom to tell about an incident."""

import warnings
from typing import Any

from datadog_incidents._core.codec.model import Model, model

__all__ = ["IncidentNotificationHandle"]


@model
class IncidentNotificationHandle(Model):
    """Someone or something that is told about an incident."""

    display_name: str | None = None
    """The name to show for the handle."""
    handle: str | None = None
    """An e-mail address, a Slack channel or a workflow, with its `@`, such as `@ada@example.com`."""


def notification_handles_from(
    handles: list[IncidentNotificationHandle] | None, model_name: str
) -> list[IncidentNotificationHandle] | None:
    """Notification handles as they are sent: plain strings, their form of 2021, become models, with a warning.

    To be called by the `__post_init__` of a model that `accepts_former` names: the warning points that many calls up.

    Args:
        handles: the handles, in either form.
        model_name: the name of that model.
    """
    given: list[Any] | None = handles
    if not isinstance(given, list) or not any(isinstance(handle, str) for handle in given):
        return handles
    advice = "notification_handles are now IncidentNotificationHandle(handle=…) rather than strings"
    warnings.warn(f"{model_name}: {advice}", DeprecationWarning, stacklevel=5)
    return [IncidentNotificationHandle(handle=handle) if isinstance(handle, str) else handle for handle in given]
