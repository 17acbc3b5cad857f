import { setTimeout as pause } from 'node:timers/promises';
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
  /** How often a replica has asked for the next check. */
  let asked: number;
  /** Ends every check. */
  let ends: (() => void)[];

  const counted = (of: CheckClaims): CheckClaims => ({
    claim: async (...args) => {
      const claimed = await of.claim(...args);
      asked += 1;
      return claimed;
    },
    renew: (...args) => of.renew(...args),
    done: (...args) => of.done(...args),
    failed: (...args) => of.failed(...args),
    progress: (...args) => of.progress(...args),
  });

  const untilAsked = async (times: number) => {
    while (asked < times) {
      await pause(20);
    }
  };

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
    ends.push(() => end());
    let begin = () => {};
    const begun = new Promise<void>(resolve => {
      begin = resolve;
    });
    const run = async (reading: () => void) => {
      made.push(by);
      reading();
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
    claims = counted(DatabaseCheckClaims.create({ db }));
    now = Date.parse('2026-11-24T12:00:00.000Z');
    stored = undefined;
    made = [];
    asked = 0;
    ends = [];
  });

  it('lets all who ask while one looks share the next look, whichever their replica', async () => {
    const first = check('first');
    const second = check('second');
    const one = replica().run(REF, first.run);
    await first.begun;
    // What they ask about may have happened after it has read.
    const others = [second, check('third'), check('fourth')].map(each =>
      replica().run(REF, each.run),
    );
    // All have met the first one, and after its end the second one.
    await untilAsked(4);
    first.end();
    expect((await one).checkedAt).toBe('first');
    await untilAsked(7);
    const [, by] = made;
    expect(made).toHaveLength(2);
    ends.forEach(end => end());
    for (const other of others) {
      expect((await other).checkedAt).toBe(by);
    }
    expect(made).toHaveLength(2);
  });

  it('lets all who ask at one replica before the first fact is read share that look', async () => {
    const first = check('first');
    const own = replica();
    const one = own.run(REF, first.run);
    const other = own.run(REF, check('second').run);
    await first.begun;
    const late = check('late');
    const [next, nextToo] = [
      own.run(REF, late.run),
      own.run(REF, check('later').run),
    ];
    first.end();
    expect((await one).checkedAt).toBe('first');
    expect((await other).checkedAt).toBe('first');
    late.end();
    expect((await next).checkedAt).toBe('late');
    expect((await nextToo).checkedAt).toBe('late');
    expect(made).toEqual(['first', 'late']);
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
    const third = check('third');
    third.end();
    const waiting = replica().run(REF, third.run);
    living.end();
    expect((await waiting).checkedAt).toBe('third');
    expect((await other).checkedAt).toBe('living');
    expect(made).toEqual(['dead', 'living', 'third']);
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
