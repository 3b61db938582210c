"""JSON documents to models and back, by one decoder and one encoder compiled for each class on first use.

The compiled source is straight-line code: no dispatch on types of fields is left to run time. It is registered with
`linecache`, so that tracebacks and debuggers show it; `source_of` returns it.
"""

from __future__ import annotations

import json
import linecache
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, cast
from uuid import UUID

from datadog_incidents._core.mismatch import mismatches
from datadog_incidents._core.model import Model
from datadog_incidents._core.narrowing import is_collection, is_mapping, is_object
from datadog_incidents._core.open_enum import OpenEnum
from datadog_incidents._core.schema import (
    Anything,
    Array,
    Enumeration,
    Kind,
    Map,
    Nested,
    Property,
    Scalar,
    Timestamp,
    discriminator_of,
    known_of,
    properties_of,
    required_of,
    variants_of,
)
from datadog_incidents._core.unset import UNSET
from datadog_incidents.exceptions import DecodeError, InvalidArgumentError

_M = TypeVar("_M", bound=Model)
Report = list[str]
"""Where a decoder notes that something did not fit; the paths are found afterwards, only when it is not empty."""
Decoder = Callable[[Any, Report], Any]
Encoder = Callable[[Any], dict[str, Any]]


def decode(cls: type[_M], document: Any, *, strict: bool = False, report: Report | None = None) -> _M:
    """Read a JSON object as a model.

    Args:
        cls: the model, or a `OneOf`.
        document: the object as `json.loads` gives it.
        strict: raise on the first value that does not fit.
        report: receives the class and field of each value that was kept raw.

    Raises:
        DecodeError: it is not an object, or `strict` and something does not fit.
    """
    if not isinstance(document, Mapping):
        raise DecodeError(f"{cls.__name__}: expected an object, got {type(document).__name__}")
    value = decoder_of(variants_of(cls))(document, [] if report is None else report)
    if strict:
        for mismatch in mismatches(value):
            raise DecodeError(f"{cls.__name__}: {mismatch}", path=mismatch.path)
    return cast(_M, value)


def encode(value: Model) -> dict[str, Any]:
    """Write a model as a JSON object of plain Python values."""
    return encoder_of(type(value))(value)


# What compiled code can name. Decoders and encoders find each other here, so each is compiled when it is first called.
_namespace: dict[str, Any] = {}
_decoders: dict[tuple[type[Model], ...], Decoder] = {}
_encoders: dict[type[Model], Encoder] = {}


def decoder_of(models: tuple[type[Model], ...]) -> Decoder:
    """The decoder for an object that is one of the models."""
    decoder = _decoders.get(models)
    if decoder is None:
        decoder = _compile(models[0], "decode", _decoder_source) if len(models) == 1 else _one_of_decoder(models)
        _decoders[models] = decoder
        _namespace[_name("decode", models)] = decoder
    return decoder


def encoder_of(cls: type[Model]) -> Encoder:
    """The encoder for a model."""
    encoder = _encoders.get(cls)
    if encoder is None:
        encoder = _encoders[cls] = _compile(cls, "encode", _encoder_source)
        _namespace[_name("encode", (cls,))] = encoder
    return encoder


def source_of(cls: type[Model]) -> str:
    """The source of the decoder and the encoder that are compiled for a model."""
    return f"{_decoder_source(cls)}\n\n{_encoder_source(cls)}"


def _compile(cls: type[Model], verb: str, source_for: Callable[[type[Model]], str]) -> Any:
    source = source_for(cls)
    filename = f"<{verb} {cls.__module__}.{cls.__qualname__}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    local: dict[str, Any] = {}
    exec(compile(source, filename, "exec"), _namespace, local)  # noqa: S102  # source of our own making
    return local[_name(verb, (cls,))]


def _name(verb: str, models: tuple[type[Model], ...]) -> str:
    """The name that compiled code knows a decoder or an encoder by; two classes of one name get different ones."""
    base = f"{verb}_{'_or_'.join(cls.__name__ for cls in models)}"
    owner = _namespace.setdefault(f"owner_of_{base}", models)
    return base if owner == models else f"{base}_{id(models[0])}"


def _refer(name: str, value: Any) -> str:
    """Make a value known to compiled code."""
    return name if _namespace.setdefault(name, value) is value else _refer(f"{name}_{id(value)}", value)


