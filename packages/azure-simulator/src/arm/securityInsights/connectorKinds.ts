/**
 * Kinds of data connectors.
 * Source: `DataConnectorKind` of Microsoft.SecurityInsights 2024-01-01-preview, dataConnectors.json
 */
export const connectorKinds: ReadonlySet<string> = new Set([
  'AmazonWebServicesCloudTrail',
  'AmazonWebServicesS3',
  'APIPolling',
  'AzureActiveDirectory',
  'AzureAdvancedThreatProtection',
  'AzureSecurityCenter',
  'Dynamics365',
  'GCP',
  'GenericUI',
  'IOT',
  'MicrosoftCloudAppSecurity',
  'MicrosoftDefenderAdvancedThreatProtection',
  'MicrosoftPurviewInformationProtection',
  'MicrosoftThreatIntelligence',
  'MicrosoftThreatProtection',
  'Office365',
  'Office365Project',
  'OfficeATP',
  'OfficeIRM',
  'OfficePowerBI',
  'RestApiPoller',
  'ThreatIntelligence',
  'ThreatIntelligenceTaxii',
]);
