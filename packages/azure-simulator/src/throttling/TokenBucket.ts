/** What a bucket or a window says to a request. */
export interface QuotaVerdict {
  allowed: boolean;
  /** What is left after this request. */
  remaining: number;
  /** Seconds until the request would be allowed; 0 when it is. */
  retryAfter: number;
}

/**
 * A token bucket, as Azure Resource Manager counts requests: full at first, a
 * token a request, refilled continuously. It holds no timer; time is given.
 */
export class TokenBucket {
  #tokens: number;
  #updatedAt: number;

  constructor(
    /** Tokens of a full bucket, and tokens that come back each second. */
    readonly limit: { capacity: number; refillPerSecond: number },
    /** Milliseconds of any monotonic time. */
    now: number,
  ) {
    this.#tokens = limit.capacity;
    this.#updatedAt = now;
  }

  /** Takes a token if there is one; a refused request costs none. */
  take(now: number): QuotaVerdict {
    const { capacity, refillPerSecond } = this.limit;
    const elapsed = Math.max(0, now - this.#updatedAt) / 1000;
    this.#tokens = Math.min(capacity, this.#tokens + elapsed * refillPerSecond);
    this.#updatedAt = now;
    if (this.#tokens < 1) {
      return {
        allowed: false,
        remaining: 0,
        retryAfter: Math.ceil((1 - this.#tokens) / refillPerSecond),
      };
    }
    this.#tokens -= 1;
    return {
      allowed: true,
      remaining: Math.floor(this.#tokens),
      retryAfter: 0,
    };
  }

  /** Puts a token back: the request was refused by another bucket. */
  giveBack(): void {
    this.#tokens = Math.min(this.limit.capacity, this.#tokens + 1);
  }
}
