import { mockServices } from '@backstage/backend-test-utils';
import {
  demoForwarders,
  generateFleet,
  planFleet,
  plants,
} from 'azure-simulator';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { AzureTenants } from '../azure';
import { Scopes } from '../scopes';
import { SiemInstances } from '../siem';
import { CollectionRequest, Collector } from './Collector';
import { everyFact } from './dueFacts';
import { factDefinitions, FactName, FactSet, factNames } from './Facts';
import { Forwarder } from './Forwarder';
import { mergeFacts, Snapshot } from './Snapshot';
import { Source, sourceKey } from './Source';

jest.setTimeout(120_000);

const { signal } = new AbortController();
const flowFacts: ReadonlySet<FactName> = new Set(
  factNames.filter(name => factDefinitions[name].cadence === 'flow'),
);

function forwarderOf(described: {
  name: string;
  title: string;
  owner: string;
  annotations: Record<string, string>;
}): Forwarder {
  const { name, title, owner, annotations } = described;
  return Forwarder.fromEntity({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, title, annotations },
    spec: { type: 'siem-forwarder', owner },
  })!;
}

function collectorOf(cloud: TestCloud): Collector {
  const { rootConfig } = cloud;
  return Collector.create({
    tenants: AzureTenants.fromConfig(rootConfig, {
      logger: mockServices.logger.mock(),
      timings: { maxRetries: 0 },
    }),
    siems: SiemInstances.fromConfig(rootConfig),
    scopes: Scopes.fromConfig(rootConfig),
  });
}

/** What a sweep of every source brings together, by name of the forwarder. */
async function sweep(
  collector: Collector,
  forwarders: Forwarder[],
): Promise<Map<string, FactSet>> {
  const facts = new Map<string, FactSet>(
    forwarders.map(({ name }) => [name, {}]),
  );
  const factsOf = ({ name }: Forwarder) => facts.get(name) ?? {};
  const done = new Set<string>();
  for (;;) {
    const sources = new Map<string, Source>(
      forwarders
        .flatMap(forwarder =>
          collector.sourcesOf(forwarder, factsOf(forwarder)),
        )
        .map(source => [sourceKey(source), source]),
    );
    const next = [...sources].find(([key]) => !done.has(key));
    if (!next) {
      return facts;
    }
    const [key, source] = next;
    done.add(key);
    const requests = forwarders
      .filter(forwarder =>
        collector
          .sourcesOf(forwarder, factsOf(forwarder))
          .some(own => sourceKey(own) === key),
      )
      .map(
        (forwarder): CollectionRequest => ({
          forwarder,
          previous: factsOf(forwarder),
          due: everyFact,
        }),
      );
    const snapshots = await collector.collect(requests, { signal, source });
    for (const { forwarder, facts: collected } of snapshots.values()) {
      facts.set(forwarder.name, mergeFacts(factsOf(forwarder), collected));
    }
  }
}

/** Facts without the times at which they were read. */
function valuesOf(facts: FactSet): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      fact && ('value' in fact ? fact.value : fact.unavailable.reason),
    ]),
  );
}

