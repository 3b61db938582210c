"""What holds for any JSON that a model is made of, and for any model."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any, ParamSpec, TypeVar, cast

import pytest
from dateutil.parser import isoparse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from datadog_incidents._core.codec import codec
from datadog_incidents._core.codec.model import Model
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
    properties_of,
)
from datadog_incidents._core.codec.writing import written
from datadog_incidents.exceptions import DecodeError
from datadog_incidents.models import IncidentNotificationRule
from tests.all_models import CONCRETE, MODELS

_P = ParamSpec("_P")
_V = TypeVar("_V")


def once(compute: Callable[_P, _V]) -> Callable[_P, _V]:
    """Make the strategy of a model once: `functools.cache`, typed by what goes in and comes out."""
    return cast("Callable[_P, _V]", cache(compute))


# --------------------------------------------------------------------------------------------------- any JSON at all

TEXT = st.text(max_size=8)
SCALAR_VALUES: dict[type, st.SearchStrategy[Any]] = {
    str: TEXT,
    bool: st.booleans(),
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
}
SCALARS = st.one_of(st.none(), TEXT, *SCALAR_VALUES.values())
JSON: st.SearchStrategy[Any] = st.deferred(
    lambda: SCALARS | st.lists(JSON, max_size=2) | st.dictionaries(TEXT, JSON, max_size=2)
)
BEYOND = {str: "from the future", int: 1_000_000}
"""A value that no enum knows."""
OFFSETS = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(timezones=OFFSETS)
ODD_MOMENTS = st.sampled_from(
    [
        "2026-03-04T09:31:07.482913457Z",
        "2026-03-04T09:31:07Z",
        "2026-03-04T24:00:00Z",
        "20260304T093107+0100",
        "2026-W10-3T09:31+00:00",
        "2026-03-04T09:31:07",
        "2026-03-04",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T24:00:00Z",
        "now",
        "",
    ]
)


def fitting(kind: Kind) -> st.SearchStrategy[Any]:
    """JSON that is roughly of a kind."""
    match kind:
        case Anything():
            return JSON
        case Scalar(types):
            return st.one_of([SCALAR_VALUES[scalar] for scalar in types])
        case Timestamp():
            return MOMENTS.map(datetime.isoformat) | ODD_MOMENTS
        case Enumeration(enum):
            return st.sampled_from([*(member.value for member in enum), BEYOND[kind.form]])
        case Nested(options):
            return st.one_of([documents(cast("type[Model]", cls)) for cls in options])
        case Array(item):
            return st.lists(roughly(item), max_size=2)
        case Map(item):
            return st.dictionaries(TEXT, roughly(item), max_size=2)
        case Either(scalar, nested):
            return fitting(scalar) | fitting(nested)


def roughly(kind: Kind) -> st.SearchStrategy[Any]:
    return st.integers(0, 9).flatmap(lambda dice: JSON if dice == 0 else fitting(kind))


@once
def documents(cls: type[Model]) -> st.SearchStrategy[dict[str, Any]]:
    """Documents for a model, in which anything can be missing, wrong or more than the model knows."""
    known = st.fixed_dictionaries({}, optional={p.wire: roughly(p.kind) for p in properties_of(cls)})
    beyond: st.SearchStrategy[dict[str, Any]] = st.dictionaries(TEXT, JSON, max_size=1)
    return st.tuples(beyond, known).map(lambda both: both[0] | both[1])


def canonical(value: object) -> object:
    """A JSON value that equals another if they differ at most in nulls or in how they spell an instant.

    1, 1.0 and true differ.
    """
    match value:
        case dict():
            items = cast("dict[str, object]", value).items()
            return {name: canonical(item) for name, item in items if item is not None}
        case list():
            return [canonical(item) for item in cast("list[object]", value)]
        case str():
            return instant(value)
        case _:
            return type(value).__name__, value


def instant(text: str) -> object:
    for read in (datetime.fromisoformat, isoparse):
        try:
            moment = read(text)
        except (ValueError, OverflowError):
            continue
        if moment.tzinfo is not None:
            return moment
    return text


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@PATIENT
@given(st.sampled_from(MODELS), JSON)
def test_any_json_is_read_or_refused_with_a_decode_error(cls: type[Model], document: Any) -> None:
    if isinstance(document, dict):
        read = cls.from_dict(cast("dict[str, Any]", document))
        assert canonical(read.to_dict()) == canonical(cast("object", document))
    else:
        with pytest.raises(DecodeError):
            cls.from_dict(document)


@settings(PATIENT, max_examples=150)
@given(st.sampled_from(CONCRETE).flatmap(lambda cls: st.tuples(st.just(cls), documents(cls))))
@example((IncidentNotificationRule, {"included": [{"attributes": {"createdAt": None, "created_at": None}}]}))
def test_nothing_is_lost_on_the_way_through_a_model(given_: tuple[type[Model], dict[str, Any]]) -> None:
    cls, document = given_
    before = copy.deepcopy(document)
    read = cls.from_dict(document)
    assert canonical(read.to_dict()) == canonical(before)
    assert document == before
    json.dumps(read.to_dict())
    repr(read)
    # another spelling of a property is told of, but reading lets it pass: the service may send what the contract lacks
    reports = [report for report in read.mismatches() if "did you mean" not in report]
    noted: codec.Report = set()
    assert codec.decode(cls, document, report=noted) == read
    assert bool(noted) == bool(reports)
    assert_written_alike(read)
    if reports:
        with pytest.raises(DecodeError) as caught:
            cls.from_dict(document, strict=True)
        assert reports[0].startswith(caught.value.path)
        assert caught.value.path
    else:
        assert cls.from_dict(document, strict=True) == read


def assert_written_alike(model: Model) -> None:
    """The quick way to JSON text leads to the same as the long one, and takes only what fits the contract."""
    text = written(model)
    if text is not None:
        assert not model.mismatches()
        assert text == codec.write_json("model", model)


# ------------------------------------------------------------------------------------------------- any model at all


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Values of a kind, as a model holds them."""
    match kind:
        case Scalar(types):
            return st.one_of([SCALAR_VALUES[scalar] for scalar in types])
        case Timestamp():
            return MOMENTS
        case Enumeration(enum):
            return st.sampled_from(enum) | SCALAR_VALUES[kind.form].map(enum)
        case Nested(options):
            wire = discriminator_of(options).wire if len(options) > 1 else ""
            return st.one_of([instances(cast("type[Model]", cls), known=wire) for cls in options])
        case Array(item):
            return st.lists(values(item), max_size=2)
        case Map(item):
            return st.dictionaries(TEXT, values(item), max_size=2)
        case Either(scalar, nested):
            return values(scalar) | values(nested)
        case Anything():
            return JSON


