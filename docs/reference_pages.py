"""The pages of the reference: what the code says about itself, as Markdown."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from types import ModuleType
from typing import cast

from emulated_page import emulated_page
from reference_examples import example_of
from reference_markdown import MAKERS, MODELS, back, code, linked, page, table, types
from reference_source import (
    ApiMethod,
    Docstring,
    Function,
    alias_named,
    attributes_of,
    docstring_of,
    function_named,
    joined,
    members_of,
    methods_of,
    parameter_type,
    sentence,
)

from datadog_incidents import CallOptions, Configuration, api, exceptions, models, transport
from datadog_incidents._core.by_name import model_named
from datadog_incidents._core.codec.model import Model, OneOf, Resource
from datadog_incidents._core.codec.open_enum import OpenEnum, OpenIntEnum
from datadog_incidents._core.codec.schema import Property, properties_of, variants_of
from datadog_incidents._core.operations.operation import Operation, Parameter
from datadog_incidents._core.operations.parameters import Choice, Choices, Integer
from datadog_incidents._core.settings import setting
from datadog_incidents.exceptions import ApiException, CallError, DatadogIncidentsError, DecodeError

APIS = sorted(cast("list[str]", vars(api)["__all__"]))
ERROR_STATUSES = ("400", "401", "403", "404", "429", "5xx")
"""The error statuses of every operation."""


# -------------------------------------------------------------------------------------------------------- operations


def operations_page(name: str) -> str:
    """The page of an `*Api` class."""
    cls = getattr(api, name)
    docstring, methods = docstring_of(cls), methods_of(cls)
    return page(
        f"# {name}",
        "All paths are relative to `https://api.SITE`, with SITE one of the "
        "[sites](../authentication-and-sites.md#where-the-service-is).",
        operation_table(name, methods),
        docstring.details,
        *(operation_section(method, example_of(method, methods)) for method in methods),
    )


def operation_table(api_name: str, methods: Iterable[ApiMethod]) -> str:
    """Methods with their HTTP requests."""
    return table(
        ("Method", "HTTP request", "Description"),
        (
            (
                f"[**{method.name}**]({api_name}.md#{method.name})",
                f"**{method.operation.method}** {method.operation.path}",
                method.docstring.summary,
            )
            for method in methods
        ),
    )


def operation_section(method: ApiMethod, example: str) -> str:
    """What there is to know about one method.

    Args:
        method: the method.
        example: a script that calls it.
    """
    result = linked(str(method.signature.return_annotation), "models/").replace("Pager", "[Pager](../paging.md)")
    returns = f"{result}: {joined(method.docstring.sections['Returns'])}" if result != "None" else "None"
    required = [known.name for known, given in method.parameters if given.default is inspect.Parameter.empty]
    signature = f"**{method.name}**({', '.join(required)})"
    return page(
        f"## **{method.name}**",
        f"> {result} {signature}" if result != "None" else f"> {signature}",
        method.docstring.summary,
        method.docstring.details,
        "### Example",
        f"```python\n{example}```",
        "### Parameters",
        table(("Name", "Type", "Description", "Notes"), parameter_rows(method)),
        "### Return type",
        returns,
        "### Authorization",
        authorization(method.operation),
        "### HTTP request headers",
        f"- **Content-Type**: {'application/json' if method.operation.method in _WITH_BODY else 'Not defined'}\n"
        "- **Accept**: application/json",
        "### HTTP response details",
        table(("Status", "Description", "Raises"), status_rows(method.operation)),
        "### Exceptions",
        table(
            ("Exception", "When"),
            ((f"[{name}](README.md#exceptions)", when) for name, when in method.docstring.entries("Raises").items()),
        ),
        "Besides these, what every call [may raise](../errors-and-retries.md).",
        back(("top", "#"), ("operations", "README.md#operations"), ("models", "README.md#models")),
    ).rstrip("\n")


_WITH_BODY = ("POST", "PATCH", "PUT")


def parameter_rows(method: ApiMethod) -> list[tuple[str, str, str, str]]:
    """A row for each parameter of a method, and one for its options."""
    descriptions = method.docstring.entries("Args")
    rows = [
        (
            f"**{known.name}**",
            linked(parameter_type(known), "models/"),
            descriptions[known.name],
            "; ".join(parameter_notes(known, given)),
        )
        for known, given in method.parameters
    ]
    return [*rows, ("**options**", "[CallOptions](README.md#calloptions)", descriptions["options"], "optional")]


def parameter_notes(known: Parameter, given: inspect.Parameter) -> Iterable[str]:
    """Whether a parameter is required, its default, what it allows and its name on the wire."""
    if given.default is inspect.Parameter.empty:
        yield "required"
    else:
        yield "optional" if given.default is None else f"optional, default {code(given.default)}"
    match known.kind:
        case Integer(minimum, maximum):
            yield f"{minimum} or more" if maximum is None else f"{minimum} to {maximum}"
        case Choice(enum) | Choices(enum):
            yield f"allowed: {', '.join(f'`{member.value}`' for member in cast('type[OpenEnum]', model_named(enum)))}"
        case _:
            pass
    if known.wire:
        yield f"`{known.wire}` on the wire"


def authorization(operation: Operation[object]) -> str:
    """How a call proves who it is from."""
    keys = "[apiKeyAuth](README.md#apikeyauth) and [appKeyAuth](README.md#appkeyauth), or [AuthZ](README.md#authz)"
    opt_in = (
        f'Unstable: needs `configuration.unstable_operations["{operation.name}"] = True`, or `allow_unstable=True` on '
        "the call."
    )
    return f"{keys}\n\n{opt_in}" if operation.unstable else keys


def status_rows(operation: Operation[object]) -> list[tuple[str, str, str]]:
    """The statuses that the service answers with."""
    success = (str(operation.success), HTTPStatus(operation.success).phrase, "")
    errors = {status: (name, text) for name, status, text in status_exceptions()}
    return [
        success,
        *((status, errors[status][1], f"[{errors[status][0]}](README.md#exceptions)") for status in ERROR_STATUSES),
    ]


def status_exceptions() -> list[tuple[str, str, str]]:
    """The exceptions that stand for a status: name, status and what it means."""
    found = [(cls.__name__, docstring_of(cls).summary.partition(": ")) for cls in ApiException.__subclasses__()]
    return [(name, status, sentence(text)) for name, (status, _, text) in found]


# ------------------------------------------------------------------------------------------------------------ models


def model_page(name: str) -> str:
    """The page of a model, an enum or a union of models."""
    thing = getattr(models, name)
    if not isinstance(thing, type):
        alias = alias_named(name, _module_of(name))
        return page(f"# {name}", alias.description, one_of(alias.types), _BACK)
    docstring = docstring_of(thing)
    example = f"Example: {docstring.sections['Example']}" if "Example" in docstring.sections else ""
    return page(f"# {name}", docstring.summary, docstring.details, example, *_contents(thing), _BACK)


_BACK = back(("models", "../README.md#models"), ("operations", "../README.md#operations"))


def _module_of(alias: str) -> str:
    """The module that defines a type alias, which does not say so itself."""
    modules = [name for name in sys.modules if name.startswith(f"{models.__name__}.")]
    return next(name for name in sorted(modules) if alias in vars(sys.modules[name]).get("__all__", ()))


def _contents(thing: type) -> Iterable[str]:
    if issubclass(thing, (OpenEnum, OpenIntEnum)):
        yield "## Values"
        yield table(("Name", "Value"), ((f"`{member.name}`", f"`{member.value}`") for member in thing))
        form = "string" if issubclass(thing, OpenEnum) else "number"
        yield f"The enum is open: a value beyond these is kept, as a member equal to its {form}."
    elif issubclass(thing, Model):
        if variants_of(thing) != (thing,):
            yield one_of(variant.__name__ for variant in variants_of(thing))
        else:
            yield "## Properties"
            yield table(("Name", "Type", "Description", "Notes"), property_rows(thing))
            yield from _beside_the_json(thing) if not issubclass(thing, OneOf) else ()


def _beside_the_json(cls: type[Model]) -> Iterable[str]:
    """The methods and properties that a model has beside those of every model."""
    members = [known for known in members_of(cls, models.__name__) if not hasattr(Model, known.name)]
    makers = [known for known in members if "classmethod" in known.decorators]
    rows = [(known.shown, known.returns, known.docstring) for known in members if known not in makers]
    if issubclass(cls, Resource):
        rows.append(("included", "Mapping[str, Any]", docstring_of(Resource.included)))
    if rows:
        yield "## Methods and further properties"
        yield "They are not part of the JSON."
        yield table(
            ("Name", "Type", "Description"),
            ((f"`{name}`", linked(returns, ""), _prose(docstring)) for name, returns, docstring in rows),
        )
    for maker in makers:
        yield from _maker_section(cls, maker)


def _maker_section(cls: type[Model], maker: Function) -> Iterable[str]:
    """What there is to know about a class method that makes a model."""
    required = ", ".join(known.name for known in maker.arguments if not known.default)
    yield f"## {maker.name}"
    yield f"> [{cls.__name__}]({cls.__name__}.md) **{maker.name}**({required})"
    yield maker.docstring.summary
    yield maker.docstring.details
    descriptions = maker.docstring.entries("Args")
    yield table(
        ("Argument", "Type", "Description", "Notes"),
        (
            (
                f"`{known.name}`",
                linked(known.annotation, ""),
                descriptions[known.name],
                f"optional, default `{known.default}`" if known.default else "required",
            )
            for known in maker.arguments
        ),
    )
    yield f"Example: {maker.docstring.sections['Example']}"
    for name, when in maker.docstring.entries("Raises").items():
        yield f"Raises [{name}](../README.md#exceptions): {when}"


def _prose(docstring: Docstring) -> str:
    """A docstring on one line, with what it says about arguments."""
    entries = (f"`{name}`: {text}" for name, text in docstring.entries("Args").items())
    return " ".join(filter(None, (docstring.summary, docstring.details, *entries)))


def one_of(names: Iterable[str]) -> str:
    """The models that a name stands for."""
    return "One of:\n\n" + "\n".join(f"- {linked(name, '')}" for name in names)


def property_rows(cls: type[Model]) -> Iterable[tuple[str, str, str, str]]:
    """A row for each property of a model."""
    attributes = attributes_of(cls)
    for known in properties_of(cls):
        attribute = attributes[known.name]
        yield f"**{known.name}**", types(attribute, ""), attribute.description, "; ".join(property_notes(cls, known))


def property_notes(cls: type[Model], known: Property) -> Iterable[str]:
    """Whether a property is required, its default, and what None means."""
    default = cls.__dataclass_fields__[known.name].default
    constant = f", default `{default.value}`" if isinstance(default, OpenEnum) else ""
    yield f"required{constant}" if known.required else "optional"
    if known.absent is not None:
        yield "default `UNSET`, which leaves it out"
    if known.sends_null and known.nullable:
        yield "None is sent as null"
    if known.wire != known.name:
        yield f"`{known.wire}` in JSON"


# ------------------------------------------------------------------------------------------------------------- index


def index_page() -> str:
    """The page that leads to all others, with what is on no page of its own."""
    enums = [name for name in MODELS if _is_enum(name)]
    return page(
        "# Reference",
        "Everything here is written by `make docs` from the docstrings and annotations of the code.",
        "## Operations",
        *(f"### {name}\n\n{operation_table(name, methods_of(getattr(api, name)))}" for name in APIS),
        "## Authorization",
        *(f"### {name}\n\n{text}" for name, text in AUTHORIZATION.items()),
        "## CallOptions",
        "Every operation takes these as keyword arguments; what is not given is as the Configuration says.",
        table(("Option", "Type", "Description"), _option_rows()),
        "## Configuration",
        "What they mean together is on the page about [configuration](../configuration.md).",
        table(("Setting", "Type", "Default", "Description"), setting_rows()),
        "## Exceptions",
        f"```text\n{taken_apart_tree()}\n```",
        *(f"### {cls.__name__}\n\n{_error_description(cls)}" for cls in (CallError, DecodeError, ApiException)),
        "## Transports",
        "Names of `datadog_incidents.transport`, for [a transport of one's own](../transports.md).",
        table(("Name", "Description"), _summary_rows(transport)),
        "## Models",
        "Models are dataclasses with keyword-only fields. A property that a response lacks or has as null reads as "
        "None, a value that does not fit its type is kept as it came, and properties that the contract does not know "
        "are in `additional_properties`. Constructing a model needs the properties marked as required.",
        table(("Method of every model", "What it does"), _model_method_rows()),
        "\n".join(f"- [{name}](models/{name}.md)" for name in MODELS if name not in enums),
        "## Makers of fields",
        "Functions of `datadog_incidents.models`: a field of an incident for each type that a field can have.",
        table(("Function", "Makes", "Description"), _maker_rows()),
        "## Enums",
        "\n".join(f"- [{name}](models/{name}.md)" for name in enums),
    )


AUTHORIZATION: Mapping[str, str] = {
    "apiKeyAuth": "The API key: header `DD-API-KEY`, setting `api_key`, environment variable `DD_API_KEY`.",
    "appKeyAuth": "The application key: header `DD-APPLICATION-KEY`, setting `app_key`, environment variable "
    "`DD_APP_KEY`.",
    "AuthZ": "An OAuth token instead of the two keys: header `Authorization`, setting `access_token`, environment "
    "variable `DD_BEARER_TOKEN`.",
}


def _is_enum(name: str) -> bool:
    thing = getattr(models, name)
    return isinstance(thing, type) and issubclass(thing, (OpenEnum, OpenIntEnum))


def _summary_rows(module: ModuleType) -> Iterable[tuple[str, str]]:
    for name in cast("list[str]", vars(module)["__all__"]):
        yield f"`{name}`", docstring_of(getattr(module, name)).summary


def _model_method_rows() -> Iterable[tuple[str, str]]:
    for method in (Model.from_dict, Model.to_dict, Model.mismatches):
        yield f"`{method.__name__}`", docstring_of(method).summary


def _maker_rows() -> Iterable[tuple[str, str, str]]:
    for known in (function_named(getattr(models, name)) for name in MAKERS):
        yield f"`{known.shown}`", linked(known.returns, "models/"), _prose(known.docstring)


def _option_rows() -> Iterable[tuple[str, str, str]]:
    for name, attribute in attributes_of(cast("type", CallOptions)).items():
        yield f"`{name}`", types(attribute, "models/"), attribute.description


def setting_rows() -> Iterable[tuple[str, str, str, str]]:
    """A row for each setting of a Configuration."""
    descriptions = docstring_of(Configuration).entries("Args")
    for name, parameter in inspect.signature(Configuration).parameters.items():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            annotation = str(parameter.annotation)
            if annotation == "TimeoutSetting":
                annotation = " | ".join(alias_named(annotation, setting.__name__).types)
            written = linked(annotation.removesuffix(" | None"), "models/")
            yield f"`{name}`", written, code(parameter.default), descriptions[name]


def taken_apart_tree() -> str:
    """The tree of the exceptions, as their module draws it."""
    return inspect.cleandoc((exceptions.__doc__ or "").split("\n\n")[1])


def _error_description(cls: type[DatadogIncidentsError]) -> str:
    docstring = docstring_of(cls)
    entries = docstring.entries("Args")
    about = entries.pop("context", "").replace("As for", "And all of")
    carried = table(
        ("Attribute", "Meaning"), ((f"`{name}`", text) for name, text in entries.items() if name != "message")
    )
    return page(docstring.summary, carried, about).rstrip("\n")


def pages() -> dict[str, str]:
    """The text of every page, by its path within `docs/reference`."""
    return {
        "README.md": index_page(),
        "emulator.md": emulated_page(),
        **{f"{name}.md": operations_page(name) for name in APIS},
        **{f"models/{name}.md": model_page(name) for name in MODELS},
    }
