import { PasswordCredential, SimulatorState, StatePath } from '../state';

/**
 * A value of the state together with the way to it, so that what happens there
 * can be written down and found again after a restart.
 */
export class Place<T> {
  private constructor(readonly path: StatePath, readonly value: T) {}

  /** The state itself. */
  static root(state: SimulatorState): Place<SimulatorState> {
    return new Place([], state);
  }

  /** A member of the value; it must be there. */
  at<K extends keyof T & string>(key: K): Place<NonNullable<T[K]>> {
    const value = this.value[key];
    if (value === undefined || value === null) {
      throw new Error(
        `The state has nothing at ${[...this.path, key].join('/')}.`,
      );
    }
    return new Place([...this.path, key], value);
  }

  /** Every client secret of a list. */
  static secrets(
    list: Place<PasswordCredential[]>,
  ): Place<PasswordCredential>[] {
    return list.value.map(
      secret => new Place([...list.path, { keyId: secret.keyId }], secret),
    );
  }

  /** Every member of a record. */
  static members<V>(record: Place<Record<string, V>>): Place<V>[] {
    return Object.entries(record.value).map(
      ([key, value]) => new Place([...record.path, key], value),
    );
  }
}
