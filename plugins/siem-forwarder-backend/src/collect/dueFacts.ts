import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import {
  Cadence,
  FactName,
  factDefinitions,
  factNames,
  FactSet,
} from './Facts';

/**
 * The facts that a scheduled sweep reads: all of the flow, and of the
 * configuration those that are old, or that are not known.
 *
 * @param now - epoch milliseconds
 * @param periods - how often each kind of fact is read
 */
export function dueFacts(
  previous: FactSet,
  now: number,
  periods: Record<Cadence, HumanDuration>,
): ReadonlySet<FactName> {
  // Sweeps do not start to the second: what would be due before the next one is due now.
  const slack = durationToMilliseconds(periods.flow) / 2;
  const oldest = now - durationToMilliseconds(periods.configuration) + slack;
  return new Set(
    factNames.filter(name => {
      if (factDefinitions[name].cadence === 'flow') {
        return true;
      }
      const fact = previous[name];
      return (
        !fact ||
        !('value' in fact) ||
        fact.failure !== undefined ||
        Date.parse(fact.observedAt) < oldest
      );
    }),
  );
}

/** All facts: what a check on demand reads. */
export const everyFact: ReadonlySet<FactName> = new Set(factNames);
