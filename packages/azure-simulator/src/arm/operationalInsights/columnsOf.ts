/** Type of a Log Analytics column, as the query API names it. */
export type ColumnType =
  | 'string'
  | 'int'
  | 'long'
  | 'real'
  | 'bool'
  | 'datetime'
  | 'dynamic';

/** A column of a table. */
export interface Column {
  name: string;
  type: ColumnType;
}

function columns(definition: string): Column[] {
  return definition
    .trim()
    .split(/\s+/)
    .map(item => {
      const [name, type = 'string'] = item.split(':');
      return { name, type: type as ColumnType };
    });
}

/**
 * Columns of the tables that have rows here.
 * Source: https://learn.microsoft.com/azure/azure-monitor/reference/tables/securityincident and .../securityalert
 */
const tables: Record<string, Column[]> = {
  securityincident: columns(`
    TenantId TimeGenerated:datetime IncidentName Title Description Severity Status
    Classification ClassificationComment ClassificationReason Owner:dynamic
    ProviderName ProviderIncidentId FirstActivityTime:datetime
    LastActivityTime:datetime FirstModifiedTime:datetime
    LastModifiedTime:datetime CreatedTime:datetime ClosedTime:datetime
    IncidentNumber:int RelatedAnalyticRuleIds:dynamic AlertIds:dynamic
    BookmarkIds:dynamic Comments:dynamic Tasks:dynamic Labels:dynamic
    IncidentUrl AdditionalData:dynamic ModifiedBy SourceSystem Type
    _BilledSize:real`),
  securityalert: columns(`
    TenantId TimeGenerated:datetime DisplayName AlertName AlertSeverity Description
    ProviderName VendorName VendorOriginalId SystemAlertId ResourceId
    SourceComputerId AlertType ConfidenceLevel ConfidenceScore:real
    IsIncident:bool StartTime:datetime EndTime:datetime
    ProcessingEndTime:datetime RemediationSteps ExtendedProperties Entities
    SourceSystem WorkspaceSubscriptionId WorkspaceResourceGroup ExtendedLinks
    ProductName ProductComponentName AlertLink Status CompromisedEntity Tactics
    Techniques SubTechniques Type _BilledSize:real`),
};

/** The columns of a table; a table without rows here has the standard ones. */
export function columnsOf(tableName: string): Column[] {
  return (
    tables[tableName.toLowerCase()] ??
    columns('TenantId TimeGenerated:datetime SourceSystem Type')
  );
}
