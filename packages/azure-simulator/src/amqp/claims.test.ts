import rhea, { Connection, EventContext } from 'rhea';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';
import { credentialOf } from './__testUtils__/hubClients';
import {
  hubName,
  hubNamespace,
  identityOf,
  seedHub,
} from './__testUtils__/hubSeed';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

const host = `${hubNamespace}.servicebus.windows.net`;

// The official clients put a token for each link: what a token for something
// else allows, only a client of one's own can ask.
describe('a token for an audience', () => {
  let simulator: AzureSimulator;
  let token: string;

  beforeAll(async () => {
    simulator = await startAzureSimulator({
      seed: seedHub,
      latencies: 'none',
    });
    ({ token } = await credentialOf(simulator, identityOf('owner')).getToken(
      'https://eventhubs.azure.net/.default',
    ));
  });

  afterAll(async () => {
    await simulator.stop();
  });

  function connect(): Connection {
    const { port } = new URL(
      simulator.endpoints.eventHubs.replace('sb:', 'https:'),
    );
    const container = rhea.create_container();
    return container.connect({
      transport: 'tls',
      host: 'localhost',
      port: Number(port),
      hostname: host,
      username: 'anonymous',
      reconnect: false,
      ca: simulator.caPem,
    } as Parameters<typeof container.connect>[0]);
  }

  /** Puts the token for an audience; the status code of the reply. */
  function putToken(connection: Connection, audience: string): Promise<number> {
    return new Promise(resolve => {
      const replies = connection.open_receiver({
        source: '$cbs',
        target: 'replies',
      });
      replies.on('message', ({ message }: EventContext) =>
        resolve(message!.application_properties!['status-code']),
      );
      const requests = connection.open_sender('$cbs');
      requests.once('sendable', () =>
        requests.send({
          message_id: '1',
          reply_to: 'replies',
          application_properties: {
            operation: 'put-token',
            type: 'jwt',
            name: audience,
          },
          body: token,
        }),
      );
    });
  }

  /** Attaches a sender: `done`, or the condition that it is detached with. */
  function attach(connection: Connection, path: string): Promise<string> {
    return new Promise(resolve => {
      const sender = connection.open_sender(path);
      sender.on('sendable', () => resolve('done'));
      sender.on('sender_error', () =>
        resolve(String((sender.error as { condition?: string }).condition)),
      );
    });
  }

  it.each([
    [`sb://${host}/${hubName}`, 202, 'done'],
    [`sb://${host}/${hubName}/Partitions/0`, 202, 'done'],
    [`sb://${host}`, 202, 'done'],
    [`sb://${host}/${hubName}/Partitions/1`, 202, 'amqp:unauthorized-access'],
    [
      `sb://${host}/${hubName}/ConsumerGroups/readers`,
      202,
      'amqp:unauthorized-access',
    ],
    [`sb://${host}/${hubName}2`, 404, 'amqp:unauthorized-access'],
    [
      `sb://evhns-ot-osaka.servicebus.windows.net/${hubName}`,
      404,
      'amqp:unauthorized-access',
    ],
  ])('%s is answered %d, and a sender of partition 0: %s', async (...row) => {
    const [audience, status, outcome] = row;
    const connection = connect();
    await expect(putToken(connection, audience)).resolves.toBe(status);
    await expect(attach(connection, `${hubName}/Partitions/0`)).resolves.toBe(
      outcome,
    );
    const closed = new Promise(resolve => {
      connection.once('connection_close', resolve);
    });
    connection.close();
    await closed;
  });
});
