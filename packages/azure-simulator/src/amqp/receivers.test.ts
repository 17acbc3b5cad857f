import { EventHubConsumerClient, Subscription } from '@azure/event-hubs';
import { setTimeout as delay } from 'node:timers/promises';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import {
  consumerOf,
  producerOf,
  readPartition,
  trust,
} from './__testUtils__/hubClients';
import {
  hubName,
  hubNamespace,
  identityOf,
  Person,
  seedHub,
} from './__testUtils__/hubSeed';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

/** A receiver that goes on until it is closed. */
interface Running {
  bodies: unknown[];
  errors: (Error & { code?: string })[];
  subscription: Subscription;
  consumer: EventHubConsumerClient;
}

describe('receivers of one partition', () => {
  let simulator: AzureSimulator;
  let distrust: () => void;
  let running: Running[];

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: seedHub,
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    distrust = trust(simulator.caPem);
  });

  beforeEach(() => {
    running = [];
  });

  afterEach(async () => {
    await Promise.all(
      running.map(async ({ subscription, consumer }) => {
        await subscription.close();
        await consumer.close();
      }),
    );
  });

  afterAll(async () => {
    distrust();
    await simulator.stop();
  });

  const target = (person: Person, group?: string) => ({
    namespace: hubNamespace,
    hub: hubName,
    group,
    identity: identityOf(person),
  });

  function start(options: { group?: string; ownerLevel?: number }): Running {
    const consumer = consumerOf(simulator, target('receiver', options.group));
    const receiver: Running = {
      consumer,
      bodies: [],
      errors: [],
      subscription: consumer.subscribe(
        '0',
        {
          processEvents: async events => {
            receiver.bodies.push(...events.map(({ body }) => body));
          },
          processError: async error => {
            receiver.errors.push(error);
            await delay(50);
          },
        },
        {
          startPosition: { offset: '@latest' },
          maxWaitTimeInSeconds: 1,
          ownerLevel: options.ownerLevel,
        },
      ),
    };
    running.push(receiver);
    return receiver;
  }

  async function until(isMet: () => boolean): Promise<void> {
    const end = Date.now() + 10_000;
    while (!isMet() && Date.now() < end) {
      await delay(10);
    }
  }

  async function send(body: string): Promise<void> {
    const producer = producerOf(simulator, target('sender'));
    await producer.sendBatch([{ body }], { partitionId: '0' });
    await producer.close();
  }

  /** Sends until a receiver gets something: then it is attached. */
  async function attached(receiver: Running): Promise<void> {
    const before = receiver.bodies.length;
    for (
      let tries = 0;
      tries < 50 && receiver.bodies.length === before;
      tries += 1
    ) {
      await send('knock');
      await delay(50);
    }
    expect(receiver.errors).toEqual([]);
  }

  it('in two consumer groups get all events each, and the group must exist', async () => {
    const one = start({ group: '$Default' });
    const other = start({ group: 'readers' });
    await attached(one);
    await attached(other);
    await send('for both');
    await until(
      () =>
        one.bodies.includes('for both') && other.bodies.includes('for both'),
    );
    expect(one.bodies).toContain('for both');
    expect(other.bodies).toContain('for both');
    const consumer = consumerOf(simulator, target('receiver', 'nobody'));
    const { error } = await readPartition(consumer, '0', { count: 1 });
    expect(error).toMatchObject({
      code: 'MessagingEntityNotFoundError',
      message: expect.stringContaining(
        `The messaging entity 'sb://${hubNamespace}.servicebus.windows.net/${hubName}/ConsumerGroups/nobody' could not be found.`,
      ),
    });
    await consumer.close();
  });

  it('give way to one with an owner level, and to a higher one', async () => {
    const shared = start({ group: 'readers' });
    await attached(shared);
    const first = start({ group: 'readers', ownerLevel: 1 });
    await until(() => shared.errors.length > 0);
    expect(shared.errors[0]).toMatchObject({
      code: 'ReceiverDisconnectedError',
      message: expect.stringContaining("with higher epoch of '1' is created"),
    });
    await attached(first);
    const second = start({ group: 'readers', ownerLevel: 2 });
    await until(() => first.errors.length > 0);
    expect(first.errors[0].code).toBe('ReceiverDisconnectedError');
    await attached(second);

    const lower = start({ group: 'readers', ownerLevel: 1 });
    const none = start({ group: 'readers' });
    await until(() => lower.errors.length > 0 && none.errors.length > 0);
    expect(lower.errors[0].message).toContain(
      "with a higher epoch of '2' already exists",
    );
    expect(none.errors[0].message).toContain(
      "At least one receiver for the endpoint is created with epoch of '2'",
    );
    expect(second.errors).toEqual([]);
  });

  it('give way to a newcomer with their own owner level', async () => {
    const first = start({ group: 'readers', ownerLevel: 3 });
    await attached(first);
    const second = start({ group: 'readers', ownerLevel: 3 });
    await until(() => first.errors.length > 0);
    expect(first.errors[0].code).toBe('ReceiverDisconnectedError');
    await attached(second);
  });

  it('have no owner level below 0', async () => {
    const receiver = start({ ownerLevel: -1 });
    await until(() => receiver.errors.length > 0);
    expect(receiver.errors[0].message).toMatch(/owner level '-1'/);
  });

  it('are at most five without an owner level', async () => {
    const five = Array.from({ length: 5 }, () => start({}));
    for (const receiver of five) {
      await attached(receiver);
    }
    const sixth = start({});
    await until(() => sixth.errors.length > 0);
    expect(sixth.errors[0]).toMatchObject({
      code: 'QuotaExceededError',
      message: expect.stringContaining('in a consumer group which is 5'),
    });
  });

  it('go on where they were after their connections ended', async () => {
    const receiver = start({ group: 'readers' });
    await attached(receiver);
    expect(simulator.eventHubs.dropConnections()).toBeGreaterThan(0);
    await send('after the drop');
    await until(() => receiver.bodies.includes('after the drop'));
    expect(
      receiver.bodies.filter(body => body === 'after the drop'),
    ).toHaveLength(1);
  });
});
