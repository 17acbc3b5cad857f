import { Series } from '../collect/Series';
import { ForwarderState } from './HealthStore';
import { isSeries } from './seriesShape';

/** Members that say when something was read, and nothing else. */
const TIMES = new Set(['observedAt', 'checkedAt']);

/**
 * True when a state says the same as another one, except for when its facts
 * were read: then there is nothing to write but that time.
 */
export function sameButForTimes(a: ForwarderState, b: ForwarderState): boolean {
  return same(a, b);
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) {
    return false;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => same(item, b[index]))
    );
  }
  if (isSeries(a) && isSeries(b)) {
    return sameSeries(a, b);
  }
  if (isReading(a) && isReading(b)) {
    return a.failing === b.failing;
  }
  const before = a as Record<string, unknown>;
  const after = b as Record<string, unknown>;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(
    key => TIMES.has(key) || same(before[key], after[key]),
  );
}

/** A reading of a check that flaps: which of the last three failed counts, and when they were made does not. */
function isReading(value: object): value is { at: string; failing: boolean } {
  return 'failing' in value && 'at' in value && Object.keys(value).length === 2;
}

/** True when the later window only moved over slots in which nothing passed. */
function sameSeries(a: Series, b: Series): boolean {
  if (a.minutes !== b.minutes || a.counts.length !== b.counts.length) {
    return false;
  }
  const moved =
    (Date.parse(b.from) - Date.parse(a.from)) / (a.minutes * 60_000);
  if (!Number.isInteger(moved)) {
    return false;
  }
  const first = Math.min(0, moved);
  const last = Math.max(0, moved) + a.counts.length;
  for (let slot = first; slot < last; slot += 1) {
    if ((a.counts[slot] ?? 0) !== (b.counts[slot - moved] ?? 0)) {
      return false;
    }
  }
  return true;
}
