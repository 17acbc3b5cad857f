import { durationToMilliseconds } from '@backstage/types';
import { ExportRuleFact } from '../../collect/Facts';
import { Judgement } from '../Check';
import { KnownFacts } from './KnownFacts';
import { RetryMemory } from './LossMemory';
import { LossWindow } from './LossWindow';
import { addSlots, Slot, slotsOf } from './slots';
import { countSince, slotsSince } from './tally';

const MINUTE = 60_000;

/**
 * How long the export retries before it discards.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export
 */
export const RETRIES = 12 * 60 * MINUTE;

/** A row may come late into its table, long after its own time: what is missed is seen again before it counts. */
const SEEN_FOR = 10 * MINUTE;

/** Rows that the export could not deliver. */
export interface RetryOutlook {
  /** Rows that it still tries to deliver. */
  window?: LossWindow;
  /** Rows whose retries are over. */
  lost: number;
  memory?: RetryMemory;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * Compares the rows of the workspace with what its rule exported.
 *
 * @returns undefined when it is not known
 */
export function retryOutlook(
  known: KnownFacts,
  before: RetryMemory | undefined,
  context: Judgement,
): RetryOutlook | undefined {
  const rule = known.value('exportRule');
  const production = known.get('production');
  const exported = known.get('exported');
  if (!rule || !production || !exported) {
    return undefined;
  }
  const { settings, subject } = context;
  const at = Math.min(production.at, exported.at);
  const lastAt = exported.value.lastAt ? Date.parse(exported.value.lastAt) : 0;
  const resumed = before && lastAt > Date.parse(before.since);
  const memory = resumed ? undefined : before;
  const produced = addSlots(
    production.value
      .filter(({ table }) =>
        subject.forwarder.tables.some(name => same(name, table)),
      )
      .map(({ series }) => series),
  );
  // What was written before the rule could work is not its business.
  const after = Math.max(lastAt, startsAt(rule, context));
  const failures = known.value('exportFailures');
  const slots =
    after === lastAt && failures && failedIn(slotsOf(failures.series), lastAt)
      ? slotsSince(produced, slotsOf(exported.value.series), lastAt)
      : produced;
  const first = slots.find(
    slot =>
      slot.count > 0 &&
      slot.from >= after &&
      slot.to <= at - durationToMilliseconds(settings.hopLatency),
  );
  if (!memory && !first) {
    return { lost: 0 };
  }
  const since = memory ? Date.parse(memory.since) : first?.from ?? at;
  const over = at - RETRIES;
  const lost = countSince(slots, { since, until: over, at }, memory);
  const waiting = slots
    .filter(({ from }) => from >= Math.max(since, over))
    .reduce((sum, { count }) => sum + count, 0);
  const seen = memory?.seen ?? new Date(at).toISOString();
  const reported = at - Date.parse(seen) >= SEEN_FOR;
  // Each row has retries of its own: those of the oldest that still waits end first.
  const oldest = slots.find(
    slot => slot.count > 0 && slot.from >= Math.max(since, over),
  );
  return {
    lost: reported ? lost.count : 0,
    ...(reported && oldest
      ? {
          window: {
            since: oldest.from,
            deadline: oldest.from + RETRIES,
            count: waiting,
          },
        }
      : {}),
    memory: { since: new Date(since).toISOString(), seen, ...lost.tally },
  };
}

/**
 * True when tries failed in the slot in which the last one succeeded: then what
 * is missing of its rows waits since then. Without such a try it may but be
 * under way.
 */
function failedIn(failures: readonly Slot[], lastAt: number): boolean {
  return failures.some(
    ({ from, to, count }) => count > 0 && from <= lastAt && to > lastAt,
  );
}

/** From when on rows are expected in the export. */
function startsAt(
  rule: ExportRuleFact,
  { settings }: Pick<Judgement, 'settings'>,
): number {
  const instants = [rule.createdAt, rule.lastModifiedAt].flatMap(at =>
    at ? Date.parse(at) : [],
  );
  return instants.length > 0
    ? Math.max(...instants) + durationToMilliseconds(settings.ruleSettles)
    : 0;
}
