import { AzureCloud } from '../AzureCloud';
import { BucketAllowance, WindowAllowance } from './Allowance';
import { Quota } from './Quota';

/** What all quotas of an identity share. */
interface QuotaTimes {
  /** Milliseconds that a call waits at most where Azure asks to wait. */
  maximumWait: number;
  /** Milliseconds of a clock that only goes forward; the process's when absent. */
  now?: () => number;
}

/** What Azure counts together, with the key of the quota. */
interface QuotaKind {
  /** Undefined when a request is not of this kind. */
  keyOf(
    request: { method: string; url: URL },
    cloud: AzureCloud,
  ): string | undefined;
  make(shared: QuotaTimes): Quota;
}

const SUBSCRIPTION = /^\/+subscriptions\/([0-9a-f-]{36})(?=[/?]|$)/i;
const RESOURCE_GRAPH = /^\/+providers\/microsoft\.resourcegraph\//i;
const ACTIVITY_LOG =
  /^\/+subscriptions\/[^/]+\/providers\/microsoft\.insights\/eventtypes\//i;

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
    make: times =>
      new Quota({
        allowance: new WindowAllowance({ requests: 15, milliseconds: 5_000 }),
        ...times,
      }),
  },
  {
    // The batch API of metrics counts by subscription; no number is published.
    keyOf: ({ url }) =>
      /\/metrics:getBatch$/i.test(url.pathname)
        ? `metrics ${SUBSCRIPTION.exec(url.pathname)?.[1].toLowerCase()}`
        : undefined,
    make: times => new Quota(times),
  },
  {
    // The Activity Log has a quota of its own, over all subscriptions.
    keyOf: ({ url }, cloud) =>
      isOf(url, cloud.resourceManager) && ACTIVITY_LOG.test(url.pathname)
        ? 'activity-log'
        : undefined,
    make: times =>
      new Quota({
        allowance: new WindowAllowance({ requests: 50, milliseconds: 30_000 }),
        ...times,
      }),
  },
  {
    keyOf: ({ method, url }, cloud) =>
      isOf(url, cloud.resourceManager) &&
      (method === 'GET' || method === 'HEAD')
        ? `reads ${
            SUBSCRIPTION.exec(url.pathname)?.[1].toLowerCase() ?? 'tenant'
          }`
        : undefined,
    make: times =>
      new Quota({
        allowance: new BucketAllowance({ capacity: 250, refillPerSecond: 25 }),
        ...times,
      }),
  },
  {
    keyOf: ({ method, url }, cloud) =>
      isOf(url, cloud.resourceManager)
        ? `${method === 'DELETE' ? 'deletes' : 'writes'} ${
            SUBSCRIPTION.exec(url.pathname)?.[1].toLowerCase() ?? 'tenant'
          }`
        : undefined,
    make: times =>
      new Quota({
        allowance: new BucketAllowance({ capacity: 200, refillPerSecond: 10 }),
        ...times,
      }),
  },
  {
    keyOf: ({ url }, cloud) => (isOf(url, cloud.logs) ? 'logs' : undefined),
    make: times =>
      new Quota({
        allowance: new WindowAllowance({ requests: 200, milliseconds: 30_000 }),
        concurrency: 5,
        ...times,
      }),
  },
  {
    // Graph counts resource units, of which a sweep needs a handful: its word counts.
    keyOf: ({ url }) => url.host,
    make: times => new Quota(times),
  },
];

/**
 * The quotas of one identity, each with a state of its own: a subscription
 * that is throttled holds up no other.
 */
export class Quotas {
  readonly #cloud: AzureCloud;
  readonly #times: QuotaTimes;
  readonly #quotas = new Map<string, Quota>();

  constructor({ cloud, ...times }: QuotaTimes & { cloud: AzureCloud }) {
    this.#cloud = cloud;
    this.#times = times;
  }

  /** The quota that counts a request. */
  of(request: { method: string; url: string }): Quota {
    const asked = { method: request.method, url: new URL(request.url) };
    for (const kind of kinds) {
      const key = kind.keyOf(asked, this.#cloud);
      if (key !== undefined) {
        let quota = this.#quotas.get(key);
        if (!quota) {
          quota = kind.make(this.#times);
          this.#quotas.set(key, quota);
        }
        return quota;
      }
    }
    throw new Error(`No quota counts ${request.method} ${asked.url.host}`);
  }
}
