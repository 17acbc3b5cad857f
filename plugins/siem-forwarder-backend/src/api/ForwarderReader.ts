import { InputError, NotFoundError } from '@backstage/errors';
import {
  ForwarderHealth,
  ForwarderList,
  ForwarderSamples,
  ForwarderSort,
  ForwarderSummary,
  NotedValue,
  SiemReference,
  Uptime,
  UptimeShare,
} from 'backstage-plugin-siem-forwarder-common';
import { HumanDuration } from '@backstage/types';
import { CollectorSiems } from '../collect/Collector';
import { ForwarderCatalog } from '../collect/ForwarderCatalog';
import {
  FleetDescription,
  FleetDirectory,
  FleetFilter,
  FleetIndex,
} from '../fleet';
import { describeForwarder } from '../fleet/describeForwarder';
import { Scopes } from '../scopes';
import { HealthStore } from '../store/HealthStore';
import { startOfPeriod, uptimeOf, uptimeShareOf } from '../store/uptimeOf';
import {
  decodeFleetCursor,
  encodeFleetCursor,
  FleetCursor,
} from './FleetCursor';
import { healthView, summaryView } from './forwarderViews';
import { Reader } from './ReadAccess';

/** The bar on the card: 24 slots of an hour. */
const UPTIME = { hours: 24, slots: 24 };

/** The column of the fleet: 30 days. */
const MONTH = { hours: 30 * 24, slots: 30 };

/** The periods that audits ask for; the first is the card's, the others have a slot a day. */
const UPTIME_PERIODS = [UPTIME, MONTH, { hours: 90 * 24, slots: 90 }];

const DAY_MS = 86_400_000;

/** As long as samples are kept. */
const LONGEST_SAMPLES_DAYS = 400;

/** Rows that are read at once for an export. */
const EXPORT_PAGE = 500;

/** PostgreSQL has no texts with this character. */
const NUL = '\0';

/** What a {@link ForwarderReader} works with. */
export interface ForwarderReaderOptions {
  forwarders: Pick<ForwarderCatalog, 'get' | 'refs'>;
  directory: Pick<FleetDirectory, 'ensureListed' | 'note'>;
  index: FleetIndex;
  store: Pick<HealthStore, 'judgement' | 'samples' | 'uptime'>;
  scopes: Pick<Scopes, 'contains'>;
  siems: CollectorSiems;
  /** Where the secret of a forwarder lies, when the portal delivered it; shown as a value to note. */
  secretLocationOf?(entityRef: string): Promise<string | undefined>;
  /** How long a judgement holds without a check; 15 minutes when absent. */
  believedFor?: HumanDuration;
  /** The present in epoch milliseconds; the system's clock when absent. */
  now?: () => number;
}

/** What a list is asked for. */
export interface ForwarderQuery extends Omit<FleetFilter, 'readable'> {
  /** `health` when absent. */
  sort?: ForwarderSort;
  descending?: boolean;
  limit: number;
  /** Of a former answer; it carries the order. */
  cursor?: string;
}

/** A forwarder as the file of the fleet tells of it. */
export interface ExportedForwarder extends ForwarderSummary {
  /** Over 30 days; absent when nothing is known. */
  uptime?: UptimeShare;
}

/**
 * Answers what callers may see. Which entities those are is decided by the
 * catalog, or by its permission where that does not depend on the entity;
 * everything else, counts, order and cursors included, is made of those.
 */
export class ForwarderReader {
  readonly #options: ForwarderReaderOptions;

  private constructor(options: ForwarderReaderOptions) {
    this.#options = options;
  }

  static create(options: ForwarderReaderOptions): ForwarderReader {
    return new ForwarderReader(options);
  }

