import {
  AlertRuleUnion,
  DataConnectorUnion,
  MicrosoftSecurityIncidentCreationAlertRule,
  SecurityInsights,
} from '@azure/arm-securityinsight';
import { v5 as uuidv5 } from 'uuid';
import { ArmResourceId } from './ArmResourceId';
import { AzureConnection } from './AzureConnection';
import {
  AnalyticsRule,
  CallOptions,
  IotConnector,
  Sentinel,
} from './AzureServices';
import { AzureCall } from './AzureError';
import { callAzure, findInAzure, readAll } from './callAzure';
import { remember } from './remember';
import { resourceGroupOf } from './resourceGroupOf';

/** The newest stable version whose document we test against. */
const STABLE_API = '2024-03-01';

/**
 * The connector kind `IOT` is in preview versions only, see
 * https://learn.microsoft.com/azure/templates/microsoft.securityinsights/2024-01-01-preview/dataconnectors
 */
const CONNECTOR_API = '2024-01-01-preview';

/** The product of Defender for IoT alerts, in Sentinel's own (older) name. */
const IOT_PRODUCT = 'Azure Security Center for IoT';

/** UUIDv5 namespace of the names of what we make in Sentinel; arbitrary, and fixed for ever. */
const NAMES = 'b0a1a5f0-52c4-5d7e-8f53-0c7d21b5e0a2';

/** {@link Sentinel} over `@azure/arm-securityinsight`. */
export class SdkSentinel implements Sentinel {
  readonly #stable: (subscriptionId: string) => SecurityInsights;
  readonly #connectors: (subscriptionId: string) => SecurityInsights;

  constructor(connection: AzureConnection) {
    const clients = (apiVersion: string) =>
      remember(subscriptionId =>
        connection.withPolicies(
          new SecurityInsights(connection.credential, subscriptionId, {
            ...connection.clientOptions(connection.cloud.resourceManager),
            apiVersion,
          }),
        ),
      );
    this.#stable = clients(STABLE_API);
    this.#connectors = clients(CONNECTOR_API);
  }

  async isOnboarded(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<boolean> {
    const state = await findInAzure(
      call('read whether Sentinel is onboarded to', workspaceId),
      options,
      sdk =>
        this.#stable(workspaceId.subscriptionId).sentinelOnboardingStates.get(
          resourceGroupOf(workspaceId),
          workspaceId.name,
          'default',
          sdk,
        ),
    );
    return state !== undefined;
  }

  async listIotConnectors(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<IotConnector[]> {
    const all = await this.#listConnectors(workspaceId, options);
    return all.flatMap(toIotConnector);
  }

  async connectIot(
    workspaceId: ArmResourceId,
    subscriptionId: string,
    options?: CallOptions,
  ): Promise<IotConnector> {
    const connectors = await this.#listConnectors(workspaceId, options);
    const existing = connectors.find(candidate =>
      toIotConnector(candidate).some(
        iot =>
          iot.subscriptionId.toLowerCase() === subscriptionId.toLowerCase(),
      ),
    );
    const [connected] = existing ? toIotConnector(existing) : [];
    if (connected?.alertsEnabled) {
      return connected;
    }
    const id =
      connected?.id ?? this.iotConnectorId(workspaceId, subscriptionId);
    const made = await this.#putConnector(
      call('connect Defender for IoT to', workspaceId),
      workspaceId,
      { id, subscriptionId, state: 'Enabled', etag: existing?.etag },
      options,
    );
    return (
      toIotConnector(made)[0] ?? { id, subscriptionId, alertsEnabled: true }
    );
  }

  iotConnectorId(workspaceId: ArmResourceId, subscriptionId: string): string {
    return sentinelId(
      workspaceId,
      'dataConnectors',
      uuidv5(`iot|${workspaceId.key}|${subscriptionId.toLowerCase()}`, NAMES),
    );
  }

