import { ExportStop } from './exportStop';
import { KnownFacts } from './KnownFacts';
import { StopMemory } from './LossMemory';
import { addSlots, slotsOf } from './slots';
import { countSince, slotsSince } from './tally';

/** Rows that are lost while the export stands still. */
export interface StopOutlook {
  /** Absent where nobody can count them. */
  count?: number;
  memory: StopMemory;
}

interface Witness {
  rightUntil: string | undefined;
  changedAt: string | undefined;
  describedSince: string | undefined;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * Tells since when the export stands still, and counts what is lost meanwhile.
 *
 * @param witness - `rightUntil`: when the configuration was last seen to be
 *   right; `changedAt`: when it was changed, by the Activity Log;
 *   `describedSince`: before it nobody wanted these rows (ISO 8601)
 */
export function stopOutlook(
  stop: ExportStop,
  known: KnownFacts,
  before: StopMemory | undefined,
  witness: Witness,
): StopOutlook {
  const onset = before
    ? { since: Date.parse(before.since), about: before.about }
    : notBefore(witness.describedSince, onsetOf(stop, known, witness));
  const described = {
    reason: stop.reason,
    checkId: stop.checkId,
    since: new Date(onset.since).toISOString(),
    about: onset.about,
  };
  const production = known.get('production');
  if (!production || stop.tables.length === 0) {
    return {
      memory: {
        ...described,
        settled: before?.settled ?? 0,
        through: before?.through ?? described.since,
        partial: before?.partial ?? false,
      },
    };
  }
  const exported = known.value('exported');
  const produced = addSlots(
    production.value
      .filter(({ table }) => stop.tables.some(name => same(name, table)))
      .map(({ series }) => series),
  );
  const { count, tally, partial } = countSince(
    slotsSince(produced, exported ? slotsOf(exported.series) : [], onset.since),
    {
      since: onset.since,
      until: production.at,
      at: production.at,
    },
    before,
  );
  return {
    count,
    memory: {
      ...described,
      ...tally,
      partial: before?.partial || (partial && isOlder(produced, onset.since)),
    },
  };
}

/** True when counting should have begun before the oldest slot that was read. */
function isOlder(slots: readonly { from: number }[], since: number): boolean {
  return slots.length > 0 && since < slots[0].from;
}

/** Rows that nobody wanted yet are not lost. */
function notBefore(
  describedSince: string | undefined,
  onset: { since: number; about: boolean },
): { since: number; about: boolean } {
  const least = describedSince ? Date.parse(describedSince) : -Infinity;
  return onset.since < least ? { since: least, about: true } : onset;
}

/**
 * The service says when a rule was changed last; where it does not, or where
 * rows were exported after that, it happened after the last sign of life.
 */
function onsetOf(
  stop: ExportStop,
  known: KnownFacts,
  { rightUntil, changedAt }: Witness,
): { since: number; about: boolean } {
  if (changedAt) {
    return { since: Date.parse(changedAt), about: false };
  }
  const signs = [
    rightUntil,
    stop.reason === 'connector-off'
      ? known.value('iotAlerts')?.newestAt
      : stop.reason !== 'tables-differ' && known.value('exported')?.lastAt,
  ].flatMap(sign => (sign ? Date.parse(sign) : []));
  const alive = signs.length > 0 ? Math.max(...signs) : undefined;
  const told = stop.changedAt ? Date.parse(stop.changedAt) : undefined;
  // Minutes of metrics end later than the change within them.
  if (told !== undefined && told + 5 * 60_000 > (alive ?? 0)) {
    return { since: told, about: false };
  }
  return { since: alive ?? stop.at, about: true };
}
