"""The base of every model: a dataclass that reads and writes JSON documents."""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, dataclass_transform

from datadog_incidents._core.codec import codec
from datadog_incidents._core.codec.checking import differences
from datadog_incidents._core.codec.structure import Structure
from datadog_incidents._core.moments import moment_of
from datadog_incidents._core.narrowing import as_kind, is_list
from datadog_incidents._core.one_line import in_short
from datadog_incidents._core.paths import at_path, attribute

_M = TypeVar("_M", bound="Model")
_T = TypeVar("_T")


def json_property(*, default: Any = dataclasses.MISSING, wire: str = "", read_only: bool = False) -> Any:
    """A field of a model that needs to say more than its annotation and its default do.

    Args:
        default: its default; without one, the contract requires the property.
        wire: its name in JSON, where that differs.
        read_only: whether the service alone sets it: it is read, and left out of what is sent.
    """
    metadata = {"wire": wire, "read_only": read_only} if wire else {"read_only": read_only}
    return dataclasses.field(default=default, metadata=metadata)


@dataclass_transform(kw_only_default=True, field_specifiers=(dataclasses.field, json_property))
def model(cls: type[_M]) -> type[_M]:
    """Make a class a model: a dataclass with slots and keyword-only fields.

    Models are not frozen, since freezing costs near half the time of decoding. Repr and `==` are the base's, and the
    constructor is written when it is first looked at: writing it takes longer than all else about a class, and most are
    only ever decoded. A class that brings a constructor of its own keeps it.
    """
    made = dataclasses.dataclass(kw_only=True, slots=True, repr=False, eq=False, init=False)(cls)
    if "__init__" not in vars(cls):
        made.__init__ = _Constructor()  # type: ignore[assignment, method-assign]  # becomes the function
    return made


class _Constructor:
    """The constructor of a dataclass that is yet to be written."""

    def __get__(self, instance: object | None, owner: type[Any]) -> Any:
        metaclass: Any = type(owner)
        twin: type[Any] = metaclass(owner.__name__, (owner,), {})  # a dataclass of the same fields, since it adds none
        dataclasses.dataclass(kw_only=True, repr=False, eq=False)(twin)
        construct: Any = twin.__dict__["__init__"]
        construct.__qualname__ = f"{owner.__qualname__}.__init__"
        owner.__init__ = construct
        return construct if instance is None else construct.__get__(instance)


