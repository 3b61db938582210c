"""What a request has to be before anything in it is believed: well formed, meant for this server, and not too large."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING, Protocol

from datadog_incidents.emulator.wire import Answer, RefusedError, error_answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from email.message import Message

MAX_BODY_BYTES = 1 << 20
"""The largest body that is read; an incident takes a thousandth of it."""

_MAX_CHUNK_LINE = 4096
_MAX_TRAILERS = 100

_HEADER_LINE = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*\r?\n|\r?\n")
"""A header or the end of them (RFC 9112, 5): no blank before the colon, no continued line, no other line break."""
_CHUNK_LINE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r\n")
_LENGTH = re.compile(r"[0-9]+")
_ABSOLUTE_TARGET = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)")
_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:/?#@\[\]]+)(?::[0-9]*)?")

_EXCERPT = 60
"""Characters of a name that a message repeats."""


class _Readable(Protocol):
    """What requests are read from."""

    def readline(self, limit: int, /) -> bytes: ...  # as with any binary file
    def read(self, count: int, /) -> bytes: ...


class HeaderLines:
    """Reads a request's headers line by line, and refuses a line that two readers could take for different headers.

    Args:
        stream: where the lines come from.
    """

    def __init__(self, stream: _Readable) -> None:
        self._stream = stream

    def readline(self, limit: int) -> bytes:
        """The next line.

        Raises:
            RefusedError: 400: it is no header.
            ConnectionAbortedError: the client has gone.
        """
        line = self._stream.readline(limit)
        if not line:
            raise ConnectionAbortedError("the client has gone")
        if len(line) < limit and not _HEADER_LINE.fullmatch(line):
            raise RefusedError(400, "a line of the headers is malformed")
        return line


def admit(version: str, target: str, headers: Message, names: Collection[str]) -> int | None:
    """Let a request in by its head.

    Args:
        version: of HTTP, such as `HTTP/1.1`.
        target: what is asked for, as it was sent.
        headers: the request's headers.
        names: names of this server, in lower case, besides those that no web page can have.

    Returns:
        The length of the body in bytes; None if it comes in chunks.

    Raises:
        RefusedError: 400: the length of the body is unclear; 403: it is meant for another server, or sent by a web page
            from elsewhere; 413: the body is too large.
    """
    hosts = headers.get_all("host", [])
    if len(hosts) > 1 or (not hosts and version >= "HTTP/1.1"):
        raise RefusedError(400, "Host: required, once")
    for authority in _authorities(target, headers):
        if not _is_ours(authority, names):
            raise RefusedError(
                403, f"{authority[:_EXCERPT]!r} is no name of this emulator; allowed_hosts or --allowed-host adds one"
            )
    return _body_length(version, headers)


def _authorities(target: str, headers: Message) -> Iterator[str]:
    """Whom a request is for, and whose page sent it."""
    yield from headers.get_all("host", [])
    absolute = _ABSOLUTE_TARGET.match(target)
    if absolute:
        yield absolute[1]
    for origin in headers.get_all("origin", []):
        page = _ABSOLUTE_TARGET.fullmatch(origin)
        yield page[1] if page else origin


def _is_ours(authority: str, names: Collection[str]) -> bool:
    """Whether no web page can have this name: one that has can lead it here, and then reads and writes like any client.

    Addresses are nobody's names, and neither are those that are only known on this machine or in its network: of one
    word, or beneath the domains that are set aside for that.
    """
    matched = _AUTHORITY.fullmatch(authority)
    if matched is None or authority == "null":  # a page that hides where it is from
        return False
    name = matched[1].strip("[]").lower().rstrip(".")
    if name in names or "." not in name or name.endswith((".localhost", ".internal")):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def path_and_query(target: str) -> str:
    """What is asked for, without the server's own address, which may go before it (RFC 9112, 3.2.2)."""
    absolute = _ABSOLUTE_TARGET.match(target)
    return target[absolute.end() :] if absolute else target


def _body_length(version: str, headers: Message) -> int | None:
    codings, lengths = headers.get_all("transfer-encoding", []), headers.get_all("content-length", [])
    if codings:
        if [each.strip(" \t").lower() for each in codings] != ["chunked"] or lengths or version < "HTTP/1.1":
            raise RefusedError(400, "Transfer-Encoding: must be chunked, and without a Content-Length")
        return None
    if len(lengths) > 1 or not all(_LENGTH.fullmatch(each.strip(" \t")) for each in lengths):
        raise RefusedError(400, "Content-Length: must be a number of bytes, once")
    digits = lengths[0].strip(" \t").lstrip("0") if lengths else ""
    if len(digits) > len(str(MAX_BODY_BYTES)) or int(digits or 0) > MAX_BODY_BYTES:
        raise _too_large()
    return int(digits or 0)


def read_body(stream: _Readable, length: int | None) -> bytes:
    """Read the body of a request.

    Args:
        stream: where it comes from.
        length: what `admit` returned.

    Raises:
        RefusedError: 400: the chunks are malformed; 413: they are too many.
        ConnectionAbortedError: the client has gone.
    """
    return _read(stream, length) if length is not None else b"".join(_chunks(stream))


def _chunks(stream: _Readable) -> Iterator[bytes]:
    left = MAX_BODY_BYTES
    while size := _chunk_size(stream):
        left -= size
        if left < 0:
            raise _too_large()
        yield _read(stream, size)
        if _read(stream, 2) != b"\r\n":
            raise RefusedError(400, "a chunk of the body is longer than it says")
    trailers = HeaderLines(stream)
    for _ in range(_MAX_TRAILERS):
        if trailers.readline(_MAX_CHUNK_LINE) in (b"\r\n", b"\n"):
            return
    raise RefusedError(400, "too many headers follow the body")


def _chunk_size(stream: _Readable) -> int:
    line = stream.readline(_MAX_CHUNK_LINE)
    matched = _CHUNK_LINE.fullmatch(line)
    if matched is None:
        raise RefusedError(400, "the size of a chunk is malformed")
    return int(matched[1], 16)


def _read(stream: _Readable, count: int) -> bytes:
    content = stream.read(count)
    if len(content) < count:
        raise ConnectionAbortedError("the client has gone")
    return content


def _too_large() -> RefusedError:
    return RefusedError(413, f"the body is larger than {MAX_BODY_BYTES} bytes")


def too_large() -> Answer:
    """The answer to a body that is larger than `MAX_BODY_BYTES`."""
    refusal = _too_large()
    return error_answer(refusal.status, *refusal.errors)
