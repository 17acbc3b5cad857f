import { hubQuota, tierLimits } from '../arm/eventHub/tierLimits';
import { createCredentials } from '../Credentials';
import { idKey, nameOf } from '../ids/armId';
import { startAzureSimulator } from '../startAzureSimulator';
import { officialClients } from '../__testUtils__/officialClients';
import { FleetSize, planFleet } from './FleetPlan';
import { fleetTroubles, generateFleet } from './generateFleet';

jest.setTimeout(60_000);

const now = Date.parse('2026-11-24T08:00:00Z');
const small: FleetSize = {
  forwarders: 30,
  workspaces: 7,
  namespaces: 4,
  subscriptions: 2,
};

function stateOf(size: FleetSize, broken = 0) {
  return generateFleet({ ...size, broken })({
    now,
    credentials: createCredentials({}),
  });
}

describe.each([
  ['small', small],
  ['shared rules', { ...small, forwarders: 95, workspaces: 2 }],
  [
    'one large namespace',
    { forwarders: 300, workspaces: 30, namespaces: 1, subscriptions: 1 },
  ],
])('a generated fleet (%s)', (_, size) => {
  const plan = planFleet(size);
  const state = stateOf(size);

  it('has the sizes that were asked for', () => {
    expect(plan.forwarders).toHaveLength(size.forwarders);
    expect(Object.keys(state.workspaces)).toHaveLength(size.workspaces);
    expect(Object.keys(state.namespaces)).toHaveLength(size.namespaces);
    expect(Object.keys(state.subscriptions)).toHaveLength(size.subscriptions);
    expect(Object.keys(state.splunk.inputs)).toHaveLength(size.forwarders);
  });

  it('has all that the annotations of its forwarders name', () => {
    for (const { name, annotations } of plan.forwarders) {
      const rule = annotations['siem-forwarder/export-rule'];
      const hubId = annotations['siem-forwarder/event-hub'];
      const workspace = state.workspaces[idKey(rule.split('/dataExports/')[0])];
      const namespace = state.namespaces[idKey(hubId.split('/eventhubs/')[0])];
      const hub = namespace.eventHubs[nameOf(hubId)];
      expect(workspace.dataExports[nameOf(rule)]).toMatchObject({
        destinationId: namespace.id,
        eventHubName: hub.name,
        tableNames: annotations['siem-forwarder/tables'].split(','),
      });
      expect(workspace.location).toBe(namespace.location);
      expect(hub.consumerGroups).toHaveProperty([
        annotations['siem-forwarder/consumer-group'],
      ]);
      expect(state.splunk.accounts[name].clientId).toBe(
        annotations['siem-forwarder/application-id'],
      );
    }
  });

  it('keeps the quotas of Azure, and gives each reader a group of its own', () => {
    for (const workspace of Object.values(state.workspaces)) {
      expect(Object.keys(workspace.dataExports).length).toBeLessThanOrEqual(10);
    }
    for (const { tier, capacity, eventHubs } of Object.values(
      state.namespaces,
    )) {
      expect(Object.keys(eventHubs).length).toBeLessThanOrEqual(
        hubQuota(tier, capacity),
      );
      for (const { consumerGroups } of Object.values(eventHubs)) {
        expect(Object.keys(consumerGroups).length).toBeLessThanOrEqual(
          tierLimits[tier].consumerGroupsPerHub,
        );
      }
    }
    const readers = plan.forwarders.map(
      ({ annotations }) =>
        `${annotations['siem-forwarder/event-hub']} ${annotations['siem-forwarder/consumer-group']}`,
    );
    expect(new Set(readers).size).toBe(size.forwarders);
  });

  it('is the same for the same sizes', () => {
    expect(planFleet(size)).toEqual(plan);
  });
});

describe('generateFleet', () => {
  it('leaves a share of the forwarders in disorder', () => {
    const sound = stateOf(small);
    const broken = stateOf(small, 0.2);
    const inputs = Object.values(broken.splunk.inputs);
    // Six of thirty: of the troubles the third is a disabled input, the sixth a sourcetype.
    expect(fleetTroubles.slice(0, 6)).toHaveLength(6);
    expect(inputs.filter(({ disabled }) => disabled)).toHaveLength(1);
    expect(Object.keys(sound.roleAssignments)).toHaveLength(
      Object.keys(broken.roleAssignments).length + 1,
    );
    const rules = Object.values(broken.workspaces).flatMap(workspace =>
      Object.values(workspace.dataExports),
    );
    expect(rules.filter(({ enable }) => !enable)).toHaveLength(1);
  });

  it.each([
    [{ ...small, forwarders: 0 }, 'A fleet cannot have forwarders=0'],
    [{ ...small, subscriptions: 5 }, 'needs at least as many workspaces'],
    [
      { forwarders: 191, workspaces: 1, namespaces: 1, subscriptions: 1 },
      '1 workspaces hold at most 190 forwarders',
    ],
    [
      { forwarders: 2000, workspaces: 2000, namespaces: 1, subscriptions: 1 },
      'A namespace would need 2000 event hubs, more than 1600: add namespaces.',
    ],
  ])('refuses %j', (size, message) => {
    expect(() => planFleet(size)).toThrow(message);
  });

  it('is a cloud that the portal may read', async () => {
    const simulator = await startAzureSimulator({
      seed: generateFleet(small),
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    const { namespaces, subscriptions } = planFleet(small);
    const azure = officialClients(
      simulator,
      simulator.credentials.sweeper,
      subscriptions[0].id,
    );
    const names = [];
    for await (const { name } of azure.eventHub.namespaces.list()) {
      names.push(name);
    }
    await simulator.stop();
    expect(names).toEqual([
      namespaces[0].plant.namespaceName,
      namespaces[2].plant.namespaceName,
    ]);
  });
});
