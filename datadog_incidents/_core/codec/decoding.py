"""From JSON to models: a quick decoder for each class, and a careful one for what is not as it should be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Any, TypeAlias

from datadog_incidents._core.codec.compiled import call, compiled, name_of, namespace, refer
from datadog_incidents._core.codec.open_enum import OpenEnum, OpenIntEnum
from datadog_incidents._core.codec.schema import (
    Anything,
    Array,
    Either,
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
from datadog_incidents._core.codec.structure import Structure
from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.moments import moment_of
from datadog_incidents._core.narrowing import is_mapping, is_object

Report: TypeAlias = set[str]
"""The class and field of each value that did not fit; the paths are found afterwards, only when it is not empty."""
Decoder: TypeAlias = Callable[[Any, Report], Any]

_SMALL = 5
"""Properties; a model with no more of them is expected to come with all of them."""

_TINY = 2
"""Properties; a model with no more of them is decoded within the decoder of the model that it is part of."""

_DEEPEST = 3
"""How deep such models are within each other at the most: a model can hold models of its own class."""

_decoders: dict[tuple[type[Structure], ...], Decoder] = {}
_careful_decoders: dict[type[Structure], Decoder] = {}
_members: dict[type[Enum], dict[Any, Enum]] = {}
_tagged_decoders: dict[tuple[type[Structure], ...], dict[str, Decoder]] = {}


def decoder_of(models: tuple[type[Structure], ...]) -> Decoder:
    """The decoder for an object that is one of the models."""
    decoder = _decoders.get(models)
    if decoder is None:
        one = len(models) == 1
        decoder = compiled("decode", models[0], quick_source_of(models[0])) if one else _one_of_decoder(models)
        _decoders[models] = namespace[name_of("decode", models)] = decoder
    return decoder


def quick_source_of(cls: type[Structure]) -> str:
    """The source of a decoder that takes all to be as it should be, and leaves what is not to a careful one."""
    lines = _taken(cls, "data", 0) if _is_small(cls) else _looked_up(cls, sure=True)
    guard = f"if len(data) == {len(properties_of(cls))}:" if _is_small(cls) else "if data:"
    # What is not as it should be raises. An empty list or string has no properties either: the careful decoder looks.
    return _source(
        f"def {name_of('decode', (cls,))}(data, report):",
        "    try:",
        *_indented(_indented([guard, *_indented([*lines, "return object0"])])),
        "    except (AttributeError, KeyError, TypeError, ValueError) as error:",
        "        if error.__traceback__.tb_next: let_through(error)",  # else it was raised here, by no handler
        f"    return carefully({refer(cls.__name__, cls)}, data, report)",
    )


def _careful_source_of(cls: type[Structure]) -> str:
    """The source of a decoder for objects in which anything may be absent, unknown or odd."""
    lines = _indented([*_looked_up(cls, sure=False), "return object0"])
    return _source(f"def {name_of('careful', (cls,))}(data, report):", *lines)


def _source(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _is_small(cls: type[Structure]) -> bool:
    return 0 < len(properties_of(cls)) <= _SMALL


def _is_tiny(cls: type[Structure]) -> bool:
    """Whether calling a decoder of it would cost as much as its work."""
    return 0 < len(properties_of(cls)) <= _TINY


def _taken(cls: type[Structure], data: str, depth: int) -> list[str]:
    """Lines that make `object{depth}` of data which has all the properties of a model and no other."""
    made, value = f"object{depth}", f"value{depth}"
    lines = [f"{made} = new({refer(cls.__name__, cls)})"]
    for p in properties_of(cls):
        lines += [f"{value} = {data}[{p.wire!r}]", *_property(p, made, depth)]
    return [*lines, f"{made}.additional_properties = None"]


def _looked_up(cls: type[Structure], *, sure: bool) -> list[str]:
    """Lines that make `object0` of the variable `data`, looking for each property of a model in turn."""
    lines = [f"object0 = new({refer(cls.__name__, cls)})", f"known = {len(properties_of(cls))}"]
    for p in properties_of(cls):
        where = f"{cls.__name__}.{p.name}"
        decode = _decoding_needed if p.needs_value else _decoding
        careful = [f"object0.{p.name} = {decode(p.kind, 'value0', where)}"]
        absent = f"report.add({where!r})" if p.needs_value else repr(p.absent)
        lines += [
            f"if {p.wire!r} in data:",
            *_indented([f"value0 = data[{p.wire!r}]", *(_property(p, "object0", 0) if sure else careful)]),
            "else:",
            *_indented(["known -= 1", f"object0.{p.name} = {absent}"]),
        ]
    beyond = f"beyond(data, {refer(f'KNOWN_{cls.__name__}', known_of(cls))})"
    return [*lines, f"object0.additional_properties = None if known == len(data) else {beyond}"]


def _property(p: Property, made: str, depth: int) -> list[str]:
    """Lines that set a property to the variable `value{depth}`, decoded, and raise where it is odd."""
    return _assigned(f"{made}.{p.name}", p.kind, depth, needed=p.needs_value)


def _assigned(target: str, kind: Kind, depth: int, *, needed: bool) -> list[str]:
    """Lines that decode the variable `value{depth}` where it is as it should be, and raise where it is odd.

    Tiny models are decoded on the spot. Where a value is needed, null is odd.
    """
    value, inner = f"value{depth}", f"object{depth + 1}"
    or_none = "" if needed else f"None if {value} is None else "
    match kind:
        case Nested(models) if depth < _DEEPEST and _is_told_apart(models) and all(map(_is_tiny, models)):
            first, *others = _chosen(target, models, depth)
            none = [] if needed else [f"if {value} is None:", f"    {target} = None"]
            return [*none, f"el{first}" if none else first, *others]
        case Nested(models):
            return [f"{target} = {or_none}{_decoder_for(models, value)}({value}, report)"]
        case Array(item, cls):
            made = "[]" if cls is list else f"{refer(cls.__name__, cls)}()"
            return [
                f"list{depth} = {or_none}{made} if type({value}) is list else odd()",
                f"for value{depth + 1} in {value}{'' if needed else ' or ()'}:",
                *_indented([*_assigned(inner, item, depth + 1, needed=True), f"list{depth}.append({inner})"]),
                f"{target} = list{depth}",
            ]
        case Map(item):
            return [
                f"dict{depth} = {or_none}{{}} if type({value}) is dict else odd()",
                f"for key{depth}, value{depth + 1} in {value}.items() if {value} else ():",
                *_indented(_assigned(f"dict{depth}[key{depth}]", item, depth + 1, needed=True)),
                f"{target} = dict{depth}",
            ]
        case _:
            return [f"{target} = {_quick_decoding(kind, value, needed=needed)}"]


def _decoder_for(models: tuple[type[Structure], ...], value: str) -> str:
    """An expression for the decoder of the one of the models that a variable is."""
    tag = discriminator_of(models).wire if len(models) > 1 else ""
    if not tag:
        return call("decode", models, decoder_of)
    decoders = refer(f"DECODERS_{'_or_'.join(cls.__name__ for cls in models)}", _tagged_decoders_of(models))
    return f"{decoders}[{value}[{tag!r}]]"


def _is_told_apart(models: tuple[type[Structure], ...]) -> bool:
    """Whether a tag, or at least the number of properties, tells which of the models an object is."""
    sizes = {len(properties_of(cls)) for cls in models}
    return len(sizes) == len(models) or discriminator_of(models).wire != ""


def _chosen(target: str, models: tuple[type[Structure], ...], depth: int) -> list[str]:
    """Lines with a branch for each of the models, and one for what has not all of its properties."""
    value, inner = f"value{depth}", f"object{depth + 1}"
    lines: list[str] = []
    for cls in models:
        lines += [
            f"{'elif' if lines else 'if'} len({value}) == {len(properties_of(cls))}{_is_meant(cls, models, value)}:",
            *_indented([*_taken(cls, value, depth + 1), f"{target} = {inner}"]),
        ]
    return [*lines, "else:", f"    {target} = {call('decode', models, decoder_of)}({value}, report)"]


def _is_meant(cls: type[Structure], models: tuple[type[Structure], ...], value: str) -> str:
    """A further condition where the number of properties does not tell which of the models a variable is."""
    tag = discriminator_of(models)
    tags = tuple(of_model for of_model, owner in tag.models.items() if owner is cls)
    return f" and {value}[{tag.wire!r}] in {tags}" if len(models) > 1 and tags else ""


def _quick_decoding(kind: Kind, value: str, *, needed: bool) -> str:
    """An expression that decodes a variable where it is as it should be, and raises where it is odd."""
    match kind:
        case Scalar():
            return f"{value} if {_fits(kind, value, needed=needed)} else odd()"
        case Timestamp():
            moment = f"moment if (moment := fromisoformat({value})).tzinfo else odd()"
            return moment if needed else f"None if {value} is None else {moment}"
        case Enumeration(enum):
            first, *others = enum
            members = refer(f"MEMBERS_{enum.__name__}", _members_of(enum))
            only = "" if others else f"{refer(f'ONLY_{enum.__name__}', first)} if {value} == {first.value!r} else "
            member = f"{only}{members}[{value}]{'' if needed else f' if {value} is not None else None'}"
            return member if kind.form is str else f"{member} if {value} is not True else odd()"  # which equals 1
        case Either(scalar, nested):
            decoded = f"{_decoder_for(nested.models, value)}({value}, report)"
            return f"{value} if {_fits(scalar, value, needed=needed)} else {decoded}"
        case _:
            return value


def _decoding(kind: Kind, value: str, where: str) -> str:
    """An expression that decodes a variable, whatever is in it."""
    misfit = f"misfit({value}, report, {where!r})"
    match kind:
        case Anything():
            return value
        case Scalar():
            return f"{value} if {_fits(kind, value, needed=False)} else {misfit}"
        case Timestamp():
            return f"None if {value} is None else timestamp({value}, report, {where!r})"
        case Enumeration(enum):
            members = refer(f"MEMBERS_{enum.__name__}", _members_of(enum))
            careful = f"open_member({refer(enum.__name__, enum)}, {value}, report, {where!r})"
            known = f"type({value}) is {kind.form.__name__} and {value} in {members}"
            return f"{members}[{value}] if {known} else {careful}"
        case Nested(models):
            return f"None if {value} is None else {call('decode', models, decoder_of)}({value}, report)"
        case Array(item, cls):
            decoded = f"[{_decoding_needed(item, 'item', where)} for item in {value}]"
            made = decoded if cls is list else f"{refer(cls.__name__, cls)}({decoded})"
            return f"{made} if type({value}) is list else {misfit}"
        case Map(item):
            decoded = f"{{key: {_decoding_needed(item, 'item', where)} for key, item in {value}.items()}}"
            return f"{decoded} if type({value}) is dict else {misfit}"
        case Either(scalar, nested):
            decoded = f"{call('decode', nested.models, decoder_of)}({value}, report)"
            known = _fits(scalar, value, needed=False)
            return f"{value} if {known} else {decoded} if type({value}) is dict else {misfit}"


def _decoding_needed(kind: Kind, value: str, where: str) -> str:
    """An expression that decodes a variable, and reports if it is null."""
    return f"report.add({where!r}) if {value} is None else {_decoding(kind, value, where)}"


def _fits(kind: Scalar, value: str, *, needed: bool) -> str:
    fits = " or ".join(f"type({value}) is {scalar.__name__}" for scalar in kind.types)
    return fits if needed else f"{fits} or {value} is None"


def _members_of(enum: type[Enum]) -> dict[Any, Enum]:
    return _members.setdefault(enum, {member.value: member for member in enum})


def _tagged_decoders_of(models: tuple[type[Structure], ...]) -> dict[str, Decoder]:
    """The decoder for each value of the property that tells the models apart."""
    if models not in _tagged_decoders:
        _tagged_decoders[models] = {tag: decoder_of((cls,)) for tag, cls in discriminator_of(models).models.items()}
    return _tagged_decoders[models]


def _one_of_decoder(models: tuple[type[Structure], ...]) -> Decoder:
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


def _best_fit(models: tuple[type[Structure], ...], data: dict[str, Any], report: Report) -> Structure:
    """Read the object as the model that misses least, misfits least and leaves least unknown."""

    def attempt(cls: type[Structure]) -> tuple[tuple[int, int, int], Report, Structure]:
        reported: Report = set()
        value: Structure = decoder_of((cls,))(data, reported)
        unknown = len(value.additional_properties or ())
        return (len(required_of(cls) - data.keys()), len(reported), unknown), reported, value

    _, reported, value = min(map(attempt, models), key=lambda tried: tried[0])
    report |= reported
    return value


# ----------------------------------------------------------------------------------------- what compiled code calls


def _carefully(cls: type[Structure], data: Any, report: Report) -> Any:
    if type(data) is not dict:
        return _no_object(cls, data, report)
    decoder = _careful_decoders.get(cls)
    if decoder is None:
        decoder = _careful_decoders[cls] = compiled("careful", cls, _careful_source_of(cls))
    return decoder(data, report)


def _no_object(cls: type[Structure], data: Any, report: Report) -> Any:
    if is_mapping(data):
        return decoder_of((cls,))(dict(data), report)
    if not isinstance(data, cls):
        report.add(f"{cls.__name__} (no object)")
    return data


def _misfit(value: Any, report: Report, where: str) -> Any:
    if value is not None:
        report.add(where)
    return value


def _timestamp(value: Any, report: Report, where: str) -> Any:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        let_through(error)
        return _odd_timestamp(value, report, where)
    return moment if moment.tzinfo is not None else _odd_timestamp(value, report, where)


def _odd_timestamp(value: Any, report: Report, where: str) -> Any:
    """Read what `fromisoformat` does not; a time without a zone is no instant, so it stays text."""
    moment = moment_of(value) if isinstance(value, str) else value if isinstance(value, datetime) else None
    return _misfit(value, report, where) if moment is None else moment


def _open_member(enum: type[OpenEnum] | type[OpenIntEnum], value: Any, report: Report, where: str) -> Any:
    form = str if issubclass(enum, OpenEnum) else int
    fits = isinstance(value, form) and not isinstance(value, bool)
    return enum(value) if fits else _misfit(value, report, where)


def _beyond(data: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in known}


namespace.update(
    beyond=_beyond,
    carefully=_carefully,
    fromisoformat=datetime.fromisoformat,
    let_through=let_through,
    misfit=_misfit,
    new=object.__new__,
    open_member=_open_member,
    timestamp=_timestamp,
)
