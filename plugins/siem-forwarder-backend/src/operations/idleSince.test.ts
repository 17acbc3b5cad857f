import { TestDatabases } from '@backstage/backend-test-utils';
import { LifeFixture, startLife } from './__testUtils__/driveLife';
import { ACTOR, specOf } from './__testUtils__/operationsFixture';
import { idleSince } from './idleSince';
import { StoredOperation, StoredStep } from './OperationStore';

jest.setTimeout(120_000);

const ID = 'task-1';
const at = (time: string) => `2026-11-24T${time}.000Z`;

const operation: StoredOperation = {
  id: ID,
  kind: 'provision',
  status: 'open',
  driver: 'task',
  actor: ACTOR,
  entityRef: 'resource:default/ot-alerts',
  owner: 'group:default/plant-austin',
  spec: specOf(),
  dryRun: false,
  openedAt: at('08:00:00'),
};

const waiting = (retryAfterSeconds: number): StoredStep => ({
  step: 'event-hub:create',
  since: at('08:01:00'),
  updatedAt: at('08:02:00'),
  state: {},
  result: {
    step: 'event-hub:create',
    status: 'waiting',
    message: '',
    retryAfterSeconds,
    changes: [],
    outputs: {},
  },
});

describe('idleSince', () => {
  it.each<
    [string, Partial<StoredOperation>, StoredStep[], string, string | undefined]
  >([
    ['just opened', {}, [], '08:05:59', undefined],
    ['no first step', {}, [], '08:06:00', '08:00:00'],
    ['between two answers', {}, [waiting(10)], '08:08:09', undefined],
    ['no next answer', {}, [waiting(10)], '08:08:10', '08:02:00'],
    ['a long wait of Azure', {}, [waiting(900)], '08:20:00', undefined],
    [
      'driven by the portal',
      { dueAt: at('08:00:00') },
      [],
      '09:00:00',
      undefined,
    ],
    ['a dry run', { dryRun: true }, [], '09:00:00', undefined],
    ['closed', { status: 'done' }, [], '09:00:00', undefined],
  ])('%s', (_, changes, steps, now, expected) => {
    expect(
      idleSince({ ...operation, ...changes }, steps, new Date(at(now))),
    ).toBe(expected && at(expected));
  });
});

describe('A run whose task was killed', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fixture: LifeFixture;
  beforeAll(async () => {
    fixture = await startLife(
      await databases.init('SQLITE_3'),
      operation.entityRef,
      { latencies: { namespaceCreation: 60_000 } },
    );
  });
  afterAll(() => fixture?.cloud.stop());

  it('says so, and goes on with patience anew when Retry is pressed', async () => {
    await fixture.operations.open({
      id: ID,
      spec: specOf(),
      dryRun: false,
      actor: ACTOR,
    });
    await fixture.passPrerequisites(ID);
    await fixture.run(ID, 'namespace:begin');
    const answer = await fixture.operations.runStep(ID, 'event-hub:create');
    expect(answer.status).toBe('waiting');
    expect((await fixture.operations.get(ID)).idleSince).toBeUndefined();

    // Longer than a namespace may take: nobody asked meanwhile.
    fixture.pass(60 * 60_000);
    const abandoned = await fixture.operations.get(ID);
    const stored = await fixture.store.listSteps(ID);
    expect(abandoned.failures).toBeUndefined();
    expect(abandoned.idleSince).toBe(
      stored.find(({ step }) => step === 'event-hub:create')?.updatedAt,
    );

    const retried = await fixture.operations.retry(ID);
    expect([retried.driver, retried.idleSince]).toEqual(['portal', undefined]);
    await fixture.operations.advance(ID);
    expect((await fixture.operations.get(ID)).failures).toBeUndefined();
    const [{ since }] = (await fixture.store.listSteps(ID)).filter(
      ({ step }) => step === 'event-hub:create',
    );
    expect(since > abandoned.idleSince!).toBe(true);
  });
});
