import rhea, {
  Connection,
  Container,
  EventContext,
  Receiver,
  Sender,
} from 'rhea';
import { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { amqpErrors } from './amqpErrors';
import { amqpRefusal, faultRefusal, serviceError } from './amqpRefusal';
import { Broker } from './Broker';
import { ConsumerLink } from './ConsumerLink';
import { entityUri } from './hubEntity';
import { HubAddress, parseHubAddress } from './hubAddress';
import { HubLink } from './HubLink';
import { PublisherLink } from './PublisherLink';
import { RequestLinks } from './RequestLinks';

/** Transfers that a sender may have under way on one link. */
const publisherCredit = 300;

/** How long a client may take to close a connection that was dropped (ms). */
const closingTime = 1_000;

/** What carries a connection: the TLS socket, under a WebSocket or bare. */
export interface Transport {
  socket: Socket;
  webSocket?: WebSocket;
}

/** One client's AMQP connection: what it proved, and its links. */
export class HubConnection {
  readonly #broker: Broker;
  readonly #transport: Transport;
  readonly #onClosed: () => void;
  readonly #onError: (error: unknown) => void;
  readonly #requests: RequestLinks;
  readonly #links = new Map<Sender | Receiver, HubLink>();
  #host = '';

  constructor(options: {
    broker: Broker;
    transport: Transport;
    onClosed: () => void;
    onError: (error: unknown) => void;
  }) {
    this.#broker = options.broker;
    this.#requests = new RequestLinks(options.broker);
    this.#transport = options.transport;
    this.#onClosed = options.onClosed;
    this.#onError = options.onError;
    const container = this.#createContainer();
    const connectionOptions = {
      container_id: container.id,
      max_frame_size: 65_536,
      receiver_options: { autoaccept: false, credit_window: publisherCredit },
    };
    const { socket, webSocket } = options.transport;
    if (webSocket) {
      // Declared for a net.Socket and TLS options; it takes a WebSocket and a connection's.
      (
        container.websocket_accept as unknown as (
          socket: WebSocket,
          options: object,
        ) => void
      ).call(container, webSocket, connectionOptions);
    } else {
      (
        container.create_connection(
          connectionOptions as Parameters<Container['create_connection']>[0],
        ) as Connection & { accept(socket: Socket): void }
      ).accept(socket);
    }
  }

  /** A container of its own: its SASL mechanisms know whose connection they prove. */
  #createContainer(): Container {
    const container = rhea.create_container({ id: 'event-hubs' });
    const mechanisms = container.sasl_server_mechanisms;
    mechanisms.enable_anonymous();
    // Tokens follow at $cbs.
    mechanisms.MSSBCBS = () => ({ outcome: true, start: () => {} });
    mechanisms.enable_plain((name: string, key: string) => {
      const claim = this.#broker.gate.claimOfKey(name, key);
      if (claim) {
        this.#requests.prove(claim);
      }
      return claim !== undefined;
    });
    container.on('connection_open', ({ connection }: EventContext) => {
      this.#host = (connection.hostname ?? '').toLowerCase();
    });
    container.on('receiver_open', ({ receiver }: EventContext) =>
      this.#attach(receiver!, receiver!.target?.address ?? ''),
    );
    container.on('sender_open', ({ sender }: EventContext) =>
      this.#attach(sender!, sender!.source?.address ?? ''),
    );
    container.on('message', (context: EventContext) => this.#receive(context));
    const wake = ({ sender }: EventContext) => {
      const link = this.#links.get(sender!);
      if (link instanceof ConsumerLink) {
        link.wake();
      }
    };
    container.on('sender_flow', wake);
    container.on('settled', (context: EventContext) => {
      if (context.sender) {
        wake(context);
      }
    });
    for (const event of [
      'receiver_close',
      'receiver_error',
      'sender_close',
      'sender_error',
    ]) {
      container.on(event, ({ receiver, sender }: EventContext) =>
        this.#forgetLink((receiver ?? sender)!),
      );
    }
    container.on('session_close', ({ session }: EventContext) => {
      for (const link of this.#links.keys()) {
        if (link.session === session) {
          this.#forgetLink(link);
        }
      }
    });
    for (const event of ['disconnected', 'connection_close']) {
      container.on(event, () => this.#close());
    }
    // The client is told, and ends the connection; nothing of ours is wrong.
    container.on('connection_error', () => this.#close());
    for (const event of ['protocol_error', 'error']) {
      container.on(event, error => {
        this.#onError(error);
        this.#close();
      });
    }
    return container;
  }

  /** Lets a link in, or answers its attach and detaches it with the reason. */
  #attach(link: Sender | Receiver, address: string): void {
    const parsed = parseHubAddress(address);
    // An attach is answered with the terminus that the client asked for.
    if (link.is_receiver()) {
      link.set_target({ address });
    } else {
      link.set_source({ address });
    }
    try {
      if (!parsed) {
        throw amqpErrors.entityNotFound({
          entity: entityUri(this.#host, address),
        });
      }
      this.#admit(link, parsed, address);
    } catch (error) {
      link.close(amqpRefusal(serviceError(error), this.#broker.world));
    }
  }

  #admit(link: Sender | Receiver, parsed: HubAddress, path: string): void {
    const receiver = link.is_receiver() ? (link as Receiver) : undefined;
    if (parsed.node === 'cbs' || parsed.node === 'management') {
      this.#requests.add(link, parsed.node);
      return;
    }
    const refusal = this.#broker.faults.takeRefusal(parsed.hub);
    if (refusal) {
      throw faultRefusal(refusal, parsed.hub);
    }
    const request = {
      ...parsed,
      host: this.#host,
      path,
      claims: () => this.#requests.claims(),
    };
    if (receiver && parsed.node !== 'consumer') {
      this.#links.set(link, new PublisherLink(this.#broker, receiver, request));
    } else if (!receiver && parsed.node === 'consumer') {
      this.#links.set(
        link,
        new ConsumerLink(this.#broker, link as Sender, request),
      );
    } else {
      throw amqpErrors.entityNotFound({ entity: entityUri(this.#host, path) });
    }
  }

  #receive({ receiver, message, delivery }: EventContext): void {
    const node = this.#requests.nodeOf(receiver!);
    if (node) {
      delivery!.accept();
      this.#requests.answer(node, message!, this.#host).catch(this.#onError);
      return;
    }
    const link = this.#links.get(receiver!);
    if (link instanceof PublisherLink) {
      // rhea decodes plain messages alone, a batch it hands over as it came.
      const payload: unknown = message;
      link.receive(
        Buffer.isBuffer(payload) ? payload : rhea.message.encode(message!),
        delivery!,
      );
    }
  }

  #forgetLink(link: Sender | Receiver): void {
    this.#links.get(link)?.forget();
    this.#links.delete(link);
    this.#requests.forget(link);
  }

  #close(): void {
    for (const link of [...this.#links.keys()]) {
      this.#forgetLink(link);
    }
    this.#onClosed();
  }

  /** Detaches the links that what allowed them no longer holds for, and wakes the rest. */
  enforce(): void {
    for (const link of this.#links.values()) {
      link.enforce();
      if (link instanceof ConsumerLink) {
        link.wake();
      }
    }
  }

  /** Detaches the links to a hub, or all of them; answers how many. */
  dropLinks(hub: string | undefined): number {
    let dropped = 0;
    for (const link of [...this.#links.values()]) {
      if (hub === undefined || link.hubName === hub.toLowerCase()) {
        link.drop(amqpErrors.detachForced());
        dropped += 1;
      }
    }
    return dropped;
  }

  /**
   * Ends the connection without a word of AMQP. What was answered still arrives,
   * what comes from now on is not taken: so no disposition is cut by accident.
   */
  drop(): void {
    const { socket, webSocket } = this.#transport;
    this.#close();
    if (webSocket) {
      webSocket.onmessage = null;
    }
    socket.removeAllListeners('data');
    socket.resume();
    socket.end();
    setTimeout(() => socket.destroy(), closingTime).unref();
  }

  /** Cuts the connection at once. */
  destroy(): void {
    this.#close();
    this.#transport.webSocket?.terminate();
    this.#transport.socket.destroy();
  }
}
