import { CallPriority } from './callPriority';

/** How many requests a quota lets through. */
export interface Allowance {
  /**
   * Milliseconds until one more request fits; 0: now.
   *
   * @param now - milliseconds of a clock that only goes forward
   */
  wait(priority: CallPriority, now: number): number;
  /** Counts a request that is sent. */
  take(now: number): void;
  /** Believes a service that says how many requests are left. */
  atMost(remaining: number, now: number): void;
}

/** Share of a quota that sweeps leave to those who ask on demand. */
export const DEMAND_SHARE = 0.2;

/** A bucket of tokens that fills again all the time. */
export class BucketAllowance implements Allowance {
  readonly #capacity: number;
  readonly #refillPerMillisecond: number;
  #tokens: number;
  #updatedAt: number | undefined;

  /** @param limit - `capacity`: requests at once; `refillPerSecond`: requests in the long run */
  constructor(limit: { capacity: number; refillPerSecond: number }) {
    this.#capacity = limit.capacity;
    this.#refillPerMillisecond = limit.refillPerSecond / 1000;
    this.#tokens = limit.capacity;
  }

  wait(priority: CallPriority, now: number): number {
    this.#refill(now);
    const kept = priority === 'sweep' ? this.#capacity * DEMAND_SHARE : 0;
    const lacking = kept + 1 - this.#tokens;
    return Math.max(0, lacking / this.#refillPerMillisecond);
  }

  take(now: number): void {
    this.#refill(now);
    this.#tokens -= 1;
  }

  atMost(remaining: number, now: number): void {
    this.#refill(now);
    this.#tokens = Math.min(this.#tokens, remaining);
  }

  #refill(now: number): void {
    const passed = now - (this.#updatedAt ?? now);
    this.#tokens = Math.min(
      this.#capacity,
      this.#tokens + passed * this.#refillPerMillisecond,
    );
    this.#updatedAt = now;
  }
}

/** Milliseconds by which requests may arrive closer together than they were sent. */
const JITTER = 250;

/** So many requests in any window of time. */
export class WindowAllowance implements Allowance {
  readonly #requests: number;
  readonly #milliseconds: number;
  /** When the requests of the window were sent, oldest first. */
  #sent: number[] = [];

  /** @param limit - `requests` within `milliseconds` */
  constructor(limit: { requests: number; milliseconds: number }) {
    this.#requests = limit.requests;
    this.#milliseconds = limit.milliseconds + JITTER;
  }

  wait(priority: CallPriority, now: number): number {
    this.#forget(now);
    const most =
      priority === 'sweep'
        ? Math.floor(this.#requests * (1 - DEMAND_SHARE))
        : this.#requests;
    const oldest = this.#sent[this.#sent.length - most];
    return oldest === undefined ? 0 : oldest + this.#milliseconds - now;
  }

  take(now: number): void {
    this.#sent.push(now);
  }

  atMost(remaining: number, now: number): void {
    this.#forget(now);
    // Others of the same identity sent what we do not know of.
    while (this.#requests - this.#sent.length > remaining) {
      this.#sent.push(now);
    }
  }

  #forget(now: number): void {
    const first = this.#sent.findIndex(at => at + this.#milliseconds > now);
    this.#sent = first < 0 ? [] : this.#sent.slice(first);
  }
}
