"""The first entries of the timeline of an incident."""

from typing import TYPE_CHECKING, Any, ClassVar

from datadog_incidents._core.codec.model import Model, OneOf, model
from datadog_incidents._core.codec.open_enum import OpenEnum

__all__ = [
    "IncidentTimelineCellCreateAttributes",
    "IncidentTimelineCellMarkdownContentType",
    "IncidentTimelineCellMarkdownCreateAttributes",
    "IncidentTimelineCellMarkdownCreateAttributesContent",
]


class IncidentTimelineCellMarkdownContentType(OpenEnum):
    """The types of a timeline entry. So far there is one."""

    MARKDOWN = "markdown"


@model
class IncidentTimelineCellMarkdownCreateAttributesContent(Model):
    """What a timeline entry says."""

    content: str | None = None
    """The text, in Markdown."""


@model
class IncidentTimelineCellCreateAttributes(OneOf):
    """An entry for the timeline of a new incident.

    Calling it makes the variant that fits: so far there is one, Markdown. Without content it is an empty entry.
    """

    variants: ClassVar[tuple[str, ...]] = ("IncidentTimelineCellMarkdownCreateAttributes",)

    if TYPE_CHECKING:  # what the only variant has, so that an entry can be used without asking which it is
        cell_type: IncidentTimelineCellMarkdownContentType
        content: IncidentTimelineCellMarkdownCreateAttributesContent
        important: bool | None

        def __init__(
            self,
            *,
            cell_type: IncidentTimelineCellMarkdownContentType = IncidentTimelineCellMarkdownContentType.MARKDOWN,
            content: IncidentTimelineCellMarkdownCreateAttributesContent | None = None,
            important: bool | None = None,
            additional_properties: dict[str, Any] | None = None,
        ) -> None: ...

    @classmethod
    def build(cls, **properties: Any) -> "IncidentTimelineCellMarkdownCreateAttributes":
        """Make the variant that fits the properties."""
        if properties.get("content") is None:
            properties["content"] = IncidentTimelineCellMarkdownCreateAttributesContent()
        return IncidentTimelineCellMarkdownCreateAttributes(**properties)


@model
class IncidentTimelineCellMarkdownCreateAttributes(IncidentTimelineCellCreateAttributes):
    """A timeline entry in Markdown."""

    cell_type: IncidentTimelineCellMarkdownContentType = IncidentTimelineCellMarkdownContentType.MARKDOWN
    """The type of the entry, `markdown`."""
    content: IncidentTimelineCellMarkdownCreateAttributesContent
    """What it says."""
    important: bool | None = None
    """Whether to highlight it in the timeline."""