  /** A page of the forwarders that the reader may see. */
  async list(query: ForwarderQuery, reader: Reader): Promise<ForwarderList> {
    const { index } = this.#options;
    const { limit } = query;
    const cursor: FleetCursor | undefined =
      query.cursor === undefined ? undefined : decodeFleetCursor(query.cursor);
    const { sort, descending } = cursor ?? {
      sort: query.sort ?? 'health',
      descending: query.descending ?? false,
    };
    const filter = await this.visible(query, reader);
    const [found, counts] = await Promise.all([
      index.slice(filter, {
        sort,
        descending,
        // One more tells whether there is another page.
        limit: limit + 1,
        after: cursor?.after,
        before: cursor?.before,
      }),
      index.counts(filter),
    ]);
    const backward = cursor?.before !== undefined;
    const more = found.length > limit;
    const extra = more ? 1 : 0;
    const rows = backward ? found.slice(extra) : found.slice(0, limit);
    const wanted = query.health?.length ? query.health : undefined;
    const total = Object.entries(counts).reduce(
      (sum, [health, count]) =>
        !wanted || wanted.some(each => each === health) ? sum + count : sum,
      0,
    );
    const offset = backward
      ? Math.max(0, (cursor?.offset ?? 0) - rows.length)
      : cursor?.offset ?? 0;
    const place = (at: Partial<FleetCursor>) =>
      encodeFleetCursor({ sort, descending, offset, ...at });
    const hasNext = rows.length > 0 && (backward || more);
    const hasPrevious =
      rows.length > 0 && (backward ? more : cursor?.after !== undefined);
    return {
      items: rows.map(({ entry }) =>
        summaryView(entry, this.#siemOf(entry.siemId)),
      ),
      total,
      counts,
      offset,
      ...(hasNext
        ? {
            nextCursor: place({
              after: rows[rows.length - 1].key,
              offset: offset + rows.length,
            }),
          }
        : {}),
      ...(hasPrevious
        ? { previousCursor: place({ before: rows[0].key }) }
        : {}),
    };
  }

  /**
   * All forwarders of a list, read as they are taken, with their uptime over
   * 30 days. Which they are and their order is settled at the beginning: one
   * whose health changes meanwhile is neither left out nor told twice.
   */
  async *all(
    query: Omit<ForwarderQuery, 'limit' | 'cursor'>,
    reader: Reader,
  ): AsyncGenerator<ExportedForwarder> {
    const { index } = this.#options;
    const refs = await index.refs(await this.visible(query, reader), {
      sort: query.sort ?? 'health',
      descending: query.descending ?? false,
    });
    for (let i = 0; i < refs.length; i += EXPORT_PAGE) {
      const page = refs.slice(i, i + EXPORT_PAGE);
      const [entries, shares] = await Promise.all([
        index.entries(page),
        this.#shares(page),
      ]);
      for (const entry of entries) {
        const uptime = shares.get(entry.entityRef);
        yield {
          ...summaryView(entry, this.#siemOf(entry.siemId)),
          ...(uptime ? { uptime } : {}),
        };
      }
    }
  }

  /** A filter narrowed to what the reader may see, over a list that may be served. */
  async visible<T extends FleetFilter>(filter: T, reader: Reader): Promise<T> {
    refuseNul(filter);
    await this.#options.directory.ensureListed();
    return { ...filter, readable: await this.readable(reader) };
  }

  /** Entity refs that the reader may see; undefined for all. */
  async readable({
    credentials,
    entities,
  }: Reader): Promise<string[] | undefined> {
    if (entities === 'all') {
      return undefined;
    }
    return entities === 'none'
      ? []
      : this.#options.forwarders.refs(credentials);
  }

  /** @throws NotFoundError when the reader may not see it, or it is none */
  async get(entityRef: string, reader: Reader): Promise<ForwarderHealth> {
    const now = this.#now();
    const { description, ...shown } =
      (await this.#listedDetail(entityRef, reader, now)) ??
      (await this.#detail(entityRef, reader, now));
    return healthView({
      description,
      siem: this.#siemOf(description.siemId),
      ...shown,
      now,
      believedFor: this.#options.believedFor,
    });
  }

  /**
   * How long forwarding worked, over a day, 30 and 90 days.
   *
   * @throws NotFoundError when the reader may not see it, or it is none
   */
  async uptimes(entityRef: string, reader: Reader): Promise<Uptime[]> {
    const { refusal, owner = '' } = await this.require(entityRef, reader);
    const now = this.#now();
    return refusal === undefined
      ? Promise.all(
          UPTIME_PERIODS.map(period =>
            this.#options.store.uptime(entityRef, { ...period, now, owner }),
          ),
        )
      : [];
  }

  /**
   * How long several forwarders worked over 30 days, by entity ref as it was
   * asked for. Those that the reader may not see, and those of which nothing
   * is known, are missing.
   */
  async uptimesOf(
    entityRefs: string[],
    reader: Reader,
  ): Promise<Map<string, UptimeShare>> {
    const { readable } = await this.visible<FleetFilter>({}, reader);
    const seen = readable && new Set(readable);
    return this.#shares(
      entityRefs.filter(ref => (!seen || seen.has(ref)) && !ref.includes(NUL)),
    );
  }

  async #shares(entityRefs: string[]): Promise<Map<string, UptimeShare>> {
    const period = { ...MONTH, now: this.#now() };
    const times = await this.#options.index.healthTimes(
      entityRefs,
      startOfPeriod(period),
    );
    return new Map(
      [...times].map(([ref, each]) => [ref, uptimeShareOf(each, period)]),
    );
  }

  /**
   * What passed each hop while the forwarder was its present owner's; nothing
   * where nothing may be shown.
   *
   * @param period - the last day when absent (ISO 8601 with zone); it ends now
   *   at the latest
   * @throws NotFoundError when the reader may not see it, or it is none
   * @throws InputError for a period that is not one, or is too long
   */
  async samples(
    entityRef: string,
    period: { from?: string; to?: string },
    reader: Reader,
  ): Promise<ForwarderSamples> {
    const { refusal, owner = '' } = await this.require(entityRef, reader);
    const now = this.#now();
    const to = period.to ? Math.min(Date.parse(period.to), now) : now;
    const from = period.from ? Date.parse(period.from) : to - DAY_MS;
    if (from > to || to - from > LONGEST_SAMPLES_DAYS * DAY_MS) {
      throw new InputError(
        `from: the period must begin before it ends, not in the future, and last at most ${LONGEST_SAMPLES_DAYS} days`,
      );
    }
    return refusal === undefined
      ? this.#options.store.samples(entityRef, { from, to, now, owner })
      : {
          from: new Date(from).toISOString(),
          minutes: 15,
          hops: {
            rows: [],
            exported: [],
            incoming: [],
            outgoing: [],
            arrived: [],
          },
        };
  }

  /**
   * The forwarder, as the reader may see it.
   *
   * @throws NotFoundError with the same words for what does not exist, may not
   *   be read, or is no forwarder
   */
  async require(entityRef: string, reader: Reader): Promise<FleetDescription> {
    const description = await this.#find(entityRef, reader);
    if (!description) {
      throw new NotFoundError(
        `There is no forwarder '${entityRef}' that you may read`,
      );
    }
    return description;
  }

  /** What is shown of a forwarder to whoever may read all, when it is listed. */
  async #listedDetail(entityRef: string, { entities }: Reader, now: number) {
    if (entities !== 'all' || entityRef.includes(NUL)) {
      return undefined;
    }
    await this.#options.directory.ensureListed();
    const detail = await this.#options.index.detail(entityRef, now - DAY_MS);
    return (
      detail && {
        description: detail.entry,
        state: detail.judgement,
        uptime: uptimeOf(detail.spans, { ...UPTIME, now }),
        moreValues: secretValue(detail.secretLocation),
      }
    );
  }

  async #detail(entityRef: string, reader: Reader, now: number) {
    const { store } = this.#options;
    const description = await this.require(entityRef, reader);
    const { owner = '' } = description;
    const [state, uptime, secret] = await Promise.all([
      store.judgement(entityRef),
      store.uptime(entityRef, { ...UPTIME, now, owner }),
      this.#options.secretLocationOf?.(entityRef),
    ]);
    return { description, state, uptime, moreValues: secretValue(secret) };
  }

