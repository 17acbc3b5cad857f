import { DateTime, Duration, Interval } from 'luxon';

/** Bounds of a query in epoch milliseconds; both ends belong to it. */
export interface QueryTimespan {
  from: number;
  to: number;
}

/**
 * Reads `PT1H`, `start/end`, `start/PT1H` or `PT1H/end`; undefined when the
 * text is none of these.
 */
export function parseTimespan(
  text: string | undefined,
  now: number,
): QueryTimespan | undefined {
  if (text === undefined || text === '') {
    return { from: -Infinity, to: Infinity };
  }
  if (!text.includes('/')) {
    const duration = Duration.fromISO(text);
    return duration.isValid
      ? { from: now - duration.toMillis(), to: now }
      : undefined;
  }
  const [start, end] = text.split('/');
  const normalized = [start, end]
    .map(part => {
      const instant = DateTime.fromISO(part, { zone: 'utc' });
      return instant.isValid ? instant.toISO() : part;
    })
    .join('/');
  const interval = Interval.fromISO(normalized);
  return interval.start && interval.end
    ? { from: interval.start.toMillis(), to: interval.end.toMillis() }
    : undefined;
}
