import { durationToMilliseconds } from '@backstage/types';
import { SLOT_MINUTES } from '../../collect/Series';
import { Judgement } from '../Check';
import { Backlog, Waiting } from './Backlog';
import { KnownFacts } from './KnownFacts';
import { ReaderMemory } from './LossMemory';
import { LossWindow } from './LossWindow';
import { retentionOf } from './retention';
import { Slot, slotsOf } from './slots';

const MINUTE = 60_000;

/** Metrics come late: slots are final so long after their end. */
const FINAL_AFTER = 120 * MINUTE;

/** What is missed is seen again before it counts. */
const SEEN_FOR = MINUTE;

/** Events that nobody has read. */
export interface ReaderOutlook {
  /** Events that the hub still keeps. */
  window?: LossWindow;
  /** Events that outlived the retention unread. */
  lost: number;
  /** When the first of those entered (epoch milliseconds). */
  lostSince?: number;
  /** True when the SIEM itself says how far it is; else the counts of the hub do. */
  bySiem: boolean;
  memory?: ReaderMemory;
}

interface Traffic {
  from: number;
  to: number;
  entered: number;
  left: number;
}

/**
 * Estimates how far the reader is: Event Hubs has no metric for it. What
 * entered and what left is played through in order; where the SIEM tells what
 * it indexed last, its word counts too.
 *
 * @returns undefined when it is not known
 * @see https://learn.microsoft.com/azure/event-hubs/monitor-event-hubs-reference - consumer lag is in the logs of Premium and Dedicated only
 */
export function readerOutlook(
  known: KnownFacts,
  before: ReaderMemory | undefined,
  context: Judgement,
  indexedBefore: string | undefined,
): ReaderOutlook | undefined {
  const hub = known.value('hub');
  const incoming = known.get('incoming');
  const outgoing = known.get('outgoing');
  if (!hub || !incoming || !outgoing) {
    return undefined;
  }
  const at = Math.min(incoming.at, outgoing.at);
  const latency = durationToMilliseconds(context.settings.hopLatency);
  const traffic = trafficOf(
    slotsOf(incoming.value.series),
    slotsOf(outgoing.value.series),
  );
  const retention = retentionOf(hub, known.value('namespace'));
  const isRead = readBySiem(known);
  const start: Replayed = before
    ? { backlog: new Backlog(before.waiting), dropped: [] }
    : { backlog: new Backlog(), dropped: [] };
  const since = before ? Date.parse(before.through) : traffic[0]?.from ?? at;
  const settled = replay(start, traffic, {
    after: since,
    before: at - FINAL_AFTER,
    retention,
    isRead,
  });
  const through = Math.max(
    since,
    ...traffic.filter(({ to }) => to <= at - FINAL_AFTER).map(({ to }) => to),
  );
  const present = replay(settled, traffic, {
    after: through,
    before: at - latency,
    retention,
    isRead,
  });
  // What left since then is known already, and was the oldest.
  const aged = expire(
    {
      ...present,
      backlog: present.backlog.left(
        traffic
          .filter(({ to }) => to > at - latency)
          .reduce((sum, { left }) => sum + left, 0),
      ),
    },
    at - retention,
  );
  const siemSince = notIndexedSince(known, before, indexedBefore, latency);
  const oldest = Math.min(
    aged.backlog.oldest ?? Infinity,
    siemSince ?? Infinity,
  );
  const waits = Number.isFinite(oldest);
  const lost = (before?.lost ?? 0) + countOf(aged.dropped);
  const lostSince = before?.lostSince ?? aged.dropped[0]?.from;
  const lastRead = outgoing.value.lastAt;
  const stopped =
    lostSince !== undefined &&
    !(lastRead && Date.parse(lastRead) > Date.parse(lostSince));
  // What is being forgotten now is nearly as old as the hub lets it become.
  const losing = lost > 0 && (stopped || oldest < at - 0.8 * retention);
  if (!waits && !losing) {
    return { lost: 0, bySiem: false };
  }
  const seen = before?.seen ?? new Date(at).toISOString();
  const memory: ReaderMemory = {
    waiting: [...settled.backlog.waiting],
    through: new Date(through).toISOString(),
    seen,
    ...(losing && lostSince
      ? { lost: (before?.lost ?? 0) + countOf(settled.dropped), lostSince }
      : { lost: 0 }),
    ...(siemSince === undefined
      ? {}
      : { siemSince: new Date(siemSince).toISOString() }),
  };
  if (at - Date.parse(seen) < SEEN_FOR) {
    return { lost: 0, bySiem: false, memory };
  }
  return {
    ...(waits
      ? {
          window: {
            since: oldest,
            deadline: oldest + retention,
            count: Math.max(
              aged.backlog.count,
              siemSince === undefined ? 0 : enteredSince(traffic, siemSince),
            ),
          },
        }
      : {}),
    ...(losing && lostSince
      ? { lost, lostSince: Date.parse(lostSince) }
      : { lost: 0 }),
    bySiem: siemSince !== undefined,
    memory,
  };
}