@once
def instances(cls: type[Model], *, known: str = "") -> st.SearchStrategy[Model]:
    """Instances of a model.

    Args:
        cls: the model.
        known: the property, if any, that has to have a known value, since it tells the model from others.
    """

    def strategy(p: Property) -> st.SearchStrategy[Any]:
        if p.wire == known and isinstance(p.kind, Enumeration):
            return st.sampled_from(p.kind.enum)
        nothing = [st.just(value) for value in {p.absent, None} if not p.required or p.nullable]
        return st.one_of([*nothing, values(p.kind)])

    more = st.none() | st.dictionaries(TEXT.map("x-{}".format), SCALARS, min_size=1, max_size=1)
    return st.builds(cls, additional_properties=more, **{p.name: strategy(p) for p in properties_of(cls)})


@pytest.mark.parametrize("cls", CONCRETE)
@settings(PATIENT, max_examples=3)
@given(st.data())
def test_every_model_survives_the_wire(cls: type[Model], data: st.DataObject) -> None:
    model = data.draw(instances(cls, known="type"))
    assert model.mismatches() == []
    assert_written_alike(model)
    again = cls.from_dict(json.loads(json.dumps(model.to_dict())), strict=True)
    # A value of null fits both variants of an imported field, which no type tells apart.
    assert again == model or ("IncidentImportField" in repr(model) and again.to_dict() == model.to_dict())
    for twin in (copy.copy(model), copy.deepcopy(model), pickle.loads(pickle.dumps(model)), dataclasses.replace(model)):
        assert type(twin) is cls
        assert twin == model
        assert twin.to_dict() == model.to_dict()
