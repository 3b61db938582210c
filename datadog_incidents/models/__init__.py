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
    from datadog_incidents.models.incident_ai_postmortems import *  # noqa: F403
    from datadog_incidents.models.incident_attachments import *  # noqa: F403
    from datadog_incidents.models.incident_attributes import *  # noqa: F403
    from datadog_incidents.models.incident_building import *  # noqa: F403
    from datadog_incidents.models.incident_configurations import *  # noqa: F403
    from datadog_incidents.models.incident_field_values import *  # noqa: F403
    from datadog_incidents.models.incident_fields import *  # noqa: F403
    from datadog_incidents.models.incident_google_chat_configurations import *  # noqa: F403
    from datadog_incidents.models.incident_google_meet_configurations import *  # noqa: F403
    from datadog_incidents.models.incident_impact_fields import *  # noqa: F403
    from datadog_incidents.models.incident_impacts import *  # noqa: F403
    from datadog_incidents.models.incident_imports import *  # noqa: F403
    from datadog_incidents.models.incident_integration_requests import *  # noqa: F403
    from datadog_incidents.models.incident_integrations import *  # noqa: F403
    from datadog_incidents.models.incident_notification_handles import *  # noqa: F403
    from datadog_incidents.models.incident_notification_rule_requests import *  # noqa: F403
    from datadog_incidents.models.incident_notification_rules import *  # noqa: F403
    from datadog_incidents.models.incident_notification_templates import *  # noqa: F403
    from datadog_incidents.models.incident_org_settings import *  # noqa: F403
    from datadog_incidents.models.incident_pages import *  # noqa: F403
    from datadog_incidents.models.incident_postmortem_templates import *  # noqa: F403
    from datadog_incidents.models.incident_requests import *  # noqa: F403
    from datadog_incidents.models.incident_responders import *  # noqa: F403
    from datadog_incidents.models.incident_rule_requests import *  # noqa: F403
    from datadog_incidents.models.incident_rules import *  # noqa: F403
    from datadog_incidents.models.incident_search import *  # noqa: F403
    from datadog_incidents.models.incident_timeline_cells import *  # noqa: F403
    from datadog_incidents.models.incident_timestamp_overrides import *  # noqa: F403
    from datadog_incidents.models.incident_todos import *  # noqa: F403
    from datadog_incidents.models.incident_types import *  # noqa: F403
    from datadog_incidents.models.incident_user_defined_field_requests import *  # noqa: F403
    from datadog_incidents.models.incident_user_defined_fields import *  # noqa: F403
    from datadog_incidents.models.incident_user_defined_roles import *  # noqa: F403
    from datadog_incidents.models.incidents import *  # noqa: F403
    from datadog_incidents.models.integration_metadata import *  # noqa: F403
    from datadog_incidents.models.relationships import *  # noqa: F403
    from datadog_incidents.models.resource_types import *  # noqa: F403
    from datadog_incidents.models.users import *  # noqa: F403
