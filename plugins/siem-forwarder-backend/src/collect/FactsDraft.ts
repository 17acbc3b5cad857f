import { Outcome, unavailabilityOf } from './BoundedCalls';
import { Fact, factDefinitions, FactName, Facts, FactSet } from './Facts';
import { isDecided, Unavailability } from './Unavailability';

/** The facts of one forwarder while they are being collected. */
export class FactsDraft {
  /** What was read, or could not be, in this collection. */
  readonly collected: FactSet = {};
  readonly #previous: FactSet;
  readonly #due: ReadonlySet<FactName>;

  /**
   * @param previous - what was known before, for facts that others depend on
   * @param due - what this collection is to read
   */
  constructor(previous: FactSet, due: ReadonlySet<FactName>) {
    this.#previous = previous;
    this.#due = due;
  }

  /** True when any of the facts is to be read in this collection. */
  isDue(...names: FactName[]): boolean {
    return names.some(name => this.#due.has(name));
  }

  /**
   * What is known of a fact now: read in this collection, or before when this
   * one did not look or failed to.
   */
  known<K extends FactName>(name: K): Facts[K] | undefined {
    const now: Fact<Facts[K]> | undefined = this.collected[name];
    if (now && 'value' in now) {
      return now.value;
    }
    if (now && isDecided(now.unavailable)) {
      return undefined;
    }
    const before: Fact<Facts[K]> | undefined = this.#previous[name];
    return before && 'value' in before ? before.value : undefined;
  }

  /**
   * Why a fact is not known: from this collection, or from the one before when
   * this one did not look.
   */
  unavailability(name: FactName): Unavailability | undefined {
    const fact = this.collected[name] ?? this.#previous[name];
    return fact && 'unavailable' in fact ? fact.unavailable : undefined;
  }

  /** Notes the outcome of a call under a fact's name. */
  put<K extends FactName, T>(
    name: K,
    outcome: Outcome<T>,
    observedAt: string,
    select: (value: T) => Facts[K],
  ): void {
    if ('unavailable' in outcome) {
      this.set(name, { unavailable: outcome.unavailable, observedAt });
      return;
    }
    try {
      this.set(name, { value: select(outcome.value), observedAt });
    } catch (error) {
      // One answer that is not understood must not take the others along.
      const { title } = factDefinitions[name];
      const unavailable = unavailabilityOf(error, title);
      this.set(name, { unavailable, observedAt });
    }
  }

  /** Notes a fact. */
  set<K extends FactName>(name: K, fact: Fact<Facts[K]>): void {
    const facts: { [P in K]?: Fact<Facts[P]> } = this.collected;
    facts[name] = fact;
  }

  /** Notes why facts are not known. */
  refuse(
    names: readonly FactName[],
    unavailable: Unavailability,
    observedAt: string,
  ): void {
    for (const name of names) {
      this.set(name, { unavailable, observedAt });
    }
  }
}