  async disconnectIot(
    workspaceId: ArmResourceId,
    id: string,
    options?: CallOptions,
  ): Promise<void> {
    const existing = (await this.#listConnectors(workspaceId, options)).find(
      connector => nameOf(connector.id ?? '') === nameOf(id),
    );
    const [connected] = existing ? toIotConnector(existing) : [];
    if (!connected?.alertsEnabled) {
      return;
    }
    const { subscriptionId } = connected;
    await this.#putConnector(
      call('disconnect Defender for IoT from', workspaceId),
      workspaceId,
      { id, subscriptionId, state: 'Disabled', etag: existing?.etag },
      options,
    );
  }

  async deleteIotConnector(
    workspaceId: ArmResourceId,
    id: string,
    options?: CallOptions,
  ): Promise<void> {
    await findInAzure(
      call('remove the Defender for IoT connector from', workspaceId),
      options,
      sdk =>
        this.#connectors(workspaceId.subscriptionId).dataConnectors.delete(
          resourceGroupOf(workspaceId),
          workspaceId.name,
          nameOf(id),
          sdk,
        ),
    );
  }

  async listAnalyticsRules(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<AnalyticsRule[]> {
    const all = await this.#listRules(workspaceId, options);
    return all.map(toAnalyticsRule);
  }

  async enableIncidentCreation(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<AnalyticsRule> {
    const existing = (await this.#listRules(workspaceId, options)).find(
      createsIotIncidents,
    );
    if (existing?.enabled) {
      return toAnalyticsRule(existing);
    }
    const name = existing?.name ?? nameOf(this.incidentRuleId(workspaceId));
    const rule: MicrosoftSecurityIncidentCreationAlertRule = {
      kind: 'MicrosoftSecurityIncidentCreation',
      // The name that Sentinel itself gives to this rule.
      displayName:
        existing?.displayName ??
        'Create incidents based on Azure Defender for IOT alerts',
      productFilter: IOT_PRODUCT,
      severitiesFilter: ['High', 'Medium', 'Low', 'Informational'],
      ...(existing?.description ? { description: existing.description } : {}),
      ...(existing?.displayNamesFilter
        ? { displayNamesFilter: existing.displayNamesFilter }
        : {}),
      ...(existing?.displayNamesExcludeFilter
        ? { displayNamesExcludeFilter: existing.displayNamesExcludeFilter }
        : {}),
      ...(existing?.etag ? { etag: existing.etag } : {}),
      enabled: true,
    };
    const made = await callAzure(
      call('create incidents from Defender for IoT alerts in', workspaceId),
      options,
      sdk =>
        this.#stable(workspaceId.subscriptionId).alertRules.createOrUpdate(
          resourceGroupOf(workspaceId),
          workspaceId.name,
          name,
          rule,
          sdk,
        ),
    );
    return toAnalyticsRule(made);
  }

  incidentRuleId(workspaceId: ArmResourceId): string {
    return sentinelId(
      workspaceId,
      'alertRules',
      uuidv5(`incidents|${workspaceId.key}`, NAMES),
    );
  }

  async disableIncidentCreation(
    workspaceId: ArmResourceId,
    id: string,
    options?: CallOptions,
  ): Promise<void> {
    const existing = (await this.#listRules(workspaceId, options)).find(
      rule => nameOf(rule.id ?? '') === nameOf(id),
    );
    if (!existing || !createsIotIncidents(existing) || !existing.enabled) {
      return;
    }
    await callAzure(
      call('stop creating incidents in', workspaceId),
      options,
      sdk =>
        this.#stable(workspaceId.subscriptionId).alertRules.createOrUpdate(
          resourceGroupOf(workspaceId),
          workspaceId.name,
          nameOf(id),
          { ...existing, enabled: false },
          sdk,
        ),
    );
  }

  async deleteAnalyticsRule(
    workspaceId: ArmResourceId,
    id: string,
    options?: CallOptions,
  ): Promise<void> {
    await findInAzure(
      call('delete an analytics rule of', workspaceId),
      options,
      sdk =>
        this.#stable(workspaceId.subscriptionId).alertRules.delete(
          resourceGroupOf(workspaceId),
          workspaceId.name,
          nameOf(id),
          sdk,
        ),
    );
  }

  #listConnectors(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<DataConnectorUnion[]> {
    return callAzure(
      call('list the data connectors of', workspaceId),
      options,
      sdk =>
        readAll(
          this.#connectors(workspaceId.subscriptionId).dataConnectors.list(
            resourceGroupOf(workspaceId),
            workspaceId.name,
            sdk,
          ),
        ),
    );
  }

  /** @param connector - `etag`: of the one that is replaced, without which Azure refuses */
  #putConnector(
    azureCall: AzureCall,
    workspaceId: ArmResourceId,
    connector: {
      id: string;
      subscriptionId: string;
      state: 'Enabled' | 'Disabled';
      etag: string | undefined;
    },
    options?: CallOptions,
  ): Promise<DataConnectorUnion> {
    const { id, subscriptionId, state, etag } = connector;
    return callAzure(azureCall, options, sdk =>
      this.#connectors(
        workspaceId.subscriptionId,
      ).dataConnectors.createOrUpdate(
        resourceGroupOf(workspaceId),
        workspaceId.name,
        nameOf(id),
        {
          kind: 'IOT',
          subscriptionId,
          dataTypes: { alerts: { state } },
          ...(etag ? { etag } : {}),
        },
        sdk,
      ),
    );
  }

  #listRules(
    workspaceId: ArmResourceId,
    options?: CallOptions,
  ): Promise<AlertRuleUnion[]> {
    return callAzure(
      call('list the analytics rules of', workspaceId),
      options,
      sdk =>
        readAll(
          this.#stable(workspaceId.subscriptionId).alertRules.list(
            resourceGroupOf(workspaceId),
            workspaceId.name,
            sdk,
          ),
        ),
    );
  }
}

