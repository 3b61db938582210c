"""Reading what no contract foresees: nothing comes of it but models and the library's own exceptions."""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from typing import Any, TypeAlias

import pytest

from datadog_incidents import (
    ApiClient,
    Configuration,
    DatadogIncidentsError,
    DecodeError,
    IncidentsApi,
    InvalidArgumentError,
)
from datadog_incidents._core.codec import codec
from datadog_incidents._core.codec.model import Model
from datadog_incidents._core.codec.schema import Nested, properties_of, variants_of
from datadog_incidents._core.message import Headers, Request, Response, Timeout
from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents._core.paging.page import Page
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import IncidentResponse, IncidentSearchResponse, IncidentsResponse
from tests.all_models import MODELS, answers_of
from tests.sampled import value_of

from .support import OPERATIONS, figure, new_incident, sizes


def nested(depth: int) -> Any:
    value: Any = {}
    for level in range(depth):
        value = {"deeper": value} if level % 2 else [value]
    return value


ODDITIES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**53 + 1, 10**40, 1e308, -0.0, float("nan"), float("inf")),
    *("", "x", "0", "null", "\ud800", "\x00", "☃" * 500, "2026-13-45T99:00:00Z", "2026-01-01T00:00:00", "9999-12-31"),
    *("0001-01-01T00:00:00+14:00", "2026-01-01T24:00:00Z", "00000000-0000-0000-0000-000000000000", "incidents"),
    *([], {}, [[]], [None], {"": ""}, {"type": None}, {"id": {}}, {"data": {"data": []}}, nested(100)),
)
"""What takes the place of a value."""

PATH = "/api/v2/incidents"
DEEPEST = 400
"""Levels of nesting that `to_dict` copes with; what is deeper, it leaves to Python's recursion limit."""
Place: TypeAlias = tuple[Any, Any]
"""An object or a list, and a key or an index of it."""


def keys_of(document: Any) -> list[Any]:
    return list(document) if is_object(document) else [*range(len(document))] if is_list(document) else []


def place_in(document: Any, chance: Random) -> Place | None:
    """Any place of a document, at any depth; None where there is none."""
    places: list[Place] = []
    while keys := keys_of(document):
        places.append((document, chance.choice(keys)))
        document = document[places[-1][1]]
    return chance.choice(places) if places else None


def replace(place: Place, other: Place, chance: Random) -> None:
    holder, key = place
    holder[key] = copy.deepcopy(chance.choice(ODDITIES))


def swap(place: Place, other: Place, chance: Random) -> None:
    (holder, key), (other_holder, other_key) = place, other
    holder[key], other_holder[other_key] = copy.deepcopy(other_holder[other_key]), copy.deepcopy(holder[key])


def drop(place: Place, other: Place, chance: Random) -> None:
    holder, key = place
    del holder[key]


def add(place: Place, other: Place, chance: Random) -> None:
    holder, key = place
    value = copy.deepcopy(chance.choice(ODDITIES))
    if is_list(holder):
        holder.insert(key, value)
    else:
        holder[chance.choice(["", "unheard_of", "additional_properties", "self", "to_dict", "\ud800", f"{key} "])] = (
            value
        )


def wrap(place: Place, other: Place, chance: Random) -> None:
    holder, key = place
    holder[key] = chance.choice([[holder[key]], {"data": holder[key]}, json.dumps(holder[key])])


CHANGES: tuple[Callable[[Place, Place, Random], None], ...] = (replace, replace, replace, swap, drop, add, wrap)


def mutated(text: str, chance: Random) -> Any:
    """A document with a few things changed."""
    document = json.loads(text)
    for _ in range(chance.randint(1, 4)):
        place, other = place_in(document, chance), place_in(document, chance)
        if place and other:
            chance.choice(CHANGES)(place, other, chance)
    return document


def flip(body: bytes, chance: Random) -> bytes:
    flipped = bytearray(body)
    for _ in range(chance.randint(1, 5)):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    return bytes(flipped)


def truncate(body: bytes, chance: Random) -> bytes:
    return body[: chance.randrange(len(body))]


def repeat_keys(body: bytes, chance: Random) -> bytes:
    oddity = json.dumps(chance.choice(ODDITIES)).encode()
    name = chance.choice([b"data", b"id", b"attributes", b"title", b"total", b"incidents", b"type", b"included"])
    return body.replace(b"{", b'{"%b": %b, ' % (name, oddity), chance.randint(1, 10))


def insert(body: bytes, chance: Random) -> bytes:
    odd = chance.choice(
        [b"\xff", b"\x00", b"\\ud800", b'"', b"{", b"[" * 100_000, b"1e999", b"NaN", b"-", b"\xef\xbb\xbf"]
    )
    at = chance.randrange(len(body))
    return body[:at] + odd + body[at:]


SPOILINGS: tuple[Callable[[bytes, Random], bytes], ...] = (flip, truncate, repeat_keys, insert)


