import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { ServerCertificates } from '../tls/certificateAuthority';

/** A server that listens on loopback. */
export interface ListeningServer {
  port: number;
  /** Closes the listener and every connection. */
  close(): Promise<void>;
}

/**
 * How long an idle connection is kept (ms). Node's 5 s are so close to what
 * clients keep theirs that a busy machine sends into a closing connection.
 */
const KEEP_ALIVE = 75_000;

async function start(
  server: http.Server | https.Server,
  port: number,
): Promise<ListeningServer> {
  server.keepAliveTimeout = KEEP_ALIVE;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/**
 * Listens with HTTPS on 127.0.0.1.
 * @param port - 0 takes a free port
 */
export function listenTls(
  handler: http.RequestListener,
  certificates: ServerCertificates,
  port: number,
): Promise<ListeningServer> {
  return start(
    https.createServer(
      { cert: certificates.certificatePem, key: certificates.keyPem },
      handler,
    ),
    port,
  );
}

/**
 * Listens with plain HTTP on 127.0.0.1.
 * @param port - 0 takes a free port
 */
export function listenPlain(
  handler: http.RequestListener,
  port: number,
): Promise<ListeningServer> {
  return start(http.createServer(handler), port);
}
