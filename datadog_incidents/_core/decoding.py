"""From JSON to models: a quick decoder for each class, and a careful one for what is not as it should be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from datadog_incidents._core.compiled import call, compiled, name_of, namespace, refer
from datadog_incidents._core.model import Model
from datadog_incidents._core.narrowing import is_mapping, is_object
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
    sole_keys_of,
)

Report: TypeAlias = set[str]
"""The class and field of each value that did not fit; the paths are found afterwards, only when it is not empty."""
Decoder: TypeAlias = Callable[[Any, Report], Any]

_SMALL = 5
"""Properties; a model with no more of them is expected to come with all of them."""

_decoders: dict[tuple[type[Model], ...], Decoder] = {}
_careful_decoders: dict[type[Model], Decoder] = {}
_members: dict[type[OpenEnum], dict[str, OpenEnum]] = {}
_tagged_decoders: dict[tuple[type[Model], ...], dict[str, Decoder]] = {}


def decoder_of(models: tuple[type[Model], ...]) -> Decoder:
    """The decoder for an object that is one of the models."""
    decoder = _decoders.get(models)
    if decoder is None:
        one = len(models) == 1
        decoder = compiled("decode", models[0], quick_source_of(models[0])) if one else _one_of_decoder(models)
        _decoders[models] = namespace[name_of("decode", models)] = decoder
    return decoder


def quick_source_of(cls: type[Model]) -> str:
    """The source of a decoder that takes all to be as it should be, and leaves what is not to a careful one."""
    properties = properties_of(cls)
    small = len(properties) <= _SMALL
    lines = [
        f"def {name_of('decode', (cls,))}(data, report):",
        "    try:",
        *_indented(_take_all(cls, properties) if small else _look_up(cls, properties, sure=True)),
        "    except (AttributeError, KeyError, TypeError, ValueError):",
        "        pass",
        f"    return carefully({refer(cls.__name__, cls)}, data, report)",
    ]
    return "\n".join(lines) + "\n"


def _careful_source_of(cls: type[Model]) -> str:
    """The source of a decoder for objects in which anything may be absent, unknown or odd."""
    lines = [f"def {name_of('careful', (cls,))}(data, report):", *_look_up(cls, properties_of(cls), sure=False)]
    return "\n".join(lines) + "\n"


def _take_all(cls: type[Model], properties: tuple[Property, ...]) -> list[str]:
    """Lines that decode an object which has all its properties and no other."""
    lines = [f"    if len(data) == {len(properties)}:", f"        self = new({refer(cls.__name__, cls)})"]
    for p in properties:
        lines += [f"        value = data[{p.wire!r}]", f"        self.{p.name} = {_decoding_of(cls, p, sure=True)}"]
    return [*lines, "        self.additional_properties = None", "        return self"]


def _look_up(cls: type[Model], properties: tuple[Property, ...], *, sure: bool) -> list[str]:
    """Lines that decode an object by looking for each property in turn."""
    lines = [f"    self = new({refer(cls.__name__, cls)})", f"    known = {len(properties)}"]
    for p in properties:
        lines += [
            f"    if {p.wire!r} in data:",
            f"        value = data[{p.wire!r}]",
            f"        self.{p.name} = {_decoding_of(cls, p, sure=sure)}",
            "    else:",
            "        known -= 1",
            f"        self.{p.name} = {p.absent!r}",
            *([f"        report.add('{cls.__name__}.{p.name}')"] if p.required and not p.nullable else []),
        ]
    beyond = f"beyond(data, {refer(f'KNOWN_{cls.__name__}', known_of(cls))})"
    lines.append(f"    self.additional_properties = None if known == len(data) else {beyond}")
    # What has none of the properties may be an empty list or string: the careful decoder looks.
    return [*lines, *(["    if known:", "        return self"] if sure else ["    return self"])]


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _decoding_of(cls: type[Model], p: Property, *, sure: bool) -> str:
    return _decoding(p.kind, "value", f"{cls.__name__}.{p.name}", sure=sure)


def _decoding(kind: Kind, value: str, where: str, *, sure: bool) -> str:
    """An expression that decodes a variable; if `sure`, it may raise where the value is odd."""
    misfit = f"misfit({value}, report, {where!r})"
    match kind:
        case Anything():
            return value
        case Scalar(types):
            fits = " or ".join(f"type({value}) is {scalar.__name__}" for scalar in types)
            return f"{value} if {fits} or {value} is None else {misfit}"
        case Timestamp():
            careful = f"timestamp({value}, report, {where!r})"
            quick = f"moment if (moment := fromisoformat({value})).tzinfo else {careful}"
            return f"None if {value} is None else {quick if sure else careful}"
        case Enumeration(enum):
            members = refer(f"MEMBERS_{enum.__name__}", _members_of(enum))
            careful = f"open_member({refer(enum.__name__, enum)}, {value}, report, {where!r})"
            checked = f"{members}[{value}] if type({value}) is str and {value} in {members} else {careful}"
            return f"{members}[{value}]" if sure else checked
        case Nested(models):
            return f"None if {value} is None else {_decoder_name(models, value, sure=sure)}({value}, report)"
        case Array(item):
            decoded = f"[{_decoding(item, 'item', where, sure=sure)} for item in {value}]"
            return f"{decoded} if type({value}) is list else {misfit}"
        case Map(item):
            decoded = f"{{key: {_decoding(item, 'item', where, sure=sure)} for key, item in {value}.items()}}"
            return f"{decoded} if type({value}) is dict else {misfit}"


def _decoder_name(models: tuple[type[Model], ...], value: str, *, sure: bool) -> str:
    """An expression for the decoder of one of the models."""
    tag = discriminator_of(models).wire if len(models) > 1 else ""
    if not (sure and tag):
        return call("decode", models, decoder_of)
    name = refer(f"DECODERS_{'_or_'.join(cls.__name__ for cls in models)}", _tagged_decoders_of(models))
    return f"{name}[{value}[{tag!r}]]"


def _members_of(enum: type[OpenEnum]) -> dict[str, OpenEnum]:
    return _members.setdefault(enum, {member.value: member for member in enum})


def _tagged_decoders_of(models: tuple[type[Model], ...]) -> dict[str, Decoder]:
    """The decoder for each value of the property that tells the models apart."""
    if models not in _tagged_decoders:
        _tagged_decoders[models] = {tag: decoder_of((cls,)) for tag, cls in discriminator_of(models).models.items()}
    return _tagged_decoders[models]


def _one_of_decoder(models: tuple[type[Model], ...]) -> Decoder:
    """A decoder that goes by the value of a property, else by what only one model requires, else by what fits best."""
    tag = discriminator_of(models).wire
    by_tag = _tagged_decoders_of(models)
    by_key = {key: decoder_of((cls,)) for key, cls in sole_keys_of(models).items()}
    others = [cls for cls in models if cls not in sole_keys_of(models).values()]
    plain = [decoder_of((cls,)) for cls in others] if by_key else []

    def decode_one_of(data: Any, report: Report) -> Any:
        if not is_object(data):
            return _no_object(models[0], data, report)
        value = data.get(tag)
        found = [by_tag[value]] if isinstance(value, str) and value in by_tag else []
        found = found or [by_key[key] for key in by_key if key in data] or plain
        return found[0](data, report) if len(found) == 1 else _best_fit(models, data, report)

    return decode_one_of


def _best_fit(models: tuple[type[Model], ...], data: dict[str, Any], report: Report) -> Model:
    """Read the object as the model that misses least, misfits least and leaves least unknown."""

    def attempt(cls: type[Model]) -> tuple[tuple[int, int, int], Report, Model]:
        reported: Report = set()
        value: Model = decoder_of((cls,))(data, reported)
        unknown = len(value.additional_properties or ())
        return (len(required_of(cls) - data.keys()), len(reported), unknown), reported, value

    _, reported, value = min(map(attempt, models), key=lambda tried: tried[0])
    report |= reported
    return value


# ----------------------------------------------------------------------------------------- what compiled code calls


def _carefully(cls: type[Model], data: Any, report: Report) -> Any:
    if type(data) is not dict:
        return _no_object(cls, data, report)
    decoder = _careful_decoders.get(cls)
    if decoder is None:
        decoder = _careful_decoders[cls] = compiled("careful", cls, _careful_source_of(cls))
    return decoder(data, report)


def _no_object(cls: type[Model], data: Any, report: Report) -> Any:
    if is_mapping(data):
        return decoder_of((cls,))(dict(data), report)
    if not isinstance(data, cls):
        report.add(cls.__name__)
    return data


def _misfit(value: Any, report: Report, where: str) -> Any:
    if value is not None:
        report.add(where)
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


namespace.update(
    beyond=_beyond,
    carefully=_carefully,
    fromisoformat=datetime.fromisoformat,
    misfit=_misfit,
    new=object.__new__,
    open_member=_open_member,
    timestamp=_timestamp,
)
