import { Fact, FactName, Facts, FactSet, factNames } from './Facts';
import { Forwarder } from './Forwarder';
import { isDecided, Unavailability } from './Unavailability';

/** The SIEM instance of a forwarder, as checks see it. */
export interface SnapshotSiem {
  id: string;
  title: string;
  kind: string;
  /** True when it can be asked whether rows arrive. */
  verifies: boolean;
}

/** What Azure and the SIEM said of one forwarder, before any judgement. */
export interface Snapshot {
  forwarder: Forwarder;
  siem?: SnapshotSiem;
  /** Entra tenant of the event hub's subscription. */
  tenantId?: string;
  /** Why nothing was collected: the resources are not in the owner's scope, or an annotation cannot be read. */
  refusal?: Unavailability;
  facts: FactSet;
}

/**
 * Lays newly collected facts over those known before.
 *
 * @remarks
 * A newer value replaces an older one, whatever the order in which two
 * collections end. A failure to look leaves the last value in place, with its
 * age; a decision not to look (another owner's resource) removes it.
 */
export function mergeFacts(previous: FactSet, collected: FactSet): FactSet {
  const merged: FactSet = {};
  for (const name of factNames) {
    mergeFact(name, previous, collected, merged);
  }
  return merged;
}

function mergeFact<K extends FactName>(
  name: K,
  previous: { [P in K]?: Fact<Facts[P]> },
  collected: { [P in K]?: Fact<Facts[P]> },
  merged: { [P in K]?: Fact<Facts[P]> },
): void {
  const fact = newer(previous[name], collected[name]);
  if (fact) {
    merged[name] = fact;
  }
}

function newer<T>(
  before: Fact<T> | undefined,
  now: Fact<T> | undefined,
): Fact<T> | undefined {
  if (!before || !now) {
    return now ?? before;
  }
  if (Date.parse(now.observedAt) < Date.parse(before.observedAt)) {
    return before;
  }
  if ('value' in now || !('value' in before) || isDecided(now.unavailable)) {
    return now;
  }
  return {
    value: before.value,
    observedAt: before.observedAt,
    failure: now.unavailable,
  };
}
