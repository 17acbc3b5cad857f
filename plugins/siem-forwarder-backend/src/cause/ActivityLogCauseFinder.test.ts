import { mockServices } from '@backstage/backend-test-utils';
import { Finding, Stage } from 'backstage-plugin-siem-forwarder-common';
import { demoForwarders, plants } from 'azure-simulator';
import { startTestCloud, TestCloud } from '../__testUtils__';
import { AzureTenants } from '../azure';
import { ArmResourceId } from '../azure/ArmResourceId';
import { Forwarder } from '../collect/Forwarder';
import { ConfigurationTurn } from '../sweep/CauseFinder';
import { ActivityLogCauseFinder } from './ActivityLogCauseFinder';

jest.setTimeout(60_000);

const { name, title, owner, annotations } = demoForwarders[0];
const entityRef = `resource:default/${name}`;

const findingOf = (checkId: string, observedAt: string): Finding => ({
  checkId,
  stage: checkId.split('/')[0] as Stage,
  title: '',
  status: 'failing',
  reason: 'changed',
  message: 'Changed.',
  evidence: [],
  since: observedAt,
  observedAt,
});

describe('ActivityLogCauseFinder', () => {
  let cloud: TestCloud;
  let finder: ActivityLogCauseFinder;
  let forwarder: Forwarder;
  let tenants: AzureTenants;
  let portal: string;

  beforeAll(async () => {
    cloud = await startTestCloud({
      seed: 'fleet',
      behaviours: { throttling: false },
    });
    portal = cloud.simulator.credentials.sweeper.clientId;
    tenants = AzureTenants.fromConfig(cloud.rootConfig, {
      logger: mockServices.logger.mock(),
      timings: { maxRetries: 0 },
    });
    finder = ActivityLogCauseFinder.create({ tenants });
    const found = Forwarder.fromEntity({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name, title, annotations },
      spec: { type: 'siem-forwarder', owner },
    });
    if (!found) {
      throw new Error(`${entityRef} is no forwarder`);
    }
    forwarder = found;
  });
  afterEach(async () => {
    await cloud.control.clearFaults();
    await cloud.control.reset();
  });
  afterAll(() => cloud.stop());

  /** Findings that turned between a minute ago and now. */
  function turn(...checkIds: string[]): ConfigurationTurn {
    const now = Date.now();
    const at = new Date(now + 1_000).toISOString();
    const before = new Date(now - 60_000).toISOString();
    const state = (findings: Finding[]) => ({
      entityRef,
      definition: forwarder.definition,
      checkedAt: at,
      facts: {},
      evaluation: {
        findings,
        stages: [],
        health: 'failing' as const,
        headline: '',
        reasons: [],
        since: at,
        values: [],
        samples: {},
      },
    });
    const findings = checkIds.map(id => findingOf(id, at));
    return {
      forwarder,
      state: state(findings),
      before: state(checkIds.map(id => findingOf(id, before))),
      transition: {
        id: '1',
        entityRef,
        at,
        from: 'healthy',
        to: 'failing',
        reason: '',
        reasons: [],
      },
      findings,
    };
  }
  const find = (wanted: ConfigurationTurn) =>
    finder.find(wanted, { signal: AbortSignal.timeout(10_000) });
  const calls = async () =>
    (await cloud.control.requests()).filter(
      ({ operationId }) => operationId === 'ActivityLogs_List',
    );

  it.each([
    ['rule-disabled', 'export/rule-enabled', /dataExports\/write$/],
    ['rule-deleted', 'export/rule-exists', /dataExports\/delete$/],
    ['other-tables', 'export/tables-match', /dataExports\/write$/],
    ['hub-deleted', 'transport/hub-active', /eventhubs\/delete$/],
    ['namespace-deleted', 'transport/namespace-active', /namespaces\/delete$/],
    [
      'network-closed',
      'transport/network-admits-export',
      /networkRuleSets\/write$/,
    ],
    [
      'connector-off',
      'source/iot-connector-connected',
      /dataConnectors\/write$/,
    ],
    ['role-removed', 'access/receiver-role', /roleAssignments\/delete$/],
  ])(
    'names who did %s, with one call',
    async (scenario, checkId, operation) => {
      await cloud.control.applyScenario(scenario, { forwarder: name });
      await cloud.control.clearRequests();

      expect(await find(turn(checkId))).toEqual({
        kind: 'activity',
        checkId,
        caller: 'ops-admin@contoso.com',
        at: expect.stringMatching(/^20.*Z$/),
        operation: expect.stringMatching(operation),
        resource: expect.stringMatching(/^\/subscriptions\//),
        correlationId: expect.any(String),
      });
      expect(await calls()).toMatchObject([{ callerAppId: portal }]);
    },
  );

  it('says that the log names nobody, and when it may; the second time it is final', async () => {
    const asked = turn('export/rule-enabled');
    const first = await find(asked);
    expect(first).toEqual({
      kind: 'first-seen',
      at: asked.transition.at,
      because: expect.stringMatching(
        /^The Activity Log names no change since .*\.$/,
      ),
      askAgain: {
        after: new Date(
          Date.parse(asked.transition.at) + 20 * 60_000,
        ).toISOString(),
        from: expect.stringMatching(/^20.*Z$/),
      },
    });
    expect(
      await find({ ...asked, from: asked.transition.at }),
    ).not.toHaveProperty('askAgain');
  });

  it('blames nobody for an older change while the log does not show the last one', async () => {
    await cloud.control.applyScenario('rule-disabled', { forwarder: name });
    const asked = turn('export/rule-enabled');
    const changedAt = new Date(Date.now() + 30_000).toISOString();
    asked.state.facts.exportRule = {
      value: {
        id: annotations['siem-forwarder/export-rule'],
        name: 'export-incidents',
        enabled: false,
        tableNames: ['SecurityIncident'],
        destinationId: '',
        destinationType: 'EventHub',
        eventHubName: null,
        createdAt: null,
        lastModifiedAt: changedAt,
      },
      observedAt: changedAt,
    };
    expect(await find(asked)).toMatchObject({
      kind: 'first-seen',
      askAgain: expect.anything(),
    });
  });

  it('names all who may have done it where several wrote', async () => {
    const rule = ArmResourceId.parse(annotations['siem-forwarder/export-rule']);
    const tenant = tenants.forSubscription(rule.subscriptionId);
    await cloud.control.applyScenario('rule-disabled', { forwarder: name });
    await tenant?.provisioner?.dataExports.put(rule, {
      tableNames: ['SecurityIncident'],
      namespaceId: ArmResourceId.parse(plants.austin.namespaceId),
      eventHubName: 'incidents',
      enabled: false,
    });

    const { clientId } = cloud.simulator.credentials.provisioner;
    expect(await find(turn('export/rule-enabled'))).toMatchObject({
      kind: 'first-seen',
      because: expect.stringMatching(
        RegExp(`^One of ${clientId}, ops-admin@contoso.com changed it since `),
      ),
    });
  });

  it('looks back to the last look, else for a week', async () => {
    const asked = turn('export/rule-enabled');
    const minutesBack = async (wanted: ConfigurationTurn) => {
      const cause = await find(wanted);
      const from = cause.kind === 'first-seen' ? cause.askAgain?.from : '';
      return (
        (Date.parse(asked.transition.at) - Date.parse(from ?? '')) / 60_000
      );
    };
    expect(await minutesBack(asked)).toBeCloseTo(3, 1);
    expect(await minutesBack({ ...asked, before: undefined })).toBe(
      7 * 24 * 60,
    );
  });

  it.each([
    ['access/secret-valid', /Microsoft Entra's audit log/],
    ['delivery/input-enabled', /changed in the SIEM/],
  ])('does not ask Azure about %s', async (checkId, words) => {
    await cloud.control.clearRequests();
    expect(await find(turn(checkId))).toMatchObject({
      kind: 'first-seen',
      because: expect.stringMatching(words),
    });
    expect(await calls()).toEqual([]);
  });

  it('asks about the first change that a log of Azure has', async () => {
    await cloud.control.applyScenario('hub-deleted', { forwarder: name });
    expect(
      await find(turn('access/secret-valid', 'transport/hub-active')),
    ).toMatchObject({ kind: 'activity', checkId: 'transport/hub-active' });
  });

  it.each([
    [429, /limits the calls/],
    [403, /Grant the portal's identity the missing right/],
  ])('says why nobody can be named after a %i', async (status, words) => {
    await cloud.control.applyScenario('rule-disabled', { forwarder: name });
    await cloud.control.fault({
      service: 'resourceManager',
      pathPattern: 'eventtypes',
      status,
    });
    await cloud.control.clearRequests();
    expect(await find(turn('export/rule-enabled'))).toMatchObject({
      kind: 'first-seen',
      because: expect.stringMatching(words),
    });
    expect(await calls()).toHaveLength(1);
  });
});
