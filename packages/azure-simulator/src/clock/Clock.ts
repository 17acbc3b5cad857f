import { DateTime } from 'luxon';

/**
 * The simulator's only source of time. Every service compares instants with
 * `now()`, so that a test can make an hour pass at once.
 */
export interface Clock {
  /** The present instant in milliseconds since the epoch. */
  now(): number;
  /** Whether time stands still until somebody advances it. */
  readonly manual: boolean;
}

/** Time as the machine tells it. */
export class RealClock implements Clock {
  readonly manual = false;

  now(): number {
    return Date.now();
  }
}

/** Time that moves only when it is told to; for tests. */
export class ManualClock implements Clock {
  readonly manual = true;
  #now: number;

  private constructor(start: number) {
    this.#now = start;
  }

  /**
   * A clock that stands at an instant.
   * @param startAt - ISO 8601 with zone
   */
  static startingAt(startAt: string): ManualClock {
    const start = DateTime.fromISO(startAt, { setZone: true });
    if (!start.isValid) {
      throw new Error(
        `The manual clock cannot start at '${startAt}': give an ISO 8601 instant such as 2026-11-24T08:00:00Z.`,
      );
    }
    return new ManualClock(start.toMillis());
  }

  now(): number {
    return this.#now;
  }

  /** Moves to a later instant (milliseconds since the epoch). */
  moveTo(instant: number): void {
    if (instant < this.#now) {
      throw new Error('The manual clock only moves forward.');
    }
    this.#now = instant;
  }
}

/**
 * The machine's own time, whatever the simulated clock says. Tokens and
 * certificates are judged by clients that live in real time, so their validity
 * must be real too.
 */
export function wallClockNow(): number {
  return Date.now();
}
