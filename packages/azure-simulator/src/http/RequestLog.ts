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
  /** Client id of the calling application. */
  callerAppId?: string;
}

/** The newest requests, oldest first. */
export class RequestLog {
  readonly #limit: number;
  #entries: LoggedRequest[] = [];

  /** @param limit - how many requests are kept */
  constructor(limit = 20_000) {
    this.#limit = limit;
  }

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > this.#limit) {
      this.#entries.splice(0, this.#entries.length - this.#limit);
    }
  }

  list(): readonly LoggedRequest[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }
}
