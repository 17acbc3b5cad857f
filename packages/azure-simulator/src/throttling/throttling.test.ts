import { emptyState } from '../state';
import { azureBehaviours } from '../Behaviours';
import { Clock, ManualClock } from '../clock/Clock';
import { latencyPresets } from '../Latencies';
import { World } from '../World';
import { armThrottle } from './armThrottle';
import { graphThrottle, resourceUnits } from './graphThrottle';
import { QuotaWindow } from './QuotaWindow';
import { MeteredRequest } from './Throttle';
import { TokenBucket } from './TokenBucket';

const start = '2026-11-24T08:00:00Z';

function worldWith(clock: Clock): World {
  return {
    state: emptyState('tenant', clock.now()),
    clock,
    latencies: latencyPresets.none,
    behaviours: azureBehaviours,
    changed: () => {},
  };
}

function request(
  path: string,
  options: { method?: MeteredRequest['method']; principal?: string } = {},
): MeteredRequest {
  const [pathname, query] = path.split('?');
  const id = options.principal ?? 'someone';
  return {
    method: options.method ?? 'GET',
    path: pathname,
    query: new URLSearchParams(query),
    caller: { appId: id, objectId: id },
    route: undefined,
  };
}

describe('a token bucket', () => {
  it('is full at first, refills continuously, and never above its capacity', () => {
    const bucket = new TokenBucket({ capacity: 3, refillPerSecond: 2 }, 0);
    expect([0, 0, 0].map(now => bucket.take(now).remaining)).toEqual([2, 1, 0]);
    expect(bucket.take(0)).toEqual({
      allowed: false,
      remaining: 0,
      retryAfter: 1,
    });
    expect(bucket.take(499).allowed).toBe(false);
    expect(bucket.take(500).allowed).toBe(true);
    expect(bucket.take(60_000).remaining).toBe(2);
  });

  it('says how long to wait when it refills slowly', () => {
    const bucket = new TokenBucket({ capacity: 1, refillPerSecond: 0.1 }, 0);
    bucket.take(0);
    expect(bucket.take(1_000).retryAfter).toBe(9);
  });
});

describe('a quota window', () => {
  it('starts with its first request and is whole again when it ends', () => {
    const window = new QuotaWindow({ units: 5, milliseconds: 10_000 }, 0);
    expect(window.take(0, 3)).toMatchObject({ allowed: true, remaining: 2 });
    expect(window.take(2_000, 3)).toMatchObject({
      allowed: false,
      retryAfter: 8,
    });
    expect(window.usage(3)).toBeCloseTo(1.2);
    expect(window.take(10_000, 5)).toMatchObject({
      allowed: true,
      resetsAfter: 10,
    });
  });
});

