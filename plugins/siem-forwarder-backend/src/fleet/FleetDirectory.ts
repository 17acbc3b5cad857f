import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { Forwarder } from '../collect/Forwarder';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { describeForwarder, DescriptionPolicy } from './describeForwarder';
import { FleetIndex } from './FleetIndex';

/** How long the list is trusted after it was made sure of. */
const TRUST_MS = 5_000;

/** What a {@link FleetDirectory} works with. */
export interface FleetDirectoryOptions extends DescriptionPolicy {
  forwarders: Pick<ForwarderCatalog, 'list' | 'get'>;
  index: FleetIndex;
  /** Digest of the configuration that decides what may be shown. */
  policy: string;
  /** A list that is older is not served; 15 minutes when absent, three periods of the flow. */
  maxAge?: HumanDuration;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/**
 * Reads forwarders from the catalog with the plugin's own credentials, and
 * keeps the {@link FleetIndex} in step with what it reads: so pages need not
 * ask the catalog for all forwarders.
 */
export class FleetDirectory {
  readonly #options: FleetDirectoryOptions;
  #trustedUntil = -Infinity;
  #refresh: Promise<unknown> | undefined;

  private constructor(options: FleetDirectoryOptions) {
    this.#options = options;
  }

  static create(options: FleetDirectoryOptions): FleetDirectory {
    return new FleetDirectory(options);
  }

  /** All forwarders of the catalog; throws when the list is not whole. */
  async list(): Promise<Forwarder[]> {
    const { forwarders, index, policy } = this.#options;
    const started = this.#now();
    const all = await forwarders.list();
    await index.replace(
      all.map(forwarder => describeForwarder(forwarder, this.#options)),
      { policy, listedAt: new Date(started).toISOString() },
    );
    return all;
  }

  /** One forwarder; undefined when the catalog has none of that name. */
  async get(entityRef: string): Promise<Forwarder | undefined> {
    const { forwarders, index } = this.#options;
    const forwarder = await forwarders.get(entityRef);
    if (forwarder) {
      await this.note(forwarder);
    } else {
      await index.remove(entityRef);
    }
    return forwarder;
  }

  /** Takes a forwarder that was read from the catalog into the index. */
  async note(forwarder: Forwarder): Promise<void> {
    await this.#options.index.put(
      describeForwarder(forwarder, this.#options),
      new Date(this.#now()).toISOString(),
    );
  }

  /**
   * Makes sure that the index may be served: that the catalog was listed not
   * long ago, under the present configuration, and that nothing is shown that
   * has not been checked for long. Lists the catalog when it was not, once for
   * all who wait.
   */
  async ensureListed(): Promise<void> {
    if (this.#now() < this.#trustedUntil) {
      return;
    }
    const { index, policy, maxAge = { minutes: 15 } } = this.#options;
    await index.lapse(this.#now());
    const listing = await index.listing();
    const age = listing ? this.#now() - Date.parse(listing.listedAt) : Infinity;
    if (listing?.policy === policy && age <= durationToMilliseconds(maxAge)) {
      this.#trustedUntil = this.#now() + TRUST_MS;
      return;
    }
    this.#refresh ??= this.list().finally(() => {
      this.#refresh = undefined;
    });
    const started = this.#now();
    await this.#refresh;
    this.#trustedUntil = started + TRUST_MS;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