@pytest.fixture(scope="module")
def documents() -> dict[type[Model], list[str]]:
    """What the emulator answers, as JSON text, by the model that it is read as."""
    with Emulator() as emulator:
        emulator.seed(5)
        with ApiClient(emulator.configuration(), transport=emulator.transport) as client:
            created = client.request("POST", PATH, body=new_incident("Created")).data
            answers: dict[type[Model], list[Any]] = {
                IncidentResponse: [
                    created,
                    client.request("GET", f"{PATH}/{created['data']['id']}", query={"include": "users"}).data,
                ],
                IncidentsResponse: [client.request("GET", PATH, query={"page[size]": 2, "include": "users"}).data],
                IncidentSearchResponse: [
                    client.request("GET", f"{PATH}/search", query={"query": "state:*", "page[size]": 1}).data
                ],
            }
            return {model: [json.dumps(each) for each in originals] for model, originals in answers.items()}


def use(value: Model) -> None:
    """Do with a model what one does with models."""
    value.to_dict()
    value.mismatches()
    repr(value)
    for part in parts_of(value):
        for answer in answers_of(type(part)):
            getattr(part, answer)
    with suppress(InvalidArgumentError):
        codec.write_body("body", value)


def parts_of(value: Any) -> Iterator[Model]:
    """The models in a model, a list or an object, itself included."""
    if isinstance(value, Model):
        yield value
        for known in properties_of(type(value)):
            yield from parts_of(getattr(value, known.name))
    elif is_list(value) or is_object(value):
        for item in value.values() if is_object(value) else value:
            if isinstance(item, Model):
                yield from parts_of(item)


@pytest.fixture(scope="module")
def originals(documents: dict[type[Model], list[str]]) -> list[tuple[type[Model], list[str]]]:
    """Every model with documents that fit it: full, half full, without what may be left out, and the emulator's."""
    chance = Random(1)
    return [
        (
            cls,
            documents.get(cls, [])
            + [json.dumps(value_of(Nested(variants_of(cls)), chance, fullness)) for fullness in (1, 1, 0.5, 0.5, 0)],
        )
        for cls in MODELS
    ]


@pytest.mark.parametrize("count", sizes(reduced=2_000, full=200_000))
def test_documents(count: int, originals: list[tuple[type[Model], list[str]]], chance: Random) -> None:
    refused = 0
    for _ in range(count):
        model, texts = chance.choice(originals)
        document = mutated(chance.choice(texts), chance)
        with suppress(DecodeError):  # only where the document as a whole is no object
            use(model.from_dict(document))
            assert is_object(document)
        try:
            use(model.from_dict(document, strict=True))
        except DecodeError:
            refused += 1
    figure(
        f"codec: {count} changed documents over {len(originals)} models: {refused} refused when strict, "
        "nothing raised but DecodeError"
    )
    assert 0 < refused < count


class Repeating:
    """A service that answers the same to everything."""

    body = b""

    def send(self, request: Request, timeout: Timeout) -> Response:
        return Response(status=200, headers=Headers([("Content-Type", "application/json")]), body=self.body)

    def close(self) -> None:
        """Nothing to close."""


@pytest.mark.parametrize("strict", [False, True], ids=["lenient", "strict"])
@pytest.mark.parametrize("count", sizes(reduced=500, full=50_000))
def test_bytes(
    count: int, strict: bool, documents: dict[type[Model], list[str]], chance: Random, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="datadog_incidents")
    service = Repeating()
    configuration = Configuration(api_key="any", app_key="any", unstable_operations=OPERATIONS, strict_decoding=strict)
    refused = 0
    with ApiClient(configuration, transport=service) as client:
        api = IncidentsApi(client)
        calls: dict[type[Model], list[Callable[[], Any]]] = {
            IncidentResponse: [lambda: api.create_incident(new_incident("Created")), lambda: api.get_incident("id")],
            IncidentsResponse: [api.list_incidents, lambda: next(api.list_incidents_with_pagination().pages(), None)],
            IncidentSearchResponse: [
                lambda: api.search_incidents("state:*"),
                lambda: next(api.search_incidents_with_pagination("state:*").pages(), None),
            ],
        }
        for _ in range(count):
            model, originals = chance.choice(list(documents.items()))
            original = chance.choice(originals)
            body = json.dumps(mutated(original, chance)) if chance.random() < 0.5 else original
            service.body = chance.choice(SPOILINGS)(body.encode(), chance)
            try:
                use_result(chance.choice(calls[model])())
            except DatadogIncidentsError:
                refused += 1
    figure(f"codec: {count} spoilt bodies, {'strict' if strict else 'lenient'}: {refused} refused, nothing else raised")
    assert 0 < refused < count


@pytest.mark.parametrize("strict", [False, True], ids=["lenient", "strict"])
def test_nesting(strict: bool) -> None:
    service = Repeating()
    configuration = Configuration(api_key="any", app_key="any", unstable_operations=OPERATIONS, strict_decoding=strict)
    with ApiClient(configuration, transport=service) as client:
        for depth in (*range(100, 1100, 20), 10_000, 100_000):
            service.body = b'{"data": {"attributes": {"title": %b%b}}}' % (b"[" * depth, b"]" * depth)
            with suppress(DecodeError):
                result = IncidentsApi(client).get_incident("id")
                assert not strict
                if depth <= DEEPEST:
                    use(result)


def use_result(result: Any) -> None:
    """Use what a call returned: a model, a page, or None where there was no page."""
    if isinstance(result, Model):
        use(result)
    elif result is not None:
        page: Page[Any, Any] = result
        use(page.response)
        for item in [*page.items, *page.included.values()]:
            if isinstance(item, Model):
                use(item)
                dict(getattr(item, "included", {}))
