import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ACTOR,
  OperationsFixture,
  specOf,
  startOperations,
} from './__testUtils__/operationsFixture';

jest.setTimeout(120_000);

const ID = 'task-resent';
/** Longer than a claim holds, and than a write needs to be seen. */
const STANDSTILL_MS = 75_000;

describe('a replica that stood still while Azure asked it to wait', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: OperationsFixture;
  let ahead = 0;

  beforeAll(async () => {
    fixture = await startOperations(await databases.init('SQLITE_3'), {
      seed: 'empty',
      now: () => new Date(Date.now() + ahead),
    });
  });
  afterAll(() => fixture?.cloud.stop());

  it('makes no namespace once another has rolled back', async () => {
    const { control } = fixture.cloud;
    const late = fixture.operations;
    const other = fixture.restart();
    await late.open({ id: ID, spec: specOf(), dryRun: false, actor: ACTOR });
    await fixture.passPrerequisites(ID);
    await control.fault({
      service: 'resourceManager',
      method: 'PUT',
      pathPattern: 'namespaces/evhns-test-austin',
      status: 429,
      retryAfter: 3,
      times: 1,
    });
    const answer = late.runStep(ID, 'namespace:begin');
    while ((await control.faults()).length > 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    ahead = STANDSTILL_MS;
    await other.rollBack(ID, 'asked');
    await other.advance(ID);
    await expect(answer).resolves.toMatchObject({
      status: 'waiting',
      message: 'Another process is working at this operation.',
    });
    expect((await other.get(ID)).status).toBe('rolled-back');
    expect((await control.state()).namespaces).toEqual({});
  });
});