function sentinelId(
  workspaceId: ArmResourceId,
  type: string,
  name: string,
): string {
  return `${workspaceId}/providers/Microsoft.SecurityInsights/${type}/${name}`;
}

function nameOf(id: string): string {
  return id.split('/').pop() ?? '';
}

function call(verb: string, workspaceId: ArmResourceId): AzureCall {
  return {
    service: 'Microsoft Sentinel',
    action: `${verb} workspace '${workspaceId.name}'`,
  };
}

function toIotConnector(connector: DataConnectorUnion): IotConnector[] {
  if (connector.kind !== 'IOT' || !('subscriptionId' in connector)) {
    return [];
  }
  return [
    {
      id: connector.id ?? '',
      subscriptionId: connector.subscriptionId ?? '',
      alertsEnabled:
        'dataTypes' in connector &&
        typeof connector.dataTypes === 'object' &&
        'alerts' in connector.dataTypes &&
        connector.dataTypes.alerts?.state?.toLowerCase() === 'enabled',
    },
  ];
}

function createsIotIncidents(
  rule: AlertRuleUnion,
): rule is MicrosoftSecurityIncidentCreationAlertRule {
  return (
    rule.kind === 'MicrosoftSecurityIncidentCreation' &&
    'productFilter' in rule &&
    rule.productFilter === IOT_PRODUCT
  );
}

function toAnalyticsRule(rule: AlertRuleUnion): AnalyticsRule {
  return {
    id: rule.id ?? '',
    kind: rule.kind,
    displayName: ('displayName' in rule && rule.displayName) || rule.name || '',
    enabled: 'enabled' in rule && rule.enabled === true,
    ...('productFilter' in rule && rule.productFilter
      ? { productFilter: rule.productFilter }
      : {}),
    ...('query' in rule && rule.query ? { query: rule.query } : {}),
  };
}
