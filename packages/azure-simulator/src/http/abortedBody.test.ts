import { once } from 'node:events';
import { connect } from 'node:tls';
import { startAzureSimulator } from '../startAzureSimulator';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

describe('a client that gives up in the middle of its body', () => {
  it('is no error of the simulator, and is logged as not answered', async () => {
    const errors: string[] = [];
    const simulator = await startAzureSimulator({
      seed: 'empty',
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
      latencies: 'none',
      logger: {
        error: (message: string) => errors.push(message),
      },
    });
    const { hostname, port } = new URL(simulator.endpoints.resourceManager);
    const socket = connect({
      host: hostname,
      port: Number(port),
      ca: simulator.caPem,
    });
    await once(socket, 'secureConnect');
    socket.write(
      'POST /gives-up HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"half":',
    );
    // The server must have begun to read before the connection is cut.
    await new Promise(resolve => setTimeout(resolve, 200));
    socket.destroy();
    let found;
    for (let tries = 0; tries < 50 && !found; tries += 1) {
      await new Promise(resolve => setTimeout(resolve, 50));
      found = (await simulator.control.requests()).find(
        ({ path }) => path === '/gives-up',
      );
    }
    await simulator.stop();
    expect(found).toMatchObject({ method: 'POST', status: 0 });
    expect(errors).toEqual([]);
  });
});
