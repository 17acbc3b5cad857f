import { officialClients } from '../__testUtils__/officialClients';
import { plants } from '../seed/demoIds';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import {
  differences,
  readForwarder,
  Readings,
} from './__testUtils__/readForwarder';
import { scenarios } from './scenarios';

jest.setTimeout(60_000);

const forwarder = 'austin-incidents';
const startAt = '2026-11-24T08:00:00Z';
const created = 'Fri, 25 Sep 2026 08:00:00 GMT';
const rule = {
  enabled: true,
  tables: ['SecurityIncident'],
  hub: 'incidents',
  created,
};
const namespace = {
  location: 'eastus2',
  tier: 'Standard',
  disableLocalAuth: false,
};
const hub = { status: 'Active', hours: 168, cleanup: 'Delete' };
const input = {
  disabled: false,
  group: 'splunk',
  sourcetype: 'mscs:azure:eventhub',
  index: 'ot_security',
};
const down = 'ECONNRESET';
const forEveryArmReading = (status: number) => ({
  onboarding: status,
  connectors: status,
  incidentRules: status,
  rule: status,
  namespace: status,
  network: status,
  hub: status,
  consumerGroup: status,
  roles: status,
});

/** What each scenario changes in what the APIs tell; the rest stays as it was. */
const effects: Record<string, Readings> = {
  'sentinel-not-onboarded': {
    onboarding: 404,
    connectors: 400,
    incidentRules: 400,
  },
  'connector-off': { connectors: ['Disabled'] },
  'alerts-without-incidents': { incidentRules: [false], rows: 0 },
  'quiet-workspace': { rows: 0 },
  'rule-deleted': { rule: 404 },
  'rule-disabled': { rule: { ...rule, enabled: false } },
  'rule-new': { rule: { ...rule, created: 'Tue, 24 Nov 2026 08:02:00 GMT' } },
  'other-tables': { rule: { ...rule, tables: ['SecurityEvent'] } },
  'other-destination': { rule: { ...rule, hub: 'incidents-old' } },
  'region-mismatch': { namespace: { ...namespace, location: 'westeurope' } },
  'export-failing': { hub: { ...hub, cleanup: 'Compact' } },
  'namespace-deleted': {
    namespace: 404,
    network: 404,
    hub: 404,
    consumerGroup: 404,
  },
  'hub-deleted': { hub: 404, consumerGroup: 404 },
  'hub-disabled': { hub: { ...hub, status: 'Disabled' } },
  'throttled-hub': {},
  'tier-basic': { namespace: { ...namespace, tier: 'Basic' } },
  'network-closed': {
    network: { defaultAction: 'Deny', trustedServiceAccessEnabled: false },
  },
  'local-auth-disabled': {
    namespace: { ...namespace, disableLocalAuth: true },
  },
  'retention-short': { hub: { ...hub, hours: 1 } },
  'application-deleted': {
    secretEnds: 'no application',
    principal: 'no service principal',
  },
  'principal-disabled': { principal: false },
  'expired-secret': { secretEnds: ['2026-11-24T08:02:00.000Z'] },
  'secret-ends-soon': { secretEnds: ['2026-11-29T09:02:00.000Z'] },
  'extra-secret': {
    secretEnds: ['2027-03-24T08:00:00.000Z', '2027-05-23T08:02:00.000Z'],
  },
  'consent-missing': {},
  'role-removed': { roles: 0 },
  'siem-down': { server: down, addOn: down, account: down, input: down },
  'add-on-missing': { addOn: 404, account: 404, input: 404 },
  'other-account': { account: '0d9f6c3e-52b8-4b57-9a41-6f3d2c8e7b10' },
  'input-deleted': { input: 500 },
  'input-disabled': { input: { ...input, disabled: true } },
  'wrong-consumer-group': { input: { ...input, group: '$Default' } },
  'input-mismatch': {
    input: { ...input, sourcetype: 'mscs:azure:eventhub:event' },
  },
  'consumer-group-deleted': { consumerGroup: 404 },
  'reader-stopped': {},
  backlog: { hub: { ...hub, hours: 1 } },
  'portal-forbidden': { ...forEveryArmReading(403), rows: 403 },
  'portal-throttled': { ...forEveryArmReading(429), rows: 429 },
};

