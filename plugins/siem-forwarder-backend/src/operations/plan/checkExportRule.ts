import { Problem } from 'backstage-plugin-siem-forwarder-common';
import { problem } from '../problems';
import { PlanContext } from './PlanContext';

/**
 * Active rules that a workspace may have.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export
 */
export const MAXIMUM_ACTIVE_EXPORT_RULES = 10;

const INSIGHTS_PROVIDER = 'Microsoft.Insights';

/** What an export rule needs of its workspace and subscription. */
export async function checkExportRule(
  context: PlanContext,
): Promise<Problem[]> {
  const { reader, signal, target } = context;
  const { workspaceId, ruleId } = target;
  const [rules, registration] = await Promise.all([
    reader.dataExports.list(workspaceId, { signal }),
    reader.resourceProviders.registrationState(
      workspaceId.subscriptionId,
      INSIGHTS_PROVIDER,
      { signal },
    ),
  ]);
  const others = rules.filter(
    rule => rule.enabled && !ruleId.equals(rule.id),
  ).length;
  const found: Problem[] = [];
  if (others >= MAXIMUM_ACTIVE_EXPORT_RULES) {
    found.push(
      problem(
        'workspaceId',
        'export-rule-quota',
        `The workspace '${workspaceId.name}' has ${others} active export rules, and Azure allows ${MAXIMUM_ACTIVE_EXPORT_RULES}.`,
        'Disable or remove one, or forward to an event hub that is filled already.',
      ),
    );
  }
  if (registration.toLowerCase() !== 'registered') {
    found.push(
      problem(
        'workspaceId',
        'insights-not-registered',
        `The resource provider ${INSIGHTS_PROVIDER} is ${registration} in the subscription ${workspaceId.subscriptionId}, and export rules need it.`,
        `Run: az provider register --namespace ${INSIGHTS_PROVIDER} --subscription ${workspaceId.subscriptionId}`,
      ),
    );
  }
  return found;
}
