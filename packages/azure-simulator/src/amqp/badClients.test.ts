import tls from 'node:tls';
import { AzureSimulator, startAzureSimulator } from '../startAzureSimulator';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

/** Time between two pieces, so that each arrives alone (milliseconds). */
const apart = 50;

describe('a client that breaks the protocol', () => {
  let simulator: AzureSimulator;

  beforeAll(async () => {
    simulator = await startAzureSimulator({ latencies: 'none' });
  });

  afterAll(async () => {
    await simulator.stop();
  });

  /** What the server says to some bytes, each piece in a packet of its own, until it ends or is silent. */
  function say(...pieces: (string | Buffer)[]): Promise<string> {
    const { hostname, port } = new URL(simulator.endpoints.eventHubs);
    return new Promise((resolve, reject) => {
      const socket = tls.connect({
        host: hostname,
        port: Number(port),
        servername: 'evhns-ot-austin.servicebus.windows.net',
        ca: simulator.caPem,
        checkServerIdentity: () => undefined,
      });
      let heard = '';
      socket.setTimeout(500, () => socket.destroy());
      socket.on('data', chunk => {
        heard += chunk.toString('latin1');
        if (heard.length >= 8) {
          socket.end();
        }
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(heard));
      socket.on('secureConnect', async () => {
        for (const piece of pieces) {
          socket.write(piece);
          await new Promise(done => setTimeout(done, apart));
        }
      });
    });
  }

  const upgrade = (path: string) =>
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: AMQPWSB10\r\n\r\n`;

  it.each(['/%zz', '//', '/elsewhere'])(
    'is told that there is no WebSocket at %s',
    async path => {
      await expect(say(upgrade(path))).resolves.toMatch(/^HTTP\/1.1 404/);
      // And the next client is served.
      await expect(say(upgrade('/$servicebus/websocket'))).resolves.toMatch(
        /^HTTP\/1.1 101/,
      );
    },
  );

  it('is understood when the network cuts its first bytes', async () => {
    const header = Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0]);
    await expect(
      say(header.subarray(0, 1), header.subarray(1, 3), header.subarray(3)),
    ).resolves.toMatch(/^AMQP/);
  });
});
