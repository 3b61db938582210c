"""The organization's users: those it begins with, and those who are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from datadog_incidents.emulator import Emulator
from tests.emulator.api import JSON, Api, user_reference

if TYPE_CHECKING:
    from collections.abc import Mapping

ZORA_ID = "3c2b1a00-0000-4000-8000-00000000abcd"


@pytest.fixture
def zora(emulator: Emulator) -> JSON:
    return emulator.seed_user(id=ZORA_ID, email="zora.novak@example.com", name="Zora Novak")


def test_an_organization_begins_with_eight_people_with_addresses(emulator: Emulator) -> None:
    assert len(emulator.users) == 8
    assert all(user["attributes"]["email"].endswith("@example.com") for user in emulator.users)


class TestSeedUser:
    def test_is_listed_after_the_others(self, emulator: Emulator) -> None:
        before = emulator.users
        zora = emulator.seed_user(id=ZORA_ID, email="zora.novak@example.com", name="Zora Novak")

        assert emulator.users == [*before, zora]
        assert list(zora) == list(before[0])
        assert list(zora["attributes"]) == list(before[0]["attributes"])
        assert zora["id"] == zora["attributes"]["uuid"] == ZORA_ID
        assert zora["attributes"]["handle"] == zora["attributes"]["email"] == "zora.novak@example.com"
        assert zora["attributes"]["name"] == "Zora Novak"

    def test_needs_an_email_only(self, emulator: Emulator) -> None:
        user = emulator.seed_user(email="zora.novak@example.com")
        with Emulator() as other:
            again = other.seed_user(email="zora.novak@example.com")

        assert user == again
        assert user["attributes"]["name"] is None

    def test_hands_out_a_copy(self, emulator: Emulator, zora: JSON) -> None:
        zora["attributes"]["name"] = "Changed"

        assert emulator.users[-1]["attributes"]["name"] == "Zora Novak"

    @pytest.mark.parametrize(
        "taken",
        [
            {"email": "zora.novak@example.com"},
            {"email": "Zora.Novak@Example.com"},
            {"email": "ada.lindqvist@example.com"},
            {"email": "new@example.com", "id": ZORA_ID},
            {"email": "new@example.com", "id": ZORA_ID.upper().replace("-", "")},
            {"email": ZORA_ID},
        ],
    )
    def test_refuses_what_is_taken(self, emulator: Emulator, zora: JSON, taken: Mapping[str, str]) -> None:
        before = emulator.users
        with pytest.raises(ValueError, match="there already is a user"):
            emulator.seed_user(**taken)

        assert emulator.users == before

    def test_names_may_be_shared(self, emulator: Emulator) -> None:
        first = emulator.users[1]
        emulator.seed_user(email="another.ada@example.com", name="Ada Lindqvist")

        assert emulator.seed_incident(commander="Ada Lindqvist")["attributes"]["commander"] == {"data": first}

    def test_an_email_comes_before_a_name(self, emulator: Emulator) -> None:
        emulator.seed_user(email="impostor@example.com", name="zora.novak@example.com")
        zora = emulator.seed_user(email="zora.novak@example.com")

        assert emulator.seed_incident(commander="zora.novak@example.com")["attributes"]["commander"] == {"data": zora}

    def test_is_of_one_emulator_only(self, emulator: Emulator, zora: JSON) -> None:
        with Emulator() as other:
            assert zora not in other.users

    def test_is_forgotten_by_a_reset(self, api: Api, emulator: Emulator, zora: JSON) -> None:
        api.create(commander=ZORA_ID)
        before = emulator.users[:8]
        emulator.reset()

        assert emulator.users == before
        assert api.search("").data["attributes"]["total"] == 0
        with pytest.raises(ValueError, match="there is no user"):
            emulator.seed_incident(commander="Zora Novak")
        assert emulator.seed_user(email="zora.novak@example.com", id=ZORA_ID, name="Zora Novak") == zora


class TestAnAddedUser:
    @pytest.mark.parametrize(
        "who", ["Zora Novak", "zora novak", "ZORA.NOVAK@example.com", ZORA_ID.upper(), ZORA_ID.replace("-", "")]
    )
    def test_is_found_for_seeding(self, emulator: Emulator, zora: JSON, who: str) -> None:
        assert emulator.seed_incident(commander=who)["attributes"]["commander"] == {"data": zora}

    def test_commands(self, api: Api, zora: JSON) -> None:
        created = api.create(commander=ZORA_ID)
        updated = api.update(api.create()["id"], relationships={"commander_user": user_reference(ZORA_ID)}).data

        assert created["attributes"]["commander"] == updated["attributes"]["commander"] == {"data": zora}

    def test_is_included(self, api: Api, zora: JSON) -> None:
        incident = api.create(commander=ZORA_ID)
        answers = (
            api.get(incident["id"], include="users"),
            api.page({"include": "users"}),
            api.search("", {"include": "users"}),
            api.update(incident["id"], include="users"),
        )

        assert all(zora in answer.document["included"] for answer in answers)

    @pytest.mark.parametrize("facet", ["commander", "responder"])
    @pytest.mark.parametrize("who", ["zora*", '"Zora Novak"', "zora.novak@example.com", ZORA_ID])
    def test_is_searched_by(self, api: Api, zora: JSON, facet: str, who: str) -> None:
        api.create("Hers", commander=ZORA_ID)
        api.create("Of nobody")

        assert api.titles(f"{facet}:{who}") == ["Hers"]

    def test_is_counted(self, api: Api, zora: JSON) -> None:
        api.create(commander=ZORA_ID)
        found = api.search("").data["attributes"]["facets"]
        entry = {"name": "Zora Novak", "count": 1, "handle": "zora.novak@example.com", "uuid": ZORA_ID}
        entry["email"] = "zora.novak@example.com"

        assert found["commander"] == found["responder"] == [entry]

    def test_may_command_plausible_incidents(self, emulator: Emulator, zora: JSON) -> None:
        emulator.seed(250)
        commanders = [each["attributes"]["commander"] for each in emulator.incidents]

        assert {"data": zora} in commanders


def listed(api: Api, query: Mapping[str, object] | None = None) -> JSON:
    answer = api.send("GET", "/api/v2/users", query)
    assert answer.status == 200, answer.body
    return answer.document


def emails(document: JSON) -> list[str]:
    return [user["attributes"]["email"] for user in document["data"]]


class TestListUsers:
    def test_shows_all_in_their_order(self, api: Api, emulator: Emulator, zora: JSON) -> None:
        document = listed(api)
        attributes = document["data"][-1]["attributes"]

        assert [user["id"] for user in document["data"]] == [user["id"] for user in emulator.users]
        assert document["meta"] == {"page": {"total_count": 9, "total_filtered_count": 9}}
        assert (attributes["name"], attributes["email"]) == ("Zora Novak", "zora.novak@example.com")
        assert (attributes["handle"], attributes["status"]) == ("zora.novak@example.com", "Active")
        assert attributes["disabled"] is False
        assert "uuid" not in attributes

    @pytest.mark.parametrize("text", ["zora", "ZORA.NOVAK@example.com", "ra nov"])
    def test_filters_by_a_part_of_name_or_address(self, api: Api, zora: JSON, text: str) -> None:
        document = listed(api, {"filter": text})

        assert emails(document) == ["zora.novak@example.com"]
        assert document["meta"] == {"page": {"total_count": 9, "total_filtered_count": 1}}

    @pytest.mark.parametrize("text", ["nobody", ZORA_ID])
    def test_filters_by_nothing_else(self, api: Api, zora: JSON, text: str) -> None:
        assert listed(api, {"filter": text})["data"] == []

    def test_gives_pages_of_ten_unless_told_otherwise(self, api: Api, emulator: Emulator) -> None:
        for number in range(20):
            emulator.seed_user(email=f"{number}@example.com")
        pages = [listed(api, {"page[number]": number}) for number in range(4)]

        assert [len(page["data"]) for page in pages] == [10, 10, 8, 0]
        assert [email for page in pages for email in emails(page)] == emails(listed(api, {"page[size]": 100}))
        assert len(listed(api, {"page[size]": 3, "page[number]": 9})["data"]) == 1

    @pytest.mark.parametrize("query", [{"page[size]": 0}, {"page[number]": -1}, {"page[number]": "x"}])
    def test_refuses_pages_that_make_no_sense(self, api: Api, query: Mapping[str, object]) -> None:
        assert api.send("GET", "/api/v2/users", query).status == 400

    def test_wants_keys_as_all_operations_do(self, api: Api) -> None:
        assert api.send("GET", "/api/v2/users", headers={}).status == 401

    def test_is_stable_and_needs_no_opt_in(self, api: Api, emulator: Emulator) -> None:
        assert "list_users" not in [*emulator.configuration().unstable_operations]
        listed(api)
        assert emulator.requests[-1].operation == "list_users"


USERS = "/api/v2/users"


def invited(email: str, **attributes: JSON) -> JSON:
    return {"data": {"type": "users", "attributes": {"email": email, **attributes}}}


class TestCreateUser:
    def test_invites_someone_whom_incidents_can_refer_to(self, api: Api, emulator: Emulator) -> None:
        made = api.send("POST", USERS, body=invited("Zora.Novak@Example.com", name="Zora Novak", title="Engineer"))
        assert (made.status, made.headers["content-type"]) == (201, "application/json")
        attributes = made.data["attributes"]
        assert attributes["email"] == attributes["handle"] == "zora.novak@example.com"
        assert (attributes["status"], attributes["verified"], attributes["disabled"]) == ("Pending", False, False)

        assert api.send("GET", f"{USERS}/{made.data['id']}").data == made.data
        assert emulator.users[8]["attributes"]["name"] == "Zora Novak"
        api.create("Hers", commander=made.data["id"])
        assert api.titles("commander:zora*") == ["Hers"]

    def test_knows_everyone_once(self, api: Api, emulator: Emulator) -> None:
        email = emulator.users[1]["attributes"]["email"]
        refused = api.send("POST", USERS, body=invited(email.upper()))
        assert (refused.status, refused.errors) == (400, [f"there already is a user {email}"])
        refused = api.send("POST", USERS, body=invited(" "))
        assert refused.errors == ['data.attributes.email: must be a string that is not empty, not " "']


class TestDisableUser:
    def test_keeps_the_user(self, api: Api, emulator: Emulator) -> None:
        ada = emulator.users[1]
        answer = api.send("DELETE", f"{USERS}/{ada['id']}")
        assert (answer.status, answer.body) == (204, b"")
        attributes = api.send("GET", f"{USERS}/{ada['id']}").data["attributes"]
        assert (attributes["disabled"], attributes["status"]) == (True, "Disabled")
        assert emulator.users[1] == ada

    def test_knows_nobody_else(self, api: Api) -> None:
        for method in ("GET", "DELETE"):
            answer = api.send(method, f"{USERS}/{ZORA_ID}")
            assert (answer.status, answer.errors) == (404, ["User not found"])
