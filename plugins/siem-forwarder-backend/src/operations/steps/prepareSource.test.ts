import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ACTOR,
  OperationsFixture,
  OSAKA,
  specOf,
  startOperations,
} from '../__testUtils__/operationsFixture';

jest.setTimeout(60_000);

describe('source:prepare', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: OperationsFixture;

  beforeAll(async () => {
    fixture = await startOperations(await databases.init('SQLITE_3'), {
      seed: 'empty',
    });
  });
  afterAll(() => fixture?.cloud.stop());

  it('knows what became of one write when the one beside it fails first', async () => {
    const id = 'task-halves';
    await fixture.operations.open({
      id,
      spec: specOf({
        workspaceId: OSAKA,
        owner: 'group:default/plant-osaka',
        content: 'both',
        prepareSource: true,
      }),
      dryRun: false,
      actor: ACTOR,
    });
    await fixture.passPrerequisites(id);
    await fixture.cloud.control.fault({
      operationId: 'DataConnectors_CreateOrUpdate',
      status: 403,
    });
    await fixture.cloud.control.fault({
      operationId: 'AlertRules_CreateOrUpdate',
      delay: 1_000,
    });
    await expect(
      fixture.operations.runStep(id, 'source:prepare'),
    ).rejects.toThrow('did not connect Defender for IoT');
    const journal = await fixture.store.listJournal(id);
    expect(
      Object.fromEntries(journal.map(({ kind, outcome }) => [kind, outcome])),
    ).toEqual({ 'iot-connector': 'refused', 'incident-rule': 'done' });
  });
});
