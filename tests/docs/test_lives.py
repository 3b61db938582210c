"""The examples that show a whole life of each noun."""

from __future__ import annotations

import re

import pytest

from datadog_incidents.emulator import Emulator
from datadog_incidents.emulator.nouns.catalogue import COLLECTIONS, HANDLERS
from tests.docs.running import EXAMPLES, output_of

LIVES = {
    "global_incident_handles": r"listed: True\n@leak\n0 left\n",
    "global_incident_settings": r"now: [-0-9a-f]+-def\nas before: True\n",
    "incident_ai_postmortems": r"A rehearsal \(UNKNOWN, active\)\.\n- .*: detected\n- .*: declared\n",
    "incident_attachments": r"link: Runbook at .*; postmortem: What happened\nRunbook of the checkout, .*\n0 left\n",
    "incident_configurations": r"notifies: False\nis found: False\n",
    "incident_google_chat_configurations": r"Etc/UTC\n",
    "incident_google_meet_configurations": r"summarizes: True\nfound through the type: True\n",
    "incident_impact_fields": r"listed: True\nWho was hit\nlisted: False\n",
    "incident_impacts": r"for 0:30:00: Nobody can pay\nrather: Some could not pay\n0 left\n",
    "incident_integrations": r"type 1, status 3\n2 integrations\nnow in #payments\n0 left\n",
    "incident_notification_rules": r"listed: True\noff incident_created_trigger \['@oncall@.*'\]\nlisted: False\n",
    "incident_notification_templates": r"It begins \(alert\): .*\nNew: {{incident\.title}}\n0 left\n",
    "incident_org_settings": r"(has settings: {}\n)+this type has settings: {}\n",
    "incident_pages": r"called payments; linked as integration of type 15\n",
    "incident_postmortem_templates": r"What happened, in datadog_notebooks\nWhat was learned\n0 left\n",
    "incident_responders": r"responds: True\nplays 0 roles\n0 left\n",
    "incident_rules": r"slack-create-channel-job on\nslack-create-channel-job off\n0 left\n",
    "incident_timestamp_overrides": r"detected: right is an hour ago\nlater by 0:05:00\n0 left\n",
    "incident_todos": r"open Raise .* \['@ada@.*'\]\ndone Raise .* \['@bruno@.*'\]\n0 left\n",
    "incident_types": r"1 of this id is listed\nSecurity breach: .*\ndeleted, .*: True\n",
    "incident_user_defined_fields": r"customers_hit \['few', 'many'\]\ncustomers_hit \[.*'all'\]\n0 left\n",
    "incident_user_defined_roles": r"Scribe played by one\nWrites down what is done\.\n0 left\n",
}
"""What they print."""

SHOWN_ELSEWHERE = {"incidents", "incident_imports", "users"}
NOT_SHOWN = {"create_page_from_incident"}
"""It is deprecated."""

OUTLIVE_THEIR_TYPE = {"incident_google_chat_configurations", "incident_google_meet_configurations"}
"""They cannot be deleted."""


def test_every_noun_has_one() -> None:
    assert {path.stem for path in (EXAMPLES / "nouns").glob("*.py")} == LIVES.keys()
    assert LIVES.keys() == HANDLERS.keys() - SHOWN_ELSEWHERE


@pytest.mark.parametrize("noun", LIVES)
def test_it_performs_all_operations_and_leaves_nothing_behind(emulator: Emulator, noun: str) -> None:
    def world() -> dict[str, int]:
        counts = {each: len(emulator.resources(each)) for each in COLLECTIONS.keys() - OUTLIVE_THEIR_TYPE}
        return {**counts, "incidents": len(emulator.incidents)}

    before = world()
    assert re.fullmatch(LIVES[noun], output_of(f"nouns/{noun}.py"))
    performed = {request.operation for request in emulator.requests}
    assert HANDLERS[noun].keys() - NOT_SHOWN <= performed
    assert all(request.status and request.status < 300 for request in emulator.requests)
    assert world() == before
