import { BucketAllowance, WindowAllowance } from './Allowance';
import { Quota } from './Quota';

/** Enters and leaves after some time; notes how many were inside at most. */
async function crowd(
  quota: Quota,
  priority: 'sweep' | 'demand',
  requests: number,
): Promise<number> {
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: requests }, async () => {
      const leave = await quota.enter(priority, undefined);
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(resolve => setTimeout(resolve, 5));
      inside -= 1;
      leave();
    }),
  );
  return most;
}

describe('Quota', () => {
  it('lets only so many requests be under way, and sweeps leave one place', async () => {
    const quota = new Quota({ concurrency: 5, maximumWait: 1_000 });
    expect(await crowd(quota, 'sweep', 20)).toBe(4);
    expect(await crowd(quota, 'demand', 20)).toBe(5);
  });

  it('lets a request in at once that is urgent, while a sweep waits', async () => {
    const quota = new Quota({
      allowance: new BucketAllowance({ capacity: 10, refillPerSecond: 1 }),
      maximumWait: 1_000,
    });
    for (let index = 0; index < 8; index += 1) {
      (await quota.enter('sweep', undefined))();
    }
    const giveUp = new AbortController();
    const waiting = quota.enter('sweep', giveUp.signal);
    (await quota.enter('demand', undefined))();
    (await quota.enter('demand', undefined))();
    giveUp.abort(new Error('given up'));
    await expect(waiting).rejects.toThrow('given up');
  });

  it('holds only sweeps when the service warns', async () => {
    const quota = new Quota({ maximumWait: 1_000 });
    quota.holdSweeps(0.2);
    const started = Date.now();
    (await quota.enter('demand', undefined))();
    expect(Date.now() - started).toBeLessThan(150);
    (await quota.enter('sweep', undefined))();
    expect(Date.now() - started).toBeGreaterThanOrEqual(195);
  });
});

describe('WindowAllowance', () => {
  it('admits so many in any window, and fewer of a sweep', () => {
    const allowance = new WindowAllowance({ requests: 5, milliseconds: 1_000 });
    for (let at = 0; at < 4; at += 1) {
      expect(allowance.wait('sweep', at)).toBe(0);
      allowance.take(at);
    }
    expect(allowance.wait('sweep', 4)).toBeGreaterThan(990);
    expect(allowance.wait('demand', 4)).toBe(0);
    allowance.take(4);
    expect(allowance.wait('demand', 5)).toBeGreaterThan(990);
    expect(allowance.wait('sweep', 2_000)).toBe(0);
  });

  it('believes the service that others used it', () => {
    const allowance = new WindowAllowance({ requests: 5, milliseconds: 1_000 });
    allowance.atMost(0, 0);
    expect(allowance.wait('demand', 1)).toBeGreaterThan(990);
  });
});

describe('BucketAllowance', () => {
  it('fills again, up to its capacity', () => {
    const bucket = new BucketAllowance({ capacity: 250, refillPerSecond: 25 });
    for (let taken = 0; taken < 200; taken += 1) {
      expect(bucket.wait('sweep', 0)).toBe(0);
      bucket.take(0);
    }
    expect(bucket.wait('sweep', 0)).toBeCloseTo(40);
    expect(bucket.wait('demand', 0)).toBe(0);
    expect(bucket.wait('sweep', 40)).toBe(0);
    bucket.atMost(10, 40);
    expect(bucket.wait('sweep', 40)).toBeCloseTo(41 * 40);
    expect(bucket.wait('demand', 40)).toBe(0);
    expect(bucket.wait('sweep', 1e9)).toBe(0);
  });
});
