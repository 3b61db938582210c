"""Write `docs/interface/`, the record of the public interface, or with `--check` see whether it is fresh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

import click
import griffe
import written_files

import datadog_incidents
from datadog_incidents.cli.app import app
from datadog_incidents.cli.program import PROGRAM

PACKAGE = datadog_incidents.__name__
LABELS = ("async", "classmethod", "staticmethod", "writable", "property")
"""What is told of a function or attribute before its name."""
BENEATH = "beneath"
"""The file with what no public module names, but users still hold: the bases of public things and what they deal in."""


class Record:
    """The public interface: a text for each public module, and one for what their names lead to."""

    def __init__(self) -> None:
        self._code = griffe.load(PACKAGE, resolve_aliases=True)
        self._homes: dict[str, str] = {}

    def files(self) -> dict[str, str]:
        """The text of each file, by its name."""
        sections: dict[str, list[str]] = {}
        led_to: list[griffe.Object] = []
        for module in public_modules():
            sections[module] = []
            for name in self._names(module):
                thing = self._at(f"{module}.{name}")
                home = self._homes.setdefault(thing.path, module)
                sections[module].append("\n".join(lines(thing, name)) if home == module else f"{name}: as in {home}")
                led_to.append(thing)
        sections[BENEATH] = ["\n".join(lines(thing, thing.name)) for thing in self._beneath(led_to)]
        return {f"{name}.txt": "\n\n".join(texts) + "\n" for name, texts in sections.items()}

    def _names(self, module: str) -> list[str]:
        """What a module offers: its `__all__` as Python has it, or else what it defines without an underscore."""
        names = cast("list[str] | None", vars(import_module(module)).get("__all__"))
        members = self._at(module).members
        return sorted(names or (name for name, known in members.items() if known.is_public and not known.is_module))

    def _at(self, path: str) -> griffe.Object:
        """The thing at a path such as `datadog_incidents.models.IncidentResponse`, wherever it is imported from."""
        found = self._code.modules_collection[path]
        return cast("griffe.Object", found.final_target if found.is_alias else found)

    def _beneath(self, things: list[griffe.Object]) -> list[griffe.Object]:
        """The things of the package that others lead to, and those that these lead to, by name."""
        found: dict[str, griffe.Object] = {}
        while things:
            for path in sorted(set(paths_in(things.pop()))):
                if path.startswith(f"{PACKAGE}."):
                    thing = self._at(path)
                    is_new = thing.path not in self._homes and thing.path not in found
                    if is_new and (thing.is_class or not thing.name.startswith("_")) and not thing.is_module:
                        found[thing.path] = thing
                        things.append(thing)
        return sorted(found.values(), key=lambda thing: thing.name)


def public_modules() -> list[str]:
    """The modules whose names are promised: the package, and what is directly in it without an underscore."""
    inside = (module.name for module in iter_modules(datadog_incidents.__path__))
    return [PACKAGE, *(f"{PACKAGE}.{name}" for name in sorted(inside) if not name.startswith("_"))]


def shown_members(cls: griffe.Class) -> Iterator[griffe.Object]:
    """The members of a class itself that are promised, in the order of the source."""
    for name, known in cls.members.items():
        is_special = name.startswith("__") and known.is_function
        is_generated = name == "__init__" and "dataclass" in cls.labels  # its fields tell it
        if not known.is_alias and not is_generated and (is_special or not name.startswith("_")):
            yield cast("griffe.Object", known)


def lines(thing: griffe.Object, name: str) -> Iterator[str]:
    """What is recorded of a thing: a line, and for a class one more for each member of its own."""
    prefix = "".join(f"{label} " for label in LABELS if label in thing.labels)
    if isinstance(thing, griffe.Class):
        decorators = "".join(f"@{decorator.value} " for decorator in thing.decorators)
        bases = f"({', '.join(map(str, thing.bases))})" if thing.bases else ""
        yield f"{decorators}class {name}{bases}"
        for member in shown_members(thing):
            yield from (f"    {line}" for line in lines(member, member.name))
    elif isinstance(thing, griffe.Function):
        for shown in thing.overloads or [thing]:
            yield f"{prefix}{shown.signature()}"
    elif isinstance(thing, griffe.Attribute):
        annotation = f": {thing.annotation}" if thing.annotation else ""
        # What an instance is given, and a constant that changes with the release, are no part of the interface.
        is_told = "class-attribute" in thing.labels or ("module-attribute" in thing.labels and thing.annotation)
        yield f"{prefix}{name}{annotation}" + (f" = {thing.value}" if is_told and thing.value is not None else "")


def paths_in(thing: griffe.Object) -> Iterator[str]:
    """The things that bases, annotations and the values of type aliases name."""
    if isinstance(thing, griffe.Class):
        for base in thing.bases:
            yield from names_in(base)
        for member in shown_members(thing):
            yield from paths_in(member)
    elif isinstance(thing, griffe.Function) and thing.name != "__init__":  # what a thing is made of is its own affair
        for shown in (thing, *(thing.overloads or ())):
            for expression in (shown.returns, *(parameter.annotation for parameter in shown.parameters)):
                yield from names_in(expression)
    elif isinstance(thing, griffe.Attribute):
        yield from names_in(thing.annotation)
        yield from names_in(thing.value) if str(thing.annotation) == "TypeAlias" else ()


def names_in(expression: str | griffe.Expr | None) -> Iterable[str]:
    """The paths that an annotation or a value names."""
    if isinstance(expression, griffe.Expr):
        names = [part for part in expression.iterate() if isinstance(part, griffe.ExprName)]
        return [name.canonical_path for name in names if name.name not in ("args", "kwargs")]  # those of a ParamSpec
    return []


def command_lines(command: click.Command, words: str, above: click.Context | None = None) -> Iterator[str]:
    """What is recorded of a command and the commands below it: its arguments and options, a line each."""
    with command.make_context(words, [], above, resilient_parsing=True) as context:
        if isinstance(command, click.Group):
            for name in sorted(command.list_commands(context)):
                if (below := command.get_command(context, name)) is not None:
                    yield from command_lines(below, f"{words} {name}", context)
        else:
            yield words
            for known in command.get_params(context):
                notes = [", required"] * known.required + [", repeatable"] * (known.nargs != 1 or known.multiple)
                value = context.params.get(known.name)
                default = "" if value in (None, False, ()) else f" = {value}"
                yield f"    {' or '.join([*known.opts, *known.secondary_opts])}{default}{''.join(notes)}"


def files() -> dict[str, str]:
    """The text of each file, by its name within `docs/interface`."""
    return Record().files() | {"command-line.txt": "\n".join(command_lines(app, PROGRAM)) + "\n"}


if __name__ == "__main__":
    written_files.main(__doc__, files(), written_files.ROOT / "docs" / "interface", "interface")
