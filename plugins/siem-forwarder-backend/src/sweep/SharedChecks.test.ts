import { TestDatabases } from '@backstage/backend-test-utils';
import { ForwarderState } from '../store/HealthStore';
import { applyDatabaseMigrations } from '../store/applyDatabaseMigrations';
import { CheckClaims } from './CheckClaims';
import { DatabaseCheckClaims } from './DatabaseCheckClaims';
import { SharedChecks } from './SharedChecks';

const REF = 'resource:default/ot-alerts';
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });

describe.each(databases.eachSupportedId())('SharedChecks on %s', id => {
  let claims: CheckClaims;
  let now: number;
  let stored: ForwarderState | undefined;
  let made: string[];

  /** What another process does with the same database. */
  const replica = () =>
    SharedChecks.create({
      checks: claims,
      store: { get: async () => stored },
      now: () => now,
    });

  /** A check that ends when it is told to. */
  const check = (by: string) => {
    let end = () => {};
    let fail = (_: Error) => {};
    const ended = new Promise<void>((resolve, reject) => {
      end = resolve;
      fail = reject;
    });
    let begin = () => {};
    const begun = new Promise<void>(resolve => {
      begin = resolve;
    });
    const run = async () => {
      made.push(by);
      begin();
      await ended;
      stored = { entityRef: REF, checkedAt: by } as ForwarderState;
      return stored;
    };
    return { run, begun, end: () => end(), fail: (e: Error) => fail(e) };
  };

  beforeEach(async () => {
    const db = await databases.init(id);
    await applyDatabaseMigrations({ getClient: async () => db });
    claims = DatabaseCheckClaims.create({ db });
    now = Date.parse('2026-11-24T12:00:00.000Z');
    stored = undefined;
    made = [];
  });

  it('lets replicas that are asked at the same time look once', async () => {
    const first = check('first');
    const second = check('second');
    const one = replica().run(REF, first.run);
    await first.begun;
    const other = replica().run(REF, second.run);
    first.end();
    expect(await other).toEqual(await one);
    expect(made).toEqual(['first']);

    // What is over is not shared any more.
    second.end();
    const later = await replica().run(REF, second.run);
    expect(later.checkedAt).toBe('second');
  });

  it('looks itself when the other one failed', async () => {
    const first = check('first');
    const second = check('second');
    const one = replica().run(REF, first.run);
    await first.begun;
    const other = replica().run(REF, second.run);
    second.end();
    first.fail(new Error('Azure is away'));
    await expect(one).rejects.toThrow('Azure is away');
    expect((await other).checkedAt).toBe('second');
  });

  it('looks itself when the other one died, which then changes nothing', async () => {
    const dead = check('dead');
    const living = check('living');
    const one = replica().run(REF, dead.run);
    await dead.begun;
    now += 21_000;
    const other = replica().run(REF, living.run);
    await living.begun;
    // It was but asleep: whoever waits, waits for the other one.
    dead.end();
    await one;
    const waiting = replica().run(REF, check('third').run);
    living.end();
    expect((await waiting).checkedAt).toBe('living');
    expect((await other).checkedAt).toBe('living');
    expect(made).toEqual(['dead', 'living']);
  });

  it('does not wait for a check of another forwarder', async () => {
    const first = check('first');
    const one = replica().run(REF, first.run);
    await first.begun;
    const second = check('second');
    second.end();
    await replica().run('resource:default/other', second.run);
    first.end();
    await one;
    expect(made).toEqual(['first', 'second']);
  });
});
