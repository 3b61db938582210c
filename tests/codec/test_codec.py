from __future__ import annotations

import dataclasses
import json
import linecache
import traceback
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datadog_incidents import UNSET, DecodeError
from datadog_incidents._core.codec import codec, json_text
from datadog_incidents._core.codec.model import Model, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.codec.unset import Unset


class Colour(OpenEnum):
    RED = "red"
    GREEN = "green"


class CatType(OpenEnum):
    CATS = "cats"


class DogType(OpenEnum):
    DOGS = "dogs"


@model
class Cat(Model):
    lives: int | None = None
    type: CatType = CatType.CATS


@model
class Dog(Model):
    tricks: list[str] | None = None
    type: DogType = DogType.DOGS


@model
class Square(Model):
    side: float


@model
class Circle(Model):
    radius: float
    centre: list[float] | None = None


@model
class Everything(Model):
    name: str
    born: datetime | None = None
    cleared: str | Unset | None = UNSET
    colour: Colour | None = None
    flag: bool | None = None
    kin: list[Cat | Dog] | None = None
    mixed: str | int | bool | None = None
    number: float | None = None
    other: dict[str, Any] | None = None
    owner: str | None = dataclasses.field(default=None, metadata={"wire": "ownerName"})
    palette: dict[str, list[Colour]] | None = None
    required_or_null: str | None
    shape: Square | Circle | None = None


MOMENT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
DOCUMENT: dict[str, Any] = {
    "name": "n",
    "born": "2026-01-02T03:04:05.678901+00:00",
    "cleared": None,
    "colour": "red",
    "flag": False,
    "kin": [{"type": "dogs", "tricks": ["sit"]}, {"type": "cats", "lives": 9}],
    "mixed": 0,
    "number": 1.5,
    "other": {"deep": [1, {"a": None}]},
    "ownerName": "o",
    "palette": {"warm": ["red", "ochre"]},
    "required_or_null": None,
    "shape": {"radius": 2},
    "beyond": [1],
}


def test_a_document_and_back() -> None:
    value = Everything.from_dict(DOCUMENT, strict=True)
    assert value == Everything(
        name="n",
        born=MOMENT,
        cleared=None,
        colour=Colour.RED,
        flag=False,
        kin=[Dog(tricks=["sit"]), Cat(lives=9)],
        mixed=0,
        number=1.5,
        other={"deep": [1, {"a": None}]},
        owner="o",
        palette={"warm": [Colour.RED, Colour("ochre")]},
        required_or_null=None,
        shape=Circle(radius=2),
        additional_properties={"beyond": [1]},
    )
    assert value.to_dict() == DOCUMENT
    assert json.loads(json.dumps(value.to_dict())) == DOCUMENT


def test_what_is_absent() -> None:
    value = Everything.from_dict({"name": "n"})
    assert value.cleared is UNSET
    assert (value.born, value.kin, value.additional_properties) == (None, None, None)
    assert value.to_dict() == {"name": "n", "required_or_null": None}


@pytest.mark.parametrize(
    ("name", "wire", "odd", "expected"),
    [
        ("born", "born", "soon", "a timestamp with a time zone"),
        ("born", "born", "2026-01-02", "a timestamp with a time zone"),
        ("born", "born", "2026-01-02T03:04:05", "a timestamp with a time zone"),
        ("born", "born", 1_767_323_045, "a timestamp with a time zone"),
        ("colour", "colour", 5, "one of red, green"),
        ("colour", "colour", ["red"], "one of red, green"),
        ("flag", "flag", 1, "a boolean"),
        ("flag", "flag", "true", "a boolean"),
        ("mixed", "mixed", 1.5, "a string or an integer or a boolean"),
        ("name", "name", 5, "a string"),
        ("number", "number", True, "a number or an integer"),
        ("number", "number", "1.5", "a number or an integer"),
        ("kin", "kin", {"type": "cats"}, "a list of: Cat or Dog"),
        ("kin", "kin", "cats", "a list of: Cat or Dog"),
        ("other", "other", [], "a map of: anything"),
        ("owner", "ownerName", 5, "a string"),
        ("palette", "palette", ["red"], "a map of: a list of: one of red, green"),
        ("shape", "shape", "round", "Square or Circle"),
        ("shape", "shape", [], "Square or Circle"),
    ],
)
def test_a_value_that_does_not_fit_stays_as_it_is(name: str, wire: str, odd: Any, expected: str) -> None:
    document = {**DOCUMENT, wire: odd}
    report: codec.Report = set()
    value = codec.decode(Everything, document, report=report)
    assert getattr(value, name) == odd
    assert value.to_dict() == document
    assert len(report) == 1
    (mismatch,) = value.mismatches()
    assert mismatch == f"{wire}: expected {expected}, got {odd!r}"
    with pytest.raises(DecodeError) as raised:
        Everything.from_dict(document, strict=True)
    assert raised.value.path == wire


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-02T03:04:05Z", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2026-01-02T03:04:05.678901Z", MOMENT),
        ("2026-01-02T03:04:05.678901234Z", MOMENT),
        ("2026-01-02T03:04:05.678901+00:00", MOMENT),
        ("2026-01-02T05:04:05.678901+02:00", MOMENT),
        ("2026-01-02 03:04:05.678901Z", MOMENT),
        ("2026-01-02T24:00:00Z", datetime(2026, 1, 3, tzinfo=UTC)),
    ],
)
def test_timestamps(text: str, moment: datetime) -> None:
    value = Everything.from_dict({"name": "n", "born": text, "required_or_null": ""}, strict=True)
    assert value.born == moment


