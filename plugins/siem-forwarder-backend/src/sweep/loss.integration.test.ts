import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { demoForwarders, plants } from 'azure-simulator';
import { AzureTenants } from '../azure';
import { ActivityLogCauseFinder } from '../cause';
import { Collector } from '../collect/Collector';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { LostRows } from '../collect/LostRows';
import { readHealthSettings } from '../evaluate/HealthSettings';
import { Scopes } from '../scopes';
import { SiemInstances } from '../siem';
import { DatabaseHealthStore } from '../store';
import { fakeDates, startTestCloud, TestCloud } from '../__testUtils__';
import { HealthSweep } from './HealthSweep';
import { sweepTables } from './sweepTables';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const { name, title, owner, annotations } = demoForwarders[0];
const ref = `resource:default/${name}`;
const { workspaceId } = plants.austin;

describe('a loss', () => {
  let cloud: TestCloud;
  let sweep: HealthSweep;
  let store: DatabaseHealthStore;

  beforeAll(async () => {
    fakeDates();
    cloud = await startTestCloud({
      seed: 'fleet',
      siemReaders: 'direct',
      behaviours: { throttling: false },
      latencies: { activityLog: 4 * 60_000 },
    });
    const { rootConfig } = cloud;
    const db = await databases.init('SQLITE_3');
    store = await DatabaseHealthStore.create({
      database: { getClient: async () => db },
    });
    const logger = mockServices.logger.mock();
    const tenants = AzureTenants.fromConfig(rootConfig, { logger });
    sweep = HealthSweep.create({
      forwarders: ForwarderCatalog.create({
        catalog: catalogServiceMock({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Resource',
              metadata: { name, title, annotations },
              spec: { type: 'siem-forwarder', owner },
            },
          ],
        }),
        auth: mockServices.auth(),
      }),
      collector: Collector.create({
        tenants,
        siems: SiemInstances.fromConfig(rootConfig),
        scopes: Scopes.fromConfig(rootConfig),
      }),
      store,
      ...sweepTables(db),
      causes: ActivityLogCauseFinder.create({ tenants }),
      lostRows: LostRows.create({ tenants }),
      settings: readHealthSettings(rootConfig),
      publisher: { publish: async () => {} },
      logger,
    });
  });
  beforeEach(async () => {
    await cloud.control.reset();
    await store.forget(await store.refs());
    await pass(1);
    await sweep.checkNow(ref);
  });
  afterAll(async () => {
    await cloud.stop();
    jest.useRealTimers();
  });

  async function pass(minutes: number): Promise<void> {
    jest.setSystemTime(Date.now() + minutes * 60_000);
    await cloud.control.tick();
  }
  const queries = async () =>
    (await cloud.control.requests()).filter(({ path }) =>
      path.endsWith('/query'),
    ).length;

  it('is counted, listed, and laid at the door of who brought it about', async () => {
    await pass(5);
    await cloud.control.applyScenario('rule-disabled', { forwarder: name });
    const off = new Date().toISOString();
    await pass(20);
    for (const incident of ['Port scan', 'Unknown firmware']) {
      await cloud.control.createIncident(workspaceId, { title: incident });
    }
    await pass(1);
    const { evaluation, cause } = await sweep.checkNow(ref);

    expect(evaluation.loss).toMatchObject({
      kind: 'losing',
      reason: 'rule-disabled',
      since: off,
      count: 2,
      estimated: false,
      items: [
        { table: 'SecurityIncident', severity: expect.any(String) },
        { table: 'SecurityIncident', severity: expect.any(String) },
      ],
    });
    expect(evaluation.loss?.items?.map(item => item.title).sort()).toEqual([
      'Port scan',
      'Unknown firmware',
    ]);
    expect(evaluation.headline).toMatch(
      /^Export rule .* is disabled since .* by ops-admin@contoso\.com: 2 incidents not exported\.$/,
    );
    expect(cause).toMatchObject({
      kind: 'activity',
      caller: 'ops-admin@contoso.com',
    });
    const [transition] = await store.transitions(ref, { limit: 1 });
    expect(transition).toMatchObject({
      to: 'failing',
      reason: evaluation.headline,
      cause,
    });
  });

  it('is listed anew only when it has grown, and told of when it is over', async () => {
    await cloud.control.applyScenario('rule-deleted', { forwarder: name });
    await pass(4);
    await cloud.control.createIncident(workspaceId);
    await pass(1);
    await sweep.checkNow(ref);
    await cloud.control.clearRequests();
    await pass(2);
    await sweep.checkNow(ref);
    const quiet = await queries();
    await cloud.control.createIncident(workspaceId);
    await pass(1);
    await cloud.control.clearRequests();
    const grown = await sweep.checkNow(ref);
    expect(await queries()).toBe(quiet + 1);
    expect(grown.evaluation.loss?.items).toHaveLength(2);
    expect(grown.evaluation.headline).toMatch(
      /does not exist .*, since .* by ops-admin@contoso\.com: 2 incidents not exported\.$/,
    );

    await cloud.control.undoScenario();
    await pass(5);
    const { evaluation } = await sweep.checkNow(ref);
    expect(evaluation.loss).toMatchObject({
      kind: 'losing',
      reason: 'rule-missing',
      count: 2,
      endedAt: expect.any(String),
    });
    expect(
      evaluation.findings.find(({ checkId }) => checkId === 'export/rows-lost'),
    ).toMatchObject({
      status: 'ok',
      message: expect.stringMatching(
        /^No row is being lost\. 2 incidents were not exported between /,
      ),
    });
  });

  it('is laid at the door of who did it also when the Activity Log is late', async () => {
    await cloud.control.applyScenario('rule-disabled', { forwarder: name });
    await pass(1);
    const first = await sweep.checkNow(ref);
    expect(first.cause).toMatchObject({ kind: 'first-seen' });
    const logReads = async () =>
      (await cloud.control.requests()).filter(
        ({ operationId }) => operationId === 'ActivityLogs_List',
      ).length;
    await pass(10);
    await cloud.control.clearRequests();
    await sweep.checkNow(ref);
    expect(await logReads()).toBe(0);

    await pass(10);
    const named = await sweep.checkNow(ref);
    expect(named.cause).toMatchObject({
      kind: 'activity',
      caller: 'ops-admin@contoso.com',
    });
    expect(named.evaluation.headline).toContain('by ops-admin@contoso.com');
    const [transition] = await store.transitions(ref, { limit: 1 });
    expect(transition).toMatchObject({ to: 'failing', cause: named.cause });
    await pass(10);
    await sweep.checkNow(ref);
    expect(await logReads()).toBe(1);
  });
});
