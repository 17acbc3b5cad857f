import { performance } from 'node:perf_hooks';
import { Allowance, DEMAND_SHARE } from './Allowance';
import { CallPriority } from './callPriority';
import { pause } from './pause';

/** A service asked to wait for longer than a call may. */
export class QuotaBlockedError extends Error {
  /** @param seconds - until the service may be asked again */
  constructor(readonly seconds: number) {
    super(`asked to wait for ${Math.ceil(seconds)} seconds`);
    this.name = 'QuotaBlockedError';
  }
}

/**
 * What one of Azure's quotas counts together: requests wait here until they
 * fit, in their order, and until the service may be asked again.
 */
export class Quota {
  readonly #allowance: Allowance | undefined;
  readonly #concurrency: number;
  readonly #maximumWait: number;
  readonly #now: () => number;
  readonly #queues: Record<CallPriority, Promise<unknown>> = {
    sweep: Promise.resolve(),
    demand: Promise.resolve(),
  };
  #inFlight = 0;
  #released: (() => void)[] = [];
  #blockedUntil = 0;
  #sweepsHeldUntil = 0;

  /**
   * @param options - `allowance`: none where only the service's own word
   *   counts; `concurrency`: requests at one time; `maximumWait`: milliseconds
   *   that a request waits at most for a service that asked to wait; `now`:
   *   milliseconds of a clock that only goes forward, the process's when absent
   */
  constructor(options: {
    allowance?: Allowance;
    concurrency?: number;
    maximumWait: number;
    now?: () => number;
  }) {
    this.#allowance = options.allowance;
    this.#concurrency = options.concurrency ?? Infinity;
    this.#maximumWait = options.maximumWait;
    this.#now = options.now ?? (() => performance.now());
  }

  /**
   * Waits until a request may be sent, and counts it.
   *
   * @throws QuotaBlockedError when the service asked to wait for longer than a call may
   * @returns to be called when it is answered
   */
  async enter(
    priority: CallPriority,
    signal: AbortSignal | undefined,
  ): Promise<() => void> {
    const turn = this.#queues[priority];
    const entered = turn.then(() => this.#admit(priority, signal));
    this.#queues[priority] = entered.catch(() => {});
    await entered;
    let left = false;
    return () => {
      if (!left) {
        left = true;
        this.#inFlight -= 1;
        this.#released.splice(0).forEach(wake => wake());
      }
    };
  }

  /** The service asks everybody to wait. */
  block(seconds: number): void {
    this.#blockedUntil = Math.max(
      this.#blockedUntil,
      this.#now() + seconds * 1000,
    );
  }

  /** The service warns: sweeps wait, so that those who ask on demand need not. */
  holdSweeps(seconds: number): void {
    this.#sweepsHeldUntil = Math.max(
      this.#sweepsHeldUntil,
      this.#now() + seconds * 1000,
    );
  }

  /** The service says how many requests are left. */
  atMost(remaining: number): void {
    this.#allowance?.atMost(remaining, this.#now());
  }

  async #admit(
    priority: CallPriority,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const now = this.#now();
      const blocked = this.#blockedUntil - now;
      if (blocked > this.#maximumWait) {
        throw new QuotaBlockedError(blocked / 1000);
      }
      if (this.#inFlight >= this.#mostInFlight(priority)) {
        await new Promise<void>(resolve => this.#released.push(resolve));
        continue;
      }
      const wait = Math.max(
        blocked,
        priority === 'sweep' ? this.#sweepsHeldUntil - now : 0,
        this.#allowance?.wait(priority, now) ?? 0,
      );
      if (wait <= 0) {
        this.#allowance?.take(now);
        this.#inFlight += 1;
        return;
      }
      await pause(wait, signal);
    }
  }

  #mostInFlight(priority: CallPriority): number {
    return priority === 'sweep' && Number.isFinite(this.#concurrency)
      ? Math.max(1, Math.floor(this.#concurrency * (1 - DEMAND_SHARE)))
      : this.#concurrency;
  }
}
