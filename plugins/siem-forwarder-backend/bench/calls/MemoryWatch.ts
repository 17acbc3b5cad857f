/** How often the memory is looked at, in milliseconds. */
const INTERVAL = 50;

/** Watches how far the resident memory of this process grows. */
export class MemoryWatch {
  readonly #before: number;
  readonly #timer: NodeJS.Timeout;
  #highest: number;

  private constructor() {
    // Needs --expose-gc: what was there before must not hide what comes.
    globalThis.gc?.();
    this.#before = process.memoryUsage.rss();
    this.#highest = this.#before;
    this.#timer = setInterval(() => this.#look(), INTERVAL);
    this.#timer.unref();
  }

  static start(): MemoryWatch {
    return new MemoryWatch();
  }

  /** @returns the highest growth, in MB */
  stop(): number {
    clearInterval(this.#timer);
    this.#look();
    return (this.#highest - this.#before) / 1e6;
  }

  #look(): void {
    this.#highest = Math.max(this.#highest, process.memoryUsage.rss());
  }
}
