import { mkdtemp, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
// Only tests import this file, so the simulator stays a devDependency.
import {
  AzureSimulator,
  AzureSimulatorOptions,
  plants,
  SimulatorClient,
  startAzureSimulator,
  subscriptionIds,
  vaultName,
} from 'azure-simulator';

/** A simulated cloud with the configuration that a portal needs to work in it. */
export interface TestCloud {
  /** The section `siemForwarder`, with endpoints, credentials and CA file. */
  config: JsonObject;
  /** A root configuration with that section. */
  rootConfig: ConfigReader;
  /** Drives the simulator: advance, faults, state, request log. */
  control: SimulatorClient;
  simulator: AzureSimulator;
  stop(): Promise<void>;
}

/**
 * In real time nobody has the five minutes after which an input tries again
 * that was made before its hub.
 */
const QUICK_INPUTS = { inputRestart: 1_000 };

/**
 * Starts the simulator on free loopback ports, for tests; with the demo's
 * seed, real time and no latencies unless told otherwise. The secrets of the
 * simulator's state are visible to the test.
 *
 * @param options - the simulator's options, and `siemForwarder`: further keys
 *   of the section, which replace those of the same name
 */
export async function startTestCloud(
  options: AzureSimulatorOptions & { siemForwarder?: JsonObject } = {},
): Promise<TestCloud> {
  const { siemForwarder, latencies, ...simulatorOptions } = options;
  const simulator = await startAzureSimulator({
    seed: 'demo',
    testMode: true,
    ...simulatorOptions,
    latencies:
      typeof latencies === 'string'
        ? latencies
        : { ...(options.clock ? {} : QUICK_INPUTS), ...latencies },
  });
  const folder = await mkdtemp(join(tmpdir(), 'siem-forwarder-test-'));
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, simulator.caPem);
  const config = { ...sectionOf(simulator, caFile), ...siemForwarder };
  return {
    config,
    rootConfig: new ConfigReader({ siemForwarder: config }),
    control: simulator.control,
    simulator,
    stop: async () => {
      await simulator.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function sectionOf(simulator: AzureSimulator, caFile: string): JsonObject {
  const { endpoints, credentials } = simulator;
  return {
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
          id: credentials.sweeper.tenantId,
          sweeper: {
            credential: 'clientSecret',
            clientId: credentials.sweeper.clientId,
            clientSecret: credentials.sweeper.clientSecret,
          },
          provisioner: {
            credential: 'clientSecret',
            clientId: credentials.provisioner.clientId,
            clientSecret: credentials.provisioner.clientSecret,
          },
          subscriptions: Object.values(subscriptionIds),
        },
      ],
    },
    scopes: [
      ...Object.values(plants).map(plant => ({
        owners: [plant.owner],
        workspaces: [plant.workspaceId],
        // Nobody has registered it: it may be brought along, and is not there.
        applications: ['11111111-2222-4333-8444-555555555555'],
      })),
      {
        owners: ['group:default/soc'],
        subscriptions: Object.values(subscriptionIds),
      },
    ],
    ...(endpoints.keyVaults[vaultName]
      ? { keyVaults: [{ id: vaultName, url: endpoints.keyVaults[vaultName] }] }
      : {}),
    siems: [
      {
        id: 'soc-splunk',
        kind: 'splunk',
        title: 'SOC Splunk',
        management: {
          url: endpoints.splunkManagement,
          token: credentials.splunk.managementToken,
        },
        search: {
          url: endpoints.splunkSearch,
          token: credentials.splunk.searchToken,
        },
        index: 'ot_security',
        caFile,
      },
      {
        id: 'soc-elastic',
        kind: 'handover',
        title: 'SOC Elastic',
        product: 'elastic',
      },
    ],
  };
}
