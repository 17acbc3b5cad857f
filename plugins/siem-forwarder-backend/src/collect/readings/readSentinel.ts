import { ArmResourceId } from '../../azure/ArmResourceId';
import { AnalyticsRule, Sentinel } from '../../azure/AzureServices';
import { Outcome } from '../BoundedCalls';
import { CollectionRun, notSwept, observedNow, Target } from '../CollectionRun';
import { FactName, IncidentCreatorFact } from '../Facts';
import { groupBy } from '../groupBy';

/** Product name by which incident creation rules select Defender for IoT (Microsoft.SecurityInsights 2024-03-01, `productFilter`). */
export const IOT_PRODUCT = 'Azure Security Center for IoT';

/** How queries of scheduled rules name alerts of Defender for IoT: by provider, or by product in older rules. */
const IOT_QUERY = /IoTSecurity|Azure Security Center for IoT/i;

const FACTS: FactName[] = [
  'sentinelOnboarded',
  'iotConnectors',
  'incidentCreators',
];

/**
 * Onboarding, connectors and analytics rules of Sentinel: two calls a
 * workspace. A workspace that lists connectors is onboarded; only where it
 * refuses to, a third call tells why.
 */
export async function readSentinel(
  run: CollectionRun,
  all: Target[],
): Promise<void> {
  const groups = groupBy(all, ({ workspace }) => workspace.key);
  await Promise.all(
    [...groups.values()]
      .filter(targets => targets.some(({ draft }) => draft.isDue(...FACTS)))
      .map(targets => readOne(run, targets)),
  );
}

async function readOne(run: CollectionRun, targets: Target[]): Promise<void> {
  const { workspace } = targets[0];
  const tenant = run.tenantOf(workspace.subscriptionId);
  if (!tenant) {
    const at = observedNow(run);
    for (const { draft } of targets) {
      draft.refuse(FACTS, notSwept(workspace.subscriptionId), at);
    }
    return;
  }
  const { sentinel } = tenant.sweeper;
  const [connectors, rules] = await Promise.all([
    run.calls.run({
      reads: `the data connectors of workspace ${workspace.name}`,
      run: signal => sentinel.listIotConnectors(workspace, { signal }),
    }),
    run.calls.run({
      reads: `the analytics rules of workspace ${workspace.name}`,
      run: signal => sentinel.listAnalyticsRules(workspace, { signal }),
    }),
  ]);
  const onboarded = await readOnboarding(run, workspace, sentinel, connectors);
  const at = observedNow(run);
  for (const { draft } of targets) {
    draft.put('sentinelOnboarded', onboarded, at, value => value);
    draft.put('iotConnectors', connectors, at, all =>
      all.map(({ subscriptionId, alertsEnabled }) => ({
        subscriptionId,
        alertsEnabled,
      })),
    );
    draft.put('incidentCreators', rules, at, incidentCreators);
  }
}

function readOnboarding(
  run: CollectionRun,
  workspace: ArmResourceId,
  sentinel: Sentinel,
  connectors: Outcome<unknown>,
): Outcome<boolean> | Promise<Outcome<boolean>> {
  if ('value' in connectors) {
    return { value: true };
  }
  return connectors.unavailable.reason === 'refused'
    ? run.calls.run({
        reads: `the Microsoft Sentinel onboarding of workspace ${workspace.name}`,
        run: signal => sentinel.isOnboarded(workspace, { signal }),
      })
    : connectors;
}

/** Of all analytics rules, the enabled ones that make incidents of Defender for IoT alerts. */
export function incidentCreators(
  rules: AnalyticsRule[],
): IncidentCreatorFact[] {
  return rules
    .filter(rule => rule.enabled)
    .flatMap((rule): IncidentCreatorFact[] => {
      if (rule.productFilter?.toLowerCase() === IOT_PRODUCT.toLowerCase()) {
        return [{ name: rule.displayName, kind: 'incident-creation' }];
      }
      return rule.query && IOT_QUERY.test(rule.query)
        ? [{ name: rule.displayName, kind: 'scheduled' }]
        : [];
    });
}
