import { SimulatorState } from '../../state';
import { World } from '../../World';
import {
  GraphTable,
  ResourceDocument,
  resourceDocuments,
} from './resourceDocuments';

/**
 * The index of a table of Resource Graph, which lags behind the providers: a new resource
 * appears, and a change is seen, when it is older than the latency
 * `resourceGraphIndex`; a deleted one goes at the latest so long after the
 * first query that could have noticed.
 * Source: https://learn.microsoft.com/azure/governance/resource-graph/overview (eventual consistency)
 */
export class ResourceIndex {
  #state: SimulatorState | undefined;
  #entries = new Map<string, ResourceDocument>();
  /** Instants at which deletions were noticed, by key. */
  #missingSince = new Map<string, number>();
  #syncedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly world: World,
    private readonly table: GraphTable,
  ) {}

  /** What the index shows now. */
  documents(): ResourceDocument[] {
    const { state, clock, latencies } = this.world;
    const now = clock.now();
    const lag = latencies.resourceGraphIndex;
    if (this.#state !== state) {
      this.#state = state;
      this.#entries = new Map();
      this.#missingSince = new Map();
      this.#syncedAt = Number.NEGATIVE_INFINITY;
    }
    const next = new Map<string, ResourceDocument>();
    const living = new Set<string>();
    for (const document of resourceDocuments[this.table](this.world)) {
      living.add(document.key);
      const shown =
        document.changedAt + lag <= now
          ? document
          : this.#entries.get(document.key);
      if (shown) {
        next.set(document.key, shown);
      }
    }
    for (const [key, document] of this.#entries) {
      if (living.has(key)) {
        this.#missingSince.delete(key);
        continue;
      }
      // A query after a long pause cannot tell when it happened: it is past.
      const since =
        this.#missingSince.get(key) ??
        (now - this.#syncedAt < lag ? now : Number.NEGATIVE_INFINITY);
      if (since + lag > now) {
        this.#missingSince.set(key, since);
        next.set(key, document);
      } else {
        this.#missingSince.delete(key);
      }
    }
    this.#entries = next;
    this.#syncedAt = now;
    return [...next.values()];
  }
}
