"""Making resources, and being told why not."""

from __future__ import annotations

from tests.emulator.api import INCIDENTS, JSON, Api
from tests.emulator.asked import document


def make(
    api: Api, path: str, kind: str, attributes: JSON = None, relationships: JSON = None, status: int = 201
) -> JSON:
    answer = api.send("POST", f"{INCIDENTS}/{path}", body=document(kind, attributes, relationships))
    assert answer.status == status, answer.body
    return answer.data


def of_type(kind: str) -> JSON:
    return {"incident_type": {"data": {"type": "incident_types", "id": kind}}}


def details(api: Api, method: str, path: str, body: JSON = None) -> tuple[int, list[str]]:
    answer = api.send(method, f"{INCIDENTS}/{path}", body=body)
    errors: list[JSON] = answer.errors
    return answer.status, [each if isinstance(each, str) else each["detail"] for each in errors]
