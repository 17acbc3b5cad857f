import { Fact, factNames, FactName, FactSet } from '../collect/Facts';
import { Series, SLOT_MINUTES } from '../collect/Series';
import { Evaluation } from '../evaluate/Evaluation';
import { isSeries } from './seriesShape';

/** When facts were read (ISO 8601, UTC), by name. */
export type ObservedTimes = { [K in FactName]?: string };

/** The times of the facts themselves. */
export function timesOf(facts: FactSet): ObservedTimes {
  const times: ObservedTimes = {};
  for (const name of factNames) {
    const fact = facts[name];
    if (fact) {
      times[name] = fact.observedAt;
    }
  }
  return times;
}

/**
 * Facts that were read again with the same answer: their times are the later
 * ones, and their series end there.
 */
export function withObservedTimes(
  facts: FactSet,
  observed: ObservedTimes,
): FactSet {
  const later: Partial<Record<FactName, Fact<unknown>>> = { ...facts };
  for (const name of factNames) {
    const observedAt = observed[name];
    const fact = later[name];
    if (observedAt && fact) {
      later[name] =
        'value' in fact
          ? { ...fact, observedAt, value: moved(fact.value, observedAt) }
          : { ...fact, observedAt };
    }
  }
  return later as FactSet;
}

/**
 * Brings the times of findings and of their evidence up to those of the facts.
 *
 * @param written - when the facts had been read as the evaluation was made
 */
export function withLaterEvidence(
  evaluation: Evaluation,
  written: ObservedTimes,
  observed: ObservedTimes,
): Evaluation {
  // Where several facts had one time, the one that is oldest now counts.
  const later = new Map<string, string>();
  for (const name of factNames) {
    const before = written[name];
    if (before) {
      const now = observed[name] ?? before;
      const known = later.get(before);
      later.set(before, known && known < now ? known : now);
    }
  }
  const bring = (at: string) => later.get(at) ?? at;
  return {
    ...evaluation,
    findings: evaluation.findings.map(finding => ({
      ...finding,
      ...(finding.observedAt ? { observedAt: bring(finding.observedAt) } : {}),
      evidence: finding.evidence.map(item => ({
        ...item,
        observedAt: bring(item.observedAt),
      })),
    })),
  };
}

/** A value whose series end at an instant; in what they gained nothing passed. */
function moved(value: unknown, observedAt: string): unknown {
  if (Array.isArray(value)) {
    return value.map(item => moved(item, observedAt));
  }
  if (typeof value !== 'object' || !value) {
    return value;
  }
  if (isSeries(value)) {
    return movedSeries(value, Date.parse(observedAt));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      moved(member, observedAt),
    ]),
  );
}

function movedSeries(series: Series, end: number): Series {
  const { from, minutes, counts } = series;
  const slot = minutes * 60_000;
  const newest = Math.floor(end / slot) * slot;
  const start = newest - (counts.length - 1) * slot;
  const slots = Math.round((start - Date.parse(from)) / slot);
  if (slots <= 0 || minutes !== SLOT_MINUTES) {
    return series;
  }
  return {
    from: new Date(start).toISOString(),
    minutes,
    counts: counts.map((_, index) => counts[index + slots] ?? 0),
  };
}
