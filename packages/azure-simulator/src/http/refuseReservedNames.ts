import { requestErrors } from './requestErrors';

/**
 * Refuses names that every JavaScript object has a member of: the state holds
 * things by name, and would find `constructor` where nobody put anything.
 */
export function refuseReservedNames(names: Iterable<string>): void {
  for (const name of names) {
    if (name in Object.prototype || name.toLowerCase() in Object.prototype) {
      throw requestErrors.reservedName({ name });
    }
  }
}
