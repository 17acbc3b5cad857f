import { FactName, Facts, FactSet } from '../../collect/Facts';
import { isStale } from '../answerCheck';
import { Judgement } from '../Check';

/** A fact that is believed, with the time at which it was read. */
export interface Known<T> {
  value: T;
  /** Epoch milliseconds. */
  at: number;
}

/**
 * The facts that are known and young enough to be believed. What could not be
 * read, or is too old, is not there: of it nothing is concluded.
 */
export class KnownFacts {
  readonly #facts: FactSet;
  readonly #context: Judgement;

  constructor(facts: FactSet, context: Judgement) {
    this.#facts = facts;
    this.#context = context;
  }

  get<K extends FactName>(name: K): Known<Facts[K]> | undefined {
    const fact = this.#facts[name];
    if (
      !fact ||
      !('value' in fact) ||
      isStale(name, fact.observedAt, this.#context)
    ) {
      return undefined;
    }
    return { value: fact.value as Facts[K], at: Date.parse(fact.observedAt) };
  }

  value<K extends FactName>(name: K): Facts[K] | undefined {
    return this.get(name)?.value;
  }
}