  async #find(
    entityRef: string,
    { credentials, entities }: Reader,
  ): Promise<FleetDescription | undefined> {
    if (entities === 'none' || entityRef.includes(NUL)) {
      return undefined;
    }
    if (entities === 'all') {
      await this.#options.directory.ensureListed();
      const listed = await this.#options.index.get(entityRef);
      if (listed) {
        return listed;
      }
    }
    // Made since the last listing, or readable by him alone.
    const { forwarders, directory } = this.#options;
    const forwarder = await forwarders.get(entityRef, credentials);
    if (!forwarder) {
      return undefined;
    }
    if (entities === 'all') {
      await directory.note(forwarder);
    }
    return describeForwarder(forwarder, this.#options);
  }

  #siemOf(id: string | undefined): SiemReference | undefined {
    const siem = id === undefined ? undefined : this.#options.siems.get(id);
    return siem && { id: siem.id, title: siem.title, kind: siem.kind };
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

/** @throws InputError that names the field */
function refuseNul(filter: object): void {
  for (const [name, value] of Object.entries(filter)) {
    if (typeof value === 'string' && value.includes(NUL)) {
      throw new InputError(
        `${name}: the value contains the character NUL, which nothing here contains; leave it out`,
      );
    }
  }
}

function secretValue(location: string | undefined): NotedValue[] {
  return location
    ? [{ id: 'secret-location', label: 'Secret lies in', value: location }]
    : [];
}
