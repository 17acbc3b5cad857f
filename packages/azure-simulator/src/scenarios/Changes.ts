import {
  dropRoleAssignment,
  storeRoleAssignment,
} from '../rbac/RoleAssignmentIndex';
import { LogRow, LogTable, RoleAssignment, SimulatorState } from '../state';

/**
 * Changes to the state that remember what was there before. What is taken back
 * is just the members that were changed: what flowed meanwhile stays.
 */
export class Changes {
  readonly #steps: (() => void)[] = [];

  /** Sets a member of an object. */
  set<T extends object, K extends keyof T>(object: T, key: K, value: T[K]) {
    const existed = key in object;
    const before = object[key];
    object[key] = value;
    this.later(() => {
      if (existed) {
        object[key] = before;
      } else {
        delete object[key];
      }
    });
  }

  /** Removes a member of a record; undone, it stands where it stood. */
  remove<T>(record: Record<string, T>, key: string): void {
    const keys = Object.keys(record);
    if (!keys.includes(key)) {
      return;
    }
    const before = record[key];
    delete record[key];
    this.later(() => {
      record[key] = before;
      for (const later of keys.slice(keys.indexOf(key) + 1)) {
        if (later in record) {
          const value = record[later];
          delete record[later];
          record[later] = value;
        }
      }
    });
  }

  /** Removes role assignments. */
  removeRoles(
    state: SimulatorState,
    assignments: readonly RoleAssignment[],
  ): void {
    for (const assignment of assignments) {
      dropRoleAssignment(state, assignment.id);
      this.later(() => storeRoleAssignment(state, assignment));
    }
  }

  /** Takes rows out of a table; undone, they stand before those that came meanwhile. */
  hideRows(table: LogTable, hidden: (row: LogRow) => boolean): void {
    const taken = table.rows.filter(hidden);
    table.rows = table.rows.filter(row => !hidden(row));
    this.later(() => {
      table.rows = [...table.rows, ...taken].sort(
        (one, other) => one.ordinal - other.ordinal,
      );
    });
  }

  /** Remembers how something else is taken back. */
  later(step: () => void): void {
    this.#steps.push(step);
  }

  /** Takes every change back, the last one first. */
  undo(): void {
    for (const step of this.#steps.splice(0).reverse()) {
      step();
    }
  }
}
