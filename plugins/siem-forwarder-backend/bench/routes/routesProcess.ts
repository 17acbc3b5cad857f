import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { ArmResourceId } from '../../src/azure/ArmResourceId';
import { RULE_ID } from '../../src/evaluate/__fixtures__/healthyForwarder';
import { siemForwarderPlugin } from '../../src/plugin';
import { decideReads, routesPolicy } from './routesPolicy';
import { completeFleet, fleetHistory, firstEntities, TEAMS } from './seedFleet';

const forwarders = Number(process.env.BENCH_FORWARDERS);
const transitions = Number(process.env.BENCH_TRANSITIONS);
const port = Number(process.env.BENCH_PORT);
const url = `http://127.0.0.1:${port}`;

const config: JsonObject = {
  app: { baseUrl: url },
  backend: {
    baseUrl: url,
    listen: { host: '127.0.0.1', port },
    database: JSON.parse(process.env.BENCH_DATABASE ?? ''),
  },
  events: { useEventBus: 'never' },
  auth: {
    providers: {
      guest: {
        userEntityRef: 'user:default/guest',
        ownershipEntityRefs: ['user:default/guest', TEAMS[0]],
        dangerouslyAllowOutsideDevelopment: true,
      },
    },
  },
  permission: { enabled: true },
  catalog: {
    rules: [{ allow: ['Resource'] }],
    // The fleet is processed once, before anything is measured.
    processingInterval: { hours: 24 },
  },
  siemForwarder: {
    scopes: [
      {
        owners: TEAMS,
        subscriptions: [ArmResourceId.parse(RULE_ID, 'rule').subscriptionId],
      },
    ],
    siems: [
      {
        id: 'soc-splunk',
        kind: 'handover',
        title: 'SOC Splunk',
        product: 'elastic',
      },
    ],
  },
};

/** Nothing sweeps: the routes are measured over the fleet as it was seeded. */
const noSchedule = createServiceFactory({
  service: coreServices.scheduler,
  deps: {},
  factory: () => ({
    triggerTask: async () => {},
    cancelTask: async () => {},
    scheduleTask: async () => {},
    createScheduledTaskRunner: () => ({ run: async () => {} }),
    getScheduledTasks: async () => [],
  }),
});

async function main(): Promise<void> {
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => new ConfigReader(config),
    }),
  );
  backend.add(noSchedule);
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(routesPolicy);
  backend.add(firstEntities);
  backend.add(fleetHistory(forwarders, transitions));
  backend.add(siemForwarderPlugin);
  await backend.start();

  const token = await signIn();
  await waitForEntities(token, TEAMS.length);
  await completeFleet(forwarders);
  await waitForEntities(token, forwarders);
  process.send?.({ ready: { url, token, forwarders, transitions } });
  process.on('message', (message: { decision?: 'allow' | 'conditional' }) => {
    if (message.decision) {
      decideReads(message.decision);
      process.send?.({ decided: true });
    }
  });
  process.on('disconnect', () => process.exit());
}

async function signIn(): Promise<string> {
  const response = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  });
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token;
}

/** Until the catalog serves as many entities. */
async function waitForEntities(token: string, wanted: number): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const response = await fetch(
      `${url}/api/catalog/entities/by-query?limit=1&filter=kind=resource,relations.ownedBy`,
      { headers: { Authorization: `Bearer ${token}` } },
    );
    const { totalItems } = await response.json();
    if (totalItems >= wanted) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `The catalog serves ${totalItems} of ${wanted} entities after two minutes`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 1_000));
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