def test_an_unknown_value_of_an_enum_is_a_member_equal_to_its_string() -> None:
    value = Everything.from_dict({**DOCUMENT, "colour": "ochre"}, strict=True)
    assert value.colour == "ochre"
    assert isinstance(value.colour, Colour)
    assert (value.colour.is_known, Colour.RED.is_known) == (False, True)
    assert "ochre" not in list(Colour)
    assert value.to_dict()["colour"] == "ochre"


@pytest.mark.parametrize(
    ("document", "cls"),
    [
        ({"type": "cats", "tricks": ["sit"]}, Cat),
        ({"type": "dogs", "lives": 9}, Dog),
        ({"type": "birds", "lives": 9}, Cat),
        ({"type": "birds", "tricks": []}, Dog),
        ({"lives": 9}, Cat),
        ({"type": 5, "tricks": []}, Dog),
        ({"tricks": "sit", "lives": 9}, Cat),
    ],
)
def test_a_union_is_told_apart_by_its_type_or_else_by_what_fits(document: dict[str, Any], cls: type[Model]) -> None:
    kin = Everything.from_dict({**DOCUMENT, "kin": [document]}).kin
    assert kin is not None
    (member,) = kin
    assert type(member) is cls
    assert member.to_dict() == document


@pytest.mark.parametrize(
    ("document", "cls"),
    [
        ({"side": 1}, Square),
        ({"radius": 1}, Circle),
        ({"radius": 1, "colour": "red"}, Circle),
        ({"side": "one", "radius": "two", "centre": [0, 0]}, Circle),
        ({"side": 1, "radius": "two"}, Square),
        ({}, Square),
    ],
)
def test_a_union_without_a_type_takes_what_fits_best(document: dict[str, Any], cls: type[Model]) -> None:
    value = Everything.from_dict({**DOCUMENT, "shape": document})
    assert type(value.shape) is cls


def test_odd_members_of_a_list_do_not_cost_the_others() -> None:
    odd = [{"type": "cats"}, None, "text", 5]
    value = Everything.from_dict({**DOCUMENT, "kin": odd})
    assert value.kin is not None
    assert list(value.kin) == [Cat(), *odd[1:]]
    assert value.to_dict()["kin"] == odd


@model
class Keeper(Model):
    large: Everything | None = None
    small: Cat | None = None


@pytest.mark.parametrize("odd", ["", [], "name", ["name"], ["lives", "type"], "ab", 0, 1.5, False, True])
@pytest.mark.parametrize("name", ["large", "small"])
def test_what_stands_in_place_of_an_object_stays_as_it_is(name: str, odd: Any) -> None:
    report: set[str] = set()
    value = codec.decode(Keeper, {name: odd}, report=report)
    assert getattr(value, name) == odd
    assert value.to_dict() == {name: odd}
    assert len(value.mismatches()) == 1
    assert report


@pytest.mark.parametrize("name", ["large", "small"])
def test_an_object_with_nothing_in_it(name: str) -> None:
    value: Any = getattr(Keeper.from_dict({name: {}}), name)
    assert isinstance(value, Everything if name == "large" else Cat)
    assert value.additional_properties is None


@pytest.mark.parametrize("document", [[], "", "text", None, 5])
def test_only_an_object_can_be_read(document: Any) -> None:
    with pytest.raises(DecodeError, match="Everything: expected an object"):
        Everything.from_dict(document)


def test_what_people_put_into_models_is_written_as_json() -> None:
    loose: dict[str, Any] = {"born": MOMENT.astimezone(timezone(timedelta(hours=2))), "kin": (Cat(),)}
    loose |= {"other": {"when": MOMENT, "enum": Colour.RED, "set": {"a"}}, "shape": {"side": 1}, "colour": "green"}
    assert Everything(name="n", required_or_null=None, **loose).to_dict() == {
        "name": "n",
        "born": "2026-01-02T05:04:05.678901+02:00",
        "colour": "green",
        "kin": [{"type": "cats"}],
        "other": {"when": "2026-01-02T03:04:05.678901+00:00", "enum": "red", "set": ["a"]},
        "required_or_null": None,
        "shape": {"side": 1},
    }


