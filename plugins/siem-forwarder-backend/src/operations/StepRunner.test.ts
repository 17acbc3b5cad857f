import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ACTOR,
  LYON,
  OperationsFixture,
  specOf,
  startOperations,
} from './__testUtils__/operationsFixture';

jest.setTimeout(60_000);

const FIRST = 'prerequisites:check';

describe('a step of a dry run', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_17'],
  });

  it.each(databases.eachSupportedId())(
    'closes the dry run when it fails, and keeps the reason, in %s',
    async id => {
      const fixture: OperationsFixture = await startOperations(
        await databases.init(id),
        { seed: 'empty' },
      );
      try {
        const { operations } = fixture;
        const open = (operation: string, dryRun: boolean) =>
          operations.open({
            id: operation,
            spec: specOf({ workspaceId: LYON }),
            dryRun,
            actor: ACTOR,
          });
        await open('dry', true);
        await open('real', false);
        for (const operation of ['dry', 'real']) {
          await expect(operations.runStep(operation, FIRST)).rejects.toThrow(
            /workspaceId: .*lies outside the scope/,
          );
        }
        expect(await operations.get('dry')).toMatchObject({
          status: 'done',
          closedAt: expect.any(String),
          failures: [{ step: FIRST, message: expect.stringMatching(/scope/) }],
        });
        // What is no dry run stays open: people decide how it goes on.
        expect(await operations.list({ status: 'open' })).toMatchObject([
          { id: 'real' },
        ]);
        await expect(operations.runStep('dry', FIRST)).rejects.toThrow(
          'start a new run',
        );
      } finally {
        await fixture.cloud.stop();
      }
    },
  );
});