else:
    _names = {
        ".._core.codec.unset": "UNSET",
        ".attachments": """
            AttachmentData AttachmentDataAttributes AttachmentDataAttributesAttachment
            AttachmentDataAttributesAttachmentType AttachmentDataRelationships
        """,
        ".building": "Identity",
        ".global_incident_handles": """
            IncidentHandleAttributesFields IncidentHandleAttributesRequest IncidentHandleAttributesResponse
            IncidentHandleDataRequest IncidentHandleDataResponse IncidentHandleIncludedItemResponse
            IncidentHandleRelationship IncidentHandleRelationshipData IncidentHandleRelationships
            IncidentHandleRelationshipsRequest IncidentHandleRequest IncidentHandleResponse
            IncidentHandleType IncidentHandlesResponse
        """,
        ".global_incident_settings": """
            GlobalIncidentSettingsAttributesRequest GlobalIncidentSettingsAttributesResponse
            GlobalIncidentSettingsDataRequest GlobalIncidentSettingsDataResponse
            GlobalIncidentSettingsRequest GlobalIncidentSettingsResponse GlobalIncidentSettingsType
        """,
        ".incident_ai_postmortems": """
            IncidentAIPostmortemDataAttributesResponse IncidentAIPostmortemDataResponse
            IncidentAIPostmortemResponse IncidentAIPostmortemResponseType
        """,
        ".incident_attachments": """
            Attachment AttachmentArray AttachmentIncluded CreateAttachmentRequest
            CreateAttachmentRequestData CreateAttachmentRequestDataAttributes
            CreateAttachmentRequestDataAttributesAttachment PatchAttachmentRequest
            PatchAttachmentRequestData PatchAttachmentRequestDataAttributes
            PatchAttachmentRequestDataAttributesAttachment PostmortemAttachmentRequest
            PostmortemAttachmentRequestAttributes PostmortemAttachmentRequestData PostmortemCell
            PostmortemCellAttributes PostmortemCellDefinition PostmortemCellType
        """,
        ".incident_attributes": """
            IncidentFieldAnalytics IncidentFieldAnalyticsSpan IncidentResponseAttributes
            IncidentResponseRelationships
        """,
        ".incident_building": "IncidentCommander",
        ".incident_configurations": """
            IncidentConfigurationDataAttributesRequest IncidentConfigurationDataAttributesResponse
            IncidentConfigurationDataRequest IncidentConfigurationDataResponse
            IncidentConfigurationPatchDataAttributesRequest IncidentConfigurationPatchDataRequest
            IncidentConfigurationPatchRequest IncidentConfigurationRelationships
            IncidentConfigurationRequest IncidentConfigurationResponse IncidentConfigurationType
        """,
        ".incident_field_values": "IncidentFieldValue autocomplete dropdown metrictag multiselect textarray textbox",
        ".incident_fields": """
            IncidentFieldAttributes IncidentFieldAttributesMultipleValue IncidentFieldAttributesSingleValue
            IncidentFieldAttributesSingleValueType IncidentFieldAttributesValueType IncidentSeverity
        """,
        ".incident_google_chat_configurations": """
            IncidentGoogleChatConfigurationDataAttributesRequest
            IncidentGoogleChatConfigurationDataAttributesResponse IncidentGoogleChatConfigurationDataRequest
            IncidentGoogleChatConfigurationDataResponse
            IncidentGoogleChatConfigurationPatchDataAttributesRequest
            IncidentGoogleChatConfigurationPatchDataRequest IncidentGoogleChatConfigurationPatchRequest
            IncidentGoogleChatConfigurationRelationships IncidentGoogleChatConfigurationRelationshipsRequest
            IncidentGoogleChatConfigurationRequest IncidentGoogleChatConfigurationResponse
            IncidentGoogleChatConfigurationType
        """,
        ".incident_google_meet_configurations": """
            IncidentGoogleMeetConfigurationDataAttributesRequest
            IncidentGoogleMeetConfigurationDataAttributesResponse IncidentGoogleMeetConfigurationDataRequest
            IncidentGoogleMeetConfigurationDataResponse
            IncidentGoogleMeetConfigurationPatchDataAttributesRequest
            IncidentGoogleMeetConfigurationPatchDataRequest IncidentGoogleMeetConfigurationPatchRequest
            IncidentGoogleMeetConfigurationRelationships IncidentGoogleMeetConfigurationRelationshipsRequest
            IncidentGoogleMeetConfigurationRequest IncidentGoogleMeetConfigurationResponse
            IncidentGoogleMeetConfigurationType
        """,
        ".incident_impact_fields": """
            IncidentImpactFieldChoice IncidentImpactFieldDataAttributesRequest
            IncidentImpactFieldDataAttributesResponse IncidentImpactFieldDataRequest
            IncidentImpactFieldDataResponse IncidentImpactFieldRelationships
            IncidentImpactFieldRelationshipsRequest IncidentImpactFieldRequest IncidentImpactFieldResponse
            IncidentImpactFieldType IncidentImpactFieldValueType IncidentImpactFieldsResponse
        """,
        ".incident_impacts": """
            IncidentImpactAttributes IncidentImpactCreateAttributes IncidentImpactCreateData
            IncidentImpactCreateRequest IncidentImpactFieldsObject IncidentImpactPatchAttributes
            IncidentImpactPatchData IncidentImpactPatchRequest IncidentImpactRelatedObject
            IncidentImpactRelationships IncidentImpactResponse IncidentImpactResponseData
            IncidentImpactResponseIncludedItem IncidentImpactType IncidentImpactsResponse
        """,
        ".incident_imports": """
            IncidentImportFieldAttributes IncidentImportFieldAttributesMultipleValue
            IncidentImportFieldAttributesSingleValue IncidentImportFieldValue IncidentImportRelatedObject
            IncidentImportRelationships IncidentImportRequest IncidentImportRequestAttributes
            IncidentImportRequestData IncidentImportResponse IncidentImportResponseAttributes
            IncidentImportResponseData IncidentImportResponseIncludedItem
            IncidentImportResponseRelationships IncidentImportVisibility
        """,
        ".incident_integration_requests": """
            IncidentIntegrationMetadataCreateData IncidentIntegrationMetadataCreateRequest
            IncidentIntegrationMetadataPatchData IncidentIntegrationMetadataPatchRequest
            IncidentServiceNowRecordDataAttributesRequest IncidentServiceNowRecordDataRequest
            IncidentServiceNowRecordPromptType IncidentServiceNowRecordRequest
        """,
        ".incident_integrations": """
            IncidentIntegrationMetadataAttributes IncidentIntegrationMetadataListResponse
            IncidentIntegrationMetadataResponse IncidentIntegrationMetadataResponseData
            IncidentIntegrationMetadataResponseIncludedItem IncidentIntegrationRelationships
        """,
        ".incident_notification_handles": "IncidentNotificationHandle",
        ".incident_notification_rule_requests": """
            CreateIncidentNotificationRuleRequest IncidentNotificationRuleConditions
            IncidentNotificationRuleCreateAttributes IncidentNotificationRuleCreateAttributesVisibility
            IncidentNotificationRuleCreateData IncidentNotificationRuleCreateDataRelationships
            IncidentNotificationRuleUpdateData PutIncidentNotificationRuleRequest
        """,
        ".incident_notification_rules": """
            IncidentNotificationRule IncidentNotificationRuleArray IncidentNotificationRuleArrayMeta
            IncidentNotificationRuleArrayMetaPage IncidentNotificationRuleAttributes
            IncidentNotificationRuleAttributesVisibility IncidentNotificationRuleConditionsItems
            IncidentNotificationRuleIncludedItems IncidentNotificationRuleRelationships
            IncidentNotificationRuleResponseData IncidentNotificationRuleType
            RelationshipToIncidentNotificationTemplate RelationshipToIncidentNotificationTemplateData
        """,
        ".incident_notification_templates": """
            CreateIncidentNotificationTemplateRequest IncidentNotificationTemplate
            IncidentNotificationTemplateArray IncidentNotificationTemplateArrayMeta
            IncidentNotificationTemplateArrayMetaPage IncidentNotificationTemplateAttributes
            IncidentNotificationTemplateCreateAttributes IncidentNotificationTemplateCreateData
            IncidentNotificationTemplateCreateDataRelationships IncidentNotificationTemplateIncludedItems
            IncidentNotificationTemplateObject IncidentNotificationTemplateRelationships
            IncidentNotificationTemplateResponseData IncidentNotificationTemplateType
            IncidentNotificationTemplateUpdateAttributes IncidentNotificationTemplateUpdateData
            PatchIncidentNotificationTemplateRequest
        """,
        ".incident_org_settings": """
            IncidentOrgSettingsDataAttributesResponse IncidentOrgSettingsDataResponse
            IncidentOrgSettingsListResponse IncidentOrgSettingsMeta IncidentOrgSettingsRelationships
            IncidentOrgSettingsResponse IncidentOrgSettingsType
        """,
        ".incident_pages": """
            IncidentCreateOnCallPageDataAttributesRequest IncidentCreateOnCallPageDataRequest
            IncidentCreateOnCallPageRequest IncidentCreatePageFromIncidentDataAttributesRequest
            IncidentCreatePageFromIncidentDataRequest IncidentCreatePageFromIncidentRequest
            IncidentCreatePageFromIncidentType IncidentOnCallPageDataAttributesRequest
            IncidentOnCallPageDataRequest IncidentOnCallPageLinkRequest IncidentOnCallPageTarget
            IncidentOnCallPageType IncidentPageRoleReference IncidentPageRoleType IncidentPageTarget
            IncidentPageTargetType IncidentPageUUIDDataResponse IncidentPageUUIDResponse
            IncidentPageUUIDType
        """,
        ".incident_postmortem_templates": """
            ConfluencePostmortemSettings GoogleDocsPostmortemSettings PostmortemTemplateAttributesRequest
            PostmortemTemplateAttributesResponse PostmortemTemplateCreateRelationships
            PostmortemTemplateDataRequest PostmortemTemplateDataResponse
            PostmortemTemplateIncidentTypeRelationship PostmortemTemplateIncidentTypeRelationshipData
            PostmortemTemplateLocation PostmortemTemplateRequest PostmortemTemplateResponse
            PostmortemTemplateResponseRelationships PostmortemTemplateType
            PostmortemTemplateUserRelationship PostmortemTemplateUserRelationshipData
            PostmortemTemplatesResponse
        """,
        ".incident_requests": """
            IncidentCreateAttributes IncidentCreateData IncidentCreateRelationships IncidentCreateRequest
            IncidentUpdateAttributes IncidentUpdateData IncidentUpdateRelationships IncidentUpdateRequest
        """,
        ".incident_responders": """
            IncidentResponderDataAttributesResponse IncidentResponderDataRequest
            IncidentResponderDataResponse IncidentResponderRelationships
            IncidentResponderRelationshipsRequest IncidentResponderRequest IncidentResponderResponse
            IncidentResponderRoleAssignmentRelationshipData IncidentResponderRoleAssignmentsRelationship
            IncidentResponderType IncidentResponderUserRelationship IncidentResponderUserRelationshipData
            IncidentRespondersResponse
        """,
        ".incident_rule_requests": """
            IncidentRuleConditions IncidentRuleDataAttributesRequest IncidentRuleDataRequest
            IncidentRulePatchDataAttributesRequest IncidentRulePatchDataRequest IncidentRulePatchRequest
            IncidentRuleRequest
        """,
        ".incident_rules": """
            IncidentRuleCondition IncidentRuleDataAttributesResponse IncidentRuleDataResponse
            IncidentRuleExecutionType IncidentRuleQueryCondition IncidentRuleResponse
            IncidentRuleResponseType IncidentRuleTaskIDType IncidentRuleTriggerType IncidentRuleType
            IncidentRulesResponse
        """,
        ".incident_search": """
            IncidentSearchResponse IncidentSearchResponseAttributes IncidentSearchResponseData
            IncidentSearchResponseFacetsData IncidentSearchResponseFieldFacetData
            IncidentSearchResponseIncidentTypeFacetData IncidentSearchResponseIncidentsData
            IncidentSearchResponseMeta IncidentSearchResponseNumericFacetData
            IncidentSearchResponseNumericFacetDataAggregates IncidentSearchResponsePropertyFieldFacetData
            IncidentSearchResponseRelationships IncidentSearchResponseUserFacetData IncidentSearchSortOrder
        """,
        ".incident_timeline_cells": """
            IncidentTimelineCellCreateAttributes IncidentTimelineCellMarkdownContentType
            IncidentTimelineCellMarkdownCreateAttributes IncidentTimelineCellMarkdownCreateAttributesContent
        """,
        ".incident_timestamp_overrides": """
            IncidentTimestampOverrideDataAttributesRequest IncidentTimestampOverrideDataAttributesResponse
            IncidentTimestampOverrideDataRequest IncidentTimestampOverrideDataResponse
            IncidentTimestampOverridePatchDataAttributesRequest IncidentTimestampOverridePatchDataRequest
            IncidentTimestampOverridePatchRequest IncidentTimestampOverrideRelationships
            IncidentTimestampOverrideRequest IncidentTimestampOverrideResponse IncidentTimestampOverrideType
            IncidentTimestampOverridesResponse IncidentTimestampType
        """,
        ".incident_todos": """
            IncidentTodoAnonymousAssignee IncidentTodoAnonymousAssigneeSource IncidentTodoAssignee
            IncidentTodoAssigneeArray IncidentTodoAttributes IncidentTodoCreateData
            IncidentTodoCreateRequest IncidentTodoListResponse IncidentTodoPatchData
            IncidentTodoPatchRequest IncidentTodoRelationships IncidentTodoResponse IncidentTodoResponseData
            IncidentTodoResponseIncludedItem IncidentTodoType
        """,
        ".incident_types": """
            GoogleChatConfigurationReference GoogleChatConfigurationReferenceData
            GoogleMeetConfigurationReference GoogleMeetConfigurationReferenceData IncidentTypeAttributes
            IncidentTypeConfiguration IncidentTypeCreateData IncidentTypeCreateRequest
            IncidentTypeListResponse IncidentTypeObject IncidentTypePatchData IncidentTypePatchRequest
            IncidentTypeRelationships IncidentTypeResponse IncidentTypeSlugSource
            IncidentTypeUpdateAttributes MicrosoftTeamsConfigurationReference
            MicrosoftTeamsConfigurationReferenceData ZoomConfigurationReference
            ZoomConfigurationReferenceData
        """,
        ".incident_user_defined_field_requests": """
            IncidentUserDefinedFieldAttributesCreateRequest IncidentUserDefinedFieldAttributesUpdateRequest
            IncidentUserDefinedFieldCreateData IncidentUserDefinedFieldCreateRelationships
            IncidentUserDefinedFieldCreateRequest IncidentUserDefinedFieldUpdateData
            IncidentUserDefinedFieldUpdateRequest
        """,
        ".incident_user_defined_fields": """
            IncidentUserDefinedFieldAttributesResponse IncidentUserDefinedFieldCategory
            IncidentUserDefinedFieldCollected IncidentUserDefinedFieldFieldType
            IncidentUserDefinedFieldListMeta IncidentUserDefinedFieldListResponse
            IncidentUserDefinedFieldMetadata IncidentUserDefinedFieldRelationships
            IncidentUserDefinedFieldResponse IncidentUserDefinedFieldResponseData
            IncidentUserDefinedFieldValidValue
        """,
        ".incident_user_defined_roles": """
            IncidentUserDefinedRoleDataAttributesRequest IncidentUserDefinedRoleDataAttributesResponse
            IncidentUserDefinedRoleDataRequest IncidentUserDefinedRoleDataResponse
            IncidentUserDefinedRoleIncidentTypeRelationship
            IncidentUserDefinedRoleIncidentTypeRelationshipData IncidentUserDefinedRoleIncludedItem
            IncidentUserDefinedRolePatchDataAttributesRequest IncidentUserDefinedRolePatchDataRequest
            IncidentUserDefinedRolePatchRequest IncidentUserDefinedRolePolicy
            IncidentUserDefinedRoleRelationshipsRequest IncidentUserDefinedRoleRelationshipsResponse
            IncidentUserDefinedRoleRequest IncidentUserDefinedRoleResponse IncidentUserDefinedRoleType
            IncidentUserDefinedRolesResponse
        """,
        ".incidents": """
            IncidentRelatedObject IncidentResponse IncidentResponseData IncidentResponseIncludedItem
            IncidentResponseMeta IncidentResponseMetaPagination IncidentsResponse
        """,
        ".integration_metadata": """
            IncidentIntegrationMetadataMetadata JiraIntegrationMetadata JiraIntegrationMetadataIssuesItem
            MSTeamsIntegrationMetadata MSTeamsIntegrationMetadataTeamsItem ServiceNowIntegrationMetadata
            ServiceNowIntegrationMetadataRecordsItem SlackIntegrationMetadata
            SlackIntegrationMetadataChannelItem
        """,
        ".relationships": """
            NullableRelationshipToUser NullableRelationshipToUserData RelationshipToIncident
            RelationshipToIncidentAttachment RelationshipToIncidentAttachmentData RelationshipToIncidentData
            RelationshipToIncidentImpactData RelationshipToIncidentImpacts
            RelationshipToIncidentIntegrationMetadataData RelationshipToIncidentIntegrationMetadatas
            RelationshipToIncidentPostmortem RelationshipToIncidentPostmortemData
            RelationshipToIncidentResponderData RelationshipToIncidentResponders RelationshipToIncidentType
            RelationshipToIncidentTypeData RelationshipToIncidentUserDefinedFieldData
            RelationshipToIncidentUserDefinedFields RelationshipToIncidents RelationshipToOrganization
            RelationshipToOrganizationData RelationshipToOrganizations RelationshipToRoleData
            RelationshipToRoles RelationshipToUser RelationshipToUserData RelationshipToUsers
        """,
        ".resource_types": """
            IncidentAttachmentType IncidentImpactsType IncidentIntegrationMetadataType
            IncidentPostmortemType IncidentRespondersType IncidentSearchResultsType IncidentType
            IncidentTypeType IncidentUserDefinedFieldType OrganizationsType RolesType UsersType
        """,
        ".users": """
            IncidentExpandedUser IncidentNonDatadogCreator IncidentUserAttributes IncidentUserData User
            UserAttributes UserResponseRelationships
        """,
    }
    _exports = {module: tuple(names.split()) for module, names in _names.items()}
    __all__ = [name for names in _exports.values() for name in names]

    def __getattr__(name: str) -> object:
        from datadog_incidents._core.lazy import find

        return find(__name__, _exports, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
