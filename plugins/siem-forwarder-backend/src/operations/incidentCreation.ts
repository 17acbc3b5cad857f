import { AnalyticsRule } from '../azure/AzureServices';

/**
 * Product filter of the rule that makes incidents of Defender for IoT alerts.
 *
 * @see https://learn.microsoft.com/rest/api/securityinsights/alert-rules
 */
const IOT_PRODUCT_FILTER = 'Azure Security Center for IoT';

/** Value of `SecurityAlert.ProviderName` in alerts of Defender for IoT. */
export const IOT_PROVIDER_NAME = 'IoTSecurity';

/**
 * Whether anything makes incidents of Defender for IoT alerts: the incident
 * creation rule, or an analytics rule of the solution that reads those alerts.
 */
export function createsIotIncidents(rules: AnalyticsRule[]): boolean {
  return rules.some(
    rule =>
      rule.enabled &&
      (rule.productFilter?.toLowerCase() === IOT_PRODUCT_FILTER.toLowerCase() ||
        rule.query?.toLowerCase().includes(IOT_PROVIDER_NAME.toLowerCase())),
  );
}