function countOf(entries: readonly { count: number }[]): number {
  return entries.reduce((sum, { count }) => sum + count, 0);
}

function trafficOf(entered: Slot[], left: Slot[]): Traffic[] {
  const byStart = new Map(left.map(slot => [slot.from, slot.count]));
  return entered.map(({ from, to, count }) => ({
    from,
    to,
    entered: count,
    left: byStart.get(from) ?? 0,
  }));
}

interface Replayed {
  backlog: Backlog;
  /** What outlived the retention unread. */
  dropped: readonly Waiting[];
}

/** Plays through what entered and left in the slots that lie wholly between two instants. */
function replay(
  start: Replayed,
  traffic: readonly Traffic[],
  range: {
    after: number;
    before: number;
    retention: number;
    isRead: (entry: Waiting) => boolean;
  },
): Replayed {
  let now = start;
  const most = Math.max(...traffic.map(({ left }) => left));
  /** Reads, and could read more: nothing waits. */
  const idles = (slot: Traffic | undefined) =>
    slot !== undefined && slot.left > 0 && slot.left < most / 2;
  traffic.forEach((slot, index) => {
    const { from, to, entered, left } = slot;
    const before = traffic[index - 1];
    if (from < range.after || to > range.before) {
      return;
    }
    const { backlog, dropped } = expire(now, from - range.retention);
    now = { backlog: backlog.entered(from, entered).left(left), dropped };
    const last = before?.left ?? 0;
    // The slot in which a reader starts again says nothing: two in a row do.
    if (idles(slot) && idles(before)) {
      now = {
        backlog: now.backlog.except(
          entry => Date.parse(entry.from) < before.from,
        ),
        dropped,
      };
    }
    // A reader that reads on and then has nothing to do has read everything;
    // what the counts do not explain is their own gap.
    if (left === 0 && entered === 0 && last > 0 && now.backlog.count <= last) {
      now = { backlog: new Backlog(), dropped };
    }
  });
  return {
    backlog: now.backlog.except(range.isRead),
    dropped: now.dropped,
  };
}

/** Forgets what entered before an instant, as the hub does. */
function expire({ backlog, dropped }: Replayed, before: number): Replayed {
  const expired = backlog.waiting.filter(
    ({ from }) => Date.parse(from) < before,
  );
  return expired.length === 0
    ? { backlog, dropped }
    : {
        backlog: backlog.except(entry => expired.includes(entry)),
        dropped: [...dropped, ...expired],
      };
}

/**
 * What the SIEM has by its own word: all that entered before its newest row,
 * and what entered in the same slot when it went on to index after the slot.
 */
function readBySiem(known: KnownFacts): (entry: Waiting) => boolean {
  const { lastEventAt, lastIndexedAt } = known.value('arrivals') ?? {};
  if (!lastEventAt) {
    return () => false;
  }
  const newest = Date.parse(lastEventAt);
  const indexed = lastIndexedAt ? Date.parse(lastIndexedAt) : newest;
  return ({ from }) => {
    const end = Date.parse(from) + SLOT_MINUTES * MINUTE;
    return end <= newest || (Date.parse(from) <= newest && end <= indexed);
  };
}

/** When the oldest row left the workspace that the SIEM has not indexed, by its own word; undefined when it has them all. */
function notIndexedSince(
  known: KnownFacts,
  before: ReaderMemory | undefined,
  indexedBefore: string | undefined,
  latency: number,
): number | undefined {
  const exported = known.get('exported');
  const arrivals = known.get('arrivals');
  if (!exported || !arrivals) {
    return before?.siemSince ? Date.parse(before.siemSince) : undefined;
  }
  const indexedAt = arrivals.value.lastIndexedAt ?? indexedBefore;
  if (!indexedAt) {
    // Nothing was ever indexed: a pipeline that is being set up, not one that loses.
    return undefined;
  }
  const last = Date.parse(indexedAt);
  if (before?.siemSince && Date.parse(before.siemSince) >= last) {
    return Date.parse(before.siemSince);
  }
  const at = Math.min(exported.at, arrivals.at);
  return slotsOf(exported.value.series).find(
    ({ from, to, count }) => count > 0 && from >= last && to <= at - latency,
  )?.from;
}

function enteredSince(traffic: readonly Traffic[], since: number): number {
  return traffic
    .filter(({ from }) => from >= since)
    .reduce((sum, { entered }) => sum + entered, 0);
}
