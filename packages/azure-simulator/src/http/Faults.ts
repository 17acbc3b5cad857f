import { randomUUID } from 'node:crypto';
import { HttpMethod } from './Route';
import { ServiceName } from './ServiceName';

/** A fault that a test asks for. */
export interface FaultRequest {
  service: ServiceName;
  /** Any method when absent. */
  method?: HttpMethod;
  /** Regular expression, compared with the decoded path without case. */
  pathPattern: string;
  /**
   * An HTTP status; `hang`: never answer; `reset`: cut the connection before
   * anything is done; `afterDone`: do the work, then cut the connection.
   */
  status: number | 'hang' | 'reset' | 'afterDone';
  /** The service's error code in the body; `ServiceFault` when absent. */
  code?: string;
  message?: string;
  /** Seconds of a `Retry-After` header. */
  retryAfter?: number;
  /** How often it strikes; always when absent. */
  times?: number;
}

/** A fault in force. */
export interface Fault extends FaultRequest {
  id: string;
  struck: number;
}

/** The faults in force. The full fault desk will grow here. */
export class Faults {
  #faults: Fault[] = [];

  add(request: FaultRequest): Fault {
    const fault = { ...request, id: randomUUID(), struck: 0 };
    // A pattern that does not compile must fail here, where its author sees it.
    RegExp(fault.pathPattern);
    this.#faults.push(fault);
    return fault;
  }

  remove(id: string): boolean {
    const before = this.#faults.length;
    this.#faults = this.#faults.filter(fault => fault.id !== id);
    return this.#faults.length < before;
  }

  clear(): void {
    this.#faults = [];
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  /** The first fault that fits a request, counted as struck. */
  strike(
    service: ServiceName,
    method: HttpMethod,
    path: string,
  ): Fault | undefined {
    const fault = this.#faults.find(
      candidate =>
        candidate.service === service &&
        (candidate.method === undefined || candidate.method === method) &&
        RegExp(candidate.pathPattern, 'i').test(path),
    );
    if (!fault) {
      return undefined;
    }
    fault.struck += 1;
    if (fault.times !== undefined && fault.struck >= fault.times) {
      this.remove(fault.id);
    }
    return fault;
  }
}
