import { AzureError } from '../azure/AzureError';
import {
  ago,
  CLIENT_ID,
  forwarderEntity,
  HUB_ID,
  NOW,
  RULE_ID,
} from '../evaluate/__fixtures__/healthyForwarder';
import { evaluate } from '../evaluate/evaluate';
import { defaultHealthSettings } from '../evaluate/HealthSettings';
import {
  FakeCloud,
  fakeCloud,
  PRINCIPAL_ID,
  SUBSCRIPTION,
} from './__fixtures__/fakeCloud';
import { Collector } from './Collector';
import { dueFacts, everyFact } from './dueFacts';
import { factDefinitions, FactName, FactSet, factNames } from './Facts';
import { Forwarder } from './Forwarder';
import { mergeFacts, Snapshot } from './Snapshot';
import { Source, sourceKey } from './Source';

interface Options {
  /** Owner in whose scope everything lies. */
  scopeOwner?: string;
  /** Ids that lie in no scope. */
  outside?: string[];
  mayUseSiem?: boolean;
  callTimeout?: { milliseconds: number };
  inventoryAge?: { seconds: number };
  now?: () => number;
}

function collectorOf(cloud: FakeCloud, options: Options = {}): Collector {
  return Collector.create({
    tenants: {
      forSubscription: id =>
        id === 'a7c1f9d2-0b64-4e0f-8a3e-1f5d2c9b7e10'
          ? cloud.tenant
          : undefined,
    },
    siems: {
      get: id => (id === cloud.siem.id ? cloud.siem : undefined),
      mayUse: () => options.mayUseSiem ?? true,
    },
    scopes: {
      contains: (owner, id) =>
        owner === (options.scopeOwner ?? 'group:default/plant-austin') &&
        !options.outside?.some(outside => id.equals(outside)),
    },
    callTimeout: options.callTimeout,
    inventoryAge: options.inventoryAge,
    now: options.now ?? (() => NOW),
  });
}

function forwarderOf(
  annotations: Record<string, string | undefined> = {},
  overrides: { name?: string; owner?: string } = {},
): Forwarder {
  return Forwarder.fromEntity(forwarderEntity(annotations, overrides))!;
}

async function collectOne(
  cloud: FakeCloud,
  options: Options & {
    forwarder?: Forwarder;
    previous?: FactSet;
    due?: ReadonlySet<FactName>;
    source?: Source;
  } = {},
): Promise<Snapshot> {
  const forwarder = options.forwarder ?? forwarderOf();
  const snapshots = await collectorOf(cloud, options).collect(
    [
      {
        forwarder,
        previous: options.previous ?? {},
        due: options.due ?? everyFact,
      },
    ],
    { signal: new AbortController().signal, source: options.source },
  );
  return snapshots.get(forwarder.entityRef)!;
}

function azureError(kind: AzureError['kind'], code: string): AzureError {
  return new AzureError({
    service: 'Azure Resource Manager',
    action: 'answer',
    kind,
    code,
    azureMessage: 'the words of Azure',
  });
}

/** Names of the facts that have no value, with the reason. */
function unavailableOf({ facts }: Snapshot): Record<string, string> {
  return Object.fromEntries(
    factNames.flatMap(name => {
      const fact = facts[name];
      return fact && 'unavailable' in fact
        ? [[name, fact.unavailable.reason]]
        : [];
    }),
  );
}

