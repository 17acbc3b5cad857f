import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ACTOR,
  OperationsFixture,
  specOf,
  startOperations,
} from '../__testUtils__/operationsFixture';

jest.setTimeout(60_000);

describe('application:register', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: OperationsFixture;

  beforeAll(async () => {
    fixture = await startOperations(await databases.init('SQLITE_3'), {
      seed: 'empty',
      latencies: { graphReplication: 1_500, principalCreation: 1_500 },
    });
  });
  afterAll(() => fixture?.cloud.stop());

  it('asks for consent to a Graph permission while Graph does not show the new principal yet', async () => {
    const id = 'task-consent';
    await fixture.operations.open({
      id,
      spec: specOf({ application: { graphPermission: true } }),
      dryRun: false,
      actor: ACTOR,
    });
    await fixture.passPrerequisites(id);
    const result = await fixture.operations.runStep(id, 'application:register');
    expect(result).toMatchObject({
      status: 'done',
      outputs: {
        adminConsentUrl: expect.stringContaining(
          `/adminconsent?client_id=${result.outputs.clientId}`,
        ),
      },
    });
  });
});