describe('the scenarios', () => {
  let simulator: AzureSimulator;
  let before: Readings;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: 'fleet',
      clock: { startAt, manual: true },
      latencies: 'none',
      // Each reading asks a dozen questions, faster than Azure would let it.
      behaviours: { throttling: false },
    });
    await simulator.control.createIncident(plants.austin.workspaceId);
    await simulator.control.advance({ minutes: 2 });
    before = await readForwarder(simulator);
  });

  afterEach(async () => {
    const inForce = (await simulator.control.scenarios()).flatMap(
      ({ inForceFor }) => inForceFor,
    );
    for (const _ of inForce) {
      await simulator.control.undoScenario();
    }
  });

  afterAll(() => simulator.stop());

  it('begin with a forwarder in order', () => {
    expect(before).toMatchObject({ rule, namespace, hub, input, rows: 1 });
  });

  it.each(scenarios.map(({ name }) => [name]))(
    '%s is seen by the official clients until it is undone',
    async name => {
      const { control } = simulator;
      await expect(
        control.applyScenario(name, { forwarder }),
      ).resolves.toMatchObject({
        name,
        forwarder,
        changed: expect.stringMatching(/\.$/),
        lookFor: expect.stringContaining(forwarder),
      });
      expect(differences(before, await readForwarder(simulator))).toEqual(
        effects[name],
      );
      await control.undoScenario();
      expect(await readForwarder(simulator)).toEqual(before);
    },
  );

  /** Sums of a metric of the namespace since the start. */
  async function total(metric: string): Promise<number> {
    const azure = officialClients(simulator, simulator.credentials.sweeper);
    const [resource] = await azure
      .metrics('eastus2')
      .queryResources(
        [plants.austin.namespaceId],
        [metric],
        'microsoft.eventhub/namespaces',
        {
          startTime: new Date(startAt),
          endTime: new Date(await simulator.control.now()),
          interval: 'PT1M',
          aggregation: 'total',
        },
      );
    return resource.metrics[0].timeseries
      .flatMap(series => series.data ?? [])
      .reduce((sum, point) => sum + (point.total ?? 0), 0);
  }

  it('throttled-hub refuses what the export sends, which waits until then', async () => {
    const { control } = simulator;
    const incoming = await total('IncomingMessages');
    await control.applyScenario('throttled-hub', { forwarder });
    await control.createIncident(plants.austin.workspaceId);
    await control.advance({ minutes: 5 });
    expect(await total('ThrottledRequests')).toBeGreaterThanOrEqual(3);
    expect(await total('IncomingMessages')).toBe(incoming);
    await control.undoScenario('throttled-hub');
    await control.advance({ minutes: 2 });
    expect(await total('IncomingMessages')).toBeGreaterThan(incoming);
  });

  it('reader-stopped leaves events in the hub until it is undone', async () => {
    const { control } = simulator;
    const read = async () => {
      const { splunk } = await control.state('splunk');
      return splunk.events.filter(({ source }) =>
        source.endsWith('/incidents;'),
      ).length;
    };
    await control.applyScenario('reader-stopped', { forwarder });
    const events = await read();
    await control.createIncident(plants.austin.workspaceId);
    await control.advance({ minutes: 5 });
    expect(await read()).toBe(events);
    await control.undoScenario('reader-stopped');
    await control.advance({ minutes: 2 });
    expect(await read()).toBe(events + 3);
  });

  it('choose the first sound forwarder, and say where they are in force', async () => {
    const { control } = simulator;
    const first = await control.applyScenario('input-disabled');
    const second = await control.applyScenario('input-disabled');
    expect([first.forwarder, second.forwarder]).toEqual([
      'austin-incidents',
      'austin-alerts',
    ]);
    expect(
      (await control.scenarios()).filter(({ inForceFor }) => inForceFor.length),
    ).toMatchObject([
      {
        name: 'input-disabled',
        inForceFor: ['austin-incidents', 'austin-alerts'],
      },
    ]);
    await expect(
      control.applyScenario('input-disabled', { forwarder }),
    ).rejects.toThrow("'input-disabled' is in force for 'austin-incidents'");
    await control.reset();
    await expect(control.undoScenario()).rejects.toThrow(
      'No scenario is in force.',
    );
  });

  it('refuse what they do not know, with what is near', async () => {
    const { control } = simulator;
    await expect(control.applyScenario('secret-expired')).rejects.toThrow(
      "There is no scenario 'secret-expired'. Near: expired-secret",
    );
    await expect(
      control.applyScenario('siem-down', { forwarder: 'austin-incident' }),
    ).rejects.toThrow(
      "There is no forwarder 'austin-incident': a forwarder bears the name of its Splunk input. Near: austin-incidents",
    );
  });
});
