"""The models and enums of the API, by the names of its contract, and what makes the fields of an incident.

Each is imported when it is first used.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datadog_incidents._core.codec.unset import UNSET as UNSET
    from datadog_incidents.models.attachments import *  # noqa: F403
    from datadog_incidents.models.building import *  # noqa: F403
    from datadog_incidents.models.global_incident_handles import *  # noqa: F403
    from datadog_incidents.models.global_incident_settings import *  # noqa: F403
    from datadog_incidents.models.incident_attributes import *  # noqa: F403
    from datadog_incidents.models.incident_building import *  # noqa: F403
    from datadog_incidents.models.incident_field_values import *  # noqa: F403
    from datadog_incidents.models.incident_fields import *  # noqa: F403
    from datadog_incidents.models.incident_google_chat_configurations import *  # noqa: F403
    from datadog_incidents.models.incident_google_meet_configurations import *  # noqa: F403
    from datadog_incidents.models.incident_impact_fields import *  # noqa: F403
    from datadog_incidents.models.incident_notification_handles import *  # noqa: F403
    from datadog_incidents.models.incident_notification_rule_requests import *  # noqa: F403
    from datadog_incidents.models.incident_notification_rules import *  # noqa: F403
    from datadog_incidents.models.incident_notification_templates import *  # noqa: F403
    from datadog_incidents.models.incident_org_settings import *  # noqa: F403
    from datadog_incidents.models.incident_requests import *  # noqa: F403
    from datadog_incidents.models.incident_search import *  # noqa: F403
    from datadog_incidents.models.incident_timeline_cells import *  # noqa: F403
    from datadog_incidents.models.incident_todos import *  # noqa: F403
    from datadog_incidents.models.incident_types import *  # noqa: F403
    from datadog_incidents.models.incident_user_defined_field_requests import *  # noqa: F403
    from datadog_incidents.models.incident_user_defined_fields import *  # noqa: F403
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
        ".global_incident_handles": (
            "IncidentHandleAttributesFields",
            "IncidentHandleAttributesRequest",
            "IncidentHandleAttributesResponse",
            "IncidentHandleDataRequest",
            "IncidentHandleDataResponse",
            "IncidentHandleIncludedItemResponse",
            "IncidentHandleRelationship",
            "IncidentHandleRelationshipData",
            "IncidentHandleRelationships",
            "IncidentHandleRelationshipsRequest",
            "IncidentHandleRequest",
            "IncidentHandleResponse",
            "IncidentHandleType",
            "IncidentHandlesResponse",
        ),
        ".global_incident_settings": (
            "GlobalIncidentSettingsAttributesRequest",
            "GlobalIncidentSettingsAttributesResponse",
            "GlobalIncidentSettingsDataRequest",
            "GlobalIncidentSettingsDataResponse",
            "GlobalIncidentSettingsRequest",
            "GlobalIncidentSettingsResponse",
            "GlobalIncidentSettingsType",
        ),
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
        ".incident_google_chat_configurations": (
            "IncidentGoogleChatConfigurationDataAttributesRequest",
            "IncidentGoogleChatConfigurationDataAttributesResponse",
            "IncidentGoogleChatConfigurationDataRequest",
            "IncidentGoogleChatConfigurationDataResponse",
            "IncidentGoogleChatConfigurationPatchDataAttributesRequest",
            "IncidentGoogleChatConfigurationPatchDataRequest",
            "IncidentGoogleChatConfigurationPatchRequest",
            "IncidentGoogleChatConfigurationRelationships",
            "IncidentGoogleChatConfigurationRelationshipsRequest",
            "IncidentGoogleChatConfigurationRequest",
            "IncidentGoogleChatConfigurationResponse",
            "IncidentGoogleChatConfigurationType",
        ),
        ".incident_google_meet_configurations": (
            "IncidentGoogleMeetConfigurationDataAttributesRequest",
            "IncidentGoogleMeetConfigurationDataAttributesResponse",
            "IncidentGoogleMeetConfigurationDataRequest",
            "IncidentGoogleMeetConfigurationDataResponse",
            "IncidentGoogleMeetConfigurationPatchDataAttributesRequest",
            "IncidentGoogleMeetConfigurationPatchDataRequest",
            "IncidentGoogleMeetConfigurationPatchRequest",
            "IncidentGoogleMeetConfigurationRelationships",
            "IncidentGoogleMeetConfigurationRelationshipsRequest",
            "IncidentGoogleMeetConfigurationRequest",
            "IncidentGoogleMeetConfigurationResponse",
            "IncidentGoogleMeetConfigurationType",
        ),
        ".incident_impact_fields": (
            "IncidentImpactFieldChoice",
            "IncidentImpactFieldDataAttributesRequest",
            "IncidentImpactFieldDataAttributesResponse",
            "IncidentImpactFieldDataRequest",
            "IncidentImpactFieldDataResponse",
            "IncidentImpactFieldRelationships",
            "IncidentImpactFieldRelationshipsRequest",
            "IncidentImpactFieldRequest",
            "IncidentImpactFieldResponse",
            "IncidentImpactFieldType",
            "IncidentImpactFieldValueType",
            "IncidentImpactFieldsResponse",
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
        ".incident_org_settings": (
            "IncidentOrgSettingsDataAttributesResponse",
            "IncidentOrgSettingsDataResponse",
            "IncidentOrgSettingsListResponse",
            "IncidentOrgSettingsMeta",
            "IncidentOrgSettingsRelationships",
            "IncidentOrgSettingsResponse",
            "IncidentOrgSettingsType",
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
        ".incident_user_defined_field_requests": (
            "IncidentUserDefinedFieldAttributesCreateRequest",
            "IncidentUserDefinedFieldAttributesUpdateRequest",
            "IncidentUserDefinedFieldCreateData",
            "IncidentUserDefinedFieldCreateRelationships",
            "IncidentUserDefinedFieldCreateRequest",
            "IncidentUserDefinedFieldUpdateData",
            "IncidentUserDefinedFieldUpdateRequest",
        ),
        ".incident_user_defined_fields": (
            "IncidentUserDefinedFieldAttributesResponse",
            "IncidentUserDefinedFieldCategory",
            "IncidentUserDefinedFieldCollected",
            "IncidentUserDefinedFieldFieldType",
            "IncidentUserDefinedFieldListMeta",
            "IncidentUserDefinedFieldListResponse",
            "IncidentUserDefinedFieldMetadata",
            "IncidentUserDefinedFieldRelationships",
            "IncidentUserDefinedFieldResponse",
            "IncidentUserDefinedFieldResponseData",
            "IncidentUserDefinedFieldValidValue",
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
