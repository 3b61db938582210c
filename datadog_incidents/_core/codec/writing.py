"""From models to JSON text, straight: the quick way for a body in which all is as it should be.

What it writes is what `encoding.py` and `json.dumps` write, and it writes only what fits the contract; anything else it
leaves to them and to the check.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from json.encoder import encode_basestring_ascii
from typing import Any, TypeAlias

from datadog_incidents._core.codec.compiled import call, compiled, name_of, namespace, refer
from datadog_incidents._core.codec.schema import (
    Array,
    Either,
    Enumeration,
    Kind,
    Map,
    Nested,
    Property,
    Scalar,
    Timestamp,
    properties_of,
)
from datadog_incidents._core.codec.structure import Structure
from datadog_incidents._core.codec.unset import UNSET
from datadog_incidents._core.interruption import let_through

Writer: TypeAlias = Callable[[Any], str]

_writers: dict[type[Structure], Writer] = {}


def written(model: Structure) -> str | None:
    """A model as JSON text in ASCII; None where something in it has to be looked at."""
    try:
        return writer_of((type(model),))(model)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        let_through(error)
        return None


def writer_of(models: tuple[type[Structure], ...]) -> Writer:
    """The function that writes a model, the only one of the tuple."""
    (cls,) = models
    if cls not in _writers:
        _writers[cls] = namespace[name_of("write", models)] = compiled("write", cls, source_of(cls))
    return _writers[cls]


def source_of(cls: type[Structure]) -> str:
    """The source of the function that writes a model."""
    lines = [f"def {name_of('write', (cls,))}(self):", "    text = ''", "    if self.additional_properties: odd()"]
    for p in properties_of(cls):
        lines += [f"    value = self.{p.name}", *_appended(p)]
    return "\n".join([*lines, "    return '{' + text[1:] + '}'"]) + "\n"


def _appended(p: Property) -> list[str]:
    """Lines that append the variable `value`, a property, to `text`, with a comma before it."""
    name = f',"{p.wire}":'
    none = f"text += {name + 'null'!r}" if p.sends_null else "odd()" if p.needs_value else "pass"
    given = [f"if value is None: {none}", f"else: text += {name!r} + {_text(p.kind, 'value')}"]
    if p.read_only:
        given = ["odd()" if p.needs_value else "if value is not None: odd()"]
    lines = ["if value is not UNSET:", *(f"    {line}" for line in given)] if p.absent is UNSET else given
    return [f"    {line}" for line in lines]


def _text(kind: Kind, value: str) -> str:
    """An expression for the JSON text of a variable, which raises where it is not of its kind."""
    match kind:
        case Scalar((only,)) if only in _SCALARS:
            return f"({_SCALARS[only].format(value)} if type({value}) is {only.__name__} else odd())"
        case Timestamp():
            return f"(f'\"{{{value}.isoformat()}}\"' if type({value}) is datetime and {value}.tzinfo else odd())"
        case Enumeration(enum):
            is_one = f"type({value}) is {refer(enum.__name__, enum)}"
            if kind.form is int:
                return f"(str({value}._value_) if {is_one} else odd())"
            first, *others = enum
            is_only = "" if others else f"'\"{first}\"' if {value} is {refer(f'ONLY_{enum.__name__}', first)} else "
            return f"({is_only}quoted({value}._value_) if {is_one} else odd())"
        case Nested(models):
            name = {cls: refer(cls.__name__, cls) for cls in models}
            writes = [f"{call('write', (cls,), writer_of)}({value}) if type({value}) is {name[cls]}" for cls in models]
            return f"({' else '.join([*writes, 'odd()'])})"
        case Array(item, cls):
            items = f"','.join([{_text(item, 'item')} for item in {value}])"
            is_list = f"type({value}) is list"
            if cls is not list:
                is_list += f" or type({value}) is {refer(cls.__name__, cls)}"
            return f"('[' + {items} + ']' if {is_list} else odd())"
        case Either(scalar, nested):
            (only,) = scalar.types
            return f"({_text(scalar, value)} if type({value}) is {only.__name__} else {_text(nested, value)})"
        case Map(item):
            items = f"','.join([quoted(key) + ':' + {_text(item, 'item')} for key, item in {value}.items()])"
            return f"('{{' + {items} + '}}' if type({value}) is dict else odd())"
        case _:
            return "odd()"


_SCALARS = {str: "quoted({})", bool: "('true' if {} else 'false')", int: "str({})"}
"""What writes a value of a type; numbers that may be no numbers (NaN) are not written here."""


namespace.update(UNSET=UNSET, datetime=datetime, quoted=encode_basestring_ascii)
