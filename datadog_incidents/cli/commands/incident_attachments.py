"""The commands below `attachment`: links and postmortems of an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import Group, argument, option
from datadog_incidents.cli.arguments.options import Output
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.noun import deleting, listing, things
from datadog_incidents.cli.output.noun import Noun
from datadog_incidents.rows import ATTACHMENT_COLUMNS

if TYPE_CHECKING:
    from datadog_incidents.models import AttachmentData

ATTACHMENT: Final[Noun[AttachmentData]] = Noun(
    name="attachment",
    module="incident_attachments",
    identifier="attachment_id",
    read=lambda api, incident: api.list_incident_attachments(incident).data,
    columns=ATTACHMENT_COLUMNS,
    table={"ID": "id", "TYPE": "attachment_type", "MODIFIED (UTC)": "modified", "TITLE": "title", "URL": "url"},
    called=("title", "url"),
)


@click.group("attachment", cls=Group)
def attachment() -> None:
    """Links and postmortems of an incident."""


listing(attachment, ATTACHMENT, "List the attachments of an incident.")


@attachment.command("add")
@options.reference
@argument("url", metavar="URL", help="Where the document is.")
@option("--title", metavar="TEXT", help="The title to show for it.")
@option("--postmortem", is_flag=True, help="It is the postmortem of the incident.")
@options.dry_run
@options.output
@service_options
def add(
    *,
    reference: str,
    url: str,
    title: str | None,
    postmortem: bool,
    dry_run: bool,
    output: Output,
    service: ServiceOptions,
) -> None:
    """Attach a link to an incident."""
    from datadog_incidents.models import CreateAttachmentRequest

    body = CreateAttachmentRequest.build(url, title, attachment_type="postmortem" if postmortem else "link")
    with things(ATTACHMENT, service, reference, dry_run=dry_run, output=output) as attachments:
        attachments.send("create_incident_attachment", "added", body=body)


deleting(
    attachment,
    ATTACHMENT,
    "delete_incident_attachment",
    "Take an attachment off an incident, after asking. What it leads to stays.",
)
