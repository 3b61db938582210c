"""JSON documents to models and back, by a decoder and an encoder compiled for each class on first use."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from datadog_incidents._core.codec import encoding
from datadog_incidents._core.codec.checking import differences, mismatches, refusals
from datadog_incidents._core.codec.decoding import Report, decoder_of, quick_source_of
from datadog_incidents._core.codec.encoding import encoder_of, plain, sendable
from datadog_incidents._core.codec.meaning import meant
from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.schema import variants_of
from datadog_incidents._core.codec.structure import Structure
from datadog_incidents._core.codec.writing import written
from datadog_incidents._core.collector import without_collector
from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.narrowing import is_mapping
from datadog_incidents._core.one_line import in_short
from datadog_incidents.exceptions import DecodeError, InvalidArgumentError

__all__ = [
    "Report",
    "checked",
    "decode",
    "decode_all",
    "differences",
    "encode",
    "plain",
    "source_of",
    "write_body",
    "write_json",
]

_M = TypeVar("_M", bound=Structure)


def decode(
    cls: type[_M],
    document: Any,
    *,
    strict: bool = False,
    report: Report | None = None,
    shown: Callable[[str], str] = in_short,
) -> _M:
    """Read a JSON object as a model.

    Args:
        cls: the model, or a `OneOf`.
        document: the object as `json.loads` gives it.
        strict: raise on the first value that does not fit.
        report: receives the class and field of each value that was kept raw.
        shown: makes what a message can show of a text with something of the document in it.

    Raises:
        DecodeError: it is not an object, or `strict` and something does not fit.
    """
    if not is_mapping(document):
        raise DecodeError(f"{cls.__name__}: expected an object, got {type(document).__name__}")
    value = without_collector(decoder_of(variants_of(cls)), document, set() if report is None else report)
    if strict:
        for mismatch in mismatches(value):
            raise DecodeError(shown(f"{cls.__name__}: {mismatch}"), path=shown(mismatch.path))
    return cast(_M, value)


def decode_all(cls: type[Structure], documents: Iterable[Any], report: Report) -> list[Any]:
    """Read JSON objects as a model each; what does not fit, if only since it is no object, is kept as it is.

    Args:
        cls: the model, or a `OneOf`.
        documents: the objects as `json.loads` gives them.
        report: receives the class and field of each value that was kept raw.
    """
    decoder = decoder_of(variants_of(cls))
    return without_collector(lambda: [decoder(document, report) for document in documents])


def encode(value: Structure) -> dict[str, Any]:
    """Write a model as a JSON object of plain Python values."""
    return encoder_of(type(value))(value)


def source_of(cls: type[Structure]) -> str:
    """The source of the decoder and the encoder that are compiled for a model."""
    return f"{quick_source_of(cls)}\n\n{encoding.source_of(cls)}"


def write_body(name: str, body: Structure) -> str:
    """A model that is about to be sent as JSON text in ASCII, without what the service alone sets.

    Args:
        name: what it is, for messages.
        body: the model.

    Raises:
        InvalidArgumentError: something in it does not fit the contract, or breaks a rule of the service.
    """
    text = written(body)
    body = checked(body, lambda refusal: f"{name}: {refusal}", fits=text is not None)
    if text is not None:
        return text
    return _json_text(name, lambda: sendable(body))


def checked(body: _M, blame: Callable[[Mismatch], str], *, fits: bool | None = None) -> _M:
    """A body that would be accepted: what its schema asks for made of what is there in place of it.

    Args:
        body: the body; it stays as it is.
        blame: makes a message of what is wrong.
        fits: whether it is known to fit the contract, since it could be written the quick way; None: not known.

    Raises:
        InvalidArgumentError: it would not be.
    """
    if fits is None:
        fits = written(body) is not None
    body = body if fits else meant(body)
    for refusal in refusals(body, fits=fits):
        raise InvalidArgumentError(in_short(blame(refusal)))
    return body


def write_json(name: str, value: Any) -> str:
    """A value as JSON text in ASCII, which carries even lone surrogates.

    Args:
        name: what it is, for messages.
        value: a model, or plain Python values with or without models in them.

    Raises:
        InvalidArgumentError: there is no JSON for something in it, such as NaN.
    """
    return _json_text(name, lambda: plain(value))


def _json_text(name: str, document: Callable[[], Any]) -> str:
    try:
        return json.dumps(document(), allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        let_through(error)
        raise InvalidArgumentError(f"{name}: cannot be written as JSON: {error}") from None