describe('Sweeps of the demo over the simulated cloud', () => {
  let cloud: TestCloud;
  const forwarders = demoForwarders.map(forwarderOf);

  beforeAll(async () => {
    cloud = await startTestCloud({ siemReaders: 'none' });
  });
  beforeEach(() => cloud.control.clearRequests());
  afterEach(() => cloud.control.clearFaults());
  afterAll(() => cloud.stop());

  const operations = async () => {
    const counts = new Map<string, number>();
    for (const {
      operationId = '',
      count,
    } of await cloud.control.requestCounts()) {
      counts.set(operationId, (counts.get(operationId) ?? 0) + count);
    }
    return counts;
  };

  it('list each parent once, and the tenant in one query', async () => {
    await sweep(collectorOf(cloud), forwarders);

    const counts = await operations();
    const distinct = (id: (forwarder: Forwarder) => string | undefined) =>
      new Set(forwarders.map(id)).size;
    expect(Object.fromEntries(counts)).toMatchObject({
      // Resources, and role assignments.
      Resources: 2,
      DataExports_ListByWorkspace: distinct(f => f.workspace?.key),
      'applications.application.ListApplication': 1,
      'servicePrincipals.servicePrincipal.ListServicePrincipal': 1,
    });
    expect(counts.has('Workspaces_List')).toBe(false);
    expect(counts.has('Namespaces_List')).toBe(false);
    expect(counts.get('EventHubs_ListByNamespace')).toBeLessThanOrEqual(
      distinct(f => f.eventHub?.parent?.key),
    );
  });

  it('see the same without Resource Graph, from the lists of each subscription', async () => {
    const expected = await sweep(collectorOf(cloud), forwarders);
    await cloud.control.clearRequests();
    await cloud.control.fault({ operationId: 'Resources', status: 403 });

    const seen = await sweep(collectorOf(cloud), forwarders);

    expect((await operations()).get('Workspaces_List')).toBeGreaterThan(0);
    const comparable = ({
      workspace,
      namespace,
      hub,
      receiverRoles,
      application,
      servicePrincipal,
    }: FactSet) =>
      valuesOf({
        workspace,
        namespace,
        hub,
        receiverRoles,
        application,
        servicePrincipal,
      });
    for (const { name } of forwarders) {
      expect(comparable(seen.get(name)!)).toEqual(
        comparable(expected.get(name)!),
      );
    }
  });

  it('call nothing missing that a list does not show: not what may not be read', async () => {
    const { subscriptionId } = plants.austin;
    await cloud.control.fault({
      service: 'resourceManager',
      pathPattern: `^/subscriptions/${subscriptionId}/`,
      status: 403,
      code: 'AuthorizationFailed',
    });
    await cloud.control.fault({ operationId: 'Resources', status: 403 });

    const facts = await sweep(
      collectorOf(cloud),
      forwarders.filter(
        ({ workspace }) => workspace?.subscriptionId === subscriptionId,
      ),
    );

    for (const set of facts.values()) {
      expect(valuesOf(set)).toMatchObject({
        workspace: 'forbidden',
        exportRule: 'forbidden',
        namespace: 'forbidden',
      });
    }
  });
});

describe('Sweeps of what is new', () => {
  it('believe the provider where Resource Graph is behind', async () => {
    const cloud = await startTestCloud({
      siemReaders: 'none',
      latencies: { resourceGraphIndex: 3_600_000 },
      clock: { startAt: new Date().toISOString(), manual: true },
    });
    try {
      const [{ provisioner }] = AzureTenants.fromConfig(cloud.rootConfig, {
        logger: mockServices.logger.mock(),
      }).list;
      const forwarder = forwarderOf(demoForwarders[0]);
      const hub = forwarder.eventHub!;
      const renewed = await provisioner!.roleAssignments.listAtScope(
        hub.toString(),
      );
      const own = renewed.filter(
        ({ scope }) => scope.toLowerCase() === hub.key,
      );
      expect(own.length).toBeGreaterThan(0);
      for (const assignment of own) {
        await provisioner!.roleAssignments.delete(assignment.id);
        await provisioner!.roleAssignments.assign({
          ...assignment,
          description: 'made anew, and not yet in the index',
        });
      }

      const facts = await sweep(collectorOf(cloud), [forwarder]);

      expect(valuesOf(facts.get(forwarder.name)!)).toMatchObject({
        receiverRoles: { assignments: [{ scope: expect.anything() }] },
        application: { appId: forwarder.applicationId },
      });
    } finally {
      await cloud.stop();
    }
  });
});

