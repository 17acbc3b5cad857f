import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  ForwarderHealth,
  ForwarderSummary,
  Health,
  healths,
  NotedValue,
  SiemReference,
  Transition,
} from 'backstage-plugin-siem-forwarder-common';
import { refusalOf } from '../collect/admission';
import { CollectorSiems } from '../collect/Collector';
import { Forwarder } from '../collect/Forwarder';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import { Scopes } from '../scopes';
import { HealthStore } from '../store/HealthStore';
import { healthView, summaryView } from './forwarderViews';

/** The bar on the card: 24 slots of an hour. */
const UPTIME = { hours: 24, slots: 24 };

/** What a {@link ForwarderReader} works with. */
export interface ForwarderReaderOptions {
  forwarders: Pick<ForwarderCatalog, 'list' | 'get'>;
  store: Pick<HealthStore, 'get' | 'summaries' | 'transitions' | 'uptime'>;
  scopes: Pick<Scopes, 'contains'>;
  siems: CollectorSiems;
  /** Where the secret of a forwarder lies, when the portal delivered it; shown as a value to note. */
  secretLocationOf?(forwarder: Forwarder): Promise<string | undefined>;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/** What a list is asked for. */
export interface ForwarderQuery {
  health?: Health[];
  /** Entity ref. */
  owner?: string;
  /** Id of a SIEM instance. */
  siem?: string;
  /** Part of the title, the entity ref or the headline. */
  search?: string;
  limit: number;
  offset: number;
}

/** A page of forwarders. */
export interface ForwarderPage {
  items: ForwarderSummary[];
  /** How many match all filters. */
  total: number;
  /** How many match all filters but that of health. */
  counts: Record<Health, number>;
}

/**
 * Answers what callers may see: the catalog decides with their credentials
 * which entities they may read, and everything else, counts and order
 * included, is made of those.
 */
export class ForwarderReader {
  readonly #options: ForwarderReaderOptions;

  private constructor(options: ForwarderReaderOptions) {
    this.#options = options;
  }

  static create(options: ForwarderReaderOptions): ForwarderReader {
    return new ForwarderReader(options);
  }

  /** A page of the forwarders that the caller may read, worst first. */
  async list(
    query: ForwarderQuery,
    credentials: BackstageCredentials,
  ): Promise<ForwarderPage> {
    const [forwarders, stored] = await Promise.all([
      this.#options.forwarders.list(credentials),
      this.#options.store.summaries(),
    ]);
    const matching = forwarders
      .map(forwarder =>
        summaryView(this.#describe(forwarder), stored.get(forwarder.entityRef)),
      )
      .filter(summary => matches(summary, query));
    const counts = countHealths(matching);
    const wanted = query.health?.length
      ? matching.filter(({ health }) => query.health?.includes(health))
      : matching;
    return {
      items: wanted
        .sort(worstFirst)
        .slice(query.offset, query.offset + query.limit),
      total: wanted.length,
      counts,
    };
  }

  /** @throws NotFoundError when the caller may not read it, or it is none */
  async get(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ForwarderHealth> {
    const forwarder = await this.require(entityRef, credentials);
    const { store } = this.#options;
    const described = this.#describe(forwarder);
    const [state, uptime, secret] = await Promise.all([
      store.get(forwarder.entityRef),
      store.uptime(forwarder.entityRef, { ...UPTIME, now: this.#now() }),
      described.refusal
        ? undefined
        : this.#options.secretLocationOf?.(forwarder),
    ]);
    return healthView(described, state, uptime, secretValue(secret));
  }

  /** @throws NotFoundError when the caller may not read it, or it is none */
  async transitions(
    entityRef: string,
    limit: number,
    credentials: BackstageCredentials,
  ): Promise<Transition[]> {
    const forwarder = await this.require(entityRef, credentials);
    // Old headlines name resources: they are hidden with what they tell of.
    return this.#describe(forwarder).refusal
      ? []
      : this.#options.store.transitions(forwarder.entityRef, { limit });
  }

  /**
   * The forwarder, as the caller may read it.
   *
   * @throws NotFoundError with the same words for what does not exist, may not
   *   be read, or is no forwarder
   */
  async require(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Forwarder> {
    const forwarder = await this.#options.forwarders.get(
      entityRef,
      credentials,
    );
    if (!forwarder) {
      throw new NotFoundError(
        `There is no forwarder '${entityRef}' that you may read`,
      );
    }
    return forwarder;
  }

  #describe(forwarder: Forwarder) {
    return {
      forwarder,
      siem: this.#siemOf(forwarder),
      refusal: refusalOf(forwarder, this.#options.scopes),
      at: new Date(this.#now()).toISOString(),
    };
  }

  #siemOf({ siemId, owner }: Forwarder): SiemReference | undefined {
    const { siems } = this.#options;
    const siem = siemId === undefined ? undefined : siems.get(siemId);
    return siem && owner && siems.mayUse(siem.id, owner)
      ? { id: siem.id, title: siem.title, kind: siem.kind }
      : undefined;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

function matches(
  summary: ForwarderSummary,
  { owner, siem, search }: ForwarderQuery,
): boolean {
  const term = search?.trim().toLowerCase();
  return (
    (!owner || summary.owner === owner.toLowerCase()) &&
    (!siem || summary.siem?.id === siem) &&
    (!term ||
      [summary.title, summary.entityRef, summary.headline].some(text =>
        text.toLowerCase().includes(term),
      ))
  );
}

function countHealths(
  summaries: readonly ForwarderSummary[],
): Record<Health, number> {
  const counts: Record<Health, number> = {
    failing: 0,
    degraded: 0,
    unknown: 0,
    pending: 0,
    quiet: 0,
    healthy: 0,
  };
  for (const { health } of summaries) {
    counts[health] += 1;
  }
  return counts;
}

function worstFirst(a: ForwarderSummary, b: ForwarderSummary): number {
  return (
    healths.indexOf(a.health) - healths.indexOf(b.health) ||
    a.title.localeCompare(b.title, 'en') ||
    a.entityRef.localeCompare(b.entityRef, 'en')
  );
}

function secretValue(location: string | undefined): NotedValue[] {
  return location
    ? [{ id: 'secret-location', label: 'Secret lies in', value: location }]
    : [];
}