# ---------------------------------------------------------------------------------------------------------- reading


def _decoder_source(cls: type[Model]) -> str:
    known = _refer(f"KNOWN_{cls.__name__}", known_of(cls))
    model = _refer(cls.__name__, cls)
    lines = [
        f"def {_name('decode', (cls,))}(data, report):",
        "    if type(data) is not dict:",
        f"        return no_object({model}, data, report)",
        f"    self = new({model})",
        "    known = 0",
    ]
    for p in properties_of(cls):
        where = f"{cls.__name__}.{p.name}"
        lines += [
            f"    if {p.wire!r} in data:",
            "        known += 1",
            f"        value = data[{p.wire!r}]",
            f"        self.{p.name} = {_decoding(p.kind, 'value', where)}",
            "    else:",
            f"        self.{p.name} = {p.absent!r}",
            *([f"        report.append({where!r})"] if p.required and not p.nullable else []),
        ]
    lines += [
        f"    self.additional_properties = None if known == len(data) else beyond(data, {known})",
        "    return self",
    ]
    return "\n".join(lines) + "\n"


def _decoding(kind: Kind, value: str, where: str) -> str:
    """An expression that decodes the variable `value`."""
    misfit = f"misfit({value}, report, {where!r})"
    match kind:
        case Anything():
            return value
        case Scalar(types):
            fits = " or ".join(f"type({value}) is {scalar.__name__}" for scalar in types)
            return f"{value} if {fits} else {misfit}"
        case Timestamp():
            return f"None if {value} is None else timestamp({value}, report, {where!r})"
        case Enumeration(enum):
            members = _refer(f"MEMBERS_{enum.__name__}", _members_of(enum))
            unknown = f"open_member({_refer(enum.__name__, enum)}, {value}, report, {where!r})"
            return f"{members}[{value}] if type({value}) is str and {value} in {members} else {unknown}"
        case Nested(models):
            return f"None if {value} is None else {_call('decode', models)}({value}, report)"
        case Array(item):
            return f"[{_decoding(item, 'item', where)} for item in {value}] if type({value}) is list else {misfit}"
        case Map(item):
            decoded = f"{{key: {_decoding(item, 'item', where)} for key, item in {value}.items()}}"
            return f"{decoded} if type({value}) is dict else {misfit}"


def _call(verb: str, models: tuple[type[Model], ...]) -> str:
    """The name of another decoder or encoder; until its first call it stands for one that compiles it."""
    name = _name(verb, models)
    if name not in _namespace:

        def compile_and_call(*arguments: Any) -> Any:
            found = decoder_of(models) if verb == "decode" else encoder_of(models[0])
            return found(*arguments)

        _namespace[name] = compile_and_call
    return name


_member_tables: dict[type[OpenEnum], dict[str, OpenEnum]] = {}


def _members_of(enum: type[OpenEnum]) -> dict[str, OpenEnum]:
    return _member_tables.setdefault(enum, {member.value: member for member in enum})


def _one_of_decoder(models: tuple[type[Model], ...]) -> Decoder:
    discriminator = discriminator_of(models)
    decoders = {value: decoder_of((cls,)) for value, cls in discriminator.models.items()}
    wire = discriminator.wire

    def decode_one_of(data: Any, report: Report) -> Any:
        if not is_object(data):
            return _no_object(models[0], data, report)
        tag = data.get(wire)
        decoder = decoders.get(tag) if type(tag) is str else None
        return decoder(data, report) if decoder else _best_fit(models, data, report)

    return decode_one_of


def _best_fit(models: tuple[type[Model], ...], data: dict[str, Any], report: Report) -> Model:
    """Read the object as the model that misses least, misfits least and leaves least unknown."""

    def attempt(cls: type[Model]) -> tuple[tuple[int, int, int], Report, Model]:
        reported: Report = []
        value: Model = decoder_of((cls,))(data, reported)
        unknown = len(value.additional_properties or ())
        return (len(required_of(cls) - data.keys()), len(reported), unknown), reported, value

    _, reported, value = min(map(attempt, models), key=lambda tried: tried[0])
    report += reported
    return value


def _no_object(cls: type[Model], data: Any, report: Report) -> Any:
    if is_mapping(data):
        return decoder_of((cls,))(dict(data), report)
    if not isinstance(data, cls):
        report.append(cls.__name__)
    return data