describe('Sweeps of a fleet in one subscription', () => {
  const size = {
    forwarders: 120,
    workspaces: 60,
    namespaces: 3,
    subscriptions: 1,
  };
  const plan = planFleet(size);
  const forwarders = plan.forwarders.map(forwarderOf);
  const [{ id: subscriptionId }] = plan.subscriptions;
  const source: Source = { kind: 'subscription', id: subscriptionId };
  let cloud: TestCloud;
  let collector: Collector;
  let known: Map<string, Snapshot>;

  const requestsOf = (
    change: (facts: FactSet, forwarder: Forwarder) => FactSet,
    due: ReadonlySet<FactName> = flowFacts,
  ): CollectionRequest[] =>
    forwarders.map(forwarder => ({
      forwarder,
      previous: change(known?.get(forwarder.entityRef)?.facts ?? {}, forwarder),
      due,
    }));
  const queries = async () =>
    (await cloud.control.requestCounts())
      .filter(({ service }) => service === 'logs')
      .reduce((sum, { count }) => sum + count, 0);

  beforeAll(async () => {
    cloud = await startTestCloud({
      seed: generateFleet(size),
      siemReaders: 'none',
      siemForwarder: {
        scopes: [
          {
            owners: plan.workspaces.map(({ owner }) => owner),
            subscriptions: [subscriptionId],
          },
        ],
      },
    });
    const tenants = AzureTenants.fromConfig(cloud.rootConfig, {
      logger: mockServices.logger.mock(),
    });
    const [tenant] = tenants.list;
    collector = Collector.create({
      tenants: {
        forSubscription: id =>
          id === subscriptionId
            ? { ...tenant, subscriptions: [subscriptionId] }
            : undefined,
      },
      siems: SiemInstances.fromConfig(cloud.rootConfig),
      scopes: Scopes.fromConfig(cloud.rootConfig),
    });
    known = await collector.collect(
      requestsOf(() => ({}), everyFact),
      { signal, source },
    );
  });
  beforeEach(() => cloud.control.clearRequests());
  afterAll(() => cloud.stop());

  it('ask for the rows of all workspaces in one query', async () => {
    await cloud.control.createIncident(plan.workspaces[7].workspaceId, {});
    const snapshots = await collector.collect(
      requestsOf(facts => facts),
      { signal, source },
    );

    expect(await queries()).toBe(1);
    for (const { forwarder, facts } of snapshots.values()) {
      const busy = forwarder.workspace?.equals(plan.workspaces[7].workspaceId);
      expect(valuesOf(facts)).toMatchObject({
        production: [{ table: 'SecurityIncident', rows: busy ? 1 : 0 }],
        iotAlerts: { recent: busy ? 1 : 0 },
        iotIncidents: { recent: busy ? 1 : 0 },
      });
    }
  });

  it('lose to a workspace that refuses its own rows only', async () => {
    const gone = forwarders[3].workspace!;
    const snapshots = await collector.collect(
      requestsOf((facts, { workspace }) =>
        workspace?.equals(gone)
          ? {
              ...facts,
              workspace: {
                value: {
                  id: gone.toString(),
                  region: plan.workspaces[0].location,
                  customerId: '00000000-0000-4000-8000-000000000000',
                },
                observedAt: new Date().toISOString(),
              },
            }
          : facts,
      ),
      { signal, source },
    );

    for (const { forwarder, facts } of snapshots.values()) {
      expect(facts.production).toHaveProperty(
        forwarder.workspace?.equals(gone) ? 'unavailable' : 'value',
      );
    }
    // Halves of 60: 2 x log2.
    expect(await queries()).toBeLessThanOrEqual(14);
  });

  it('are handed their forwarders in parts at no further cost of lists', async () => {
    const collection = collector.open({ signal, source });
    const requests = requestsOf(facts => facts);
    for (let start = 0; start < requests.length; start += 40) {
      await collection.collect(requests.slice(start, start + 40));
    }

    const counts = await cloud.control.requestCounts();
    const countOf = (operation: string) =>
      counts.find(({ operationId }) => operationId === operation)?.count;
    expect(countOf('DataExports_ListByWorkspace')).toBe(size.workspaces);
    expect(countOf('EventHubs_ListByNamespace')).toBe(size.namespaces);
  });
});
