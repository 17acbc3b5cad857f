import { AzureSimulator, startAzureSimulator } from '../../startAzureSimulator';
import { addNamespace } from '../../seed/addResources';
import { plants } from '../../seed/demoIds';
import { seedEmpty } from '../../seed/seedEmpty';
import { namespaceId } from '../../ids/armId';
import {
  officialClients,
  OfficialClients,
} from '../../__testUtils__/officialClients';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const { austin } = plants;
const group = austin.resourceGroup;

/** Room for one more namespace in the subscription. */
async function start(behaviours: { quotas: boolean }) {
  const simulator = await startAzureSimulator({
    clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
    latencies: 'none',
    behaviours,
    seed: context => {
      const state = seedEmpty(context);
      state.foreignNamespaceNames.push('evhns-elsewhere');
      for (let index = 0; index < 999; index += 1) {
        const namespaceName = `evhns-crowd-${index}`;
        addNamespace(
          state,
          {
            ...austin,
            namespaceName,
            namespaceId: namespaceId(
              austin.subscriptionId,
              group,
              namespaceName,
            ),
          },
          context.now,
        );
      }
      return state;
    },
  });
  const { eventHub } = officialClients(
    simulator,
    simulator.credentials.provisioner,
  );
  return { simulator, eventHub };
}

const create = (
  azure: OfficialClients['eventHub'],
  name: string,
  sku = 'Premium',
) =>
  azure.namespaces.createOrUpdate(
    group,
    name,
    { location: 'eastus2', sku: { name: sku } },
    { updateIntervalInMs: 10 },
  );
const addHub = (
  azure: OfficialClients['eventHub'],
  name: string,
  partitionCount: number,
) =>
  azure.eventHubs.createOrUpdate(group, 'evhns-thousand', name, {
    partitionCount,
  });
const refuseAddresses = (azure: OfficialClients['eventHub'], count: number) =>
  azure.namespaces.createOrUpdateNetworkRuleSet(group, 'evhns-thousand', {
    defaultAction: 'Deny',
    ipRules: Array.from({ length: count }, (_, index) => ({
      ipMask: `10.0.0.${index}`,
      action: 'Allow',
    })),
  });

describe('quotas of Event Hubs', () => {
  let simulator: AzureSimulator;
  let azure: OfficialClients['eventHub'];

  beforeAll(async () => {
    ({ simulator, eventHub: azure } = await start({ quotas: true }));
    await create(azure, 'evhns-thousand');
  });

  afterAll(async () => {
    await simulator.stop();
  });

  it('allow a thousand namespaces in a subscription', async () => {
    await expect(create(azure, 'evhns-thousand-and-one')).rejects.toMatchObject(
      {
        code: 'Conflict',
        message: expect.stringContaining(
          'The specified subscription has reached its quota of namespaces.',
        ),
      },
    );
    await expect(create(azure, 'evhns-thousand')).resolves.toBeDefined();
  });

  it('allow two hundred partitions for each processing unit of a Premium namespace', async () => {
    await addHub(azure, 'first', 100);
    await addHub(azure, 'second', 100);
    await expect(addHub(azure, 'third', 1)).rejects.toMatchObject({
      code: 'Conflict',
      message: expect.stringContaining('Actual: 201, Max allowed: 200'),
    });
  });

  it('allow 128 network rules of a kind, and list the one rule set', async () => {
    await expect(refuseAddresses(azure, 129)).rejects.toMatchObject({
      code: 'Conflict',
      message: expect.stringContaining('Actual: 129, Max allowed: 128'),
    });
    await refuseAddresses(azure, 128);
    const { value } = await azure.namespaces.listNetworkRuleSet(
      group,
      'evhns-thousand',
    );
    expect(value).toEqual([
      expect.objectContaining({ name: 'default', defaultAction: 'Deny' }),
    ]);
    expect(value?.[0].ipRules).toHaveLength(128);
  });
});

describe('without quotas', () => {
  it('everything has room, but names of other customers stay taken', async () => {
    const { simulator, eventHub } = await start({ quotas: false });
    await create(eventHub, 'evhns-thousand');
    await create(eventHub, 'evhns-thousand-and-one');
    for (const name of ['first', 'second', 'third']) {
      await addHub(eventHub, name, 100);
    }
    await refuseAddresses(eventHub, 129);
    await expect(create(eventHub, 'EVHNS-Elsewhere')).rejects.toThrow(
      "The specified name isn't available.",
    );
    await simulator.stop();
  });
});

describe('without global names', () => {
  it('a name of another customer is free', async () => {
    const simulator = await startAzureSimulator({
      latencies: 'none',
      behaviours: { globalNames: false },
      seed: context => {
        const state = seedEmpty(context);
        state.foreignNamespaceNames.push('evhns-elsewhere');
        return state;
      },
    });
    const { eventHub } = officialClients(
      simulator,
      simulator.credentials.provisioner,
    );
    await expect(create(eventHub, 'evhns-elsewhere')).resolves.toBeDefined();
    await simulator.stop();
  });
});
