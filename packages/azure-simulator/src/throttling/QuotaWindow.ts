import { QuotaVerdict } from './TokenBucket';

/**
 * A quota for a window of time, as Resource Graph and Microsoft Graph count:
 * the window starts with its first request and is forgotten when it ends.
 */
export class QuotaWindow {
  #used = 0;
  #endsAt: number;

  constructor(
    /** Units of a window, and its length in milliseconds. */
    readonly limit: { units: number; milliseconds: number },
    /** Milliseconds of any monotonic time. */
    now: number,
  ) {
    this.#endsAt = now + limit.milliseconds;
  }

  /** Takes some units if they are left; a refused request costs none. */
  take(now: number, cost = 1): QuotaVerdict & { resetsAfter: number } {
    const { units, milliseconds } = this.limit;
    if (now >= this.#endsAt) {
      this.#used = 0;
      this.#endsAt = now + milliseconds;
    }
    const resetsAfter = Math.max(1, Math.ceil((this.#endsAt - now) / 1000));
    const allowed = this.#used + cost <= units;
    if (allowed) {
      this.#used += cost;
    }
    return {
      allowed,
      remaining: units - this.#used,
      retryAfter: allowed ? 0 : resetsAfter,
      resetsAfter,
    };
  }

  /** Puts units back: the request was refused by another quota. */
  giveBack(cost: number): void {
    this.#used = Math.max(0, this.#used - cost);
  }

  /** Share of the window's units that is used, counting a refused cost too: above 1 is refused. */
  usage(refusedCost = 0): number {
    return (this.#used + refusedCost) / this.limit.units;
  }
}
