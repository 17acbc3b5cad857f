import { TestDatabases } from '@backstage/backend-test-utils';
import { LifeFixture, startLife } from '../__testUtils__/driveLife';
import { ACTOR, specOf } from '../__testUtils__/operationsFixture';
import { forwarderTarget } from '../ForwarderTarget';

jest.setTimeout(120_000);

const STEP = 'event-hub:create';
const spec = specOf();
const { entityRef, namespaceId } = forwarderTarget(spec);

describe('event-hub:create', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: LifeFixture;
  beforeEach(async () => {
    fixture = await startLife(await databases.init('SQLITE_3'), entityRef);
  });
  afterEach(() => fixture?.cloud.stop());

  const namespace = () =>
    fixture.tenant.provisioner!.eventHubs.getNamespace(namespaceId, {});

  async function begin(id: string) {
    await fixture.operations.open({ id, spec, dryRun: false, actor: ACTOR });
    await fixture.passPrerequisites(id);
    await fixture.run(id, 'namespace:begin');
  }

  async function remove() {
    await fixture.tenant.provisioner!.eventHubs.deleteNamespace(namespaceId);
    while (await namespace()) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  it('makes a namespace again that is gone, and rolls it back too', async () => {
    await begin('task-1');
    await remove();
    const answer = await fixture.operations.runStep('task-1', STEP);
    expect(answer.status).toBe('waiting');
    await fixture.run('task-1', STEP);
    const writes = (await fixture.store.listJournal('task-1')).map(
      ({ step, kind, outcome }) => `${step} ${kind} ${outcome}`,
    );
    expect(writes).toEqual([
      'namespace:begin namespace done',
      'event-hub:create namespace done',
      'event-hub:create event-hub done',
      'event-hub:create consumer-group done',
    ]);

    const taken = await fixture.takeBack({ id: 'task-1' });
    expect([taken.status, taken.rollBack]).toEqual([
      'rolled-back',
      'Asked for.',
    ]);
    expect(await namespace()).toBeUndefined();
  });

  it('names Roll back when Azure has failed to create it, which removes it', async () => {
    await fixture.cloud.control.failNextNamespaceCreation(namespaceId.name);
    await begin('task-2');
    await expect(fixture.operations.runStep('task-2', STEP)).rejects.toThrow(
      `namespace.name: Azure has failed to create the namespace '${namespaceId.name}'; press Roll back`,
    );
    expect((await fixture.takeBack({ id: 'task-2' })).status).toBe(
      'rolled-back',
    );
    expect(await namespace()).toBeUndefined();
  });

  it('goes on by Retry when people have removed the one that failed', async () => {
    await fixture.cloud.control.failNextNamespaceCreation(namespaceId.name);
    await begin('task-3');
    await expect(fixture.operations.runStep('task-3', STEP)).rejects.toThrow(
      'press Retry',
    );
    await remove();
    await fixture.operations.retry('task-3');
    await fixture.run('task-3', STEP);
    expect((await namespace())?.provisioningState).toBe('Succeeded');
  });
});
