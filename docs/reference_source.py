"""What the code says about itself: docstrings taken apart, and the docstrings and annotations of attributes."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from datadog_incidents._core.operations.operation import Operation, Parameter
from datadog_incidents._core.operations.parameters import Body, Choice, Choices, Flag, Integer, Texts

PAGED = "_with_pagination"
"""The end of the name of a method that gets all items of an operation."""


@dataclass(frozen=True)
class Docstring:
    """A Google-style docstring, taken apart."""

    summary: str
    details: str
    sections: dict[str, str] = field(default_factory=dict[str, str])
    """The text of each section, such as `Returns`."""

    def entries(self, section: str) -> dict[str, str]:
        """The entries of a section such as `Args`: each name with its description."""
        found: dict[str, str] = {}
        for entry in re.split(r"\n(?=\S)", self.sections.get(section, "")):
            name, _, text = entry.partition(": ")
            if text:
                found[name] = sentence(text)
        return found


def docstring_of(thing: object) -> Docstring:
    """The docstring of a class, function or module."""
    return taken_apart(inspect.getdoc(thing) or "")


def taken_apart(text: str) -> Docstring:
    """Take a docstring apart.

    Args:
        text: the docstring, without its indentation.
    """
    prose, *rest = re.split(r"^(Args|Returns|Raises|Example):\n", text, flags=re.MULTILINE)
    sections = {name: inspect.cleandoc(body) for name, body in zip(rest[::2], rest[1::2], strict=True)}
    summary, _, details = prose.strip().partition("\n\n")
    return Docstring(joined(summary), "\n\n".join(map(joined, details.split("\n\n"))), sections)


def joined(text: str) -> str:
    """A paragraph on one line."""
    return " ".join(text.split())


def sentence(text: str) -> str:
    """A description on one line, beginning with a capital."""
    return joined(text[:1].upper() + text[1:])


@dataclass(frozen=True)
class Attribute:
    """An attribute of a class, or a name of a module, as it is written in the source."""

    types: list[str]
    """The alternatives of its annotation, but for None and Unset."""
    description: str


def attributes_of(cls: type) -> dict[str, Attribute]:
    """The annotated attributes of a class, those that it inherits included."""
    found: dict[str, Attribute] = {}
    for base in reversed(cls.__mro__):
        tree = _tree(base.__module__) if base.__module__.startswith("datadog_incidents.") else ast.Module([], [])
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.name == base.__name__:
                found.update(_attributes(node.body))
    return found


def alias_named(name: str, module: str) -> Attribute:
    """A type alias of a module: the types that it stands for, and its description."""
    for node, following in _annotated(_tree(module).body):
        if isinstance(node.target, ast.Name) and node.target.id == name and node.value is not None:
            return Attribute(_alternatives(node.value), _string(following))
    raise LookupError(f"{module} has no type alias {name}")


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(sys.modules[module]))


def _annotated(body: list[ast.stmt]) -> Iterator[tuple[ast.AnnAssign, ast.stmt | None]]:
    """The annotated names of a body, each with the statement after it."""
    followers: list[ast.stmt | None] = [*body[1:], None]
    for node, following in zip(body, followers, strict=True):
        if isinstance(node, ast.AnnAssign):
            yield node, following


def _attributes(body: list[ast.stmt]) -> Iterator[tuple[str, Attribute]]:
    for node, following in _annotated(body):
        if isinstance(node.target, ast.Name):
            yield node.target.id, Attribute(_alternatives(node.annotation), _string(following))


def _string(node: ast.stmt | None) -> str:
    match node:
        case ast.Expr(ast.Constant(str(text))):
            return joined(text)
        case _:
            return ""


def _alternatives(annotation: ast.expr) -> list[str]:
    match annotation:
        case ast.BinOp(left, ast.BitOr(), right):
            return _alternatives(left) + _alternatives(right)
        case ast.Constant(None) | ast.Name("Unset"):
            return []
        case _:
            return [ast.unparse(annotation)]


@dataclass(frozen=True)
class Argument:
    """An argument of a function, as it is written in the source."""

    name: str
    annotation: str
    default: str
    """Its default; empty where it is required."""
    is_keyword: bool


@dataclass(frozen=True)
class Function:
    """A function, method or property, as it is written in the source."""

    name: str
    arguments: list[Argument]
    returns: str
    docstring: Docstring
    decorators: list[str]

    @property
    def shown(self) -> str:
        """Its name; with its arguments, unless it is a property."""
        if "property" in self.decorators:
            return self.name
        return f"{self.name}({', '.join(known.name for known in self.arguments)})"


def members_of(cls: type, package: str) -> list[Function]:
    """The methods and properties that a class has from the modules of a package, in the order of the source."""
    return [
        _callable(node)
        for base in cls.__mro__
        if base.__module__.startswith(f"{package}.")
        for owner in _tree(base.__module__).body
        if isinstance(owner, ast.ClassDef) and owner.name == base.__name__
        for node in owner.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def function_named(function: Callable[..., object]) -> Function:
    """A function of a module."""
    nodes = _tree(function.__module__).body
    return next(
        _callable(node) for node in nodes if isinstance(node, ast.FunctionDef) and node.name == function.__name__
    )


def _callable(node: ast.FunctionDef) -> Function:
    positional, keywords = node.args.args, node.args.kwonlyargs
    defaults = [*[None] * (len(positional) - len(node.args.defaults)), *node.args.defaults, *node.args.kw_defaults]
    return Function(
        name=node.name,
        arguments=[
            Argument(known.arg, _source(known.annotation), _source(default), known in keywords)
            for known, default in zip([*positional, *keywords], defaults, strict=True)
            if known.arg not in ("self", "cls")
        ],
        returns=_source(node.returns),
        docstring=taken_apart(ast.get_docstring(node) or ""),
        decorators=[_source(decorator) for decorator in node.decorator_list],
    )


def _source(node: ast.expr | None) -> str:
    return ast.unparse(node) if node else ""


@dataclass(frozen=True)
class ApiMethod:
    """A method of an `*Api` class and the operation that it carries out."""

    name: str
    operation: Operation[object]
    docstring: Docstring
    signature: inspect.Signature

    @property
    def parameters(self) -> list[tuple[Parameter, inspect.Parameter]]:
        """Its parameters as the operation and as Python knows them, in Python's order."""
        known = {parameter.name: parameter for parameter in self.operation.parameters}
        return [(known[name], given) for name, given in self.signature.parameters.items() if name in known]


def methods_of(cls: type) -> list[ApiMethod]:
    """The methods of an `*Api` class that carry out operations, by name; those of its nouns included."""
    return sorted(
        (
            ApiMethod(name, operations[name.removesuffix(PAGED)], docstring_of(method), inspect.signature(method))
            for noun in cls.__mro__
            for operations in [_operations_beside(noun)]
            for name, method in vars(noun).items()
            if name.removesuffix(PAGED) in operations
        ),
        key=lambda method: method.name,
    )


def _operations_beside(noun: type) -> dict[str, Operation[object]]:
    """The operations in the module of a class, by name."""
    module = vars(sys.modules[noun.__module__])
    return {value.name: value for value in module.values() if isinstance(value, Operation)}


def parameter_type(parameter: Parameter) -> str:
    """The type of a parameter, as it is annotated in Python."""
    match parameter.kind:
        case Body(model):
            return model
        case Choice(enum):
            return enum
        case Choices(enum):
            return f"list[{enum}]"
        case Integer():
            return "int"
        case Flag():
            return "bool"
        case Texts():
            return "str | list[str]"
        case _:
            return "str"
