import { ConfigReader } from '@backstage/config';
import type {
  FleetPlan,
  SimulatorCredentials,
  SimulatorEndpoints,
} from 'azure-simulator';

/** A simulator in a process of its own, as it tells of itself. */
export interface ReadySimulator {
  endpoints: SimulatorEndpoints;
  /** File with the certificate of its authority. */
  caFile: string;
  credentials: SimulatorCredentials;
}

/** The configuration of a portal over a simulated fleet, in which every owner may see all. */
export function fleetConfig(
  { endpoints, caFile, credentials }: ReadySimulator,
  plan: FleetPlan,
): ConfigReader {
  const subscriptions = plan.subscriptions.map(({ id }) => id);
  const { sweeper, splunk } = credentials;
  return new ConfigReader({
    siemForwarder: {
      azure: {
        cloud: 'custom',
        custom: {
          authorityHost: endpoints.login,
          resourceManager: endpoints.resourceManager,
          graph: endpoints.graph,
          logs: endpoints.logs.replace(/\/v1$/, ''),
          metrics: endpoints.metrics,
        },
        caFile,
        tenants: [
          {
            id: sweeper.tenantId,
            sweeper: {
              credential: 'clientSecret',
              clientId: sweeper.clientId,
              clientSecret: sweeper.clientSecret,
            },
            subscriptions,
          },
        ],
      },
      scopes: [
        {
          owners: [...new Set(plan.forwarders.map(({ owner }) => owner))],
          subscriptions,
        },
      ],
      siems: [
        {
          id: 'soc-splunk',
          kind: 'splunk',
          title: 'SOC Splunk',
          management: {
            url: endpoints.splunkManagement,
            token: splunk.managementToken,
          },
          search: { url: endpoints.splunkSearch, token: splunk.searchToken },
          index: 'ot_security',
          caFile,
        },
      ],
    },
  });
}
