import { HttpMethod } from './Route';
import { ServiceName } from './ServiceName';

/** One request that a service received. Bodies are never kept: they hold secrets. */
export interface LoggedRequest {
  /** ISO 8601, simulated clock. */
  time: string;
  service: ServiceName;
  method: HttpMethod;
  /** Decoded path, without query. */
  path: string;
  apiVersion?: string;
  operationId?: string;
  userAgent?: string;
  clientRequestId?: string;
  correlationId: string;
  /** 0: the connection was cut or left hanging by a fault. */
  status: number;
  /** Whether the operation may change something. */
  isWrite: boolean;
  /** Milliseconds that the answer was kept back, as such an operation takes; absent when it came at once. */
  answerTime?: number;
  /** Client id of the calling application. */
  callerAppId?: string;
}

/** How many requests one operation has answered with one status. */
export interface RequestCount {
  service: ServiceName;
  /** Absent for requests that are no known operation. */
  operationId?: string;
  /** 0: the connection was cut or left hanging by a fault. */
  status: number;
  count: number;
}

/** The newest requests, in a ring: to forget the oldest costs nothing. */
export class RequestLog {
  readonly #limit: number;
  #entries: LoggedRequest[] = [];
  /** Where the next entry goes once the ring is full: on the oldest. */
  #next = 0;
  readonly #counts = new Map<string, RequestCount>();

  /** @param limit - how many requests are kept */
  constructor(limit = 20_000) {
    this.#limit = limit;
  }

  add(entry: LoggedRequest): void {
    this.#count(entry);
    if (this.#entries.length < this.#limit) {
      this.#entries.push(entry);
      return;
    }
    this.#entries[this.#next] = entry;
    this.#next = (this.#next + 1) % this.#limit;
  }

  /** Oldest first. */
  list(): readonly LoggedRequest[] {
    return [
      ...this.#entries.slice(this.#next),
      ...this.#entries.slice(0, this.#next),
    ];
  }

  /** Counts of all requests, those that the ring has forgotten among them. */
  counts(): RequestCount[] {
    return [...this.#counts.values()];
  }

  clear(): void {
    this.#counts.clear();
    this.#entries = [];
    this.#next = 0;
  }

  #count({ service, operationId, status }: LoggedRequest): void {
    const key = `${service} ${operationId} ${status}`;
    const known = this.#counts.get(key);
    if (known) {
      known.count += 1;
    } else {
      this.#counts.set(key, { service, operationId, status, count: 1 });
    }
  }
}
