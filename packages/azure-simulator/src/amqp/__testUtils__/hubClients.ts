import tls from 'node:tls';
import {
  EventHubConsumerClient,
  EventHubProducerClient,
  PartitionContext,
  ReceivedEventData,
  SubscribeOptions,
} from '@azure/event-hubs';
import { ClientSecretCredential } from '@azure/identity';
import { WebSocket } from 'ws';
import { AzureSimulator } from '../../startAzureSimulator';

/** An identity that signs in. */
export interface Identity {
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

/** Where a client goes, and how. */
export interface HubTarget {
  namespace: string;
  hub: string;
  group?: string;
  identity: Identity;
  /** AMQP over WebSocket. */
  webSocket?: boolean;
}

/** Short tries: a refusal is to be seen, not waited out. */
const retryOptions = { maxRetries: 0, timeoutInMs: 10_000 };

/**
 * Trusts a simulator's authority in this process, as NODE_EXTRA_CA_CERTS does:
 * the official client takes no CA of its own over TCP. Answers how to undo it.
 */
export function trust(caPem: string): () => void {
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, caPem]);
  return () => tls.setDefaultCACertificates(before);
}

/** Options of the official clients against a simulator. */
export function hubClientOptions(
  simulator: AzureSimulator,
  webSocket: boolean = false,
) {
  return {
    customEndpointAddress: simulator.endpoints.eventHubs,
    retryOptions,
    ...(webSocket
      ? {
          webSocketOptions: {
            webSocket: WebSocket,
            webSocketConstructorOptions: { ca: simulator.caPem },
          },
        }
      : {}),
  };
}

/** A credential of an identity of the simulated directory. */
export function credentialOf(
  simulator: AzureSimulator,
  { tenantId, clientId, clientSecret }: Identity,
): ClientSecretCredential {
  return new ClientSecretCredential(tenantId, clientId, clientSecret, {
    authorityHost: simulator.endpoints.login,
    disableInstanceDiscovery: true,
    tlsOptions: { ca: simulator.caPem },
    retryOptions: { maxRetries: 0 },
  });
}

/** The official producer. */
export function producerOf(simulator: AzureSimulator, target: HubTarget) {
  return new EventHubProducerClient(
    `${target.namespace}.servicebus.windows.net`,
    target.hub,
    credentialOf(simulator, target.identity),
    hubClientOptions(simulator, target.webSocket),
  );
}

/** The official consumer. */
export function consumerOf(simulator: AzureSimulator, target: HubTarget) {
  return new EventHubConsumerClient(
    target.group ?? '$Default',
    `${target.namespace}.servicebus.windows.net`,
    target.hub,
    credentialOf(simulator, target.identity),
    hubClientOptions(simulator, target.webSocket),
  );
}

/** What a reader of one partition got until it had enough, or failed. */
export interface Reading {
  events: ReceivedEventData[];
  error?: Error & { code?: string };
  context?: PartitionContext;
}

/**
 * Reads one partition until there are enough events, an error or the end of
 * the time.
 * @param options - `count`: events that are enough; `within`: milliseconds (default 5,000)
 */
export async function readPartition(
  consumer: EventHubConsumerClient,
  partition: string,
  options: SubscribeOptions & { count: number; within?: number },
): Promise<Reading> {
  const { count, within = 5_000, ...subscribe } = options;
  const reading: Reading = { events: [] };
  let enough = () => {};
  const ended = new Promise<void>(resolve => {
    enough = resolve;
  });
  const timer = setTimeout(enough, within);
  const subscription = consumer.subscribe(
    partition,
    {
      processEvents: async (events, context) => {
        reading.events.push(...events);
        reading.context = context;
        if (reading.events.length >= count) {
          enough();
        }
      },
      processError: async error => {
        reading.error ??= error;
        enough();
      },
    },
    { maxBatchSize: 100, maxWaitTimeInSeconds: 1, ...subscribe },
  );
  await ended;
  clearTimeout(timer);
  await subscription.close();
  return reading;
}
