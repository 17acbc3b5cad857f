import { mockServices } from '@backstage/backend-test-utils';
import { plants, subscriptionIds } from 'azure-simulator';
import { startTestCloud, TestCloud } from '../../__testUtils__';
import { AzureServices } from '../AzureServices';
import { AzureTenants } from '../AzureTenants';
import { asSweep } from './callPriority';

jest.setTimeout(60_000);

const { laboratory } = subscriptionIds;
const austin = plants.austin.subscriptionId;

/** Over the simulator's own buckets: 250 reads a subscription, 25 a second; 15 queries in 5 seconds. */
describe('the pace of calls', () => {
  let cloud: TestCloud;
  let sweeper: AzureServices;

  beforeAll(async () => {
    cloud = await startTestCloud();
  });
  beforeEach(async () => {
    [{ sweeper }] = AzureTenants.fromConfig(cloud.rootConfig, {
      logger: mockServices.logger.mock(),
      timings: { maxRetries: 0, maximumThrottleWait: 5 },
    }).list;
    await cloud.control.clearRequests();
  });
  afterEach(() => cloud.control.clearFaults());
  afterAll(() => cloud.stop());

  const list = (subscriptionId: string) =>
    sweeper.workspaces.list(subscriptionId);
  const statuses = async () =>
    (await cloud.control.requests())
      .filter(({ service }) => service === 'resourceManager')
      .map(({ status }) => status);

  it('keeps a sweep below the bucket, and leaves a fifth to whom it is urgent', async () => {
    const started = Date.now();
    await asSweep(() =>
      Promise.all(Array.from({ length: 225 }, () => list(laboratory))),
    );
    // 200 at once, then 25 a second.
    expect(Date.now() - started).toBeGreaterThan(800);

    const asked = Date.now();
    await Promise.all(Array.from({ length: 40 }, () => list(laboratory)));
    expect(Date.now() - asked).toBeLessThan(900);
    expect(await statuses()).toEqual(new Array(265).fill(200));
  });

  it('keeps to the quota of Resource Graph', async () => {
    const started = Date.now();
    await asSweep(() =>
      Promise.all(
        Array.from({ length: 14 }, () =>
          sweeper.resourceGraph.listResources([laboratory]),
        ),
      ),
    );
    expect(Date.now() - started).toBeGreaterThan(5_000);
    expect(await statuses()).toEqual(new Array(14).fill(200));
  });

  it('waits in the one subscription that asked for it, to the second', async () => {
    await cloud.control.fault({
      service: 'resourceManager',
      pathPattern: laboratory,
      status: 429,
      code: 'TooManyRequests',
      retryAfter: 2,
      times: 1,
    });
    const started = Date.now();
    await expect(list(laboratory)).rejects.toMatchObject({ kind: 'throttled' });
    const blocked = list(laboratory).then(() => Date.now() - started);
    const others = list(austin).then(() => Date.now() - started);
    expect(await others).toBeLessThan(2_000);
    expect(await blocked).toBeGreaterThanOrEqual(2_000);
    expect(await blocked).toBeLessThan(4_500);
  });

  it('does not send what would have to wait too long, and says so', async () => {
    await cloud.control.fault({
      service: 'resourceManager',
      pathPattern: laboratory,
      status: 429,
      code: 'TooManyRequests',
      retryAfter: 300,
      times: 1,
    });
    await expect(list(laboratory)).rejects.toMatchObject({ kind: 'throttled' });
    await expect(list(laboratory)).rejects.toMatchObject({
      kind: 'throttled',
      code: 'CALL_HELD_BACK',
      retryAfterSeconds: 300,
      message: expect.stringContaining(
        'Azure asked not to be called for another 300 seconds',
      ),
    });
    expect(await statuses()).toEqual([429]);
  });

  it('slows down when others use the same bucket', async () => {
    // The provisioner's calls are another principal's; so a second portal it is.
    const [{ sweeper: other }] = AzureTenants.fromConfig(cloud.rootConfig, {
      logger: mockServices.logger.mock(),
    }).list;
    const { subscriptionId } = plants.lyon;
    await Promise.all(
      Array.from({ length: 200 }, () => other.workspaces.list(subscriptionId)),
    );
    await asSweep(async () => {
      for (let index = 0; index < 60; index += 1) {
        await list(subscriptionId);
      }
    });
    expect(await statuses()).toEqual(new Array(260).fill(200));
  });

  it('ends the wait of a call that is given up', async () => {
    await cloud.control.fault({
      service: 'resourceManager',
      pathPattern: laboratory,
      status: 429,
      code: 'TooManyRequests',
      retryAfter: 4,
      times: 1,
    });
    await expect(list(laboratory)).rejects.toMatchObject({ kind: 'throttled' });
    const started = Date.now();
    await expect(
      sweeper.workspaces.list(laboratory, {
        signal: AbortSignal.timeout(300),
      }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(Date.now() - started).toBeLessThan(2_000);
  });
});
