import type { Clock } from 'azure-simulator';

/**
 * Real time, of which pauses are left out: nobody works in them, neither the
 * portal nor the services, and what they wait for is then as far as if they
 * had been slept through.
 */
export class SkippingClock implements Clock {
  readonly manual = false;
  #skipped = 0;

  now(): number {
    return Date.now() + this.#skipped;
  }

  skip(milliseconds: number): void {
    this.#skipped += milliseconds;
  }
}
