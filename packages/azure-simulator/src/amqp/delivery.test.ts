import { setTimeout as delay } from 'node:timers/promises';
import {
  EventHubConsumerClient,
  EventHubProducerClient,
  PartitionContext,
  ReceivedEventData,
} from '@azure/event-hubs';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import {
  credentialOf,
  hubClientOptions,
  trust,
} from './__testUtils__/hubClients';
import {
  hubName,
  hubNamespace,
  identityOf,
  seedHub,
} from './__testUtils__/hubSeed';

// 20,000 events take some seconds, and a machine that is busy some more.
jest.setTimeout(120_000);

const total = 20_000;
const batchSize = 250;
const partitions = ['0', '1', '2', '3'];

describe('20,000 events through the official client over TLS', () => {
  let simulator: AzureSimulator;
  let distrust: () => void;
  let producer: EventHubProducerClient;
  let consumer: EventHubConsumerClient;
  /** How often each event came, by its number. */
  let received: Map<number, number>;

  beforeEach(async () => {
    simulator = await startAzureSimulator({
      seed: seedHub,
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    distrust = trust(simulator.caPem);
    received = new Map();
    const options = {
      ...hubClientOptions(simulator),
      // A batch whose answer was cut is sent again when its time is over.
      retryOptions: { maxRetries: 20, retryDelayInMs: 50, timeoutInMs: 2_500 },
    };
    const host = `${hubNamespace}.servicebus.windows.net`;
    producer = new EventHubProducerClient(
      host,
      hubName,
      credentialOf(simulator, identityOf('sender')),
      options,
    );
    consumer = new EventHubConsumerClient(
      'readers',
      host,
      hubName,
      credentialOf(simulator, identityOf('receiver')),
      // A partition whose reader ended is taken up again at its checkpoint.
      { ...options, loadBalancingOptions: { updateIntervalInMs: 200 } },
    );
  });

  afterEach(async () => {
    await producer.close();
    await Promise.race([
      consumer.close(),
      delay(5_000, undefined, { ref: false }),
    ]);
    distrust();
    await simulator.stop();
  });

  /**
   * Sends a batch again until it is sent: a connection that ends while the
   * client attaches is an error that it does not repeat by itself.
   */
  async function sendBatch(partitionId: string, first: number): Promise<void> {
    const events = Array.from({ length: batchSize }, (_, index) => ({
      body: { number: first + index, text: 'x'.repeat(100) },
    }));
    for (let tries = 1; ; tries += 1) {
      try {
        await producer.sendBatch(events, { partitionId });
        return;
      } catch (error) {
        if (tries === 20) {
          throw error;
        }
        await delay(50);
      }
    }
  }

  /** Sends every event to some partition, one batch at a time in each. */
  async function sendAll(): Promise<void> {
    let next = 0;
    await Promise.all(
      partitions.map(async partitionId => {
        while (next < total) {
          const first = next;
          next += batchSize;
          await sendBatch(partitionId, first);
        }
      }),
    );
  }

  async function take(
    events: ReceivedEventData[],
    context: PartitionContext,
  ): Promise<void> {
    for (const { body } of events) {
      received.set(body.number, (received.get(body.number) ?? 0) + 1);
    }
    const last = events.at(-1);
    if (last) {
      await context.updateCheckpoint(last);
    }
  }

  function startReceiving(): void {
    for (const partition of partitions) {
      consumer.subscribe(
        partition,
        { processEvents: take, processError: async () => {} },
        {
          startPosition: { offset: '-1' },
          maxBatchSize: 500,
          maxWaitTimeInSeconds: 1,
        },
      );
    }
  }

  async function untilReceived(count: number): Promise<void> {
    const end = Date.now() + 60_000;
    while (received.size < count && Date.now() < end) {
      await delay(10);
    }
  }

  const repeats = () =>
    [...received.values()].reduce((sum, times) => sum + times - 1, 0);

  async function appended(): Promise<number> {
    const { namespaces } = await simulator.control.state('namespaces');
    return Object.values(namespaces)[0].eventHubs[hubName].partitions.reduce(
      (sum, { nextSequenceNumber }) => sum + nextSequenceNumber,
      0,
    );
  }

  it('arrive once each', async () => {
    startReceiving();
    await sendAll();
    await untilReceived(total);
    expect(received.size).toBe(total);
    expect(repeats()).toBe(0);
    await expect(appended()).resolves.toBe(total);
  });

  it('arrive all while links and connections drop, and only those repeat whose disposition was cut', async () => {
    const { eventHubs } = simulator;
    startReceiving();
    const sending = sendAll();
    let dropped = 0;
    for (let round = 1; round <= 3; round += 1) {
      // In the middle of both: some has come, and more is on its way.
      await untilReceived(round * 4_500);
      eventHubs.faults.cutDispositions({ hub: hubName });
      dropped +=
        round % 2 === 0
          ? eventHubs.dropLinks({ hub: hubName })
          : eventHubs.dropConnections();
    }
    await sending;
    await untilReceived(total);
    const { cut } = eventHubs.faults;
    expect(dropped).toBeGreaterThan(6);
    expect(cut.batches).toBeGreaterThan(0);
    expect(received.size).toBe(total);
    // What was appended twice is exactly what was cut; readers resume where they were.
    await expect(appended()).resolves.toBe(total + cut.events);
    expect(repeats()).toBeLessThanOrEqual(cut.events);
    expect(cut.events).toBe(cut.batches * batchSize);
  });
});
