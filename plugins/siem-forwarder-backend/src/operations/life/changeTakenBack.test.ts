import { TestDatabases } from '@backstage/backend-test-utils';
import { LifeFixture, startLife } from '../__testUtils__/driveLife';
import { AUSTIN, specOf, writesTo } from '../__testUtils__/operationsFixture';
import { forwarderTarget } from '../ForwarderTarget';

jest.setTimeout(300_000);

const REF = 'resource:default/ot-alerts';
const { namespaceId, ruleId } = forwarderTarget(specOf());

describe('a change that is rolled back after its writes', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: LifeFixture;

  beforeAll(async () => {
    fixture = await startLife(await databases.init('SQLITE_3'), REF);
    await fixture.provision(
      'task-made',
      specOf({
        content: 'both',
        exportsWholeTable: true,
        namespace: { name: 'evhns-test-austin', tier: 'Premium', capacity: 1 },
      }),
    );
  });
  afterAll(() => fixture?.cloud.stop());
  afterEach(() => fixture.cloud.control.clearFaults());

  async function places() {
    const state = await fixture.cloud.control.state('namespaces', 'workspaces');
    const [namespace] = Object.values(state.namespaces);
    const hub = Object.values(namespace.eventHubs)[0];
    const rule =
      state.workspaces[AUSTIN.toLowerCase()].dataExports['export-ot-alerts'];
    const registration = await fixture.store.getRegistration(REF);
    return {
      tables: rule.tableNames,
      partitions: hub.partitionCount,
      hours: hub.retentionHours,
      registered:
        registration?.entity.metadata.annotations?.['siem-forwarder/tables'],
    };
  }

  /** Changes until the last write, which cannot be stored, then takes it back. */
  async function changeAndTakeBack(input: object) {
    const { id } = await fixture.open('change', input);
    const put = jest
      .spyOn(fixture.store, 'putRegistration')
      .mockRejectedValueOnce(new Error('The database is away'));
    await expect(fixture.operations.advance(id)).rejects.toThrow('away');
    put.mockRestore();
    const during = await places();
    return { during, done: await fixture.takeBack({ id }) };
  }

  it('keeps events as long as before, and exports what it exported', async () => {
    const before = await places();
    const { during, done } = await changeAndTakeBack({
      retentionHours: 100,
      content: 'incidents',
    });
    expect(during).toMatchObject({ tables: ['SecurityIncident'], hours: 100 });
    expect(done.status).toBe('rolled-back');
    expect(await places()).toEqual(before);
  });

  it('says that partitions cannot be taken away', async () => {
    const before = await places();
    const { done } = await changeAndTakeBack({ partitionCount: 8 });
    expect(done.status).toBe('rolled-back');
    expect(done.rollBack).toContain(
      'stays with 8 partitions instead of 4: Azure takes none away.',
    );
    expect(await places()).toEqual({ ...before, partitions: 8 });
  });

  it('repairs and changes on, with partitions that stayed', async () => {
    expect((await fixture.live('repair')).status).toBe('done');
    await fixture.live('change', { retentionHours: 120 });
    expect(await places()).toMatchObject({ hours: 120, partitions: 8 });
  });

  it('leaves alone what somebody has changed since', async () => {
    const { id } = await fixture.open('change', { retentionHours: 90 });
    const put = jest
      .spyOn(fixture.store, 'putRegistration')
      .mockRejectedValueOnce(new Error('The database is away'));
    await expect(fixture.operations.advance(id)).rejects.toThrow('away');
    put.mockRestore();
    await fixture.tenant.provisioner?.eventHubs.putHub(
      namespaceId.child('eventhubs', 'defender-iot'),
      { partitionCount: 8, retentionHours: 60 },
    );
    await fixture.cloud.control.clearRequests();
    const done = await fixture.takeBack({ id });
    expect(done.rollBack).toContain(
      'keeps events for 60 hours now: somebody has changed it since.',
    );
    expect(await writesTo(fixture.cloud)).toEqual([]);
  });

  it('takes out of a shared rule what is its own, and leaves it switched on', async () => {
    const azure = fixture.tenant.provisioner!;
    await azure.dataExports.put(ruleId, {
      tableNames: ['SecurityIncident', 'SecurityAlert', 'Heartbeat'],
      namespaceId,
      eventHubName: 'defender-iot',
      enabled: false,
    });
    await fixture.live('repair');
    await fixture.live('decommission', { name: 'ot-alerts' });
    const { dataExports } = (await fixture.cloud.control.state('workspaces'))
      .workspaces[AUSTIN.toLowerCase()];
    expect(dataExports['export-ot-alerts']).toMatchObject({
      tableNames: ['Heartbeat'],
      enable: true,
    });
  });
});
