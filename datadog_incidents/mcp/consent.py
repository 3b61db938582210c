"""Asking the user before something is written, where the host can."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from mcp.types import CallToolRequestParams, ElicitRequest, ElicitRequestFormParams, ElicitResult, InputRequiredResult
from mcp.types.version import MODERN_PROTOCOL_VERSIONS

from datadog_incidents.mcp.cursor import digest

if TYPE_CHECKING:
    from mcp.server.context import ServerRequestContext

_KEY: Final = "consent"
_NOTHING_TO_FILL_IN: Final[dict[str, Any]] = {"type": "object", "properties": {}}
"""To accept is the whole answer."""


class Consent(Enum):
    """What came of asking."""

    GIVEN = "given"
    DECLINED = "declined"
    IMPOSSIBLE = "impossible"
    """The host cannot ask its user."""


async def consent(
    context: ServerRequestContext[Any, Any], params: CallToolRequestParams, question: str
) -> Consent | InputRequiredResult:
    """Ask the user, in the way of the protocol that the host speaks.

    Up to the protocol of 2025 the host is asked while the call goes on. Since 2026 the call ends with the question and
    comes again with the answer, which counts if it is the answer to this very question.

    Args:
        context: the call.
        params: what the host sent with it.
        question: what will be written.

    Returns:
        What came of it, or what to answer the host so that it asks.
    """
    if not _can_ask(context):
        return Consent.IMPOSSIBLE
    if context.protocol_version not in MODERN_PROTOCOL_VERSIONS:
        return _meaning(await context.session.elicit_form(question, _NOTHING_TO_FILL_IN, context.request_id))
    answer = (params.input_responses or {}).get(_KEY)
    if isinstance(answer, ElicitResult) and params.request_state == digest(question):
        return _meaning(answer)
    asked = ElicitRequest(params=ElicitRequestFormParams(message=question, requested_schema=_NOTHING_TO_FILL_IN))
    return InputRequiredResult(input_requests={_KEY: asked}, request_state=digest(question))


def _can_ask(context: ServerRequestContext[Any, Any]) -> bool:
    capabilities = context.session.client_capabilities
    elicitation = capabilities.elicitation if capabilities else None
    if elicitation is None or (elicitation.form is None and elicitation.url is not None):
        return False
    return context.protocol_version in MODERN_PROTOCOL_VERSIONS or context.session.can_send_request


def _meaning(answer: ElicitResult) -> Consent:
    return Consent.GIVEN if answer.action == "accept" else Consent.DECLINED
