"""The commands below `responder`."""

from __future__ import annotations

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli, seed_checkout


def test_responders_go_by_their_e_mail_addresses(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator, commander=None)
    written = cli.output("responder", "add", "1", "bruno.tavares@example.com")
    first, second = (str(each["id"])[:8] for each in emulator.resources("incident_responders"))
    assert written == f"IR-1: responder {second} added: bruno.tavares@example.com\n"
    assert cli.output("responder", "list", "1").splitlines() == [
        "ID        EMAIL                      NAME           LAST ACTIVE (UTC)",
        f"{first}  oncall@example.com         On-call Bot",
        f"{second}  bruno.tavares@example.com  Bruno Tavares",
    ]
    written = cli.output("responder", "remove", "1", "bruno.tavares@example.com", "--yes")
    assert written == f"IR-1: responder {second} removed: bruno.tavares@example.com\n"
    assert len(emulator.resources("incident_responders")) == 1


def test_a_user_by_uuid_is_taken_as_it_is(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator)
    user = str(emulator.users[3]["id"])
    assert cli.output("responder", "add", "1", user).endswith(f" added: {user}\n")
    assert not any("/users" in request.path for request in emulator.requests)


def test_keys_that_may_not_read_users_see_their_ids(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator, commander=None)
    (user,) = (each["relationships"]["user"]["data"]["id"] for each in emulator.resources("incident_responders"))
    emulator.inject("get_user", status=403, times=None)
    assert f",{user},,," in cli.output("responder", "list", "1", "-o", "csv").splitlines()[1]
    assert cli.output("responder", "remove", "1", str(user), "--yes").endswith(f" removed: {user}\n")
