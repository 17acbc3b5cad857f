import { PlannedChange } from 'backstage-plugin-siem-forwarder-common';
import { AnalyticsRule, IotConnector } from '../../azure/AzureServices';
import { plannedChange } from '../compare/Comparison';
import {
  incidentCreators,
  IOT_PRODUCT,
} from '../../collect/readings/readSentinel';
import { settleAll } from '../settleAll';
import { ComparisonContext, Step, StepContext } from '../Step';

const STEP = 'source:prepare';

interface SourceComparison {
  connector?: PlannedChange;
  incidents?: PlannedChange;
}

/**
 * Connects the Defender for IoT connector and lets it create incidents, only
 * when that was asked for.
 */
export const prepareSource: Step<typeof STEP> = {
  step: STEP,

  async compare(context) {
    const { connector, incidents } = await compareSource(context);
    return {
      changes: [connector, incidents].filter(isPresent),
      problems: [],
    };
  },

  async run(context) {
    const { azure, target, signal } = context;
    const { connector, incidents } = await compareSource(context);
    await settleAll([
      bringAbout(context, connector, {
        kind: 'iot-connector',
        previous: { alertsEnabled: false },
        write: () =>
          azure.sentinel.connectIot(
            target.workspaceId,
            target.workspaceId.subscriptionId,
            { signal },
          ),
      }),
      bringAbout(context, incidents, {
        kind: 'incident-rule',
        previous: { enabled: false },
        write: () =>
          azure.sentinel.enableIncidentCreation(target.workspaceId, { signal }),
      }),
    ]);
    const changes = [connector, incidents].filter(isPresent);
    return {
      status: 'done',
      message: changes.some(({ action }) => action !== 'adopt')
        ? `Prepared Microsoft Sentinel in ${target.workspaceId.name}.`
        : `Microsoft Sentinel in ${target.workspaceId.name} is left as it is.`,
      changes,
      outputs: {},
    };
  },
};

/** Writes what is missing, or what was switched off and had `previous` then. */
async function bringAbout(
  { journal }: StepContext,
  change: PlannedChange | undefined,
  how: {
    kind: 'iot-connector' | 'incident-rule';
    previous: Record<string, boolean>;
    write: () => Promise<{ id: string }>;
  },
): Promise<void> {
  if (change?.action !== 'create' && change?.action !== 'change') {
    return;
  }
  await journal.write(
    {
      action: change.action,
      kind: how.kind,
      resource: change.resource,
      resourceId: change.resourceId,
      ...(change.action === 'change' && { previous: how.previous }),
    },
    how.write,
    ({ id }) => id,
  );
}

async function compareSource({
  spec,
  target,
  reader,
  signal,
}: ComparisonContext): Promise<SourceComparison> {
  if (!spec.prepareSource) {
    return {};
  }
  const { workspaceId } = target;
  const [connectors, rules] = await Promise.all([
    reader.sentinel.listIotConnectors(workspaceId, { signal }),
    reader.sentinel.listAnalyticsRules(workspaceId, { signal }),
  ]);
  return {
    connector: compareConnector(connectors, {
      workspace: workspaceId.name,
      subscriptionId: workspaceId.subscriptionId,
      newId: reader.sentinel.iotConnectorId(
        workspaceId,
        workspaceId.subscriptionId,
      ),
    }),
    ...(target.tables.includes('SecurityIncident') && {
      incidents: compareIncidentCreation(rules, {
        workspace: workspaceId.name,
        newId: reader.sentinel.incidentRuleId(workspaceId),
      }),
    }),
  };
}

function compareConnector(
  connectors: IotConnector[],
  {
    workspace,
    subscriptionId,
    newId,
  }: { workspace: string; subscriptionId: string; newId: string },
): PlannedChange {
  const connected = connectors.find(({ alertsEnabled }) => alertsEnabled);
  const disconnected = connectors.find(
    connector =>
      connector.subscriptionId.toLowerCase() === subscriptionId.toLowerCase(),
  );
  const resource = `Defender for IoT connector of ${workspace}`;
  if (connected) {
    return plannedChange(STEP, resource, connected.id, { action: 'adopt' });
  }
  return disconnected
    ? plannedChange(STEP, resource, disconnected.id, {
        action: 'change',
        difference: 'Its alerts are switched off.',
      })
    : plannedChange(STEP, resource, newId, { action: 'create' });
}

function compareIncidentCreation(
  rules: AnalyticsRule[],
  { workspace, newId }: { workspace: string; newId: string },
): PlannedChange {
  const resource = `incident creation for Defender for IoT alerts in ${workspace}`;
  if (incidentCreators(rules).length > 0) {
    return plannedChange(STEP, resource, undefined, { action: 'adopt' });
  }
  const disabled = rules.find(
    ({ productFilter }) =>
      productFilter?.toLowerCase() === IOT_PRODUCT.toLowerCase(),
  );
  return disabled
    ? plannedChange(STEP, resource, disabled.id, {
        action: 'change',
        difference: 'The rule is switched off.',
      })
    : plannedChange(STEP, resource, newId, { action: 'create' });
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
