import { SimulatorState } from '../state';
import { World } from '../World';

/** The buckets or windows of a service by key. A reset of the simulated state forgets them. */
export class QuotaStore<Quota> {
  readonly #quotas = new Map<string, Quota>();
  #state: SimulatorState;

  constructor(
    private readonly world: World,
    /** @param now - milliseconds, as `throttleNow` counts them */
    private readonly make: (key: string, now: number) => Quota,
  ) {
    this.#state = world.state;
  }

  /** The quota under a key, full when it is asked for the first time. */
  at(key: string, now: number): Quota {
    if (this.#state !== this.world.state) {
      this.#state = this.world.state;
      this.#quotas.clear();
    }
    const found = this.#quotas.get(key);
    if (found !== undefined) {
      return found;
    }
    const made = this.make(key, now);
    this.#quotas.set(key, made);
    return made;
  }
}
