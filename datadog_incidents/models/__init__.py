"""The models and enums of the API, by the names of its contract, and what makes the fields of an incident.

Each is imported when it is first used.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datadog_incidents._core.codec.unset import UNSET as UNSET
    from datadog_incidents.models.attachments import *  # noqa: F403
    from datadog_incidents.models.building import *  # noqa: F403
    from datadog_incidents.models.incident_attributes import *  # noqa: F403
    from datadog_incidents.models.incident_building import *  # noqa: F403
    from datadog_incidents.models.incident_field_values import *  # noqa: F403
    from datadog_incidents.models.incident_fields import *  # noqa: F403
    from datadog_incidents.models.incident_notification_handles import *  # noqa: F403
    from datadog_incidents.models.incident_notification_rule_requests import *  # noqa: F403
    from datadog_incidents.models.incident_notification_rules import *  # noqa: F403
    from datadog_incidents.models.incident_notification_templates import *  # noqa: F403
    from datadog_incidents.models.incident_requests import *  # noqa: F403
    from datadog_incidents.models.incident_search import *  # noqa: F403
    from datadog_incidents.models.incident_timeline_cells import *  # noqa: F403
    from datadog_incidents.models.incident_todos import *  # noqa: F403
    from datadog_incidents.models.incident_types import *  # noqa: F403
    from datadog_incidents.models.incidents import *  # noqa: F403
    from datadog_incidents.models.relationships import *  # noqa: F403
    from datadog_incidents.models.resource_types import *  # noqa: F403
    from datadog_incidents.models.users import *  # noqa: F403
else:
    _exports = {
        ".._core.codec.unset": ("UNSET",),
        ".attachments": (
            "AttachmentData",
            "AttachmentDataAttributes",
            "AttachmentDataAttributesAttachment",
            "AttachmentDataAttributesAttachmentType",
            "AttachmentDataRelationships",
        ),
        ".building": ("Identity",),
        ".incident_attributes": (
            "IncidentFieldAnalytics",
            "IncidentFieldAnalyticsSpan",
            "IncidentResponseAttributes",
            "IncidentResponseRelationships",
        ),
        ".incident_building": ("IncidentCommander",),
        ".incident_field_values": (
            "IncidentFieldValue",
            "autocomplete",
            "dropdown",
            "metrictag",
            "multiselect",
            "textarray",
            "textbox",
        ),
        ".incident_fields": (
            "IncidentFieldAttributes",
            "IncidentFieldAttributesMultipleValue",
            "IncidentFieldAttributesSingleValue",
            "IncidentFieldAttributesSingleValueType",
            "IncidentFieldAttributesValueType",
            "IncidentSeverity",
        ),
        ".incident_notification_handles": ("IncidentNotificationHandle",),
        ".incident_notification_rule_requests": (
            "CreateIncidentNotificationRuleRequest",
            "IncidentNotificationRuleConditions",
            "IncidentNotificationRuleCreateAttributes",
            "IncidentNotificationRuleCreateAttributesVisibility",
            "IncidentNotificationRuleCreateData",
            "IncidentNotificationRuleCreateDataRelationships",
            "IncidentNotificationRuleUpdateData",
            "PutIncidentNotificationRuleRequest",
        ),
        ".incident_notification_rules": (
            "IncidentNotificationRule",
            "IncidentNotificationRuleArray",
            "IncidentNotificationRuleArrayMeta",
            "IncidentNotificationRuleArrayMetaPage",
            "IncidentNotificationRuleAttributes",
            "IncidentNotificationRuleAttributesVisibility",
            "IncidentNotificationRuleConditionsItems",
            "IncidentNotificationRuleIncludedItems",
            "IncidentNotificationRuleRelationships",
            "IncidentNotificationRuleResponseData",
            "IncidentNotificationRuleType",
            "RelationshipToIncidentNotificationTemplate",
            "RelationshipToIncidentNotificationTemplateData",
        ),
        ".incident_notification_templates": (
            "CreateIncidentNotificationTemplateRequest",
            "IncidentNotificationTemplate",
            "IncidentNotificationTemplateArray",
            "IncidentNotificationTemplateArrayMeta",
            "IncidentNotificationTemplateArrayMetaPage",
            "IncidentNotificationTemplateAttributes",
            "IncidentNotificationTemplateCreateAttributes",
            "IncidentNotificationTemplateCreateData",
            "IncidentNotificationTemplateCreateDataRelationships",
            "IncidentNotificationTemplateIncludedItems",
            "IncidentNotificationTemplateObject",
            "IncidentNotificationTemplateRelationships",
            "IncidentNotificationTemplateResponseData",
            "IncidentNotificationTemplateType",
            "IncidentNotificationTemplateUpdateAttributes",
            "IncidentNotificationTemplateUpdateData",
            "PatchIncidentNotificationTemplateRequest",
        ),
        ".incident_requests": (
            "IncidentCreateAttributes",
            "IncidentCreateData",
            "IncidentCreateRelationships",
            "IncidentCreateRequest",
            "IncidentUpdateAttributes",
            "IncidentUpdateData",
            "IncidentUpdateRelationships",
            "IncidentUpdateRequest",
        ),
        ".incident_search": (
            "IncidentSearchResponse",
            "IncidentSearchResponseAttributes",
            "IncidentSearchResponseData",
            "IncidentSearchResponseFacetsData",
            "IncidentSearchResponseFieldFacetData",
            "IncidentSearchResponseIncidentTypeFacetData",
            "IncidentSearchResponseIncidentsData",
            "IncidentSearchResponseMeta",
            "IncidentSearchResponseNumericFacetData",
            "IncidentSearchResponseNumericFacetDataAggregates",
            "IncidentSearchResponsePropertyFieldFacetData",
            "IncidentSearchResponseRelationships",
            "IncidentSearchResponseUserFacetData",
            "IncidentSearchSortOrder",
        ),
        ".incident_timeline_cells": (
            "IncidentTimelineCellCreateAttributes",
            "IncidentTimelineCellMarkdownContentType",
            "IncidentTimelineCellMarkdownCreateAttributes",
            "IncidentTimelineCellMarkdownCreateAttributesContent",
        ),
        ".incident_todos": (
            "IncidentTodoAnonymousAssignee",
            "IncidentTodoAnonymousAssigneeSource",
            "IncidentTodoAssignee",
            "IncidentTodoAssigneeArray",
            "IncidentTodoAttributes",
            "IncidentTodoCreateData",
            "IncidentTodoCreateRequest",
            "IncidentTodoListResponse",
            "IncidentTodoPatchData",
            "IncidentTodoPatchRequest",
            "IncidentTodoRelationships",
            "IncidentTodoResponse",
            "IncidentTodoResponseData",
            "IncidentTodoResponseIncludedItem",
            "IncidentTodoType",
        ),
        ".incident_types": (
            "GoogleChatConfigurationReference",
            "GoogleChatConfigurationReferenceData",
            "GoogleMeetConfigurationReference",
            "GoogleMeetConfigurationReferenceData",
            "IncidentTypeAttributes",
            "IncidentTypeConfiguration",
            "IncidentTypeCreateData",
            "IncidentTypeCreateRequest",
            "IncidentTypeListResponse",
            "IncidentTypeObject",
            "IncidentTypePatchData",
            "IncidentTypePatchRequest",
            "IncidentTypeRelationships",
            "IncidentTypeResponse",
            "IncidentTypeSlugSource",
            "IncidentTypeUpdateAttributes",
            "MicrosoftTeamsConfigurationReference",
            "MicrosoftTeamsConfigurationReferenceData",
            "ZoomConfigurationReference",
            "ZoomConfigurationReferenceData",
        ),
        ".incidents": (
            "IncidentRelatedObject",
            "IncidentResponse",
            "IncidentResponseData",
            "IncidentResponseIncludedItem",
            "IncidentResponseMeta",
            "IncidentResponseMetaPagination",
            "IncidentsResponse",
        ),
        ".relationships": (
            "NullableRelationshipToUser",
            "NullableRelationshipToUserData",
            "RelationshipToIncident",
            "RelationshipToIncidentAttachment",
            "RelationshipToIncidentAttachmentData",
            "RelationshipToIncidentData",
            "RelationshipToIncidentImpactData",
            "RelationshipToIncidentImpacts",
            "RelationshipToIncidentIntegrationMetadataData",
            "RelationshipToIncidentIntegrationMetadatas",
            "RelationshipToIncidentPostmortem",
            "RelationshipToIncidentPostmortemData",
            "RelationshipToIncidentResponderData",
            "RelationshipToIncidentResponders",
            "RelationshipToIncidentType",
            "RelationshipToIncidentTypeData",
            "RelationshipToIncidentUserDefinedFieldData",
            "RelationshipToIncidentUserDefinedFields",
            "RelationshipToIncidents",
            "RelationshipToOrganization",
            "RelationshipToOrganizationData",
            "RelationshipToOrganizations",
            "RelationshipToRoleData",
            "RelationshipToRoles",
            "RelationshipToUser",
            "RelationshipToUserData",
            "RelationshipToUsers",
        ),
        ".resource_types": (
            "IncidentAttachmentType",
            "IncidentImpactsType",
            "IncidentIntegrationMetadataType",
            "IncidentPostmortemType",
            "IncidentRespondersType",
            "IncidentSearchResultsType",
            "IncidentType",
            "IncidentTypeType",
            "IncidentUserDefinedFieldType",
            "OrganizationsType",
            "RolesType",
            "UsersType",
        ),
        ".users": (
            "IncidentExpandedUser",
            "IncidentNonDatadogCreator",
            "IncidentUserAttributes",
            "IncidentUserData",
            "User",
            "UserAttributes",
            "UserResponseRelationships",
        ),
    }
    __all__ = [name for names in _exports.values() for name in names]

    def __getattr__(name: str) -> object:
        from datadog_incidents._core.lazy import find

        return find(__name__, _exports, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
