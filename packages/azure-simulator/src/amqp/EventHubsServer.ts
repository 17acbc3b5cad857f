import http from 'node:http';
import { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { WebSocketServer } from 'ws';
import { idKey } from '../ids/armId';
import { AccessTokens } from '../login/AccessTokens';
import { EventHub } from '../state';
import { ServerCertificates } from '../tls/certificateAuthority';
import { World } from '../World';
import { Broker } from './Broker';
import { ConsumerRegistry } from './ConsumerRegistry';
import { EventHubsFaults } from './EventHubsFaults';
import { HubConnection, Transport } from './HubConnection';
import { HubFaults } from './HubFaults';
import { TokenGate } from './TokenGate';

/** Path and subprotocol of AMQP over WebSocket, as the official clients use them. */
/** The first bytes of an AMQP connection. */
const amqpMagic = 'AMQP';

/** Where the clients open a WebSocket; some of them escape the dollar. */
const webSocketPaths = ['/$servicebus/websocket', '/%24servicebus/websocket'];
const webSocketProtocol = 'AMQPWSB10';

/**
 * The Event Hubs data plane: AMQP 1.0 over TLS, and over WebSocket on the same
 * port, for every namespace. A client is pointed here with
 * `customEndpointAddress`; the host name in its `open` says which namespace it
 * means.
 */
export class EventHubsServer implements EventHubsFaults {
  readonly faults = new HubFaults();
  readonly #broker: Broker;
  readonly #server: tls.Server;
  readonly #http = http.createServer();
  readonly #webSockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    handleProtocols: offered =>
      offered.has(webSocketProtocol) ? webSocketProtocol : false,
  });
  readonly #sockets = new Set<tls.TLSSocket>();
  readonly #connections = new Set<HubConnection>();
  readonly #turns = new Map<string, number>();
  readonly #onError: (error: unknown) => void;

  private constructor(options: {
    world: World;
    tokens: AccessTokens;
    certificates: ServerCertificates;
    onError: (error: unknown) => void;
  }) {
    this.#onError = options.onError;
    this.#broker = {
      world: options.world,
      gate: new TokenGate(options.world, options.tokens),
      faults: this.faults,
      consumers: new ConsumerRegistry(),
      nextPartition: hub => this.#nextPartition(hub),
      onError: options.onError,
    };
    this.#server = tls.createServer(
      {
        cert: options.certificates.certificatePem,
        key: options.certificates.keyPem,
      },
      socket => this.#welcome(socket),
    );
    this.#http.on('upgrade', (request, socket, head) => {
      // A server that took another URL apart could throw, and nobody catches that.
      if (!webSocketPaths.includes(request.url?.split('?')[0] ?? '')) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
        return;
      }
      this.#webSockets.handleUpgrade(request, socket, head, webSocket =>
        this.#accept({ socket: request.socket, webSocket }),
      );
    });
    this.#http.on('request', (_, response) => {
      response.writeHead(426, { connection: 'close' }).end();
    });
  }

  /**
   * Listens on 127.0.0.1.
   * @param options - `port`: 0 takes a free one; `onError`: hears of clients that break the protocol
   */
  static async listen(options: {
    world: World;
    tokens: AccessTokens;
    certificates: ServerCertificates;
    port: number;
    onError: (error: unknown) => void;
  }): Promise<EventHubsServer> {
    const server = new EventHubsServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen(options.port, '127.0.0.1', resolve);
    });
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Tells AMQP from HTTP by the first bytes. */
  #welcome(socket: tls.TLSSocket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // A client that goes away says so with an error or with an end: either way 'close' follows.
    socket.on('error', () => {});
    let head = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const start = head.toString('latin1', 0, amqpMagic.length);
      if (start !== amqpMagic && amqpMagic.startsWith(start)) {
        // The network may cut anywhere: one byte does not tell yet.
        return;
      }
      socket.off('data', onData);
      socket.pause();
      socket.unshift(head);
      if (start === amqpMagic) {
        this.#accept({ socket });
      } else {
        this.#http.emit('connection', socket);
      }
      socket.resume();
    };
    socket.on('data', onData);
  }

  #accept(transport: Transport): void {
    const connection: HubConnection = new HubConnection({
      broker: this.#broker,
      transport,
      onClosed: () => this.#connections.delete(connection),
      onError: this.#onError,
    });
    this.#connections.add(connection);
  }

  #nextPartition(hub: EventHub): number {
    const key = idKey(hub.id);
    const turn = this.#turns.get(key) ?? 0;
    this.#turns.set(key, turn + 1);
    return turn % hub.partitions.length;
  }

  /** Detaches links that lost what allowed them, and sends receivers what came. */
  tick(): void {
    for (const connection of [...this.#connections]) {
      connection.enforce();
    }
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  dropConnections(): number {
    const connections = [...this.#connections];
    connections.forEach(connection => connection.drop());
    return connections.length;
  }

  dropLinks(options: { hub?: string } = {}): number {
    return [...this.#connections].reduce(
      (sum, connection) => sum + connection.dropLinks(options.hub),
      0,
    );
  }

  /** Closes the listener and every connection. */
  async close(): Promise<void> {
    [...this.#connections].forEach(connection => connection.destroy());
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#sockets.forEach(socket => socket.destroy());
    this.#webSockets.close();
    await closed;
  }
}
