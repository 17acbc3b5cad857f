import { FaultDesk } from '../faults/FaultDesk';
import { FaultRequest } from '../faults/Fault';
import { idKey } from '../ids/armId';
import { dropRoleAssignment } from '../rbac/RoleAssignmentIndex';
import {
  LogRow,
  LogTable,
  PasswordCredential,
  RoleAssignment,
  SimulatorState,
  SplunkEvent,
  SplunkState,
  StateChange,
} from '../state';
import { Place } from './Place';

/**
 * Makes the changes of a scenario and writes each down as data, so that
 * `takeBack` can take it back in another run of the simulator.
 */
export class Changes {
  readonly made: StateChange[] = [];

  /** Sets a member of an object. */
  set<T extends object, K extends keyof T & string>(
    place: Place<T>,
    key: K,
    value: T[K],
  ): void {
    const before = place.value[key];
    place.value[key] = value;
    this.made.push({
      kind: 'memberSet',
      path: [...place.path, key],
      ...(before === undefined ? {} : { before: structuredClone(before) }),
      after: structuredClone(value),
    });
  }

  /** Removes a member of a record; taken back, it stands where it stood. */
  remove<T>(place: Place<Record<string, T>>, key: string): void {
    const keys = Object.keys(place.value);
    const index = keys.indexOf(key);
    if (index < 0) {
      return;
    }
    const followedBy = keys[index + 1];
    this.made.push({
      kind: 'memberRemoved',
      path: [...place.path, key],
      before: place.value[key],
      ...(followedBy === undefined ? {} : { followedBy }),
    });
    delete place.value[key];
  }

  /** Adds a client secret. */
  addSecret(
    list: Place<PasswordCredential[]>,
    secret: PasswordCredential,
  ): void {
    list.value.push(secret);
    this.made.push({
      kind: 'secretAdded',
      path: [...list.path, { keyId: secret.keyId }],
    });
  }

  /** Removes role assignments. */
  removeRoles(
    state: SimulatorState,
    assignments: readonly RoleAssignment[],
  ): void {
    for (const assignment of assignments) {
      dropRoleAssignment(state, assignment.id);
      this.made.push({
        kind: 'roleRemoved',
        path: ['roleAssignments', idKey(assignment.id)],
        assignment,
      });
    }
  }

  /** Takes rows out of a table; taken back, they stand before those that came meanwhile. */
  hideRows(table: Place<LogTable>, hidden: (row: LogRow) => boolean): void {
    const rows = table.value.rows.filter(hidden);
    table.value.rows = table.value.rows.filter(row => !hidden(row));
    this.made.push({
      kind: 'rowsHidden',
      path: [...table.path, 'rows'],
      rows,
    });
  }

  /** Takes minutes out of the totals of a metric, from an instant on (epoch milliseconds). */
  hideMinutes(minutes: Place<Record<string, number>>, from = 0): void {
    const totals = Object.fromEntries(
      Object.entries(minutes.value).filter(
        ([minute]) => Number(minute) * 60_000 >= from,
      ),
    );
    for (const minute of Object.keys(totals)) {
      delete minutes.value[minute];
    }
    this.made.push({ kind: 'minutesHidden', path: minutes.path, totals });
  }

  /** Takes events out of Splunk's indexes. */
  hideEvents(
    splunk: Place<SplunkState>,
    hidden: (event: SplunkEvent) => boolean,
  ): void {
    const events = splunk.value.events.filter(hidden);
    splunk.value.events = splunk.value.events.filter(event => !hidden(event));
    this.made.push({
      kind: 'eventsHidden',
      path: [...splunk.path, 'events'],
      events,
    });
  }

  /** Puts a fault in force until the scenario is undone. */
  raise(faults: FaultDesk, scenario: string, request: FaultRequest): void {
    faults.add(request, scenario);
    this.made.push({ kind: 'faultRaised', request });
  }
}
