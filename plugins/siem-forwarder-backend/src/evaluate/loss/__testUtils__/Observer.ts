import { FactSet } from '../../../collect/Facts';
import { HopCount, Series } from '../../../collect/Series';
import { factsOf, healthyValues } from '../../__fixtures__/healthyForwarder';
import { Counts } from './Pipeline';
import { MINUTES, Plan, within } from './Plan';

/** Start of a history; at the start of a slot. */
export const START = Date.parse('2026-10-01T00:00:00.000Z');

const MINUTE = 60_000;
const SLOT = 15;
const SLOTS = 96;

/** Metrics are known so many minutes after the fact. */
const METRICS_LAG = 3;

/** Length of the metrics' own slots in minutes. */
const BIN = 5;

export const instantOf = (minute: number) => START + minute * MINUTE;
const isoOf = (minute: number) => new Date(instantOf(minute)).toISOString();

/** Counts of one hop, by slot, up to a minute that moves on. */
class Hop {
  readonly slots = new Uint32Array(MINUTES / SLOT);
  last = -1;
  #until = 0;

  constructor(private readonly minutes: Uint32Array) {}

  /** Takes up what became visible. */
  advance(until: number): void {
    for (; this.#until < until; this.#until += 1) {
      const count = this.minutes[this.#until];
      if (count > 0) {
        this.slots[Math.floor(this.#until / SLOT)] += count;
        this.last = this.#until;
      }
    }
  }

  count(now: number): HopCount {
    const series = seriesAt(this.slots, now);
    const bin = (Math.floor(this.last / BIN) + 1) * BIN;
    return {
      series,
      total: series.counts.reduce((sum, count) => sum + count, 0),
      lastAt:
        this.last < 0 || now - this.last > SLOTS * SLOT
          ? null
          : isoOf(Math.min(bin, now)),
    };
  }
}

function seriesAt(slots: Uint32Array, now: number): Series {
  const last = Math.floor(now / SLOT);
  const counts = new Array<number>(SLOTS).fill(0);
  for (let i = 0; i < SLOTS; i += 1) {
    const slot = last - (SLOTS - 1) + i;
    counts[i] = slot >= 0 ? slots[slot] ?? 0 : 0;
  }
  return {
    from: isoOf((last - (SLOTS - 1)) * SLOT),
    minutes: SLOT,
    counts,
  };
}

/** What Azure and the SIEM say of a history at a time that moves on. */
export class Observer {
  readonly #plan: Plan;
  readonly #counts: Counts;
  readonly #exported: Hop;
  readonly #incoming: Hop;
  readonly #outgoing: Hop;
  readonly #rows = new Uint32Array(MINUTES / SLOT);
  readonly #byIngestion: Counts['rows'];
  #nextRow = 0;
  #newestRow = -1;
  readonly #constant: FactSet;

  constructor(plan: Plan, counts: Counts) {
    this.#plan = plan;
    this.#counts = counts;
    this.#exported = new Hop(counts.exported);
    this.#incoming = new Hop(counts.incoming);
    this.#outgoing = new Hop(counts.outgoing);
    this.#byIngestion = [...counts.rows].sort(
      (a, b) => a.ingested - b.ingested,
    );
    this.#constant = factsOf(healthyValues);
  }

  /** The facts of a look at a minute; minutes only grow. */
  look(now: number): FactSet {
    const at = isoOf(now);
    for (const hop of [this.#exported, this.#incoming, this.#outgoing]) {
      hop.advance(now - METRICS_LAG);
    }
    this.#takeRows(now);
    const rows = seriesAt(this.#rows, now);
    const newest = this.#newestRow;
    const facts: FactSet = {};
    for (const [name, fact] of Object.entries(this.#constant)) {
      Object.assign(facts, { [name]: { ...fact, observedAt: at } });
    }
    return {
      ...facts,
      exportRule: { value: this.#rule(now), observedAt: at },
      production: {
        value: [
          {
            table: 'SecurityIncident',
            rows: rows.counts.reduce((sum, count) => sum + count, 0),
            series: rows,
            newestAt: newest < 0 ? null : isoOf(newest),
          },
        ],
        observedAt: at,
      },
      exported: { value: this.#exported.count(now), observedAt: at },
      namespace: {
        value: { ...healthyValues.namespace!, tier: this.#plan.tier },
        observedAt: at,
      },
      hub: {
        value: {
          ...healthyValues.hub!,
          retentionHours: this.#plan.retentionHours,
        },
        observedAt: at,
      },
      incoming: { value: this.#incoming.count(now), observedAt: at },
      outgoing: { value: this.#outgoing.count(now), observedAt: at },
      arrivals: this.#arrivals(now, at),
    };
  }

  #takeRows(now: number): void {
    while (
      this.#nextRow < this.#byIngestion.length &&
      this.#byIngestion[this.#nextRow].ingested <= now
    ) {
      const { at } = this.#byIngestion[this.#nextRow];
      this.#rows[Math.floor(at / SLOT)] += 1;
      this.#newestRow = Math.max(this.#newestRow, at);
      this.#nextRow += 1;
    }
  }

  #rule(now: number) {
    const { ruleOutages } = this.#plan;
    const current = ruleOutages.find(outage => within([outage], now));
    if (current?.kind === 'missing') {
      return null;
    }
    const changes = ruleOutages
      .flatMap(({ from, to }) => [from, to])
      .filter(minute => minute <= now);
    const rule = healthyValues.exportRule!;
    return {
      ...rule,
      createdAt: isoOf(-60 * 24 * 40),
      lastModifiedAt: isoOf(Math.max(-60 * 24 * 40, ...changes)),
      enabled: current?.kind !== 'disabled',
      tableNames:
        current?.kind === 'other-table' ? ['SecurityAlert'] : rule.tableNames,
    };
  }

  #arrivals(now: number, at: string): FactSet['arrivals'] {
    if (!this.#plan.siemTells) {
      return {
        unavailable: { reason: 'not-told', message: 'It cannot be asked.' },
        observedAt: at,
      };
    }
    // A search sees what was indexed a minute ago.
    const seen = Math.max(0, now - 1);
    const indexed = this.#counts.siemIndexed[seen];
    const newest = this.#counts.siemNewest[seen];
    const within24h = indexed >= 0 && now - indexed <= 24 * 60;
    return {
      value: {
        count: within24h ? 1 : 0,
        windowHours: 24,
        lastIndexedAt: within24h ? isoOf(indexed) : null,
        lastEventAt: within24h && newest >= 0 ? isoOf(newest) : null,
      },
      observedAt: at,
    };
  }
}
