import { FleetSize, planFleet, SimulatorClient } from 'azure-simulator';
import type { RequestCount } from 'azure-simulator';
import pLimit from 'p-limit';
import { LoggerService } from '@backstage/backend-plugin-api';
import { AzureServices, AzureTenants } from '../../src/azure';
import { ArmResourceId } from '../../src/azure/ArmResourceId';
import { SiemInstances } from '../../src/siem';
import { tellParent, toldByParent } from './childProcess';
import { fleetConfig, ReadySimulator } from './fleetConfig';

/** Forwarders that the loop looks at at one time. */
const CONCURRENCY = 16;

const DAY = 86_400_000;

/** What the process tells: calls of the loop over so many forwarders. */
export interface PeerResults {
  forwarders: number;
  flow: { counts: RequestCount[]; seconds: number };
  configuration: { counts: RequestCount[]; seconds: number };
}

const silent: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

interface Ids {
  rule: ArmResourceId;
  workspace: ArmResourceId;
  hub: ArmResourceId;
  namespace: ArmResourceId;
  applicationId: string;
}

/** The flow facts of one forwarder, each asked of its own resource: how a script over the SDKs does it. */
async function flowOf(azure: AzureServices, ids: Ids): Promise<void> {
  const now = Date.now();
  const span = {
    from: new Date(now - DAY).toISOString(),
    to: new Date(now).toISOString(),
  };
  const workspace = await azure.workspaces.get(ids.workspace);
  await azure.dataExports.get(ids.rule);
  const namespace = await azure.eventHubs.getNamespace(ids.namespace);
  await azure.eventHubs.getHub(ids.hub);
  await azure.roleAssignments.listAtScope(ids.hub.toString());
  await azure.entra.getApplication(ids.applicationId);
  const metrics = (resource: ArmResourceId, region: string, names: string[]) =>
    azure.metrics.query({
      ...span,
      subscriptionId: resource.subscriptionId,
      region,
      resourceIds: [resource],
      metricNamespace:
        resource === ids.workspace
          ? 'Microsoft.OperationalInsights/workspaces'
          : 'Microsoft.EventHub/namespaces',
      metrics: names,
      interval: 'PT5M',
    });
  await metrics(ids.workspace, workspace?.region ?? '', ['RecordsExported']);
  await metrics(ids.namespace, namespace?.region ?? '', [
    'IncomingMessages',
    'OutgoingMessages',
  ]);
  const query = (text: string) =>
    azure.logs.query(workspace?.customerId ?? '', text, span);
  await query('SecurityIncident | summarize count()');
  await query('SecurityAlert | summarize count()');
}

/** The configuration facts of one forwarder besides. */
async function configurationOf(azure: AzureServices, ids: Ids): Promise<void> {
  await azure.sentinel.isOnboarded(ids.workspace);
  await azure.sentinel.listIotConnectors(ids.workspace);
  await azure.sentinel.listAnalyticsRules(ids.workspace);
  await azure.eventHubs.getNetworkRuleSet(ids.namespace);
  await azure.eventHubs.listConsumerGroups(ids.hub);
  await azure.entra.getServicePrincipal(ids.applicationId);
}

/**
 * A plain loop over the SDKs that asks per forwarder: the peer. The simulator
 * does not throttle it, so that each call counts once; Azure would.
 */
async function main(): Promise<void> {
  const { size, simulator, forwarders } = toldByParent<{
    size: FleetSize;
    simulator: ReadySimulator;
    forwarders: number;
  }>();
  const plan = planFleet(size);
  const config = fleetConfig(simulator, plan);
  const [{ sweeper }] = AzureTenants.fromConfig(config, {
    logger: silent,
  }).list;
  const siem = SiemInstances.fromConfig(config).get('soc-splunk');
  const control = new SimulatorClient(simulator.endpoints.control);
  const limit = pLimit(CONCURRENCY);
  const looked = plan.forwarders.slice(0, forwarders);
  const loop = async (
    parts: ((azure: AzureServices, ids: Ids) => Promise<void>)[],
  ) => {
    await control.clearRequests();
    const started = performance.now();
    await Promise.all(
      looked.map(({ name, annotations }) =>
        limit(async () => {
          const rule = ArmResourceId.parse(
            annotations['siem-forwarder/export-rule'],
          );
          const hub = ArmResourceId.parse(
            annotations['siem-forwarder/event-hub'],
          );
          const ids: Ids = {
            rule,
            hub,
            workspace: rule.parent ?? rule,
            namespace: hub.parent ?? hub,
            applicationId: annotations['siem-forwarder/application-id'],
          };
          for (const part of parts) {
            await part(sweeper, ids);
          }
          await siem?.collect(
            [
              {
                name,
                tenantId: sweeper.tenantId,
                clientId: ids.applicationId,
                cloud: 'custom',
                fullyQualifiedNamespace: `${ids.namespace.name}.servicebus.windows.net`,
                eventHubName: hub.name,
                consumerGroup: annotations['siem-forwarder/consumer-group'],
                tables: ['SecurityIncident'],
              },
            ],
            {},
          );
        }),
      ),
    );
    return {
      counts: await control.requestCounts(),
      seconds: (performance.now() - started) / 1000,
    };
  };
  const results: PeerResults = {
    forwarders: looked.length,
    flow: await loop([flowOf]),
    configuration: await loop([flowOf, configurationOf]),
  };
  tellParent(results);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
