"""Models load when they are used, and are listed where they are."""

from __future__ import annotations

import inspect
import json
import pkgutil
import subprocess
import sys
from importlib import import_module
from typing import Any, TypeAlias, cast

import pytest

from datadog_incidents import models
from datadog_incidents._core.codec.open_enum import OpenEnum, OpenIntEnum
from tests.all_models import EXPORTS

READING_ONE = {
    "attachments",
    "incident_attributes",
    "incident_fields",
    "incident_notification_handles",
    "incident_reading",
    "incidents",
    "relationships",
    "resource_types",
    "users",
}


class TestLaziness:
    def test_the_table_lists_just_what_the_modules_define(self) -> None:
        modules = [import_module(f"{models.__name__}.{info.name}") for info in pkgutil.iter_modules(models.__path__)]
        defined = {
            f".{module.__name__.rpartition('.')[2]}": sorted(
                name
                for name, value in vars(module).items()
                if is_model_or_enum(value, module.__name__)
                or vars(module).get("__annotations__", {}).get(name) in (TypeAlias, "TypeAlias")
                or (inspect.isfunction(value) and name in vars(module).get("__all__", ()))
            )
            for module in modules
        }
        table = {module: sorted(names) for module, names in EXPORTS.items()}
        assert table.pop(".._core.codec.unset") == ["UNSET"]
        assert table == {module: names for module, names in defined.items() if names}
        # what type checkers take the names from
        assert {f".{m.__name__.rpartition('.')[2]}": sorted(vars(m).get("__all__", ())) for m in modules} == defined

    def test_star_import_gives_everything(self) -> None:
        names: dict[str, Any] = {}
        exec("from datadog_incidents.models import *", names)
        del names["__builtins__"]
        assert names == {name: getattr(models, name) for exported in EXPORTS.values() for name in exported}

    def test_dir_lists_what_is_not_imported_yet(self) -> None:
        assert loaded_after("from datadog_incidents import models; assert {*models.__all__} <= {*dir(models)}") == set()

    def test_a_misspelt_name(self) -> None:
        with pytest.raises(AttributeError, match=r"'datadog_incidents\.models' has no attribute 'IncidentRespnse'"):
            cast("Any", models).IncidentRespnse  # noqa: B018

    @pytest.mark.parametrize(
        ("statement", "expected"),
        [
            ("import datadog_incidents.models", set[str]()),
            ("from datadog_incidents.models import UNSET", set[str]()),
            ("from datadog_incidents.models import UsersType", {"resource_types"}),
            ("from datadog_incidents.models import IncidentResponse", READING_ONE),
            ("from datadog_incidents.models import IncidentResponse as R; R.from_dict({'data': {}})", READING_ONE),
        ],
    )
    def test_only_what_is_needed_is_imported(self, statement: str, expected: set[str]) -> None:
        assert loaded_after(statement) == expected


def is_model_or_enum(value: object, module: str) -> bool:
    """Whether it is a model, an enum or a list that the module defines; what models have in common is neither."""
    if not isinstance(value, type) or value.__module__ != module:
        return False
    return "__dataclass_fields__" in vars(value) or issubclass(value, (OpenEnum, OpenIntEnum, list))


def loaded_after(statement: str) -> set[str]:
    """The model modules that a fresh interpreter has loaded after a statement."""
    look = "import json, sys; print(json.dumps([name for name in sys.modules if 'datadog_incidents.models.' in name]))"
    ran = subprocess.run([sys.executable, "-c", f"{statement}\n{look}"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    return {name.rpartition(".")[2] for name in json.loads(ran.stdout)}
