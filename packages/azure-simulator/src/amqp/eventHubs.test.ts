import { EventHubBufferedProducerClient } from '@azure/event-hubs';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import {
  consumerOf,
  credentialOf,
  hubClientOptions,
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

  /** Lengths of the partitions' logs. */
  async function lengths(): Promise<number[]> {
    const { namespaces } = await simulator.control.state('namespaces');
    return Object.values(namespaces)[0].eventHubs[hubName].partitions.map(
      ({ nextSequenceNumber }) => nextSequenceNumber,
    );
  }

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
    await expect(consumer.getPartitionProperties('4')).rejects.toMatchObject({
      code: 'ArgumentOutOfRangeError',
      message: expect.stringContaining('It should be between 0 and 3.'),
    });
    await consumer.close();
  });

  it('receive what was sent: bodies, properties and annotations', async () => {
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
    const { events, context } = await readPartition(consumer, '2', {
      count: 3,
      startPosition: { offset: '-1' },
      trackLastEnqueuedEventProperties: true,
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
    expect(context?.lastEnqueuedEventProperties).toMatchObject({
      sequenceNumber: 2,
      offset: '128',
      enqueuedOn: new Date('2026-11-24T08:00:00Z'),
    });
    await expect(consumer.getPartitionProperties('2')).resolves.toMatchObject({
      isEmpty: false,
      beginningSequenceNumber: 0,
      lastEnqueuedSequenceNumber: 2,
      lastEnqueuedOffset: '128',
      lastEnqueuedOnUtc: new Date('2026-11-24T08:00:00Z'),
    });
    await producer.close();
    await consumer.close();
  });

  it('find the events of a key in one partition, the one that the buffered producer computes', async () => {
    const producer = producerOf(simulator, target('sender'));
    const buffered = new EventHubBufferedProducerClient(
      `${hubNamespace}.servicebus.windows.net`,
      hubName,
      credentialOf(simulator, identityOf('sender')),
      {
        ...hubClientOptions(simulator, webSocket),
        onSendEventsErrorHandler: async ({ error }) => {
          throw error;
        },
      },
    );
    const keys = [
      'a',
      'plant-austin',
      'thirteen char',
      'Ünïcödé',
      'x'.repeat(99),
    ];
    for (const partitionKey of keys) {
      const before = await lengths();
      await producer.sendBatch([{ body: 1 }, { body: 2 }], { partitionKey });
      const between = await lengths();
      await buffered.enqueueEvent({ body: 3 }, { partitionKey });
      await buffered.flush();
      const after = await lengths();
      const grown = between.findIndex(
        (length, index) => length > before[index],
      );
      expect(between[grown]).toBe(before[grown] + 2);
      expect(after[grown]).toBe(between[grown] + 1);
    }
    await producer.close();
    await buffered.close();
  });

  it('spread events without a key over all partitions', async () => {
    const producer = producerOf(simulator, target('sender'));
    const before = await lengths();
    for (let number = 0; number < 8; number += 1) {
      await producer.sendBatch([{ body: number }]);
    }
    const after = await lengths();
    expect(after.map((length, index) => length - before[index])).toEqual([
      2, 2, 2, 2,
    ]);
    await producer.close();
  });

  describe('start a receiver', () => {
    beforeAll(async () => {
      const producer = producerOf(simulator, target('sender'));
      for (const minute of [1, 2, 3]) {
        await simulator.control.advance({ minutes: 1 });
        await producer.sendBatch(
          [{ body: `${minute} first` }, { body: `${minute} second` }],
          { partitionId: '1' },
        );
      }
      await producer.close();
    });

    /** The last six events of the partition, by what it holds besides. */
    async function base(): Promise<number> {
      return (await lengths())[1] - 6;
    }

    it.each([
      ['after an offset', (n: number) => ({ offset: String(64 * n) }), 1],
      [
        'at an offset',
        (n: number) => ({ offset: String(64 * n), isInclusive: true }),
        0,
      ],
      [
        'after a sequence number',
        (n: number) => ({ sequenceNumber: n + 2 }),
        3,
      ],
      [
        'at a sequence number',
        (n: number) => ({ sequenceNumber: n + 2, isInclusive: true }),
        2,
      ],
      [
        'after a time',
        () => ({ enqueuedOn: new Date('2026-11-24T08:02:00Z') }),
        4,
      ],
      ['at the latest', () => ({ offset: '@latest' }), 6],
    ])('%s', async (__, positionAt, skipped) => {
      const consumer = consumerOf(simulator, target('receiver', 'readers'));
      const { events, error } = await readPartition(consumer, '1', {
        count: 6 - skipped,
        within: skipped === 6 ? 300 : 5_000,
        startPosition: positionAt(await base()),
      });
      expect(error).toBeUndefined();
      expect(events.map(({ body }) => body)).toEqual(
        [
          '1 first',
          '1 second',
          '2 first',
          '2 second',
          '3 first',
          '3 second',
        ].slice(skipped),
      );
      await consumer.close();
    });

    it.each([
      ['offset', { offset: '640000' }],
      ['sequence number', { sequenceNumber: 10_000 }],
    ])('not behind the end, by %s', async (what, startPosition) => {
      const consumer = consumerOf(simulator, target('receiver', 'readers'));
      const { error } = await readPartition(consumer, '1', {
        count: 1,
        startPosition,
      });
      expect(error).toMatchObject({
        code: 'ArgumentOutOfRangeError',
        message: expect.stringContaining(`The supplied ${what} '`),
      });
      await consumer.close();
    });
  });
});
