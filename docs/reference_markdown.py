"""The pieces that the pages of the reference are made of, as Markdown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import cast

from reference_source import Attribute

from datadog_incidents import models

PUBLIC = sorted(set(cast("list[str]", vars(models)["__all__"])) - {"UNSET"})
MAKERS = [name for name in PUBLIC if inspect.isfunction(getattr(models, name))]
MODELS = [name for name in PUBLIC if name not in MAKERS]


def table(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; bars within cells are escaped."""
    titles = list(headers)
    lines = [titles, ["---"] * len(titles), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def page(*blocks: str) -> str:
    """A page of blocks with an empty line between them; empty blocks are left out."""
    return "\n\n".join(filter(None, blocks)) + "\n"


def linked(annotation: str, models_at: str) -> str:
    """A type in which each model is a link to its page.

    Args:
        annotation: the type, as it is written in Python.
        models_at: the way to the folder of the models, such as `models/`.
    """

    def link(word: re.Match[str]) -> str:
        name = word.group()
        return f"[{name}]({models_at}{name}.md)" if name in MODELS else name

    return re.sub(r"\w+", link, annotation.replace("[", "\\[").replace("]", "\\]"))


def types(attribute: Attribute, models_at: str) -> str:
    """The types of an attribute, with links."""
    return " | ".join(linked(alternative, models_at) for alternative in attribute.types)


def code(value: object) -> str:
    """A value as it is written in Python."""
    return f"`{value!r}`"


def back(*targets: tuple[str, str]) -> str:
    """The line at the end of a page that leads back."""
    return " ".join(f"[[Back to {name}]]({target})" for name, target in targets)
