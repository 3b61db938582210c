"""Where an incident lives elsewhere: its channels in Slack and Microsoft Teams, its issues in Jira, and the like."""

from typing import TypeAlias

from datadog_incidents._core.codec.model import Model, model

__all__ = [
    "IncidentIntegrationMetadataMetadata",
    "JiraIntegrationMetadata",
    "JiraIntegrationMetadataIssuesItem",
    "MSTeamsIntegrationMetadata",
    "MSTeamsIntegrationMetadataTeamsItem",
    "ServiceNowIntegrationMetadata",
    "ServiceNowIntegrationMetadataRecordsItem",
    "SlackIntegrationMetadata",
    "SlackIntegrationMetadataChannelItem",
]


@model
class SlackIntegrationMetadataChannelItem(Model):
    """A channel in Slack."""

    channel_id: str
    """The id of the channel in Slack, such as `C0123456789`."""
    channel_name: str
    """The name of the channel, such as `#incident-42`."""
    redirect_url: str
    """The URL that leads to the channel."""
    team_id: str | None = None
    """The id of the workspace in Slack, such as `T01234567`."""


@model
class SlackIntegrationMetadata(Model):
    """The channels of an incident in Slack."""

    channels: list[SlackIntegrationMetadataChannelItem]
    """The channels."""


@model
class JiraIntegrationMetadataIssuesItem(Model):
    """An issue in Jira."""

    account: str
    """The URL of the account in Jira."""
    issue_key: str | None = None
    """The key of the issue, such as `OPS-42`."""
    issuetype_id: str | None = None
    """The id of the type of the issue."""
    project_key: str
    """The key of the project, such as `OPS`."""
    redirect_url: str | None = None
    """The URL that leads to the issue."""


@model
class JiraIntegrationMetadata(Model):
    """The issues of an incident in Jira."""

    issues: list[JiraIntegrationMetadataIssuesItem]
    """The issues."""


@model
class MSTeamsIntegrationMetadataTeamsItem(Model):
    """A channel in Microsoft Teams."""

    ms_channel_id: str
    """The id of the channel in Microsoft Teams."""
    ms_channel_name: str
    """The name of the channel."""
    ms_tenant_id: str
    """The id of the tenant in Microsoft Teams."""
    redirect_url: str
    """The URL that leads to the channel."""


@model
class MSTeamsIntegrationMetadata(Model):
    """The channels of an incident in Microsoft Teams."""

    teams: list[MSTeamsIntegrationMetadataTeamsItem]
    """The channels."""


@model
class ServiceNowIntegrationMetadataRecordsItem(Model):
    """A record in ServiceNow. Not in the contract."""

    instance_name: str | None = None
    """The name of the instance of ServiceNow."""
    record_num: str | None = None
    """The number of the record."""
    redirect_url: str | None = None
    """The URL that leads to the record."""


@model
class ServiceNowIntegrationMetadata(Model):
    """The records of an incident in ServiceNow. Not in the contract."""

    records: list[ServiceNowIntegrationMetadataRecordsItem]
    """The records."""


IncidentIntegrationMetadataMetadata: TypeAlias = (
    SlackIntegrationMetadata | JiraIntegrationMetadata | MSTeamsIntegrationMetadata | ServiceNowIntegrationMetadata
)
"""Where an incident lives in another product, told apart by what it lists.

The contract lacks the records of ServiceNow, which the service sends.
"""