def keeper_of_a_pet(pet_field: str) -> type[Model]:
    """A model with a nested one; all that this makes have the same two names."""
    pet: type[Model] = model(type("Pet", (Model,), {"__annotations__": {pet_field: str}, "__module__": __name__}))
    return model(type("Keeper", (Model,), {"__annotations__": {"pet": pet}, "__module__": __name__}))


def test_models_of_one_name_keep_apart() -> None:
    keepers = {field: keeper_of_a_pet(field) for field in ("name", "species", "age")}
    for _ in range(2):
        for field, keeper in keepers.items():
            document = {"pet": {field: "x"}}
            value: Any = keeper.from_dict(document, strict=True)
            assert getattr(value.pet, field) == "x"
            assert value.to_dict() == document


def test_compiled_source_is_visible() -> None:
    @model
    class Fragile(Model):
        value: str

    Fragile.from_dict({"value": "x"})
    broken = Fragile(value="x")
    del broken.value
    with pytest.raises(AttributeError) as raised:
        broken.to_dict()
    frame = traceback.extract_tb(raised.tb)[-1]
    assert frame.line == "value = self.value"
    assert "Fragile" in frame.filename
    linecache.checkcache()
    assert linecache.getline(frame.filename, 1).startswith("def encode_Fragile")
    assert "def decode_Fragile" in codec.source_of(Fragile)


# ------------------------------------------------------------------------------------------------------- round trips

SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text()
JSON: st.SearchStrategy[Any] = st.deferred(
    lambda: SCALARS | st.lists(JSON, max_size=2) | st.dictionaries(st.text(), JSON, max_size=2)
)
NAMES = [
    "name",
    "born",
    "cleared",
    "colour",
    "flag",
    "kin",
    "mixed",
    "number",
    "other",
    "ownerName",
    "palette",
    "shape",
]
ANY_DOCUMENT = st.fixed_dictionaries({}, optional=dict.fromkeys([*NAMES, "beyond"], JSON))
MODELS = st.builds(
    Everything,
    name=st.text(),
    born=st.none() | st.datetimes(timezones=st.just(UTC)),
    cleared=st.sampled_from([UNSET, None, "text"]),
    colour=st.none() | st.sampled_from(Colour) | st.text().map(Colour),
    flag=st.none() | st.booleans(),
    kin=st.none()
    | st.lists(st.builds(Cat, lives=st.integers()) | st.builds(Dog, tricks=st.lists(st.text())), max_size=2),
    mixed=st.none() | st.text() | st.integers() | st.booleans(),
    number=st.none() | st.floats(allow_nan=False),
    other=st.none() | st.dictionaries(st.text(), JSON, max_size=2),
    palette=st.none() | st.dictionaries(st.text(), st.lists(st.sampled_from(Colour), max_size=2), max_size=2),
    required_or_null=st.none() | st.text(),
    shape=st.none() | st.builds(Square, side=st.floats(allow_nan=False)) | st.builds(Circle, radius=st.integers()),
)


@given(MODELS)
def test_a_model_survives_the_wire(value: Everything) -> None:
    assert value.mismatches() == []
    document = json.loads(json.dumps(value.to_dict()))
    assert Everything.from_dict(document, strict=True) == value


@given(ANY_DOCUMENT)
def test_any_document_is_read_and_nothing_of_it_lost(document: dict[str, Any]) -> None:
    value = Everything.from_dict(document)
    written = value.to_dict()
    again = Everything.from_dict(written)
    assert again == value
    for name in ("beyond", "mixed", "name", "flag"):
        assert written.get(name) == document.get(name)


# -------------------------------------------------------------------------------------------- with and without orjson

TEXTS = [
    b'{"a": [1, -1.5, 1e5, true, false, null, "\\u00e9\\n"]}',
    b'{"a": 1, "a": 2}',
    b"9007199254740993",
    b"18446744073709551615",
    b"NaN",
    b"1e400",
    b'"\\ud800"',
    b"\xef\xbb\xbf{}",
    b"",
    b"{",
    b"[1,]",
    b"'a'",
    b"01",
    b'"\xff"',
    b"[" * 100_000,
]


def outcome(text: bytes) -> str:
    try:
        return repr(json_text.read_json(text))
    except (ValueError, RecursionError) as error:
        return "RecursionError" if isinstance(error, RecursionError) else "ValueError"


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text)[:30])
def test_the_same_with_and_without_orjson(monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    pytest.importorskip("orjson")
    fast = outcome(text)
    monkeypatch.setattr(json_text, "fast_parser", lambda: None)
    assert outcome(text) == fast


@pytest.mark.parametrize("text", [b"18446744073709551616", b"-9223372036854775809"])
def test_an_integer_beyond_64_bits_is_a_float_with_orjson_alone(monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    pytest.importorskip("orjson")
    assert outcome(text) == repr(float(text))
    monkeypatch.setattr(json_text, "fast_parser", lambda: None)
    assert outcome(text) == repr(int(text))


@given(JSON)
def test_json_is_read_as_it_was_written(document: Any) -> None:
    assert json_text.read_json(json.dumps(document).encode()) == document