describe('the quotas of Resource Manager', () => {
  const path = '/subscriptions/S1/resourceGroups';

  it('count reads, writes and deletes apart, and each subscription and principal', () => {
    const throttle = armThrottle(worldWith(ManualClock.startingAt(start)));
    expect(throttle(request(path)).headers).toEqual({
      'x-ms-ratelimit-remaining-subscription-reads': '249',
      'x-ms-ratelimit-remaining-subscription-global-reads': '3749',
    });
    expect(throttle(request(path, { method: 'PUT' })).headers).toEqual({
      'x-ms-ratelimit-remaining-subscription-writes': '199',
      'x-ms-ratelimit-remaining-subscription-global-writes': '2999',
    });
    expect(throttle(request(path, { method: 'DELETE' })).headers).toMatchObject(
      { 'x-ms-ratelimit-remaining-subscription-deletes': '199' },
    );
    expect(
      throttle(request(path, { principal: 'another' })).headers,
    ).toMatchObject({
      'x-ms-ratelimit-remaining-subscription-reads': '249',
    });
    expect(throttle(request('/subscriptions')).headers).toEqual({
      'x-ms-ratelimit-remaining-tenant-reads': '249',
    });
  });

  it('let all principals of a subscription together ask fifteen times as much', () => {
    const throttle = armThrottle(worldWith(ManualClock.startingAt(start)));
    let refused: string | undefined;
    let asked = 0;
    while (refused === undefined && asked < 10_000) {
      const { refusal } = throttle(
        request(path, { principal: `p${Math.floor(asked / 200)}` }),
      );
      refused = refusal?.message;
      asked += 1;
    }
    // Real time passes while this counts, so that some tokens came back.
    expect(asked).toBeGreaterThan(3_750);
    expect(asked).toBeLessThan(4_500);
    expect(refused).toContain("exceeded the limit of '3750'");
  });

  it('refill with a clock that is advanced by hand', () => {
    const clock = ManualClock.startingAt(start);
    const throttle = armThrottle(worldWith(clock));
    const ask = () => throttle(request(path)).refusal;
    let asked = 0;
    while (ask() === undefined && asked < 1_000) {
      asked += 1;
    }
    expect(asked).toBeGreaterThanOrEqual(250);
    expect(ask()).toMatchObject({
      status: 429,
      code: 'SubscriptionRequestsThrottled',
      options: { headers: { 'retry-after': '1' } },
    });
    clock.moveTo(clock.now() + 10_000);
    expect(ask()).toBeUndefined();
  });

  it('are new after a reset', () => {
    const world = worldWith(ManualClock.startingAt(start));
    const throttle = armThrottle(world);
    throttle(request(path));
    world.state = emptyState('tenant', world.clock.now());
    expect(throttle(request(path)).headers).toMatchObject({
      'x-ms-ratelimit-remaining-subscription-reads': '249',
    });
  });
});

describe('the quotas of Microsoft Graph', () => {
  it.each([
    ['/v1.0/applications', 2],
    ['/v1.0/applications?$select=id', 1],
    ['/v1.0/applications?$top=5', 1],
    ['/v1.0/applications?$expand=owners', 3],
    ['/v1.0/applications?$select=id&$top=5', 1],
    ['/v1.0/applications/1', 1],
    ['/v1.0/servicePrincipals', 1],
    ['/v1.0/servicePrincipals/1/appRoleAssignments', 2],
  ])('charge %s with %d units', (path, units) => {
    expect(resourceUnits(request(path))).toBe(units);
  });

  it('warn from four fifths on, and refuse with the reason', () => {
    const throttle = graphThrottle(worldWith(ManualClock.startingAt(start)));
    const list = () => throttle(request('/v1.0/applications'));
    const verdicts = Array.from({ length: 1_751 }, list);
    expect(verdicts[1_000].headers).toEqual({ 'x-ms-resource-unit': '2' });
    expect(verdicts[1_400].headers).toEqual({
      'x-ms-resource-unit': '2',
      'x-ms-throttle-limit-percentage': '0.80',
    });
    expect(verdicts[1_750]).toMatchObject({
      headers: {
        'x-ms-throttle-limit-percentage': '1.00',
        'x-ms-throttle-scope': 'Tenant_Application/ReadWrite/someone/tenant',
        'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
      },
      refusal: { status: 429, options: { headers: { 'retry-after': '10' } } },
    });
  });

  it('count writes apart, for longer', () => {
    const clock = ManualClock.startingAt(start);
    const throttle = graphThrottle(worldWith(clock));
    const write = () =>
      throttle(request('/v1.0/applications', { method: 'POST' }));
    for (let index = 0; index < 3_000; index += 1) {
      write();
    }
    clock.moveTo(clock.now() + 20_000);
    expect(write()).toMatchObject({
      headers: { 'x-ms-throttle-information': 'WriteLimitExceeded' },
      refusal: { status: 429 },
    });
    expect(throttle(request('/v1.0/applications')).refusal).toBeUndefined();
    clock.moveTo(clock.now() + 150_000);
    expect(write().refusal).toBeUndefined();
  });
});
