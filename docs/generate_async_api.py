"""Writes `datadog_incidents/async_api/` from `datadog_incidents/api/`; with `--check` it only tells what would change.

A method of an api is a signature, a docstring and one call. Its asynchronous sibling is the same with `await`, so that
it is written rather than copied: edit `api/`, and run `make async`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import written_files

API = Path(__file__).parent.parent / "datadog_incidents" / "api"
ASYNC_API = API.parent / "async_api"
NOTICE = "# Made of {source} by docs/generate_async_api.py: edit that, and run `make async`.\n"

RULES = (
    (r"^    def (?!\w+_with_pagination\b|__)", "    async def "),
    (r"return self\.api_client\.call\(((?s:.*?))\)\.data$", r"return (await self.api_client.call(\1)).data"),
    (r"\bNoun\b", "AsyncNoun"),
    (r"\bPager\b", "AsyncPager"),
    (r"_core\.paging\.pager\b", "_core.paging.async_pager"),
    (r"\b(\w+Operations)\b", r"Async\1"),
    (r"\bIncidentsApi\b", "AsyncIncidentsApi"),
    (r"\bApiClient\b", "AsyncApiClient"),
    (
        r"datadog_incidents\.api\.(\w+) import (\w*Operations|AsyncIncidentsApi)",
        r"datadog_incidents.async_api.\1 import \2",
    ),
    (r"\bahead on threads\b", "ahead in tasks"),
    (r"A pager: iterate over it for", "A pager: `async for` for"),
    (r"`\.total` is the", "`total()` is the"),
)
"""What makes the asynchronous sibling of a line or two: a pattern and what takes its place."""


def files() -> dict[str, str]:
    """The text of each file, by its name within `async_api/`."""
    sources = {path.name: path.read_text(encoding="utf-8") for path in sorted(API.glob("*.py"))}
    nouns = {name: text for name, text in sources.items() if name not in ("__init__.py", "noun.py")}
    return {
        "__init__.py": changed(sources["__init__.py"], "__init__.py"),
        **{name: sibling(text, name) for name, text in nouns.items()},
    }


def sibling(source: str, name: str) -> str:
    """The asynchronous sibling of a module: its class, and what that needs; the operations are those of the module."""
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    (noun,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    body = "".join(lines[noun.lineno - 1 :])
    imports = [*_imports(tree.body, body, "")]
    guarded = [line for node in tree.body if isinstance(node, ast.If) for line in _imports(node.body, body, "    ")]
    aliases = [node.target.id for node in _aliases(tree) if re.search(rf"\b{node.target.id}\b", body)]
    if aliases:
        guarded.append(f"    from datadog_incidents.api.{Path(name).stem} import {', '.join(aliases)}\n")
    constants = sorted(target for target in _constants(tree) if re.search(rf"\b{target}\b", body))
    if constants:
        imports.append(f"from datadog_incidents.api.{Path(name).stem} import {', '.join(constants)}\n")
    if guarded:
        imports += ["\nif TYPE_CHECKING:\n", *guarded]
    docstring = ast.get_docstring(tree, clean=False)
    text = changed(f'"""{docstring}"""\n\n{"".join(imports)}\n\n{body}', name)
    return written_files.formatted(text, ASYNC_API / name)


def _constants(tree: ast.Module) -> Iterator[str]:
    """The names of the constants that a module defines."""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _aliases(tree: ast.Module) -> Iterator[Any]:
    """The type aliases that a module defines for type checkers."""
    for node in tree.body:
        if isinstance(node, ast.If):
            yield from (each for each in node.body if isinstance(each, ast.AnnAssign))


def _imports(nodes: list[ast.stmt], body: str, indent: str) -> Iterator[str]:
    """The imports of a module that its class needs."""
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            names = [
                ast.unparse(each)
                for each in node.names
                if node.module == "__future__" or each.asname or re.search(rf"\b{each.name}\b", body)
            ]
            if not indent and "TYPE_CHECKING" in [each.name for each in node.names]:
                names.append("TYPE_CHECKING")
            if names:
                yield f"{indent}from {node.module} import {', '.join(dict.fromkeys(names))}\n"


def changed(text: str, name: str) -> str:
    """A text by the rules, with the notice of where it comes from."""
    for pattern, instead in RULES:
        text = re.sub(pattern, instead, text, flags=re.MULTILINE)
    return NOTICE.format(source=f"api/{name}") + text


if __name__ == "__main__":
    written_files.main(__doc__, files(), ASYNC_API, "async")