describe('Collector', () => {
  it('reads every fact of a healthy forwarder', async () => {
    const snapshot = await collectOne(fakeCloud());

    expect(Object.keys(snapshot.facts).sort()).toEqual([...factNames].sort());
    expect(unavailableOf(snapshot)).toEqual({});
    expect(
      evaluate(snapshot, undefined, NOW, defaultHealthSettings),
    ).toMatchObject({
      health: 'healthy',
      headline: 'Incidents reach SOC Splunk.',
    });
  });

  it('reads each fact from the one source that its definition names', async () => {
    const cloud = fakeCloud();
    const sources = collectorOf(cloud).sourcesOf(forwarderOf(), {});
    expect(sources.map(sourceKey)).toEqual([
      `subscription/${SUBSCRIPTION}`,
      `tenant/${cloud.tenant.id}`,
      'siem/soc-splunk',
    ]);

    let facts: FactSet = {};
    for (const source of sources) {
      const snapshot = await collectOne(cloud, { source, previous: facts });
      expect(Object.keys(snapshot.facts).sort()).toEqual(
        factNames
          .filter(name => factDefinitions[name].source === source.kind)
          .sort(),
      );
      facts = mergeFacts(facts, snapshot.facts);
    }

    expect(facts).toEqual((await collectOne(fakeCloud())).facts);
  });

  it('asks only the source that it is told to', async () => {
    const cloud = fakeCloud();
    await collectOne(cloud, { source: { kind: 'siem', id: 'soc-splunk' } });

    expect(cloud.calls.map(call => call.split(' ')[0]).sort()).toEqual([
      'siem.collect',
      'siem.probe',
      'siem.tokens',
    ]);
  });

  it('shares a list of Resource Graph between the sweeps of a round, and no longer', async () => {
    let now = NOW;
    const collector = collectorOf(fakeCloud(), {
      inventoryAge: { seconds: 15 },
      now: () => now,
    });
    const forwarder = forwarderOf();
    const listedAt = async (seconds: number) => {
      now = NOW + seconds * 1000;
      const snapshots = await collector.collect(
        [{ forwarder, previous: {}, due: everyFact }],
        {
          signal: new AbortController().signal,
          source: { kind: 'subscription', id: SUBSCRIPTION },
        },
      );
      const { namespace } = snapshots.get(forwarder.entityRef)!.facts;
      return (Date.parse(namespace!.observedAt) - NOW) / 1000;
    };
    expect([
      await listedAt(0),
      await listedAt(10),
      await listedAt(30),
      await listedAt(60),
    ]).toEqual([0, 0, 30, 60]);
  });

  it('finds the hub that only the rule names once the rule is known', async () => {
    const cloud = fakeCloud();
    const forwarder = forwarderOf({ 'siem-forwarder/event-hub': undefined });
    const collector = collectorOf(cloud);
    const home = collector.sourcesOf(forwarder, {});
    expect(home.map(sourceKey)).toEqual([`subscription/${SUBSCRIPTION}`]);

    const { facts } = await collectOne(cloud, { forwarder, source: home[0] });

    expect(collector.sourcesOf(forwarder, facts)).toHaveLength(3);
  });

  it('names no source of what may not be looked at, and says why without a call', async () => {
    const cloud = fakeCloud();
    const options = { scopeOwner: 'group:default/other' };

    expect(collectorOf(cloud, options).sourcesOf(forwarderOf(), {})).toEqual(
      [],
    );
    expect((await collectOne(cloud, options)).refusal?.reason).toBe(
      'out-of-scope',
    );
    expect(cloud.calls).toEqual([]);
  });

  it('lists by parent: many forwarders cost the calls of their parents', async () => {
    const cloud = fakeCloud();
    const forwarders = Array.from({ length: 20 }, (_, index) =>
      forwarderOf(
        {
          'siem-forwarder/application-id':
            index === 0
              ? CLIENT_ID
              : `0f2c1d3e-4b5a-4c6d-8e7f-0000000000${String(index).padStart(
                  2,
                  '0',
                )}`,
        },
        { name: `forwarder-${index}` },
      ),
    );
    await collectorOf(cloud).collect(
      forwarders.map(forwarder => ({
        forwarder,
        previous: {},
        due: everyFact,
      })),
      { signal: new AbortController().signal },
    );

    expect([...cloud.calls].sort()).toEqual(
      [
        'dataExports.list law-ot-austin',
        'entra.listApplications [object Object]',
        'entra.listServicePrincipals [object Object]',
        'eventHubs.getNamespace evhns-ot-austin',
        'eventHubs.getNetworkRuleSet evhns-ot-austin',
        'eventHubs.listConsumerGroups defender-iot',
        'eventHubs.listHubs evhns-ot-austin',
        'logs.query 1 ',
        'metrics.query IncomingMessages,OutgoingMessages,ThrottledRequests ',
        'metrics.query RecordsExported,ExportFailed ',
        `roleAssignments.listAtScope ${HUB_ID}`,
        'sentinel.listAnalyticsRules law-ot-austin',
        'sentinel.listIotConnectors law-ot-austin',
        'siem.collect 20 ',
        'siem.probe [object Object]',
        'siem.tokens [object Object]',
        'workspaces.get law-ot-austin',
      ].sort(),
    );
  });

  it('reads configuration again only when it is old or not known', async () => {
    const cloud = fakeCloud();
    const first = await collectOne(cloud);
    const { periods } = defaultHealthSettings;
    cloud.calls.length = 0;

    const soon = dueFacts(first.facts, NOW + 5 * 60_000, periods);
    const second = await collectOne(cloud, {
      previous: first.facts,
      due: soon,
    });
    expect(
      cloud.calls.filter(call => /sentinel|workspaces/.test(call)),
    ).toEqual([]);
    expect(cloud.calls).toContain(`entra.getApplication ${CLIENT_ID}`);
    expect(cloud.calls).not.toContain(`entra.getServicePrincipal ${CLIENT_ID}`);
    expect(second.facts.sentinelOnboarded).toBeUndefined();
    expect(second.facts.production).toHaveProperty('value');
    expect(second.facts.application).toHaveProperty('value');

    expect(soon.has('sentinelOnboarded')).toBe(false);
    expect(
      dueFacts(first.facts, NOW + 58 * 60_000, periods).has(
        'sentinelOnboarded',
      ),
    ).toBe(true);
    expect(
      dueFacts(
        {
          ...first.facts,
          sentinelOnboarded: {
            value: true,
            observedAt: ago(0),
            failure: { reason: 'throttled', message: '' },
          },
        },
        NOW,
        periods,
      ).has('sentinelOnboarded'),
    ).toBe(true);
  });

  it.each([
    [
      'a refused list of rules',
      (cloud: FakeCloud) => {
        cloud.services.dataExports.list = () =>
          Promise.reject(azureError('forbidden', 'AuthorizationFailed'));
      },
      { exportRule: 'forbidden' },
    ],
    [
      'throttled metrics',
      (cloud: FakeCloud) => {
        cloud.services.metrics.query = () =>
          Promise.reject(azureError('throttled', 'TooManyRequests'));
      },
      {
        exported: 'throttled',
        exportFailures: 'throttled',
        incoming: 'throttled',
        outgoing: 'throttled',
        throttled: 'throttled',
      },
    ],
    [
      'a hung query',
      (cloud: FakeCloud) => {
        cloud.services.logs.query = () => new Promise(() => {});
      },
      { production: 'timeout', iotAlerts: 'timeout', iotIncidents: 'timeout' },
    ],
    [
      'a SIEM that breaks down',
      (cloud: FakeCloud) => {
        cloud.siem.collect = () => Promise.reject(new Error('no route'));
      },
      {
        siemInput: 'refused',
        siemAccount: 'refused',
        readerErrors: 'refused',
        arrivals: 'refused',
      },
    ],
    [
      'a directory that does not answer',
      (cloud: FakeCloud) => {
        cloud.services.entra.getServicePrincipal = () =>
          Promise.reject(azureError('unreachable', 'ENOTFOUND'));
      },
      {
        application: 'unreachable',
        servicePrincipal: 'unreachable',
        receiverRoles: 'unreachable',
        graphRoles: 'unreachable',
        // Whose application an account holds is not proven then.
        siemAccount: 'unreachable',
      },
    ],
    [
      'a workspace that may not be seen',
      (cloud: FakeCloud) => {
        cloud.services.workspaces.list = async () => [];
        cloud.services.workspaces.get = () =>
          Promise.reject(azureError('forbidden', 'AuthorizationFailed'));
      },
      {
        workspace: 'forbidden',
        production: 'forbidden',
        iotAlerts: 'forbidden',
        iotIncidents: 'forbidden',
        exported: 'forbidden',
        exportFailures: 'forbidden',
      },
    ],
  ])('loses to %s only its own facts', async (_name, break_, expected) => {
    const cloud = fakeCloud();
    break_(cloud);
    const snapshot = await collectOne(cloud, {
      callTimeout: { milliseconds: 200 },
    });

    expect(unavailableOf(snapshot)).toEqual(expected);
  });

  it('tells a namespace that does not exist from one that may not be seen', async () => {
    const cloud = fakeCloud();
    cloud.services.eventHubs.listNamespaces = async () => [];
    cloud.services.eventHubs.getNamespace = async () => undefined;
    const gone = await collectOne(cloud);
    expect(gone.facts.namespace).toMatchObject({ value: null });
    expect(gone.facts.hub).toMatchObject({ value: null });
    expect(gone.facts.incoming).toMatchObject({
      unavailable: { reason: 'not-there' },
    });

    cloud.services.eventHubs.getNamespace = () =>
      Promise.reject(azureError('forbidden', 'AuthorizationFailed'));
    const hidden = await collectOne(cloud);
    expect(hidden.facts.namespace).toMatchObject({
      unavailable: { reason: 'forbidden' },
    });
  });

  it('takes only a clear 404 for a missing parent', async () => {
    const cloud = fakeCloud();
    cloud.services.dataExports.list = () =>
      Promise.reject(azureError('not-found', 'ParentResourceNotFound'));
    expect((await collectOne(cloud)).facts.exportRule).toMatchObject({
      value: null,
    });

    cloud.services.dataExports.list = () =>
      Promise.reject(azureError('not-found', 'InvalidResourceType'));
    expect((await collectOne(cloud)).facts.exportRule).toMatchObject({
      unavailable: { reason: 'refused' },
    });
  });

  it('looks at nothing of another owner, whichever of the ids is foreign', async () => {
    for (const outside of [RULE_ID, HUB_ID]) {
      const cloud = fakeCloud();
      const snapshot = await collectOne(cloud, { outside: [outside] });

      expect(cloud.calls).toEqual([]);
      expect(snapshot.facts).toEqual({});
      expect(snapshot.siem).toBeUndefined();
      expect(snapshot.refusal).toEqual({
        reason: 'out-of-scope',
        message: `${outside} is not in a scope of group:default/plant-austin (siemForwarder.scopes), so nothing of it is looked at or shown.`,
      });
    }
  });

  it('looks at nothing when an essential annotation cannot be read', async () => {
    const cloud = fakeCloud();
    const snapshot = await collectOne(cloud, {
      forwarder: forwarderOf({ 'siem-forwarder/tables': 'a | union b' }),
    });

    expect(cloud.calls).toEqual([]);
    expect(snapshot.refusal).toMatchObject({
      reason: 'bad-annotation',
      message: expect.stringContaining(
        "siem-forwarder/tables is 'a | union b'",
      ),
    });
  });

  it('loses to an application id that cannot be read only its own facts', async () => {
    const snapshot = await collectOne(fakeCloud(), {
      forwarder: forwarderOf({ 'siem-forwarder/application-id': 'my-app' }),
    });

    expect(unavailableOf(snapshot)).toEqual({
      application: 'bad-annotation',
      servicePrincipal: 'bad-annotation',
      graphRoles: 'bad-annotation',
      receiverRoles: 'bad-annotation',
      siemAccount: 'bad-annotation',
    });
    expect(
      evaluate(snapshot, undefined, NOW, defaultHealthSettings),
    ).toMatchObject({
      health: 'unknown',
      headline:
        "Annotation siem-forwarder/application-id is 'my-app'; expected a client id (GUID).",
    });
  });

  it('does not follow a rule to a hub of another owner', async () => {
    const cloud = fakeCloud();
    const snapshot = await collectOne(cloud, {
      forwarder: forwarderOf({ 'siem-forwarder/event-hub': undefined }),
      outside: [HUB_ID],
    });

    expect(
      cloud.calls.filter(call => /eventHubs|siem|entra/.test(call)),
    ).toEqual([]);
    expect(unavailableOf(snapshot)).toMatchObject({
      hub: 'out-of-scope',
      application: 'out-of-scope',
      arrivals: 'out-of-scope',
    });
    expect(snapshot.facts.exportRule).toHaveProperty('value');
  });

  it('knows from the list of its hubs that a namespace is gone', async () => {
    const cloud = fakeCloud();
    const first = await collectOne(cloud);
    const { eventHubs, resourceGraph } = cloud.services;
    const refuse = (code: string, kind: 'not-found' | 'failed') => async () => {
      throw new AzureError({
        service: 'Azure Resource Manager',
        action: 'list',
        kind,
        code,
        azureMessage: 'no',
      });
    };
    resourceGraph.listResources = refuse('x', 'failed');
    eventHubs.listNamespaces = refuse('x', 'failed');
    eventHubs.getNamespace = refuse('x', 'failed');
    eventHubs.listHubs = refuse('ParentResourceNotFound', 'not-found');
    const snapshot = await collectOne(cloud, { previous: first.facts });
    expect(snapshot.facts.namespace).toMatchObject({ value: null });
    const { findings } = evaluate(
      snapshot,
      undefined,
      NOW,
      defaultHealthSettings,
    );
    const of = (id: string) =>
      findings.find(({ checkId }) => checkId === id)?.reason;
    expect(of('transport/namespace-active')).toBe('namespace-missing');
    expect(of('transport/hub-active')).toBe('no-namespace');
  });

  it('follows the rule to its hub when none is annotated', async () => {
    const snapshot = await collectOne(fakeCloud(), {
      forwarder: forwarderOf({ 'siem-forwarder/event-hub': undefined }),
    });
    expect(snapshot.facts.hub).toMatchObject({
      value: { name: 'defender-iot' },
    });
  });

  it('says of an application without a role on the hub only that it has none', async () => {
    const cloud = fakeCloud();
    cloud.services.roleAssignments.listAtScope = async () => [];
    const snapshot = await collectOne(cloud);

    expect(snapshot.facts.receiverRoles).toMatchObject({
      value: { assignments: [], groups: 0 },
    });
    expect(unavailableOf(snapshot)).toEqual({
      application: 'no-role',
      servicePrincipal: 'no-role',
      graphRoles: 'no-role',
      siemAccount: 'no-role',
    });
    const text = JSON.stringify([
      snapshot.facts,
      evaluate(snapshot, undefined, NOW, defaultHealthSettings),
    ]);
    for (const secret of ['2027-04-01', 'key-1', 'siem-forwarder-ot-alerts']) {
      expect(text).not.toContain(secret);
    }
  });

  it.each([
    ['a group that it belongs to', 1],
    ['a group that it does not belong to', 0],
  ])('finds the role that an application has by %s', async (_, roles) => {
    const cloud = fakeCloud();
    const { roleAssignments } = cloud.services;
    const [own] = await roleAssignments.listAtScope(HUB_ID);
    const ofGroup = { ...own, principalId: 'group-1', principalType: 'Group' };
    roleAssignments.listInSubscription = async () => [ofGroup];
    roleAssignments.listAtScope = async () => [ofGroup];
    roleAssignments.listFor = async asked => {
      expect(asked).toEqual({ scope: HUB_ID, principalId: PRINCIPAL_ID });
      return [ofGroup].slice(0, roles);
    };
    cloud.services.resourceGraph.listRoleAssignments = async () => [ofGroup];
    const { facts } = await collectOne(cloud);
    const { health, findings } = evaluate(
      await collectOne(cloud),
      undefined,
      NOW,
      defaultHealthSettings,
    );
    expect(facts.receiverRoles).toMatchObject({ value: { groups: 0 } });
    expect(health).toBe(roles > 0 ? 'healthy' : 'failing');
    expect(
      findings.find(({ checkId }) => checkId === 'access/receiver-role')
        ?.reason,
    ).toBe(roles > 0 ? 'ok' : 'role-missing');
  });

  it('remembers a deleted application by its role', async () => {
    const cloud = fakeCloud();
    const first = await collectOne(cloud);
    cloud.services.entra.getServicePrincipal = async () => undefined;
    cloud.services.entra.getApplication = async () => undefined;
    const second = await collectOne(cloud, { previous: first.facts });

    expect(second.facts.servicePrincipal).toMatchObject({
      value: { id: PRINCIPAL_ID, exists: false },
    });
    const never = await collectOne(cloud);
    expect(unavailableOf(never)).toMatchObject({ application: 'no-role' });
  });

  it('does not ask a SIEM that the owner may not use', async () => {
    const cloud = fakeCloud();
    const snapshot = await collectOne(cloud, { mayUseSiem: false });

    expect(cloud.calls.filter(call => call.startsWith('siem'))).toEqual([]);
    expect(snapshot.siem).toBeUndefined();
    const { findings } = evaluate(
      snapshot,
      undefined,
      NOW,
      defaultHealthSettings,
    );
    expect(
      findings
        .filter(({ stage }) => stage === 'delivery')
        .map(({ checkId, status, reason }) => [checkId, status, reason]),
    ).toEqual([
      ['delivery/connector-token-valid', 'unknown', 'siem-not-allowed'],
      ['delivery/siem-reachable', 'unknown', 'siem-not-allowed'],
      ['delivery/account-valid', 'unknown', 'siem-not-allowed'],
      ['delivery/input-exists', 'unknown', 'siem-not-allowed'],
      ['delivery/input-enabled', 'unknown', 'siem-not-allowed'],
      ['delivery/input-matches', 'unknown', 'siem-not-allowed'],
      ['delivery/input-errors', 'unknown', 'siem-not-allowed'],
      ['delivery/consumer-reading', 'ok', 'ok'],
      ['delivery/backlog-age', 'ok', 'ok'],
      ['delivery/events-arriving', 'unknown', 'siem-not-allowed'],
    ]);
  });

  it('names a subscription that no tenant lists', async () => {
    const other = 'c3e8b5a0-6d27-4b9c-9f41-7a2e5d8c1b36';
    const moved = (id: string) => id.replace(/a7c1f9d2[^/]*/, other);
    const snapshot = await collectOne(fakeCloud(), {
      forwarder: forwarderOf({
        'siem-forwarder/export-rule': moved(RULE_ID),
        'siem-forwarder/event-hub': moved(HUB_ID),
      }),
    });
    expect(snapshot.facts.exportRule).toEqual({
      unavailable: {
        reason: 'not-configured',
        message: `Subscription ${other} is not listed in siemForwarder.azure.tenants[].subscriptions, so its resources cannot be read.`,
      },
      observedAt: ago(0),
    });
  });

  it('ends with its signal, and what was known stands', async () => {
    const cloud = fakeCloud();
    const first = await collectOne(cloud);
    cloud.services.dataExports.list = () => new Promise(() => {});
    const abort = new AbortController();
    const forwarder = forwarderOf();
    const running = collectorOf(cloud).collect(
      [{ forwarder, previous: first.facts, due: everyFact }],
      { signal: abort.signal },
    );
    setTimeout(() => abort.abort(), 50);
    const snapshot = (await running).get(forwarder.entityRef)!;

    expect(snapshot.facts.exportRule).toMatchObject({
      unavailable: { reason: 'timeout' },
    });
    expect(mergeFacts(first.facts, snapshot.facts).exportRule).toMatchObject({
      value: { enabled: true },
      failure: { reason: 'timeout' },
    });
  });
});
