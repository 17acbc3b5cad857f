import { getClient } from '@azure-rest/core-client';
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { EventHubManagementClient } from '@azure/arm-eventhub';
import { MonitorClient } from '@azure/arm-monitor';
import { OperationalInsightsManagementClient } from '@azure/arm-operationalinsights';
import { ResourceGraphClient } from '@azure/arm-resourcegraph';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SecurityInsights } from '@azure/arm-securityinsight';
import { ClientSecretCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { LogsQueryClient } from '@azure/monitor-query-logs';
import { MetricsClient } from '@azure/monitor-query-metrics';
import { subscriptionIds, vaultName } from '../seed/demoIds';
import { AzureSimulator } from '../startAzureSimulator';

/** Microsoft's own clients, pointed at a simulator by endpoint, authority and CA alone. */
export function officialClients(
  simulator: AzureSimulator,
  identity: { tenantId: string; clientId: string; clientSecret: string },
  subscriptionId: string = subscriptionIds.production,
  retryOptions: { maxRetries: number } = { maxRetries: 0 },
) {
  const { endpoints, caPem } = simulator;
  const tlsOptions = { ca: caPem };
  const credential = new ClientSecretCredential(
    identity.tenantId,
    identity.clientId,
    identity.clientSecret,
    {
      authorityHost: endpoints.login,
      disableInstanceDiscovery: true,
      tlsOptions,
      retryOptions,
    },
  );
  const arm = {
    endpoint: endpoints.resourceManager,
    tlsOptions,
    retryOptions,
  };
  return {
    credential,
    eventHub: new EventHubManagementClient(credential, subscriptionId, arm),
    monitor: new MonitorClient(credential, subscriptionId, arm),
    operationalInsights: new OperationalInsightsManagementClient(
      credential,
      subscriptionId,
      arm,
    ),
    authorization: new AuthorizationManagementClient(
      credential,
      subscriptionId,
      arm,
    ),
    resources: new ResourceManagementClient(credential, subscriptionId, arm),
    resourceGraph: new ResourceGraphClient(credential, arm),
    securityInsights: (apiVersion?: string) =>
      new SecurityInsights(credential, subscriptionId, { ...arm, apiVersion }),
    graph: getClient(`${endpoints.graph}/v1.0`, credential, {
      credentials: { scopes: ['https://graph.microsoft.com/.default'] },
      tlsOptions,
      retryOptions,
    }),
    secrets: new SecretClient(endpoints.keyVaults[vaultName], credential, {
      // The vault's host is 127.0.0.1, not under vault.azure.net.
      disableChallengeResourceVerification: true,
      tlsOptions,
      retryOptions,
    }),
    logs: new LogsQueryClient(credential, {
      endpoint: endpoints.logs,
      tlsOptions,
      retryOptions,
    }),
    metrics: (region: string) =>
      new MetricsClient(
        endpoints.metrics.replace('{region}', region),
        credential,
        { tlsOptions, retryOptions },
      ),
  };
}

/** The clients of one identity. */
export type OfficialClients = ReturnType<typeof officialClients>;