def _misfit(value: Any, report: Report, where: str) -> Any:
    if value is not None:
        report.append(where)
    return value


def _timestamp(value: Any, report: Report, where: str) -> Any:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return _odd_timestamp(value, report, where)
    return moment if moment.tzinfo is not None else _odd_timestamp(value, report, where)


def _odd_timestamp(value: Any, report: Report, where: str) -> Any:
    """Read what `fromisoformat` does not; a time without a zone is no instant, so it stays text."""
    from dateutil.parser import isoparse

    if isinstance(value, str):
        try:
            moment = isoparse(value)
        except (ValueError, OverflowError):
            return _misfit(value, report, where)
        if moment.tzinfo is not None:
            return moment
    elif isinstance(value, datetime):
        return value
    return _misfit(value, report, where)


def _open_member(enum: type[OpenEnum], value: Any, report: Report, where: str) -> Any:
    return enum(value) if isinstance(value, str) else _misfit(value, report, where)


def _beyond(data: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in known}


# ---------------------------------------------------------------------------------------------------------- writing


def _encoder_source(cls: type[Model]) -> str:
    lines = [f"def {_name('encode', (cls,))}(self):", "    data = {}"]
    for p in properties_of(cls):
        lines += [f"    value = self.{p.name}", *_write(p)]
    lines += [
        "    if self.additional_properties:",
        "        data.update(plain(self.additional_properties))",
        "    return data",
    ]
    return "\n".join(lines) + "\n"


def _write(p: Property) -> list[str]:
    encoded = _encoding(p.kind, "value")
    if not p.sends_null:
        return ["    if value is not None:", f"        data[{p.wire!r}] = {encoded}"]
    assignment = f"data[{p.wire!r}] = None if value is None else {encoded}"
    return ["    if value is not UNSET:", f"        {assignment}"] if p.absent is UNSET else [f"    {assignment}"]


def _encoding(kind: Kind, value: str) -> str:
    """An expression that encodes the variable `value`; what is not of its kind goes the long way, through `plain`."""
    match kind:
        case Scalar(types):
            fits, encoded = " or ".join(f"type({value}) is {scalar.__name__}" for scalar in types), value
        case Timestamp():
            fits, encoded = f"type({value}) is datetime", f"{value}.isoformat()"
        case Enumeration(enum):
            fits, encoded = f"type({value}) is {_refer(enum.__name__, enum)}", f"{value}._value_"
        case Nested((cls,)):
            fits = f"type({value}) is {_refer(cls.__name__, cls)}"
            encoded = f"{_call('encode', (cls,))}({value})"
        case Array(item):
            fits, encoded = f"type({value}) is list", f"[{_encoding(item, 'item')} for item in {value}]"
        case Map(item):
            fits = f"type({value}) is dict"
            encoded = f"{{key: {_encoding(item, 'item')} for key, item in {value}.items()}}"
        case _:
            return f"plain({value})"
    return f"{encoded} if {fits} else plain({value})"


def plain(value: Any) -> Any:
    """A value as plain JSON: models become objects, timestamps and UUIDs strings, enums their value.

    Raises:
        TypeError: there is no JSON for it.
    """
    if value is None or type(value) in (str, int, float, bool):
        return value
    match value:
        case Model():
            return encode(value)
        case Enum() if value is not UNSET:
            return plain(value.value)
        case datetime() | date():
            return value.isoformat()
        case _ if is_mapping(value):
            return {str(key): plain(item) for key, item in value.items()}
        case _ if is_collection(value):
            return [plain(item) for item in value]
        case str() | UUID():
            return str(value)
        case int() | float():
            return value
        case _:
            raise TypeError(f"no JSON for {type(value).__name__}: {value!r:.60}")


def write_json(name: str, value: Any) -> str:
    """A value as JSON text in ASCII, which carries even lone surrogates.

    Args:
        name: what it is, for messages.
        value: a model, or plain Python values with or without models in them.

    Raises:
        InvalidArgumentError: there is no JSON for something in it, such as NaN.
    """
    try:
        return json.dumps(plain(value), allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidArgumentError(f"{name}: cannot be written as JSON: {error}") from None


_namespace.update(
    UNSET=UNSET,
    beyond=_beyond,
    datetime=datetime,
    misfit=_misfit,
    new=object.__new__,
    no_object=_no_object,
    open_member=_open_member,
    plain=plain,
    timestamp=_timestamp,
)
