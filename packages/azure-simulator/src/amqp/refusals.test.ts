import { createHmac } from 'node:crypto';
import {
  EventHubConsumerClient,
  EventHubProducerClient,
} from '@azure/event-hubs';
import { TokenCredential } from '@azure/identity';
import rhea from 'rhea';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { plants } from '../seed/demoIds';
import { officialClients } from '../__testUtils__/officialClients';
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

const { austin } = plants;
const host = `${hubNamespace}.servicebus.windows.net`;

describe('the Event Hubs data plane', () => {
  let simulator: AzureSimulator;
  let distrust: () => void;

  beforeEach(async () => {
    simulator = await startAzureSimulator({
      seed: seedHub,
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
    });
    distrust = trust(simulator.caPem);
  });

  afterEach(async () => {
    distrust();
    await simulator.stop();
  });

  const azure = () =>
    officialClients(simulator, simulator.credentials.provisioner).eventHub;
  const target = (person: Person, group = 'readers') => ({
    namespace: hubNamespace,
    hub: hubName,
    group,
    identity: identityOf(person),
  });

  /** What became of an attempt: `done`, or the code and message of the refusal. */
  async function outcome(attempt: Promise<unknown>): Promise<string> {
    try {
      await attempt;
      return 'done';
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      return `${code}: ${message}`;
    }
  }

  async function sending(
    producer: EventHubProducerClient,
    body: unknown = 'x',
  ): Promise<string> {
    const result = await outcome(
      producer.sendBatch([{ body }], { partitionId: '0' }),
    );
    await producer.close();
    return result;
  }

  async function reading(consumer: EventHubConsumerClient): Promise<string> {
    const { events, error } = await readPartition(consumer, '0', {
      count: 1,
      startPosition: { offset: '-1' },
    });
    await consumer.close();
    return error ? outcome(Promise.reject(error)) : `${events.length} events`;
  }

  async function asking(person: Person): Promise<string> {
    const consumer = consumerOf(simulator, target(person));
    const result = await outcome(consumer.getEventHubProperties());
    await consumer.close();
    return result;
  }

  const unauthorized = (right: string) =>
    expect.stringMatching(
      `^UnauthorizedError: Unauthorized access. '${right}' claim\\(s\\) are required`,
    );

  it('lets each role do its part, where it was assigned', async () => {
    const may = {
      owner: ['done', 'done', '1 events', '1 events'],
      sender: ['done', 'done', unauthorized('Listen'), unauthorized('Listen')],
      receiver: ['done', unauthorized('Send'), '1 events', '1 events'],
      groupReceiver: [
        unauthorized('Listen'),
        unauthorized('Send'),
        '1 events',
        unauthorized('Listen'),
      ],
      stranger: [
        unauthorized('Listen'),
        unauthorized('Send'),
        unauthorized('Listen'),
        unauthorized('Listen'),
      ],
    };
    await sending(producerOf(simulator, target('owner')));
    const did: Record<string, string[]> = {};
    for (const person of Object.keys(may) as Person[]) {
      did[person] = [
        await asking(person),
        await sending(producerOf(simulator, target(person))),
        (await reading(consumerOf(simulator, target(person)))).replace(
          /^\d+/,
          '1',
        ),
        (
          await reading(consumerOf(simulator, target(person, '$Default')))
        ).replace(/^\d+/, '1'),
      ];
    }
    expect(did).toEqual(may);
  });

  it('knows neither a hub nor a namespace that is not there', async () => {
    await expect(
      sending(producerOf(simulator, { ...target('owner'), hub: 'none' })),
    ).resolves.toMatch(
      `MessagingEntityNotFoundError: The messaging entity 'sb://${host}/none' could not be found.`,
    );
    await expect(
      sending(producerOf(simulator, { ...target('owner'), namespace: 'none' })),
    ).resolves.toMatch('MessagingEntityNotFoundError');
  });

  it('does not take what every object has for a hub or a consumer group', async () => {
    const notFound = expect.stringMatching('MessagingEntityNotFoundError');
    for (const hub of ['constructor', '__proto__']) {
      await expect(
        sending(producerOf(simulator, { ...target('owner'), hub })),
      ).resolves.toEqual(notFound);
    }
    await expect(
      reading(consumerOf(simulator, target('owner', 'constructor'))),
    ).resolves.toEqual(notFound);
    await expect(
      outcome(
        consumerOf(simulator, {
          ...target('owner'),
          hub: 'constructor',
        }).getEventHubProperties(),
      ),
    ).resolves.toEqual(notFound);
  });

  it('hands out nothing once the hub lets nothing out, before any time passes', async () => {
    const consumer = consumerOf(simulator, target('receiver'));
    const bodies: unknown[] = [];
    let attached = () => {};
    const ready = new Promise<void>(resolve => {
      attached = resolve;
    });
    let refuse = (_error: Error) => {};
    const refused = new Promise<Error>(resolve => {
      refuse = resolve;
    });
    const subscription = consumer.subscribe(
      '0',
      {
        processEvents: async events => {
          bodies.push(...events.map(({ body }) => body));
          attached();
        },
        processError: async error => refuse(error),
      },
      { startPosition: { offset: '-1' }, maxWaitTimeInSeconds: 1 },
    );
    await sending(producerOf(simulator, target('sender')), 'before');
    await ready;
    await azure().eventHubs.createOrUpdate(
      austin.resourceGroup,
      hubNamespace,
      hubName,
      { partitionCount: 4, status: 'ReceiveDisabled' },
    );
    await sending(producerOf(simulator, target('sender')), 'after');
    await expect(refused).resolves.toMatchObject({
      message: expect.stringMatching(/is currently disabled/),
    });
    await subscription.close();
    await consumer.close();
    expect(bodies).not.toContain('after');
  });

  it('takes tokens for Event Hubs alone', async () => {
    const credential = credentialOf(simulator, identityOf('owner'));
    const forArm: TokenCredential = {
      getToken: () =>
        credential.getToken('https://management.azure.com/.default'),
    };
    const invented: TokenCredential = {
      getToken: async () => ({
        token: 'e30.e30.e30',
        expiresOnTimestamp: Date.now() + 3_600_000,
      }),
    };
    const as = (token: TokenCredential) =>
      sending(
        new EventHubProducerClient(
          host,
          hubName,
          token,
          hubClientOptions(simulator),
        ),
      );
    await expect(as(forArm)).resolves.toMatch(/InvalidAudience/);
    await expect(as(invented)).resolves.toMatch(/InvalidSignature/);
  });

  describe('with shared access keys', () => {
    const connectionString = async (rule: string) =>
      (
        await azure().eventHubs.listKeys(
          austin.resourceGroup,
          hubNamespace,
          hubName,
          rule,
        )
      ).primaryConnectionString!;
    const send = (connection: string) =>
      sending(
        new EventHubProducerClient(connection, hubClientOptions(simulator)),
      );
    const read = (connection: string) =>
      reading(
        new EventHubConsumerClient(
          'readers',
          connection,
          hubClientOptions(simulator),
        ),
      );

    it('gives each rule its rights', async () => {
      await expect(send(await connectionString('send'))).resolves.toBe('done');
      await expect(send(await connectionString('listen'))).resolves.toEqual(
        unauthorized('Send'),
      );
      await expect(read(await connectionString('listen'))).resolves.toBe(
        '1 events',
      );
      await expect(read(await connectionString('send'))).resolves.toEqual(
        unauthorized('Listen'),
      );
    });

    it('refuses a key that was replaced, and all keys where local authentication is off', async () => {
      const old = await connectionString('send');
      await azure().eventHubs.regenerateKeys(
        austin.resourceGroup,
        hubNamespace,
        hubName,
        'send',
        { keyType: 'PrimaryKey' },
      );
      await expect(send(old)).resolves.toMatch(/InvalidSignature/);
      const fresh = await connectionString('send');
      await expect(send(fresh)).resolves.toBe('done');
      await azure().namespaces.update(austin.resourceGroup, hubNamespace, {
        disableLocalAuth: true,
      });
      await expect(send(fresh)).resolves.toMatch(/LocalAuthDisabled/);
      await expect(
        sending(producerOf(simulator, target('sender'))),
      ).resolves.toBe('done');
    });

    it('refuses a signature for another namespace, and one that cannot be read', async () => {
      const { primaryKey } = await azure().eventHubs.listKeys(
        austin.resourceGroup,
        hubNamespace,
        hubName,
        'send',
      );
      const sign = (resource: string) => {
        const expiry = Math.floor(Date.now() / 1_000) + 600;
        const signature = createHmac('sha256', primaryKey!)
          .update(`${resource}\n${expiry}`)
          .digest('base64');
        return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(
          signature,
        )}&se=${expiry}&skn=send`;
      };
      const sendSigned = (resource: string) =>
        sending(
          new EventHubProducerClient(
            host,
            hubName,
            {
              getToken: async () => ({
                token: sign(resource),
                expiresOnTimestamp: Date.now() + 600_000,
              }),
            },
            hubClientOptions(simulator),
          ),
        );
      await expect(
        sendSigned(encodeURIComponent(`sb://${host}/${hubName}`)),
      ).resolves.toBe('done');
      await expect(
        sendSigned(
          encodeURIComponent(
            `sb://evhns-ot-osaka.servicebus.windows.net/${hubName}`,
          ),
        ),
      ).resolves.toMatch(/InvalidSignature/);
      await expect(sendSigned('%zz')).resolves.toMatch(/InvalidSignature/);
    });

    it('refuses a signature that has expired, before and while a link is open', async () => {
      const { primaryKey } = await azure().eventHubs.listKeys(
        austin.resourceGroup,
        hubNamespace,
        hubName,
        'send',
      );
      const signedFor = (seconds: number) => {
        const resource = encodeURIComponent(`sb://${host}/${hubName}`);
        const expiry = Math.floor(Date.now() / 1_000) + seconds;
        const signature = createHmac('sha256', primaryKey!)
          .update(`${resource}\n${expiry}`)
          .digest('base64');
        return [
          `Endpoint=sb://${host}/`,
          `SharedAccessSignature=SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(
            signature,
          )}&se=${expiry}&skn=send`,
          `EntityPath=${hubName}`,
        ].join(';');
      };
      await expect(send(signedFor(-5))).resolves.toMatch(/ExpiredToken/);

      const producer = new EventHubProducerClient(
        signedFor(3),
        hubClientOptions(simulator),
      );
      const batch = () =>
        outcome(producer.sendBatch([{ body: 'x' }], { partitionId: '0' }));
      await expect(batch()).resolves.toBe('done');
      await new Promise(resolve => {
        setTimeout(resolve, 3_100);
      });
      await simulator.control.tick();
      // The client hears that its link was detached before it sends again.
      await new Promise(resolve => {
        setTimeout(resolve, 500);
      });
      await expect(batch()).resolves.toMatch(/ExpiredToken/);
      await producer.close();
    });

    it('takes name and key by SASL PLAIN, and refuses a wrong key', async () => {
      const { primaryKey } = await azure().eventHubs.listKeys(
        austin.resourceGroup,
        hubNamespace,
        hubName,
        'send',
      );
      const { port } = new URL(
        simulator.endpoints.eventHubs.replace('sb:', 'https:'),
      );
      const sendPlain = (password: string) =>
        new Promise<string>(resolve => {
          const container = rhea.create_container();
          const connection = container.connect({
            transport: 'tls',
            host: 'localhost',
            port: Number(port),
            hostname: host,
            username: 'send',
            password,
            reconnect: false,
            ca: simulator.caPem,
          } as Parameters<typeof container.connect>[0]);
          const end = (result: string) => {
            connection.close();
            resolve(result);
          };
          container.on('sendable', ({ sender }) => {
            sender!.send({ body: 'plain', application_properties: { a: 1 } });
          });
          container.on('accepted', () => end('accepted'));
          container.on('sender_error', ({ sender }) =>
            end(String((sender!.error as { condition?: string }).condition)),
          );
          container.on('connection_error', () => end('refused'));
          container.on('disconnected', () => end('refused'));
          connection.open_sender(`${hubName}/Partitions/3`);
        });
      await expect(sendPlain(primaryKey!)).resolves.toBe('accepted');
      await expect(sendPlain('wrong')).resolves.toBe('refused');
    });
  });

  it('takes no message that is larger than the tier allows', async () => {
    await expect(
      sending(
        producerOf(simulator, target('sender')),
        'x'.repeat(1024 * 1024 + 1),
      ),
    ).resolves.toMatch(
      /^MessageTooLargeError: The received message .* exceeds the limit \(1048576 bytes\)/,
    );
    const producer = producerOf(simulator, target('sender'));
    const batch = await producer.createBatch();
    expect(batch.maxSizeInBytes).toBe(1024 * 1024);
    await producer.close();
  });

  it('is closed by the status of a hub and by the rules of a network', async () => {
    const status = (value: 'Active' | 'SendDisabled' | 'ReceiveDisabled') =>
      azure().eventHubs.createOrUpdate(
        austin.resourceGroup,
        hubNamespace,
        hubName,
        { partitionCount: 4, status: value },
      );
    const both = async () => [
      await sending(producerOf(simulator, target('sender'))),
      (await reading(consumerOf(simulator, target('receiver')))).replace(
        /^\d+/,
        '1',
      ),
    ];
    const disabled = expect.stringMatching(/^MessagingEntityDisabledError/);
    await expect(both()).resolves.toEqual(['done', '1 events']);
    await status('SendDisabled');
    await expect(both()).resolves.toEqual([disabled, '1 events']);
    await status('ReceiveDisabled');
    await expect(both()).resolves.toEqual(['done', disabled]);
    await status('Active');
    const prevented = expect.stringContaining(
      'Ip has been prevented to connect to the endpoint.',
    );
    const network = (ipMask: string) =>
      azure().namespaces.createOrUpdateNetworkRuleSet(
        austin.resourceGroup,
        hubNamespace,
        { defaultAction: 'Deny', ipRules: [{ ipMask, action: 'Allow' }] },
      );
    await network('10.0.0.0/8');
    await expect(both()).resolves.toEqual([prevented, prevented]);
    await network('127.0.0.0/24');
    await expect(both()).resolves.toEqual(['done', '1 events']);
  });

  describe('detaches a receiver in the tick in which', () => {
    const receiverAppId = identityOf('receiver').clientId;
    const hub = [austin.resourceGroup, hubNamespace, hubName] as const;

    it.each<[string, () => Promise<unknown>, RegExp]>([
      [
        'its role is taken away',
        () => simulator.control.removeRoleAssignment(receiverAppId),
        /'Listen' claim\(s\) are required/,
      ],
      [
        'its secret ends',
        () => simulator.control.expireSecret(receiverAppId),
        /ExpiredToken/,
      ],
      [
        'its consumer group is deleted',
        () => azure().consumerGroups.delete(...hub, 'readers'),
        /ConsumerGroups\/readers' could not be found/,
      ],
      [
        'the hub is deleted',
        () => azure().eventHubs.delete(...hub),
        /could not be found/,
      ],
      [
        'another hub takes its name',
        async () => {
          await azure().eventHubs.delete(...hub);
          await azure().eventHubs.createOrUpdate(...hub, { partitionCount: 4 });
        },
        /could not be found/,
      ],
      [
        'the hub is disabled',
        () =>
          azure().eventHubs.createOrUpdate(...hub, {
            partitionCount: 4,
            status: 'Disabled',
          }),
        /is currently disabled/,
      ],
    ])('%s', async (_, happens, reason) => {
      await sending(producerOf(simulator, target('sender')));
      const consumer = consumerOf(simulator, target('receiver'));
      let attached = () => {};
      const arrived = new Promise<void>(resolve => {
        attached = resolve;
      });
      let refuse = (_error: Error) => {};
      const refused = new Promise<Error>(resolve => {
        refuse = resolve;
      });
      const subscription = consumer.subscribe(
        '0',
        {
          processEvents: async events => {
            if (events.length > 0) {
              attached();
            }
          },
          processError: async error => refuse(error),
        },
        { startPosition: { offset: '-1' }, maxWaitTimeInSeconds: 1 },
      );
      await arrived;
      await happens();
      await simulator.control.tick();
      await expect(refused).resolves.toMatchObject({
        message: expect.stringMatching(reason),
      });
      await subscription.close();
      await consumer.close();
    });
  });

  it('refuses what the fault desk says, as often as it says', async () => {
    const { control } = simulator;
    await control.refuseHubLinks('serverBusy', { hub: hubName, times: 1 });
    await expect(
      sending(producerOf(simulator, target('sender'))),
    ).resolves.toMatch(/^ServerBusyError/);
    await expect(
      sending(producerOf(simulator, target('sender'))),
    ).resolves.toBe('done');
    await control.refuseHubLinks('entityDisabled');
    await expect(
      reading(consumerOf(simulator, target('receiver'))),
    ).resolves.toMatch(/^MessagingEntityDisabledError/);
    await control.clearHubFaults();
    await expect(
      reading(consumerOf(simulator, target('receiver'))),
    ).resolves.toBe('1 events');
  });

  it('keeps a batch whose answer is cut, and counts it', async () => {
    const { control } = simulator;
    await control.cutHubDispositions({ hub: hubName });
    const producer = new EventHubProducerClient(
      host,
      hubName,
      credentialOf(simulator, identityOf('sender')),
      {
        ...hubClientOptions(simulator),
        retryOptions: { maxRetries: 1, retryDelayInMs: 50, timeoutInMs: 1_000 },
      },
    );
    await producer.sendBatch([{ body: 1 }, { body: 2 }], { partitionId: '0' });
    await producer.close();
    await expect(control.hubs()).resolves.toMatchObject({
      cut: { batches: 1, events: 2 },
    });
    const { events } = await readPartition(
      consumerOf(simulator, target('receiver')),
      '0',
      { count: 4, startPosition: { offset: '-1' } },
    );
    expect(events.map(({ body }) => body)).toEqual([1, 2, 1, 2]);
  });

  it('is told by name what the fault desk does not know', async () => {
    await expect(
      // @ts-expect-error: no such refusal
      simulator.control.refuseHubLinks('tired'),
    ).rejects.toThrow(
      "A hub cannot refuse with 'tired': serverBusy, unauthorized, entityDisabled.",
    );
    await expect(
      simulator.control.cutHubDispositions({ batches: 0 }),
    ).rejects.toThrow("'batches' is 0: it must be a whole number above 0.");
  });
});
