import { PlannedChange } from 'backstage-plugin-siem-forwarder-common';
import { AnalyticsRule, IotConnector } from '../../azure/AzureServices';
import { plannedChange } from '../compare/Comparison';
import { incidentCreators } from '../../collect/readings/readSentinel';
import { ComparisonContext, Step } from '../Step';

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
    const { azure, journal, target, signal } = context;
    const { connector, incidents } = await compareSource(context);
    if (connector?.action === 'create') {
      await journal.write(
        {
          action: 'create',
          kind: 'iot-connector',
          resource: connector.resource,
        },
        () =>
          azure.sentinel.connectIot(
            target.workspaceId,
            target.workspaceId.subscriptionId,
            { signal },
          ),
        ({ id }) => id,
      );
    }
    if (incidents?.action === 'create') {
      await journal.write(
        {
          action: 'create',
          kind: 'incident-rule',
          resource: incidents.resource,
        },
        () =>
          azure.sentinel.enableIncidentCreation(target.workspaceId, { signal }),
        ({ id }) => id,
      );
    }
    const changes = [connector, incidents].filter(isPresent);
    return {
      status: 'done',
      message: changes.some(({ action }) => action === 'create')
        ? `Prepared Microsoft Sentinel in ${target.workspaceId.name}.`
        : `Microsoft Sentinel in ${target.workspaceId.name} is left as it is.`,
      changes,
      outputs: {},
    };
  },
};

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
    connector: compareConnector(connectors, workspaceId.name),
    ...(target.tables.includes('SecurityIncident') && {
      incidents: compareIncidentCreation(rules, workspaceId.name),
    }),
  };
}

function compareConnector(
  connectors: IotConnector[],
  workspace: string,
): PlannedChange {
  const connected = connectors.find(({ alertsEnabled }) => alertsEnabled);
  return plannedChange(
    STEP,
    `Defender for IoT connector of ${workspace}`,
    connected?.id,
    { action: connected ? 'adopt' : 'create' },
  );
}

function compareIncidentCreation(
  rules: AnalyticsRule[],
  workspace: string,
): PlannedChange {
  return plannedChange(
    STEP,
    `incident creation for Defender for IoT alerts in ${workspace}`,
    undefined,
    { action: incidentCreators(rules).length > 0 ? 'adopt' : 'create' },
  );
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
