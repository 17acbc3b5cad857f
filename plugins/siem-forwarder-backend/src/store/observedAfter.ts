import { Judged } from './Judged';
import { ObservedTimes, timesOf } from './observedTimes';

/**
 * For each fact the earliest of its new times: told of all, it makes none look
 * younger than it is, and lets many forwarders share a statement.
 */
export function earliestTimes(unchanged: Judged[]): ObservedTimes {
  const earliest: ObservedTimes = {};
  for (const { previous, state } of unchanged) {
    const before = timesOf(previous?.facts ?? {});
    for (const [name, at] of entriesOf(timesOf(state.facts))) {
      const known = earliest[name];
      if (at !== before[name] && (!known || at < known)) {
        earliest[name] = at;
      }
    }
  }
  return earliest;
}

/** What the row of an unchanged forwarder says of when its facts were read. */
export function observedAfter(
  { row, previous, state }: Judged,
  earliest: ObservedTimes,
): ObservedTimes {
  const observed: ObservedTimes = JSON.parse(row?.observed ?? '{}');
  const before = timesOf(previous?.facts ?? {});
  for (const [name, at] of entriesOf(timesOf(state.facts))) {
    const known = before[name];
    const told = earliest[name];
    if (at !== known && told && (!known || told > known)) {
      observed[name] = told;
    }
  }
  return observed;
}

function entriesOf(times: ObservedTimes) {
  return Object.entries(times) as [keyof ObservedTimes, string][];
}
