import { AzureCloud } from '../AzureCloud';
import { BucketAllowance, WindowAllowance } from './Allowance';
import { Quota } from './Quota';

/** What Azure counts together, with the key of the quota. */
interface QuotaKind {
  /** Undefined when a request is not of this kind. */
  keyOf(
    request: { method: string; url: URL },
    cloud: AzureCloud,
  ): string | undefined;
  make(maximumWait: number): Quota;
}

const SUBSCRIPTION = /^\/+subscriptions\/([0-9a-f-]{36})(?=[/?]|$)/i;
const RESOURCE_GRAPH = /^\/+providers\/microsoft\.resourcegraph\//i;

function isOf(url: URL, endpoint: { url: string }): boolean {
  return url.origin === new URL(endpoint.url).origin;
}

/**
 * Azure's quotas of one identity, in the order in which they are tried.
 *
 * Sources:
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling,
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests,
 * https://learn.microsoft.com/azure/azure-monitor/service-limits
 */
const kinds: QuotaKind[] = [
  {
    // Resource Graph has a quota of its own, over all subscriptions.
    keyOf: ({ url }, cloud) =>
      isOf(url, cloud.resourceManager) && RESOURCE_GRAPH.test(url.pathname)
        ? 'resource-graph'
        : undefined,
    make: maximumWait =>
      new Quota({
        allowance: new WindowAllowance({ requests: 15, milliseconds: 5_000 }),
        maximumWait,
      }),
  },
  {
    // The batch API of metrics counts by subscription; no number is published.
    keyOf: ({ url }) =>
      /\/metrics:getBatch$/i.test(url.pathname)
        ? `metrics ${SUBSCRIPTION.exec(url.pathname)?.[1].toLowerCase()}`
        : undefined,
    make: maximumWait => new Quota({ maximumWait }),
  },
  {
    keyOf: ({ method, url }, cloud) =>
      isOf(url, cloud.resourceManager) &&
      (method === 'GET' || method === 'HEAD')
        ? `reads ${
            SUBSCRIPTION.exec(url.pathname)?.[1].toLowerCase() ?? 'tenant'
          }`
        : undefined,
    make: maximumWait =>
      new Quota({
        allowance: new BucketAllowance({ capacity: 250, refillPerSecond: 25 }),
        maximumWait,
      }),
  },
  {
    keyOf: ({ method, url }, cloud) =>
      isOf(url, cloud.resourceManager)
        ? `${method === 'DELETE' ? 'deletes' : 'writes'} ${
            SUBSCRIPTION.exec(url.pathname)?.[1].toLowerCase() ?? 'tenant'
          }`
        : undefined,
    make: maximumWait =>
      new Quota({
        allowance: new BucketAllowance({ capacity: 200, refillPerSecond: 10 }),
        maximumWait,
      }),
  },
  {
    keyOf: ({ url }, cloud) => (isOf(url, cloud.logs) ? 'logs' : undefined),
    make: maximumWait =>
      new Quota({
        allowance: new WindowAllowance({ requests: 200, milliseconds: 30_000 }),
        concurrency: 5,
        maximumWait,
      }),
  },
  {
    // Graph counts resource units, of which a sweep needs a handful: its word counts.
    keyOf: ({ url }) => url.host,
    make: maximumWait => new Quota({ maximumWait }),
  },
];

/**
 * The quotas of one identity, each with a state of its own: a subscription
 * that is throttled holds up no other.
 */
export class Quotas {
  readonly #cloud: AzureCloud;
  readonly #maximumWait: number;
  readonly #quotas = new Map<string, Quota>();

  /** @param options - `maximumWait`: milliseconds that a call waits at most where Azure asks to wait */
  constructor(options: { cloud: AzureCloud; maximumWait: number }) {
    this.#cloud = options.cloud;
    this.#maximumWait = options.maximumWait;
  }

  /** The quota that counts a request. */
  of(request: { method: string; url: string }): Quota {
    const asked = { method: request.method, url: new URL(request.url) };
    for (const kind of kinds) {
      const key = kind.keyOf(asked, this.#cloud);
      if (key !== undefined) {
        let quota = this.#quotas.get(key);
        if (!quota) {
          quota = kind.make(this.#maximumWait);
          this.#quotas.set(key, quota);
        }
        return quota;
      }
    }
    throw new Error(`No quota counts ${request.method} ${asked.url.host}`);
  }
}
