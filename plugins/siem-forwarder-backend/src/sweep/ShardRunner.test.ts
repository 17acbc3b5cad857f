import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseHealthStore } from '../store';
import { LeaseLostError } from '../store/LeaseLostError';
import { DatabaseShardStore } from './DatabaseShardStore';
import { Shard } from './Shard';
import { ShardRunner, ShardRunnerOptions, SWEEP_TASK_ID } from './ShardRunner';
import { ShardStore } from './ShardStore';

jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_17'] });
const A = { kind: 'subscription' as const, id: 'a' };
const B = { kind: 'subscription' as const, id: 'b' };

/** A promise that the test settles. */
function pending<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

describe.each(databases.eachSupportedId())('ShardRunner on %s', databaseId => {
  const logger = mockServices.logger.mock();
  let shards: ShardStore;
  const runners: ShardRunner[] = [];

  const runner = (options: Partial<ShardRunnerOptions>) => {
    const made = ShardRunner.create({
      shards,
      sweep: async () => 0,
      period: { minutes: 5 },
      logger,
      ...options,
    });
    runners.push(made);
    return made;
  };
  const stateOf = async (key: string) =>
    (await shards.list()).find(shard => shard.key === key)!;

  beforeEach(async () => {
    jest.resetAllMocks();
    const db = await databases.init(databaseId);
    await DatabaseHealthStore.create({
      database: { getClient: async () => db },
    });
    shards = DatabaseShardStore.create({ db });
  });

  afterEach(async () => {
    await Promise.all(runners.splice(0).map(each => each.stop()));
  });

  it('sweeps what is due once in a period, and notes how it went', async () => {
    await shards.add([A, B], Date.now());
    const swept: string[] = [];
    const one = runner({
      owner: 'one',
      sweep: async ({ key }) => {
        swept.push(key);
        return 7;
      },
    });
    await one.tick();
    await until(
      async () =>
        (await stateOf('subscription/a')).endedAt !== undefined &&
        (await stateOf('subscription/b')).endedAt !== undefined,
    );
    await one.tick();

    expect(swept.sort()).toEqual(['subscription/a', 'subscription/b']);
    const state = await stateOf('subscription/a');
    expect(state).toMatchObject({ result: 'ok', forwarders: 7, token: 1 });
    expect(state).not.toHaveProperty('owner');
    const wait = Date.parse(state.dueAt) - Date.now();
    expect(wait).toBeGreaterThan(4 * 60_000);
    expect(wait).toBeLessThanOrEqual(5 * 60_000);
  });

  it('lets neither a shard that hangs nor one that fails hold the others up', async () => {
    await shards.add([A, B], Date.now());
    const one = runner({
      period: { milliseconds: 50 },
      grace: { milliseconds: 50 },
      concurrency: 2,
      sweep: async ({ key }) => {
        if (key === 'subscription/a') {
          return new Promise(() => {});
        }
        throw new Error('the catalog is away');
      },
    });
    await one.tick();
    await until(
      async () => (await stateOf('subscription/b')).result === 'failed',
    );
    const failed = await stateOf('subscription/b');
    expect(failed.failure).toContain('the catalog is away');
    await until(async () => {
      await one.tick();
      return (await stateOf('subscription/b')).token > 2;
    });
    expect((await stateOf('subscription/a')).owner).toBe(one.owner);
  });

  it('never sweeps a shard twice at a time, whoever looks', async () => {
    await shards.add([A, B], Date.now());
    let running = 0;
    let most = 0;
    const sweep = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(resolve => setTimeout(resolve, 20));
      running -= 1;
      return 0;
    };
    const three = [runner({ sweep }), runner({ sweep }), runner({ sweep })];
    await Promise.all(three.flatMap(each => [each.tick(), each.tick()]));
    await until(
      async () =>
        (await stateOf('subscription/a')).endedAt !== undefined &&
        (await stateOf('subscription/b')).endedAt !== undefined,
    );
    expect(most).toBeLessThanOrEqual(2);
    expect((await shards.list()).map(({ token }) => token)).toEqual([1, 1]);
  });

  it('holds what it sweeps for longer than a lease', async () => {
    await shards.add([A], Date.now());
    const sweep = pending<number>();
    const lease = { milliseconds: 200 };
    const one = runner({ lease, sweep: () => sweep.promise });
    const two = runner({ lease });
    await one.tick();
    const end = Date.now() + 600;
    while (Date.now() < end) {
      await two.tick();
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    expect((await stateOf('subscription/a')).owner).toBe(one.owner);
    sweep.resolve(3);
    await until(
      async () => (await stateOf('subscription/a')).endedAt !== undefined,
    );
  });

  it('learns that another replica has claimed its shard, and leaves it', async () => {
    await shards.add([A], Date.now());
    let told: AbortSignal | undefined;
    const one = runner({
      lease: { milliseconds: 200 },
      sweep: (_, { signal }) => {
        told = signal;
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
    });
    await one.tick();
    // As after this process stood still for longer than its lease.
    const later = Date.now() + 60_000;
    const stolen = (await shards.claim({
      owner: 'two',
      now: later,
      leaseUntil: later + 60_000,
    })) as Shard;
    await until(async () => told?.aborted === true);
    expect(told?.reason).toBeInstanceOf(LeaseLostError);
    await one.stop();

    expect(await stateOf('subscription/a')).toMatchObject({
      owner: 'two',
      token: stolen.token,
    });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('Another replica has claimed subscription/a'),
    );
  });

  it('gives up what it holds when it shuts down, for others to go on with', async () => {
    await shards.add([A], Date.now());
    const one = runner({
      sweep: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    await one.tick();
    await until(async () => (await stateOf('subscription/a')).token === 1);
    await one.stop();
    const state = await stateOf('subscription/a');
    expect(state).toMatchObject({ result: 'released' });
    expect(state).not.toHaveProperty('owner');

    const swept: Shard[] = [];
    const two = runner({
      sweep: async shard => {
        swept.push(shard);
        return 0;
      },
    });
    await two.tick();
    await until(async () => swept.length === 1);
    expect(swept[0].token).toBe(2);
  });

  it('looks on each replica by itself, first within half a minute', async () => {
    const scheduler = mockServices.scheduler.mock();
    const lifecycle = mockServices.lifecycle.mock();
    await runner({}).schedule(scheduler, lifecycle);
    const [[task]] = scheduler.scheduleTask.mock.calls;
    expect(task).toMatchObject({
      id: SWEEP_TASK_ID,
      scope: 'local',
      frequency: { seconds: 2 },
    });
    const { milliseconds } = task.initialDelay as { milliseconds: number };
    expect(milliseconds).toBeLessThanOrEqual(30_000);
    expect(lifecycle.addShutdownHook).toHaveBeenCalledTimes(1);
  });
});
