import { TestDatabases } from '@backstage/backend-test-utils';
import { LifeFixture, startLife } from '../__testUtils__/driveLife';
import { ACTOR, specOf, writesTo } from '../__testUtils__/operationsFixture';
import { forwarderTarget } from '../ForwarderTarget';

jest.setTimeout(300_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const REF = 'resource:default/ot-alerts';
const { hubId, namespaceId } = forwarderTarget(specOf());

describe('what an earlier run left in place', () => {
  let fixture: LifeFixture;
  let left: string | undefined;

  beforeAll(async () => {
    fixture = await startLife(await databases.init('SQLITE_3'), REF);
    const { eventHubs } = fixture.tenant.provisioner!;
    // A run is rolled back, and leaves the hub that somebody has come to use.
    await fixture.operations.open({
      id: 'first',
      spec: specOf(),
      dryRun: false,
      actor: ACTOR,
    });
    await fixture.passPrerequisites('first');
    await fixture.run('first', 'namespace:begin');
    await fixture.run('first', 'event-hub:create');
    await eventHubs.putConsumerGroup(hubId, 'archive', '');
    left = (await fixture.takeBack({ id: 'first' })).rollBack;
    await eventHubs.deleteConsumerGroup(hubId, 'archive', {});
    // The next one adopts it.
    await fixture.provision('second');
    await fixture.cloud.control.clearRequests();
  });
  afterAll(() => fixture?.cloud.stop());

  it.each(['rotate', 'repair'] as const)(
    'stays when %s of the forwarder that rests on it is rolled back',
    async kind => {
      expect(left).toContain('archive');
      const { id } = await fixture.open(kind);
      const { status } = await fixture.takeBack({ id });

      expect(status).toBe('rolled-back');
      expect(await writesTo(fixture.cloud)).toEqual([]);
      const { eventHubs } = fixture.tenant.provisioner!;
      expect(await eventHubs.getHub(hubId, {})).toBeDefined();
      expect(await eventHubs.getNamespace(namespaceId, {})).toBeDefined();
    },
  );
});
