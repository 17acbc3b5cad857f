import { createServer } from 'node:net';

/** Ports on loopback, each another, that nobody listens on at this moment. */
export async function freePorts(count) {
  // All are held until the last is known, so that none is given twice.
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
      });
      return server;
    }),
  );
  const ports = servers.map(server => server.address().port);
  await Promise.all(
    servers.map(server => new Promise(resolve => server.close(resolve))),
  );
  return ports;
}

/** A port on loopback that nobody listens on at this moment. */
export async function freePort() {
  const [port] = await freePorts(1);
  return port;
}

/** True when a server can listen on the port of the loopback interface. */
export async function isFree(port) {
  const server = createServer();
  return new Promise(resolve => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
