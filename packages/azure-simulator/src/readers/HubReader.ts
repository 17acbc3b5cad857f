import {
  EventHubConsumerClient,
  ReceivedEventData,
  Subscription,
  WebSocketImpl,
} from '@azure/event-hubs';
import { ClientSecretCredential } from '@azure/identity';
import { WebSocket } from 'ws';
import { TlsWebSocket } from './TlsWebSocket';

/** What an input of Splunk says about its hub, its account and the way there. */
export interface ReaderSettings {
  /** Host name of the namespace. */
  host: string;
  hub: string;
  group: string;
  webSocket: boolean;
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

/** Where the simulated cloud is. */
export interface CloudAddress {
  /** `sb://localhost:port` */
  eventHubs: string;
  /** Authority host of the directory. */
  login: string;
  caPem: string;
}

/** An event as a reader takes it. */
export interface ReadEvent {
  sequenceNumber: number;
  body: string;
}

/** What a reader tells. */
export interface ReaderHandlers {
  onEvents(partition: number, events: ReadEvent[]): void;
  /** It has ended by itself and reads no more. */
  onEnded(error: Error): void;
}

/** Longest wait for an event before the client looks again whether it is still connected (seconds). */
const maxWaitTimeInSeconds = 1;

/** What the official client asks a token for. */
const tokenScope = 'https://eventhubs.azure.net//.default';

/** Pause after an error that may pass (ms). */
const pauseAfterError = 100;

/** Errors in a row after which a reader gives up. */
const mostErrors = 5;

/** How long the client may take to close (ms): with an ended connection it may never. */
const closingTime = 2_000;

/** Errors that the client mends by itself, by connecting again. */
const passingCodes: readonly (string | undefined)[] = [
  'ServiceUnavailableError',
  'OperationTimeoutError',
  'ConnectionForcedError',
  'DetachForcedError',
  'InternalServerError',
  'InsufficientCreditError',
];

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });
}

function textOf({ body }: ReceivedEventData): string {
  return Buffer.isBuffer(body) ? body.toString('utf8') : String(body);
}

/**
 * One process of the add-on: signs in with its account's own secret, asks for
 * the hub's properties and reads partitions through the official client.
 */
export class HubReader {
  readonly #settings: ReaderSettings;
  readonly #cloud: CloudAddress;
  readonly #handlers: ReaderHandlers;
  readonly #subscriptions = new Map<number, Subscription>();
  #client: EventHubConsumerClient | undefined;
  #connected: Promise<void>;
  #errors = 0;
  #ended = false;

  constructor(
    settings: ReaderSettings,
    cloud: CloudAddress,
    handlers: ReaderHandlers,
  ) {
    this.#settings = settings;
    this.#cloud = cloud;
    this.#handlers = handlers;
    this.#connected = this.#connect();
  }

  /** Whether the process was started with these settings. */
  hasSettings(settings: ReaderSettings): boolean {
    return JSON.stringify(settings) === JSON.stringify(this.#settings);
  }

  async #connect(): Promise<void> {
    try {
      this.#client = this.#createClient();
      await this.#client.getEventHubProperties();
    } catch (error) {
      this.#end(error);
    }
  }

  #createCredential(): ClientSecretCredential {
    const { tenantId, clientId, clientSecret } = this.#settings;
    return new ClientSecretCredential(tenantId, clientId, clientSecret, {
      authorityHost: this.#cloud.login,
      disableInstanceDiscovery: true,
      tlsOptions: { ca: this.#cloud.caPem },
      retryOptions: { maxRetries: 0 },
    });
  }

  #createClient(): EventHubConsumerClient {
    const { host, hub, group, webSocket } = this.#settings;
    const { eventHubs, caPem } = this.#cloud;
    const credential = this.#createCredential();
    return new EventHubConsumerClient(group, host, hub, credential, {
      customEndpointAddress: eventHubs,
      retryOptions: { maxRetries: 0 },
      webSocketOptions: {
        webSocket: webSocket
          ? WebSocket
          : // It has of a WebSocket what the AMQP library uses, not its constants.
            (TlsWebSocket as unknown as WebSocketImpl),
        webSocketConstructorOptions: { ca: caPem },
      },
    });
  }

  /**
   * Reads just these partitions from now on.
   * @param positions - sequence number of the first event that is wanted, by partition
   */
  assign(positions: ReadonlyMap<number, number>): void {
    for (const [partition, subscription] of this.#subscriptions) {
      if (!positions.has(partition)) {
        this.#subscriptions.delete(partition);
        // What it still brings is not wanted: another reader has the partition.
        subscription.close().catch(() => {});
      }
    }
    for (const [partition, sequenceNumber] of positions) {
      if (!this.#subscriptions.has(partition)) {
        this.#subscribe(partition, sequenceNumber);
      }
    }
  }

  #subscribe(partition: number, sequenceNumber: number): void {
    // The place is taken at once, so that a second call does not subscribe again.
    this.#subscriptions.set(partition, {
      isRunning: true,
      close: async () => {},
    });
    this.#connected
      .then(() => {
        if (
          !this.#ended &&
          this.#client &&
          this.#subscriptions.has(partition)
        ) {
          this.#subscriptions.set(
            partition,
            this.#client.subscribe(
              String(partition),
              {
                processEvents: async events => {
                  this.#take(partition, events);
                },
                processError: error => this.#meet(error),
              },
              {
                startPosition:
                  sequenceNumber === 0
                    ? { offset: '-1' }
                    : { sequenceNumber, isInclusive: true },
                maxWaitTimeInSeconds,
                maxBatchSize: 1_000,
                skipParsingBodyAsJson: true,
              },
            ),
          );
        }
      })
      .catch(error => this.#end(error));
  }

  #take(partition: number, events: ReceivedEventData[]): void {
    if (this.#ended || events.length === 0) {
      return;
    }
    this.#errors = 0;
    this.#handlers.onEvents(
      partition,
      events.map(event => ({
        sequenceNumber: event.sequenceNumber,
        body: textOf(event),
      })),
    );
  }

  async #meet(error: Error & { code?: string }): Promise<void> {
    this.#errors += 1;
    if (
      this.#ended ||
      (passingCodes.includes(error.code) && this.#errors < mostErrors)
    ) {
      await pause(pauseAfterError);
    } else {
      this.#end((await this.#refusalOfSignIn(error)) ?? error);
    }
  }

  /** When a token is no longer taken, the reason is what the directory says to the next sign-in. */
  async #refusalOfSignIn(error: Error): Promise<unknown> {
    if (!error.message.startsWith('ExpiredToken')) {
      return undefined;
    }
    try {
      // Anew, because a credential keeps its tokens.
      await this.#createCredential().getToken(tokenScope);
      return undefined;
    } catch (refusal) {
      return refusal;
    }
  }

  #end(error: unknown): void {
    if (this.#ended) {
      return;
    }
    this.stop().catch(() => {});
    this.#handlers.onEnded(
      error instanceof Error ? error : new Error(String(error)),
    );
  }

  /** Stops reading; resolves when the connection is closed, or has been given up. */
  async stop(): Promise<void> {
    this.#ended = true;
    const timeout = new AbortController();
    await Promise.race([
      // A connection that is gone cannot be closed, and need not be.
      this.#connected.then(() => this.#client?.close()).catch(() => {}),
      new Promise<void>(resolve => {
        const timer = setTimeout(resolve, closingTime);
        timeout.signal.addEventListener('abort', () => clearTimeout(timer));
      }),
    ]);
    timeout.abort();
  }
}
