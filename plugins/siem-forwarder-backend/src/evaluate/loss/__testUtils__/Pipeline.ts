import { MINUTES, Plan, Stretch, within } from './Plan';
import { randomOf } from './randomOf';

/** Log Analytics retries for so many minutes, then it discards. */
const RETRIES = 12 * 60;

/** A new or changed rule takes so many minutes to start. */
const STARTS_AFTER = 30;

/** A row on its way; times are minutes from the start of the history. */
interface Row {
  /** Its own time. */
  at: number;
  /** When it can be queried. */
  ingested: number;
}

/** A message in the hub, which carries the rows of a minute. */
interface Message {
  entered: number;
  /** The newest of its rows' own times. */
  newestRow: number;
  rows: number;
}

/** What happened in truth. */
export interface Truth {
  /** Minutes in which the rule stood still, with rows lost or not. */
  stops: (Stretch & { lost: number })[];
  /** Rows or messages that were discarded after they had waited. */
  discarded: { at: number; waitedSince: number; where: 'export' | 'hub' }[];
  /** Minutes at which a row was lost at once. */
  lostAtOnce: number[];
  /** By minute: since when the oldest has waited, in the export or in the hub; -1 for nothing. */
  exportWaits: Int32Array;
  hubWaits: Int32Array;
}

/** Counts by minute, as they happened. */
export interface Counts {
  /** By the rows' own time; a row counts from `ingestedAt` on. */
  rows: Row[];
  exported: Uint32Array;
  incoming: Uint32Array;
  outgoing: Uint32Array;
  /** By minute: newest row time that the SIEM has, and when it indexed last; -1 for never. */
  siemNewest: Int32Array;
  siemIndexed: Int32Array;
}

/** What a {@link Plan} comes to, minute by minute. It knows nothing of how losses are foreseen. */
export function runPipeline(plan: Plan): { truth: Truth; counts: Counts } {
  const random = randomOf(plan.seed);
  const rows = writeRows(plan, random);
  const truth: Truth = {
    stops: plan.ruleOutages.map(({ from, to }) => ({ from, to, lost: 0 })),
    discarded: [],
    lostAtOnce: [],
    exportWaits: new Int32Array(MINUTES).fill(-1),
    hubWaits: new Int32Array(MINUTES).fill(-1),
  };
  const counts: Counts = {
    rows,
    exported: new Uint32Array(MINUTES),
    incoming: new Uint32Array(MINUTES),
    outgoing: new Uint32Array(MINUTES),
    siemNewest: new Int32Array(MINUTES).fill(-1),
    siemIndexed: new Int32Array(MINUTES).fill(-1),
  };
  const byIngestion = [...rows].sort((a, b) => a.ingested - b.ingested);
  const stopped = plan.ruleOutages.map(({ from, to }) => ({
    from,
    to: to + STARTS_AFTER,
  }));
  let next = 0;
  let toExport: Row[] = [];
  let hub: Message[] = [];
  let failedBefore = false;
  let newest = -1;
  let indexed = -1;
  for (let minute = 0; minute < MINUTES; minute += 1) {
    while (next < byIngestion.length && byIngestion[next].ingested <= minute) {
      const row = byIngestion[next];
      next += 1;
      if (within(stopped, minute)) {
        truth.lostAtOnce.push(minute);
        const stop = truth.stops.find(
          ({ from, to }) => minute >= from && minute < to + STARTS_AFTER,
        );
        if (stop) {
          stop.lost += 1;
        }
      } else {
        toExport.push(row);
      }
    }
    // A rule that is off forgets what it still tried to deliver.
    if (within(plan.ruleOutages, minute) && toExport.length > 0) {
      toExport.forEach(() => truth.lostAtOnce.push(minute));
      toExport = [];
    }
    if (within(plan.hubOutages, minute)) {
      failedBefore ||= toExport.length > 0;
      const expired = toExport.filter(row => minute - row.ingested >= RETRIES);
      for (const row of expired) {
        truth.discarded.push({
          at: minute,
          waitedSince: row.ingested,
          where: 'export',
        });
      }
      toExport = toExport.filter(row => minute - row.ingested < RETRIES);
    } else if (toExport.length > 0 && random() < 0.7) {
      const message = {
        entered: minute,
        newestRow: Math.max(...toExport.map(({ at }) => at)),
        rows: toExport.length,
      };
      // What was tried before may come twice.
      const times = failedBefore ? 2 : 1;
      for (let i = 0; i < times; i += 1) {
        hub.push(message);
      }
      counts.exported[minute] += message.rows * times;
      counts.incoming[minute] += times;
      if (plan.secondReader) {
        counts.outgoing[minute] += times;
      }
      toExport = [];
      failedBefore = false;
    }
    const kept = hub.findIndex(
      ({ entered }) => minute - entered < plan.retentionHours * 60,
    );
    const gone = kept < 0 ? hub.length : kept;
    for (const { entered } of hub.slice(0, gone)) {
      truth.discarded.push({ at: minute, waitedSince: entered, where: 'hub' });
    }
    hub = hub.slice(gone);
    if (!within(plan.readerOutages, minute) && hub.length > 0) {
      const read = hub.slice(0, plan.readsPerMinute);
      hub = hub.slice(read.length);
      counts.outgoing[minute] += read.length;
      newest = Math.max(newest, ...read.map(({ newestRow }) => newestRow));
      // The SIEM indexes after it has read.
      indexed = minute + 1;
    }
    counts.siemNewest[minute] = newest;
    counts.siemIndexed[minute] = indexed;
    truth.exportWaits[minute] = toExport[0]?.ingested ?? -1;
    truth.hubWaits[minute] = hub[0]?.entered ?? -1;
  }
  return { truth, counts };
}

/** Rows come as they like, more by day than by night; a few become visible late. */
function writeRows(plan: Plan, random: () => number): Row[] {
  const rows: Row[] = [];
  const perMinute = plan.rowsPerDay / 1_440;
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const hour = (minute / 60) % 24;
    const expected = perMinute * (hour >= 7 && hour < 19 ? 1.6 : 0.4);
    let left = within(plan.quiet, minute) ? 0 : poisson(expected, random);
    for (; left > 0; left -= 1) {
      const late = random() < 0.005;
      rows.push({
        at: minute,
        ingested:
          minute +
          1 +
          Math.floor(random() * 4) +
          (late ? 20 + Math.floor(random() * 40) : 0),
      });
    }
  }
  return rows;
}

function poisson(expected: number, random: () => number): number {
  const limit = Math.exp(-expected);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) {
    count += 1;
  }
  return count;
}
