import { officialClients } from '../../__testUtils__/officialClients';
import { requestJson } from '../../__testUtils__/requestJson';
import { valueAt } from '../../http/json';
import { demoApplicationId } from '../../seed/demoForwarders';
import { plants, seedGuid } from '../../seed/demoIds';
import { AzureSimulator } from '../../startAzureSimulator';

/** What can be read of one forwarder, by a name for each reading. */
export type Readings = Record<string, unknown>;

const { austin } = plants;
const addOn = '/servicesNS/nobody/Splunk_TA_microsoft-cloudservices';

/** A refusal is a reading too. */
async function reading(read: () => Promise<unknown>): Promise<unknown> {
  try {
    return await read();
  } catch (error) {
    const { statusCode, code, message } = error as {
      statusCode?: number;
      code?: string;
      message: string;
    };
    return statusCode ?? code ?? message;
  }
}

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) {
    items.push(item);
  }
  return items;
}

/**
 * Reads forwarder `austin-incidents` as a portal can: through Microsoft's own
 * clients with the sweeper's identity, and through Splunk's REST API.
 */
export async function readForwarder(
  simulator: AzureSimulator,
): Promise<Readings> {
  const azure = officialClients(simulator, simulator.credentials.sweeper);
  const at = [austin.resourceGroup, austin.workspaceName] as const;
  const inNamespace = [austin.resourceGroup, austin.namespaceName] as const;
  const insights = azure.securityInsights('2024-01-01-preview');
  const appId = demoApplicationId('austin-incidents');
  const principalId = seedGuid(`servicePrincipal:${appId}`);
  const graph = async (path: string) => {
    const response = await azure.graph
      .pathUnchecked(path)
      .get({ queryParameters: { $filter: `appId eq '${appId}'` } });
    const items = valueAt(response.body, 'value');
    return Array.isArray(items) ? items[0] : undefined;
  };
  const splunk = async (path: string) => {
    const { status, body } = await requestJson(
      `${simulator.endpoints.splunkManagement}${path}?output_mode=json`,
      {
        ca: simulator.caPem,
        headers: {
          authorization: `Bearer ${simulator.credentials.splunk.managementToken}`,
        },
      },
    );
    const entries = valueAt(body, 'entry');
    return Array.isArray(entries) ? valueAt(entries[0], 'content') : status;
  };
  const readers: Record<string, () => Promise<unknown>> = {
    onboarding: async () =>
      (await insights.sentinelOnboardingStates.get(...at, 'default')).name,
    connectors: async () =>
      (await all(insights.dataConnectors.list(...at))).map(connector =>
        valueAt(connector, 'dataTypes', 'alerts', 'state'),
      ),
    incidentRules: async () =>
      (await all(insights.alertRules.list(...at))).map(rule =>
        valueAt(rule, 'enabled'),
      ),
    rows: async () => {
      const result = await azure.logs.queryWorkspace(
        (await azure.operationalInsights.workspaces.get(...at)).customerId ??
          '',
        'SecurityIncident | where TimeGenerated > ago(1d) | count',
        { duration: 'P7D' },
      );
      return result.status === 'Success'
        ? result.tables[0].rows[0][0]
        : result.status;
    },
    rule: async () => {
      const rule = await azure.operationalInsights.dataExports.get(
        ...at,
        'export-incidents',
      );
      return {
        enabled: rule.enable,
        tables: rule.tableNames,
        hub: rule.destination?.eventHubName,
        created: rule.createdDate,
      };
    },
    namespace: async () => {
      const { location, sku, disableLocalAuth } =
        await azure.eventHub.namespaces.get(...inNamespace);
      return { location, tier: sku?.tier, disableLocalAuth };
    },
    network: async () => {
      const { defaultAction, trustedServiceAccessEnabled } =
        await azure.eventHub.namespaces.getNetworkRuleSet(...inNamespace);
      return { defaultAction, trustedServiceAccessEnabled };
    },
    hub: async () => {
      const { status, retentionDescription } =
        await azure.eventHub.eventHubs.get(...inNamespace, 'incidents');
      return {
        status,
        hours: retentionDescription?.retentionTimeInHours,
        cleanup: retentionDescription?.cleanupPolicy,
      };
    },
    consumerGroup: async () =>
      (
        await azure.eventHub.consumerGroups.get(
          ...inNamespace,
          'incidents',
          'splunk',
        )
      ).name,
    secretEnds: async () => {
      const application = await graph('/applications');
      const secrets = valueAt(application, 'passwordCredentials');
      return Array.isArray(secrets)
        ? secrets.map(secret => valueAt(secret, 'endDateTime'))
        : 'no application';
    },
    principal: async () =>
      valueAt(await graph('/servicePrincipals'), 'accountEnabled') ??
      'no service principal',
    roles: async () =>
      (
        await all(
          azure.authorization.roleAssignments.listForScope(
            `${austin.namespaceId}/eventhubs/incidents`,
          ),
        )
      ).filter(({ principalId: id }) => id === principalId).length,
    server: () => splunk('/services/server/info').then(() => 'up'),
    addOn: async () => {
      const addOnApp = await splunk(
        '/services/apps/local/Splunk_TA_microsoft-cloudservices',
      );
      return typeof addOnApp === 'number' ? addOnApp : 'installed';
    },
    account: async () => {
      const account = await splunk(
        `${addOn}/splunk_ta_mscs_azureaccount/austin-incidents`,
      );
      return typeof account === 'number'
        ? account
        : valueAt(account, 'client_id');
    },
    input: async () => {
      const input = await splunk(
        `${addOn}/splunk_ta_mscs_mscs_azure_event_hub/austin-incidents`,
      );
      return typeof input === 'number'
        ? input
        : {
            disabled: valueAt(input, 'disabled'),
            group: valueAt(input, 'consumer_group'),
            sourcetype: valueAt(input, 'sourcetype'),
            index: valueAt(input, 'index'),
          };
    },
  };
  const readings = await Promise.all(
    Object.entries(readers).map(
      async ([name, read]) => [name, await reading(read)] as const,
    ),
  );
  return Object.fromEntries(readings);
}

/** The readings that differ, as they are afterwards. */
export function differences(before: Readings, after: Readings): Readings {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
    ),
  );
}