class Model(Structure):
    """A JSON object with known properties.

    The annotations of a subclass are its schema. A field without a default is required by the contract. Reading, an
    absent or null property is None; a value that does not fit its type is kept as it came (`mismatches` lists those);
    an unknown property is kept in `additional_properties`. Writing, None leaves the property out, unless the contract
    requires it or the field defaults to `UNSET`: there None sends null.
    """

    __slots__ = ()

    @classmethod
    def from_dict(cls, document: Mapping[str, Any], *, strict: bool = False) -> Self:
        """Read a JSON object.

        Args:
            document: the object as `json.loads` gives it.
            strict: raise on the first value that does not fit, instead of keeping it as it is.

        Raises:
            DecodeError: the document is not an object, or `strict` and something in it does not fit; its `path` says
                where.
        """
        return codec.decode(cls, document, strict=strict)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that this model stands for, of plain dicts, lists, strings, numbers, booleans and None."""
        return codec.encode(self)

    def mismatches(self) -> list[str]:
        """What does not fit the contract, a line each with its path; empty when all fits.

        Example:
            `["data.attributes.created: expected a timestamp, got 'soon'"]`
        """
        return [in_short(str(difference)) for difference in differences(self)]


class Resource(Model):
    """A resource of the API (JSON:API): besides its own document, it knows the resources that came along with it."""

    __slots__ = ("_included",)

    _included: Mapping[str, Any]

    @property
    def included(self) -> Mapping[str, Any]:
        """What the response included beside this resource, by id: the users and attachments that were asked for.

        Not part of the document: `to_dict` and `==` leave it out. Empty when nothing was included.
        """
        return getattr(self, "_included", {})

    def attach(self, included: Mapping[str, Any]) -> None:
        """Say what came along with this resource, by id."""
        self._included = included

    def _attribute(self, kind: type[_T], name: str) -> _T | None:
        """An attribute; None where it is absent or of another kind."""
        return as_kind(kind, attribute(getattr(self, "attributes", None), name))

    def _listed(self, kind: type[_T], name: str) -> list[_T]:
        """The items of an attribute that are of a kind; empty where it is no list."""
        value = attribute(getattr(self, "attributes", None), name)
        return [item for item in value if isinstance(item, kind)] if is_list(value) else []

    def _moment(self, name: str) -> datetime | None:
        """An attribute that is a moment or the text of one; None for anything else."""
        value = attribute(getattr(self, "attributes", None), name)
        return moment_of(value) if isinstance(value, str) and value else as_kind(datetime, value)

    def _related(self, kind: type[_T], name: str) -> _T | None:
        """The resource that a relationship leads to, if it was included and is of a kind."""
        identities = at_path(self, ("relationships", name, "data", "id"), attribute)
        found = (self.included.get(identity) for identity in identities if isinstance(identity, str))
        return next((resource for resource in found if isinstance(resource, kind)), None)

    def _related_id(self, name: str) -> str | None:
        """The id of the resource that a relationship leads to."""
        identities = at_path(self, ("relationships", name, "data", "id"), attribute)
        return next((identity for identity in identities if isinstance(identity, str)), None)


class _OneOfType(type):
    """Makes calling a `OneOf` class build the fitting variant."""

    if not TYPE_CHECKING:  # to a type checker, constructors stay what the classes declare

        def __call__(cls, *args: Any, **properties: Any) -> Any:
            build = super().__call__ if "variants" not in vars(cls) else cls.build
            return build(*args, **properties)


class OneOf(Model, metaclass=_OneOfType):
    """A schema that is one of several models, its variants, each a subclass of it.

    A direct subclass lists the `variants` and says how to `build` the fitting one from their properties; calling the
    class does that, and so does reading a document.
    """

    __slots__ = ()

    variants: ClassVar[tuple[str, ...]]
    """The names of the variants, found in the module of the class."""

    @classmethod
    def build(cls, **properties: Any) -> Any:
        """Make the variant that fits the properties."""
        raise NotImplementedError


def accepts_former(**names: str | None) -> Callable[[type[_M]], type[_M]]:
    """Let the constructor of a model accept property names of former versions of the API, with a DeprecationWarning.

    Args:
        names: for each former name the present one; None where there is none any more: the value is then sent under the
            former name, as an additional property.
    """

    def decorate(cls: type[_M]) -> type[_M]:
        construct = cls.__init__

        @wraps(construct)
        def construct_from_any(self: _M, **properties: Any) -> None:
            if not names.keys().isdisjoint(properties):
                properties = _present_names(cls.__name__, names, properties)
            construct(self, **properties)

        cls.__init__ = construct_from_any  # type: ignore[assignment, method-assign]  # statically, the constructor knows present names alone
        return cls

    return decorate


def _present_names(model_name: str, names: Mapping[str, str | None], properties: dict[str, Any]) -> dict[str, Any]:
    present: dict[str, Any] = {}
    beyond: dict[str, Any] = dict(properties.pop("additional_properties", None) or {})
    for name, value in properties.items():
        if name not in names:
            present[name] = value
            continue
        now = names[name]
        advice = f"is now {now}" if now else "is not part of the API any more"
        warnings.warn(f"{model_name}: {name} {advice}", DeprecationWarning, stacklevel=3)
        if now is None:
            beyond[name] = value
        elif now in properties:
            raise TypeError(f"{model_name}: {name} and {now} are the same property, give one of them")
        else:
            present[now] = value
    return {**present, "additional_properties": beyond or None}
