"""The ways in which the service says that something is not there, or is not as it should be."""

from __future__ import annotations

from datadog_incidents.emulator.wire import RefusedError


def missing_text(text: str) -> RefusedError:
    """404, as the operations say it that answer with plain JSON.

    Args:
        text: what is missing.
    """
    return RefusedError(404, text)


def missing(detail: str) -> RefusedError:
    """404, as most operations say it that answer with JSON:API.

    Args:
        detail: what is missing.
    """
    return RefusedError(404, {"title": "Generic Error", "detail": detail})


def missing_without_detail() -> RefusedError:
    """404, as some operations say it that answer with JSON:API."""
    return RefusedError(404, {"status": "404", "title": "Not Found"})


def bad_request(detail: str, status: int = 400) -> RefusedError:
    """A request that cannot be carried out, as JSON:API.

    Args:
        detail: what is wrong with it.
        status: the HTTP status.
    """
    title = {400: "Bad Request", 409: "Conflict"}[status]
    return RefusedError(status, {"title": title, "detail": detail})


def wrong_type(sent: str, expected: tuple[str, ...]) -> RefusedError:
    """A body of another type than the operation takes, as JSON:API.

    Args:
        sent: the type that was sent.
        expected: the types that are taken.
    """
    one_of = ", ".join(f'"{each}"' for each in expected)
    detail = f'got type "{sent}" expected one of {one_of}'
    return RefusedError(400, {"status": "400", "title": "Bad Request", "detail": detail})
