"""What the commands below all nouns have in common: what they are about, and how that is listed and changed."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Generic

import click

from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import Decorator, Group, argument, option
from datadog_incidents.cli.arguments.options import Output
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.output import columns
from datadog_incidents.cli.output.noun import ItemT, Noun
from datadog_incidents.cli.sending import refuse_unasked, show_request, told, write_done
from datadog_incidents.cli.session import session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from datadog_incidents import IncidentsApi
    from datadog_incidents._core.codec.model import Model
    from datadog_incidents._core.operations.operation import Operation
    from datadog_incidents.models import IncidentResponseData

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_YES: Final[Decorator] = option("--yes", "-y", is_flag=True, help="Do not ask.")


def thing(noun: Noun[Any]) -> Decorator:
    """The argument for a thing that there is, as the parameter `thing`."""
    called = ", ".join(name.replace("_", " ") for name in noun.called)
    return argument("thing", metavar=noun.name.upper(), help=f"Its {called} or id, or how the id begins.")


def _place(noun: Noun[Any]) -> Decorator:
    """The argument for what things belong to, as the parameter `reference`; none where that is the organization."""
    return options.reference if noun.of_incidents else _as_it_is


def _as_it_is(function: Any) -> Any:
    return function


def listing(group: Group, noun: Noun[Any], help: str) -> None:  # noqa: A002  # what click calls it
    """Give a group the command `list`.

    Args:
        group: the commands of the noun.
        noun: what it lists.
        help: what it does.
    """

    @group.command("list", help=help)
    @_place(noun)
    @options.output
    @options.raw
    @service_options
    def show_all(*, output: Output, raw: bool, service: ServiceOptions, reference: str | None = None) -> None:
        options.refuse_raw_unless(output is Output.CSV, raw)
        with things(noun, service, reference) as found:
            noun.show(found.all(), output, raw=raw)


def deleting(
    group: Group,
    noun: Noun[Any],
    operation: str,
    help: str,  # noqa: A002  # what click calls it
    *,
    verb: str = "delete",
) -> None:
    """Give a group the command that deletes a thing.

    Args:
        group: the commands of the noun.
        noun: what it deletes.
        operation: the operation that does it.
        help: what it does.
        verb: what it is called.
    """

    @group.command(verb, help=help)
    @_place(noun)
    @thing(noun)
    @_YES
    @options.dry_run
    @service_options
    def delete(*, thing: str, yes: bool, dry_run: bool, service: ServiceOptions, reference: str | None = None) -> None:
        with things(noun, service, reference, dry_run=dry_run) as found:
            item = found.meant(thing)
            if not yes and not dry_run:
                refuse_unasked(f"{noun.name} {verb}")
                click.confirm(f"{verb.title()} {found.described(item)}?", abort=True, err=True)
            found.send(operation, f"{verb}d", item)


@contextmanager
def things(
    noun: Noun[ItemT],
    service: ServiceOptions,
    reference: str | None = None,
    *,
    dry_run: bool = False,
    output: Output = Output.TABLE,
) -> Generator[Things[ItemT]]:
    """The things that a command is about.

    Args:
        noun: what they are.
        service: the options for calls.
        reference: what people call the incident that they belong to; None where they belong to the organization.
        dry_run: whether to show what would change them, and to send nothing.
        output: how to tell what became of one that was changed.

    Raises:
        ConfigurationError: a key is missing, or a setting is impossible.
        InvalidArgumentError: the reference is none.
        LookupError: there is no such incident.
    """
    from datadog_incidents.shortcuts import find_incident

    with session(service) as api:
        yield Things(api, noun, None if reference is None else find_incident(api, reference), dry_run, output)


@dataclass(frozen=True, slots=True)
class Things(Generic[ItemT]):
    """The things of a noun that an incident has, or the organization."""

    api: IncidentsApi
    noun: Noun[ItemT]
    incident: IncidentResponseData | None
    """What they belong to, if that is an incident."""
    dry_run: bool
    output: Output

    def all(self) -> Sequence[ItemT]:
        """All that there are."""
        return self.noun.read(self.api, self.incident.id if self.incident else "")

    def meant(self, reference: str) -> ItemT:
        """The one that somebody means.

        Args:
            reference: one of its names, its id, or how that begins.

        Raises:
            NoMatchError: it is none of them, or several.
        """
        return self.noun.meant(self.all(), reference)

    def described(self, item: ItemT) -> str:
        """What one is called in a question: `todo 1b2c3d4e of IR-42, 'Restore the data'`."""
        of = f" of {columns.name_of(self.incident)}" if self.incident else ""
        return f"{self.noun.label_of(item)}{of}, {self.noun.name_of(item)!r}"

    def send(
        self,
        operation: str,
        verb: str,
        item: ItemT | None = None,
        body: Model | None = None,
        *,
        known: Mapping[str, Any] = _NOTHING,
    ) -> None:
        """Create, change or delete one and tell that this was done, or show what would be sent.

        Args:
            operation: the operation that does it.
            verb: what is told of it then.
            item: the thing, if there is one already.
            body: what it is to be, or what to change about it.
            known: resources that it refers to, by id, which the answer may leave out.
        """
        given = {
            "incident_id": self.incident and self.incident.id,
            self.noun.identifier: item and self.noun.id_of(item),
            "body": body,
        }
        arguments = {name: value for name, value in given.items() if value is not None}
        called: Operation[Any] = getattr(import_module(f"datadog_incidents.api.{self.noun.module}"), operation.upper())
        if self.dry_run:
            show_request(self.api, called, arguments)
            return
        answer = self.api.api_client.call(called, arguments).data
        changed: Any = item if answer is None else answer.data
        changed.attach({**known, **changed.included})
        where = f"{columns.name_of(self.incident)}: " if self.incident else ""
        done = [f"{where}{self.noun.label_of(changed)} {verb}: {self.noun.name_of(changed)}"]
        if self.output is Output.TABLE:
            write_done(done)
        else:
            with told(done):
                self.noun.show([changed], self.output)
