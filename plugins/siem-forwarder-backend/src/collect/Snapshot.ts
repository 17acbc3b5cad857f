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

/** What is not there while something else is not there, so that nobody asks. */
export const partsOf: readonly [part: FactName, whole: FactName][] = [
  ['hub', 'namespace'],
  ['networkRules', 'namespace'],
  ['consumerGroups', 'hub'],
];

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
  for (const [part, whole] of partsOf) {
    if (isMissing(previous[whole])) {
      forgetPart(part, whole, merged);
    }
  }
  return merged;
}

function isMissing(fact: Fact<unknown> | undefined): boolean {
  return fact !== undefined && 'value' in fact && fact.value === null;
}

/**
 * That a part was not there says nothing once the whole has come back: it may
 * have come along, and was only not seen yet.
 */
function forgetPart(part: FactName, whole: FactName, merged: FactSet): void {
  const known = merged[part];
  const container = merged[whole];
  if (
    !known ||
    !container ||
    !('value' in known) ||
    !('value' in container) ||
    known.value !== null ||
    container.value === null ||
    Date.parse(container.observedAt) <= Date.parse(known.observedAt)
  ) {
    return;
  }
  if (known.failure) {
    const { failure: unavailable, observedAt } = known;
    Object.assign(merged, { [part]: { unavailable, observedAt } });
  } else {
    delete merged[part];
  }
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
