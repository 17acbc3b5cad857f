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

describe.each([
  ['TLS', false],
  ['WebSocket', true],
])('the official clients over %s', (_, webSocket) => {
  let simulator: AzureSimulator;
  let distrust: () => void;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: seedHub,
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    distrust = trust(simulator.caPem);
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
    webSocket,
  });

  it('tell what a hub and its partitions are', async () => {
    const consumer = consumerOf(simulator, target('receiver'));
    await expect(consumer.getEventHubProperties()).resolves.toEqual({
      name: hubName,
      createdOn: new Date('2026-11-24T08:00:00Z'),
      partitionIds: ['0', '1', '2', '3'],
      isGeoDrEnabled: false,
    });
    await expect(consumer.getPartitionProperties('0')).resolves.toMatchObject({
      eventHubName: hubName,
      partitionId: '0',
      isEmpty: true,
      lastEnqueuedSequenceNumber: -1,
      lastEnqueuedOffset: '-1',
    });
    await consumer.close();
  });

  it('send with a key, to a partition and freely, and receive what was sent', async () => {
    const producer = producerOf(simulator, target('sender'));
    const consumer = consumerOf(simulator, target('receiver', 'readers'));
    await producer.sendBatch(
      [
        {
          body: { number: 1 },
          properties: { colour: 'green', count: 7 },
          contentType: 'application/json',
          messageId: 'm-1',
          correlationId: 'c-1',
        },
        { body: Buffer.from([0xff, 0x00, 0xfe]) },
        { body: 'plain text' },
      ],
      { partitionId: '2' },
    );
    const { events } = await readPartition(consumer, '2', {
      count: 3,
      startPosition: { offset: '-1' },
    });
    expect(events.map(({ body }) => body)).toEqual([
      { number: 1 },
      Buffer.from([0xff, 0x00, 0xfe]),
      'plain text',
    ]);
    expect(events[0]).toMatchObject({
      properties: { colour: 'green', count: 7 },
      contentType: 'application/json',
      messageId: 'm-1',
      correlationId: 'c-1',
      sequenceNumber: 0,
      offset: '0',
      enqueuedTimeUtc: new Date('2026-11-24T08:00:00Z'),
    });
    await producer.close();
    await consumer.close();
  });
});
